"""A slice as sets of practices: made once, and then asked by requirement after requirement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.coverage.facts import CONCEPTS, Requirement
from kg.coverage.support import Supports, Tally
from kg.coverage.trust import DEFAULT, Filters

if TYPE_CHECKING:
    from kg.coverage.index import Index

ALL = -1
"""Every practice: an integer with all bits set."""


class Slicing:
    """The practices of a slice, whether they count or not. Raises KeyError for a slice that there is not.

    `groups` are the facets and keys of which practice is by what it addresses: who belongs depends on the
    trust.
    """

    def __init__(self, index: Index, filters: Filters) -> None:
        self.filters = filters
        self._named = self._possible = ALL
        self.groups: list[tuple[str, str]] = []
        for facet, key in filters.given:
            if facet not in index.slices:
                index.supports(DEFAULT).group(facet, key)
                self.groups.append((facet, key))
                continue
            held = index.slices[facet][key]
            self._named &= held
            self._possible &= held | ~index.named[facet] if facet in CONCEPTS else held

    def of(self, asked: Requirement, supports: Supports) -> int:
        """The practices of the slice as one requirement sees it at one level of trust."""
        return self._named & self._grouped(asked, supports) if self.groups else self._named

    def possible(self, asked: Requirement, supports: Supports) -> int:
        """These, and those that do not say whether they belong to it: they name nothing it divides by."""
        return self._possible & self._grouped(asked, supports) if self.groups else self._possible

    def loose(self, asked: Requirement, supports: Supports) -> int:
        """The practices that belong to the slice by one link alone, which one editor judged."""
        loose = 0
        for group in self._foreign(asked, supports):
            loose |= group.fragile
        return loose

    def _grouped(self, asked: Requirement, supports: Supports) -> int:
        """What belongs to the groups that are asked for."""
        held = ALL
        for group in self._foreign(asked, supports):
            held &= group.all
        return held

    def _foreign(self, asked: Requirement, supports: Supports) -> Iterator[Tally]:
        """The groups that a requirement is not of itself: its own groups keep all its practice."""
        for facet, key in self.groups:
            if not asked.belongs(facet, key):
                yield supports.group(facet, key)
