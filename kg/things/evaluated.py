"""Which practice was evaluated, and how: its grade of evidence and its figures by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Store

from kg.namespaces import thing
from kg.things.figures import Figure
from kg.things.node import Node, of_class
from kg.things.practices import KINDS, headline, withdrawn_last
from kg.things.vocabularies import vocabulary

RECOMMENDATION = thing("recommendation", "3")
"""The recommendation that asks for evaluation; its page shows this."""


@dataclass(frozen=True)
class Evaluated:
    """A practice with its grade and how many figures of each kind (outcome, process, ...) are reported."""

    practice: Node
    figures: tuple[tuple[str, int], ...]
    headline: Figure | None

    @property
    def total(self) -> int:
        """How many figures there are."""
        return sum(number for _, number in self.figures)


@dataclass(frozen=True)
class Grade:
    """The practices of one grade of evidence, withdrawn ones last."""

    evidence: Node
    members: tuple[Evaluated, ...]

    @property
    def size(self) -> int:
        """How many practices have this grade."""
        return len(self.members)


def evaluated(store: Store) -> tuple[Grade, ...]:
    """All practice by grade of evidence, the strongest first. Scenarios are no practice."""
    found = withdrawn_last(of_class(store, "Practice"))
    practices = [one for one in found if one.kind == "practice"]
    grades = vocabulary(Node(store, thing("vocabulary", "evidence"))).concepts
    graded = [
        Grade(one.node, tuple(_evaluated(each) for each in practices if each.node("evidence") == one.node))
        for one in grades
    ]
    return tuple(one for one in graded if one.members)


def _evaluated(practice: Node) -> Evaluated:
    kinds = Counter(one.code("outcomeKind") or "" for one in practice.nodes("outcome"))
    figures = tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind])
    return Evaluated(practice, figures, headline(practice))
