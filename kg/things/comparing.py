"""Two to five practices side by side, question by question, with what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.coverage.reasons import date
from kg.namespaces import thing
from kg.things.node import Node
from kg.things.practices import PracticeView
from kg.things.requirements import grouped_under

FEWEST, MOST = 2, 5
"""So many practices can be compared at once."""


@dataclass(frozen=True)
class Item:
    """One thing in a cell: its words, the thing that they name, and whether all have it."""

    text: str
    node: Node | None = None
    shared: bool = False


@dataclass(frozen=True)
class Row:
    """A question and each practice's answer, in the order in which the practices were asked for."""

    key: str
    asks: str
    cells: tuple[tuple[Item, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether the practices answer it differently."""
        return len({frozenset(item.text for item in cell) for cell in self.cells}) > 1


Answer = Callable[[PracticeView], Iterable[Item]]


def comparison(views: Sequence[PracticeView]) -> tuple[Row, ...]:
    """The rows, in the order in which somebody decides; those that no practice answers are left out."""
    rows = (row(key, asks, answer, views) for key, asks, answer in QUESTIONS)
    return tuple(one for one in rows if any(one.cells))


def row(key: str, asks: str, answer: Answer, views: Sequence[PracticeView]) -> Row:
    """One question put to each practice; what all of them answer is marked as shared."""
    cells = [tuple(answer(view)) for view in views]
    common = set.intersection(*({item.text for item in cell} for cell in cells))
    return Row(
        key,
        asks,
        tuple(tuple(Item(one.text, one.node, one.text in common) for one in cell) for cell in cells),
    )


def named(property_name: str) -> Answer:
    """The things that a property names."""
    return lambda view: [Item(node.title, node) for node in view.node.nodes(property_name)]


def current(view: PracticeView) -> list[Item]:
    """Whether it may be used."""
    if view.status:
        return [Item(f"{view.status.node.nodes('state')[0].title}, {date(view.status.date)}")]
    return [Item({"planned": "Planned: it had not begun", "scenario": "A scenario for teaching"}.get(
        view.not_counted, "Current"
    ))]


def evidence(view: PracticeView) -> list[Item]:
    """The grade of evidence."""
    return [Item(node.title, node) for node in view.node.nodes("evidence")]


def evidence_because(view: PracticeView) -> list[Item]:
    """Why it has that grade."""
    return [Item(text) for text in view.node.texts("evidenceBecause")]


def figures(view: PracticeView) -> list[Item]:
    """Each figure with its kind, its value and its qualifier."""
    many = [row.figure for row in view.rows]
    return [Item(f"{kind(one.node, one.kind)}. {one.line}", one.node) for one in many]


def kind(outcome: Node, key: str) -> str:
    """What a kind of figure is called."""
    return Node(outcome.store, thing("outcome-kind", key)).title


def addressed(view: PracticeView) -> list[Item]:
    """The requirements that it is linked to."""
    return [Item(short(one.view.requirement), one.view.requirement) for one in view.links]


def short(requirement: Node) -> str:
    """A requirement by kind, number, edition and title."""
    above = requirement.nodes("partOf")
    framework = grouped_under(above[0] if above else requirement, "framework")
    edition = f" ({framework.text('edition')})" if framework and framework.text("edition") else ""
    return f"{requirement.kind.capitalize()} {requirement.number or ''}{edition}: {requirement.title}"


def extents(view: PracticeView) -> list[Item]:
    """How fully it answers them, as the links say."""
    return [
        Item(f"{one.view.requirement.number}: {node.title.lower()}")
        for one in view.links
        for node in one.view.assertion.nodes("extent")
    ]


def later(view: PracticeView) -> list[Item]:
    """What was reported of it afterwards."""
    return [Item(f"{date(one.date)}: {one.fact}") for one in view.later]


def reported(view: PracticeView) -> list[Item]:
    """When it was reported."""
    return [Item(date(view.node.text("reported") or ""))]


def summary(view: PracticeView) -> list[Item]:
    """What it is."""
    return [Item(view.node.summary)]


QUESTIONS: tuple[tuple[str, str, Answer], ...] = (
    ("state", "May it be used?", current),
    ("summary", "What is it?", summary),
    ("figures", "What came of it? Figures", figures),
    ("evidence", "Evidence in the source", evidence),
    ("evidence_because", "Why that grade", evidence_because),
    ("addresses", "What it addresses", addressed),
    ("extents", "How fully", extents),
    ("setting", "Setting", named("setting")),
    ("profession", "Who it was for or done by", named("profession")),
    ("topic", "Topics", named("topic")),
    ("method", "Methods", named("method")),
    ("led_by", "Led by", named("ledBy")),
    ("partner", "Partners", named("partner")),
    ("scope", "How far it extended", named("scope")),
    ("maturity", "How far it had come", named("maturity")),
    ("reported", "Reported", reported),
    ("later", "What became of it", later),
    ("documents", "Where it stands", lambda view: [Item(one.title, one) for one in view.documents]),
)
"""The questions of the table: key, words and what answers."""
