"""Questions to discuss, drawn by rule from the requirements that a practice is linked to."""

from __future__ import annotations

from dataclasses import dataclass

from kg.things.addressing import ShownLink
from kg.things.figures import Figure
from kg.things.names import name_of
from kg.things.node import Node

MOST = 5
"""So many questions fill the time of a session."""
RULES = {
    "figure": "It asks for this: {asks} The source reports “{measure}: {said}”. What else could explain that "
    "figure, and what would you count where you work to know whether it is getting better?",
    "full": "It asks for this: {asks} What did people here do that answers it, and what of that could you do "
    "where you work within a month?",
    "partial": "It asks for this: {asks} An editor judges that this practice answers it in part: {why} What "
    "would you add to answer all of it?",
    "minor": "It asks for this: {asks} This practice only touches it. What would bring it closer, and who "
    "would have to be in the room?",
}
"""Rule -> its question. A link with a figure that no question has asked about yet takes the first; any other
the one of its extent."""


@dataclass(frozen=True)
class Question:
    """A question with the requirement that it comes from and the rule (a key of RULES) that drew it."""

    requirement: Node
    rule: str
    text: str

    @property
    def about(self) -> str:
        """The requirement by number and title, with its edition: a number means nothing without it."""
        above = self.requirement.nodes("partOf")
        group = (above[0] if above else self.requirement).node("groupedUnder")
        edition = group.text("edition") if group else None
        return name_of(self.requirement) + (f" ({edition})" if edition else "")


def questions(links: tuple[ShownLink, ...], most: int = MOST) -> tuple[Question, ...]:
    """At most `most` questions, one a requirement: those with figures first, then by extent."""
    order = list(RULES)
    asked: set[Node] = set()
    drawn = []
    for link in links:
        figure = next((one for one in link.figures if one.node not in asked), None)
        asked |= {figure.node} if figure else set()
        drawn.append(question(link, figure))
    return tuple(sorted(drawn, key=lambda one: order.index(one.rule))[:most])


def question(link: ShownLink, figure: Figure | None) -> Question:
    """The question of one link, about a figure of it where one is given."""
    requirement = link.view.requirement
    rule = "figure" if figure else link.view.extent
    text = RULES[rule].format(
        asks=sentence(requirement.summary or requirement.title),
        why=sentence(link.view.rationale),
        measure=figure.measure if figure else "",
        said=figure.said if figure else "",
    )
    return Question(requirement, rule, text)


def sentence(text: str) -> str:
    """The text with a full stop at its end."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
