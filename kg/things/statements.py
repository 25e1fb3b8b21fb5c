"""What the sources say of a thing: its statements by the question that each answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from kg.namespaces import thing
from kg.things.citing import Cited, citations
from kg.things.figures import hedged
from kg.things.node import Node, natural
from loaders.sources import Sources

FIRST = (
    "definition", "purpose", "scope", "date", "duty", "expectation", "member", "signatory", "method",
    "frequency", "question", "finding", "agreed", "action", "next-step", "commitment", "quantity",
)  # fmt: skip
"""The aspects in the order in which a reader wants them; the others follow by name."""


@dataclass(frozen=True)
class Said:
    """A statement: what a source says of a thing, in our words.

    `figure` is the value as the source prints and hedges it, with its unit; empty where the statement
    has none, or says it in its words. `in_list` names its list where there are several, else it is empty.
    `answer` is what was answered where the statement is a question.
    """

    node: Node
    says: str
    position: int | None
    in_list: str
    answer: str
    figure: str
    about: tuple[Node, ...]
    cited: tuple[Cited, ...]

    @property
    def anchor(self) -> str:
        """The fragment of its page at which it stands."""
        return f"statement-{self.node.key.rpartition('/')[2]}"


@dataclass(frozen=True)
class Answers:
    """The statements that answer one question: those of each numbered list in its order, then the others."""

    aspect: Node
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Mention:
    """A statement that stands on another thing's page and is about this one too."""

    owner: Node
    node: Node
    says: str


def statements(node: Node, sources: Sources) -> tuple[Answers, ...]:
    """The statements of a thing by aspect. Raises SourceError where a cited copy cannot be read."""
    found: dict[Node, list[Said]] = defaultdict(list)
    for one in node.nodes("statement"):
        aspect = one.node("aspect")
        assert aspect is not None, f"{one.iri} has no aspect, which the shapes forbid"
        found[aspect].append(said(one, sources))
    return tuple(
        Answers(aspect, tuple(sorted(found[aspect], key=_place))) for aspect in sorted(found, key=_aspect)
    )


def said(node: Node, sources: Sources) -> Said:
    """One statement with its citations."""
    position = node.text("position")
    return Said(
        node=node,
        says=node.text("says") or node.title,
        position=int(position) if position else None,
        in_list=node.text("inList") or "",
        answer=node.text("answer") or "",
        figure=printed_figure(node),
        about=tuple(one for one in node.nodes("about") if one != owner_of(node)),
        cited=tuple(citations(node, sources)),
    )


def printed_figure(node: Node) -> str:
    """The figure of a statement: "more than 800 learners"; empty where it has none or its words hold it."""
    printed = node.text("printed") or ""
    if not printed or re.search(
        rf"(?<!\w){re.escape(printed)}(?!\w)", node.text("says") or "", re.IGNORECASE
    ):
        return ""
    unit = node.text("unit") or ""
    value = printed if unit in printed else f"{printed} {unit}"
    return hedged(value, node.text("qualifier"))


def _place(one: Said) -> tuple[bool, str, int, object]:
    return one.position is None, one.in_list, one.position or 0, natural(one.node.key)


def _aspect(aspect: Node) -> tuple[int, object]:
    return FIRST.index(aspect.key) if aspect.key in FIRST else len(FIRST), natural(aspect.title)


def mentions(node: Node) -> tuple[Mention, ...]:
    """What is said of a thing on the pages of others, by the names of those."""
    found = [
        Mention(owner, one, one.text("says") or one.title)
        for one in node.incoming("about")
        if one.kind == "statement" and (owner := owner_of(one)) != node
    ]
    return tuple(sorted(found, key=lambda one: (natural(one.owner.title), natural(one.node.key))))


def owner_of(statement: Node) -> Node:
    """The thing on whose page a statement stands."""
    kind, _, rest = statement.key.partition("/")
    return Node(statement.store, thing(kind, rest.rpartition("/")[0]))
