"""What supports each requirement at a level of trust: sets of practices, before dates and slices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.coverage.facts import BASES, EXTENTS
from kg.coverage.states import Count
from kg.coverage.trust import Trust
from kg.namespaces import thing

if TYPE_CHECKING:
    from kg.coverage.index import Index, Linked


@dataclass
class Tally:
    """A set of practices, with those of them that rest on one link alone, which one reader judged."""

    all: int = 0
    fragile: int = 0
    _more: int = field(default=0, repr=False)

    def add(self, practices: int, alone: bool) -> None:
        """Add the practices of some links to one thing; `alone` is whether one reader judged these links."""
        self._more |= self.all & practices
        self.fragile = (self.fragile | (practices if alone else 0)) & ~self._more
        self.all |= practices


@dataclass
class Support:
    """What supports one requirement: sets of practices, each by the best that it has. Filled, then read.

    `good` have full or partial links to it or its parts, `figured` those of them with a figure that bears
    on it; `minor` only touch it; `inferred` only reach it. `trust` is the level at which this is so.
    `direct` are linked to it itself. `best` are good and minor by extent and basis, each practice once.
    """

    trust: Trust
    good: Tally = field(default_factory=Tally)
    figured: Tally = field(default_factory=Tally)
    touched: Tally = field(default_factory=Tally)
    reached: Tally = field(default_factory=Tally)
    direct: int = 0
    ways: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def linked(self) -> int:
        """The practices linked to it or its parts to any extent."""
        return self.good.all | self.touched.all

    @cached_property
    def minor(self) -> int:
        """Those that only touch it at the edge."""
        return self.touched.all & ~self.good.all

    @cached_property
    def inferred(self) -> int:
        """Those that only reach it by inference."""
        return self.reached.all & ~self.linked

    @cached_property
    def any(self) -> int:
        """All of them."""
        return self.linked | self.reached.all

    @cached_property
    def _loose(self) -> int:
        """Those that only touch or reach it, by one link that one editor judged."""
        return (self.minor & self.touched.fragile) | (self.inferred & self.reached.fragile)

    @cached_property
    def _touching(self) -> int:
        """Those that touch or reach it and do not address it."""
        return self.any & ~self.good.all

    def count(self, mask: int, loose: int, most: int) -> tuple[Count, Count, Count]:
        """How many of some practices are good, have a figure, touch or reach it, and are fragile in that.

        `loose` are practices that one link puts among them, whatever else they have. What no state can hang
        on is not counted: how many of more than `most` are fragile, and who touches it where some are good.
        """
        if not (good := self.good.all & mask):
            return NONE, NONE, _count(self._touching & mask, self._loose | loose, most)
        return (
            _count(good, self.good.fragile | loose, most),
            _count(self.figured.all & mask, self.figured.fragile | loose, most),
            NONE,
        )

    def best(self) -> dict[tuple[str, str], int]:
        """The linked practices by extent and basis, each once: the fullest first, then what sources state."""
        found, seen = {}, 0
        for extent in EXTENTS:
            for basis in BASES:
                found[extent, basis] = self.ways.get((extent, basis), 0) & ~seen
                seen |= found[extent, basis]
        return found


NONE = Count(0, 0)


def _count(held: int, fragile: int, most: int) -> Count:
    number = held.bit_count()
    return Count(number, (fragile & held).bit_count() if number <= most else 0)


class Supports:
    """What supports every requirement at one level of trust."""

    def __init__(self, index: Index, trust: Trust) -> None:
        self._index, self._trust = index, trust
        self._less: dict[str, int] = {}
        self._groups: dict[tuple[str, str], Tally] = {}
        self.of: dict[str, Support] = {iri: self._support(iri) for iri in index.requirements}
        if trust.inferred:
            self._reach()

    def _support(self, requirement: str) -> Support:
        found = Support(self._trust)
        for target in self._index.targets[requirement]:
            for one in self._trusted(target):
                self._add(found, one)
                if target == requirement:
                    found.direct |= one.practices
        return found

    @staticmethod
    def _add(found: Support, one: Linked) -> None:
        way = EXTENTS[one.extent], BASES[one.basis]
        found.ways[way] = found.ways.get(way, 0) | one.practices
        if one.minor:
            found.touched.add(one.practices, one.alone)
        else:
            found.good.add(one.practices, one.alone)
            found.figured.add(one.figured, one.alone)

    def _trusted(self, target: str) -> Iterable[Linked]:
        return (
            one for one in self._index.linked[target] if self._trust.takes(one.extent, one.basis, one.readers)
        )

    def _reach(self) -> None:
        """What addresses a requirement, or a part of it, reaches what that carries out; each link once."""
        reaching: dict[str, set[str]] = defaultdict(set)
        for one in self._index.facts.implementations:
            if self._trust.admits(one.basis, one.readers):
                reaching[one.requirement].update(self._index.targets[one.via])
        for requirement, targets in reaching.items():
            for linked in (linked for target in targets for linked in self._trusted(target)):
                self.of[requirement].reached.add(linked.practices, linked.alone)

    def less_than(self, wide: Supports, requirement: str) -> int:
        """The practices that are less for a requirement than at a wider trust: good, linked or reached."""
        if requirement not in self._less:
            here, there = self.of[requirement], wide.of[requirement]
            pairs = (there.good.all, here.good.all), (there.linked, here.linked), (there.any, here.any)
            lost = [more & ~less for more, less in pairs]
            self._less[requirement] = lost[0] | lost[1] | lost[2]
        return self._less[requirement]

    def group(self, facet: str, key: str) -> Tally:
        """The practices linked to anything in a workstream or theme, or to a standard."""
        if (facet, key) not in self._groups:
            found = Tally()
            for target in {
                target for iri in self._members(facet, key) for target in self._index.targets[iri]
            }:
                for linked in self._trusted(target):
                    found.add(linked.practices, linked.alone)
            self._groups[facet, key] = found
        return self._groups[facet, key]

    def _members(self, facet: str, key: str) -> list[str]:
        """The requirements of a workstream or theme, or the standard. Raises KeyError for another."""
        asked = self._index.requirements
        if facet == "standard":
            return [asked[thing("standard", key)].iri]
        if all(one.key != key for one in self._index.facts.slices[facet]):
            raise KeyError(f"{facet}/{key}")
        return [iri for iri, one in asked.items() if one.belongs(facet, key)]
