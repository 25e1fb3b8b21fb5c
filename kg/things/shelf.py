"""A shelf of chosen practices: which requirements they cover, and which they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.coverage import Coverage
from kg.release import Release
from kg.things.node import Node, ordered
from kg.things.standing import Standing, coverage_of

KINDS = ("recommendation", "action", "standard", "principle")
"""The kinds of requirement by which a shelf is measured."""


@dataclass(frozen=True)
class Asked:
    """A requirement with the practices of the shelf that count for it, or only touch it.

    `elsewhere` are practices not on the shelf that count for it. The sets are those of coverage, met with
    the shelf: so the numbers agree with every other page.
    """

    standing: Standing
    counting: tuple[Node, ...]
    touching: tuple[Node, ...]
    elsewhere: tuple[Node, ...]


@dataclass(frozen=True)
class Part:
    """The requirements of one kind: those that the shelf covers, only touches, and leaves.

    What only an institution can answer, and what a later edition took the place of, is left out.
    """

    kind: str
    covered: tuple[Asked, ...]
    touched: tuple[Asked, ...]
    missing: tuple[Asked, ...]

    @property
    def total(self) -> int:
        """How many requirements of the kind practice could answer."""
        return len(self.covered) + len(self.touched) + len(self.missing)


def parts(release: Release, shelf: Sequence[Node]) -> tuple[Part, ...]:
    """What a shelf covers, by kind of requirement; kinds of which there is none are left out."""
    chosen = {node.iri: node for node in shelf}
    made = [_asked(release, one, chosen) for one in coverage_of(release).values() if _answerable(one)]
    found = (_part(kind, [one for one in made if one.standing.node.kind == kind]) for kind in KINDS)
    return tuple(part for part in found if part.total)


def _answerable(coverage: Coverage) -> bool:
    return coverage.asked.answerable != "institution" and not coverage.asked.superseded


def _asked(release: Release, coverage: Coverage, chosen: dict[str, Node]) -> Asked:
    node = Node(release.store, coverage.requirement)
    counting = coverage.practices
    return Asked(
        standing=Standing(node, coverage),
        counting=_on(chosen, counting),
        touching=_on(chosen, coverage.minor) + _on(chosen, coverage.inferred),
        elsewhere=tuple(Node(release.store, iri) for iri in counting if iri not in chosen),
    )


def _on(chosen: dict[str, Node], practices: Iterable[str]) -> tuple[Node, ...]:
    return tuple(chosen[iri] for iri in practices if iri in chosen)


def _part(kind: str, asked: list[Asked]) -> Part:
    """The requirements of a kind, each in one of the three lists, in natural order."""
    by_iri = {one.standing.node.iri: one for one in asked}
    order = [by_iri[node.iri] for node in ordered(one.standing.node for one in asked)]
    return Part(
        kind,
        covered=tuple(one for one in order if one.counting),
        touched=tuple(one for one in order if one.touching and not one.counting),
        missing=tuple(one for one in order if not one.counting and not one.touching),
    )
