"""Where the sources differ: what each side says, and how it is read here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.citing import Cited, citations
from kg.things.node import Node, of_class
from loaders.sources import Sources

TYPES = {
    "date": "Dates",
    "number": "Numbers",
    "arithmetic": "Sums that do not add up",
    "wording": "Wording",
    "name": "Names",
    "reference": "References",
    "structure": "Order and structure",
}
"""The types of discrepancy in the order in which they are listed, with what several are called."""


@dataclass(frozen=True)
class Side:
    """What one place says."""

    node: Node
    says: str
    cited: tuple[Cited, ...]

    @property
    def anchor(self) -> str:
        """The fragment of the discrepancy's page at which it stands."""
        return f"side-{self.node.key.rpartition('/')[2]}"


@dataclass(frozen=True)
class Difference:
    """A discrepancy: its sides in the order of the record, what it is about, and how it is read here."""

    node: Node
    type: str
    about: tuple[Node, ...]
    sides: tuple[Side, ...]
    reading: str

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """The citations of every side."""
        return tuple(one for side in self.sides for one in side.cited)


@dataclass(frozen=True)
class OfType:
    """The discrepancies of one type."""

    type: str
    heading: str
    members: tuple[Difference, ...]

    @property
    def size(self) -> int:
        """How many there are of this type."""
        return len(self.members)


def difference(node: Node, sources: Sources) -> Difference:
    """One discrepancy. Raises SourceError where a cited copy cannot be read."""
    sides = sorted(node.nodes("side"), key=lambda one: int(one.text("position") or 0))
    return Difference(
        node=node,
        type=node.text("form") or "",
        about=tuple(node.nodes("about")),
        sides=tuple(Side(one, one.text("says") or "", tuple(citations(one, sources))) for one in sides),
        reading=node.text("reading") or "",
    )


def differences_about(node: Node, sources: Sources) -> tuple[Difference, ...]:
    """The discrepancies that are about a thing."""
    return tuple(difference(one, sources) for one in node.incoming("about") if one.kind == "discrepancy")


def differences(store: Store, sources: Sources) -> tuple[OfType, ...]:
    """Every discrepancy by type; types of which there are none are left out."""
    found: dict[str, list[Difference]] = defaultdict(list)
    for node in of_class(store, "Discrepancy"):
        one = difference(node, sources)
        found[one.type].append(one)
    return tuple(OfType(type, words, tuple(found[type])) for type, words in TYPES.items() if found[type])
