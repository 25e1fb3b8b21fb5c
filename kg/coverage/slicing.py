"""A slice as sets of practices: made once, and then asked by requirement after requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.coverage.facts import CONCEPTS, Requirement
from kg.coverage.support import Supports
from kg.coverage.trust import Filters

if TYPE_CHECKING:
    from kg.coverage.index import Index

ALL = -1
"""Every practice: an integer with all bits set."""


class Slicing:
    """The practices of a slice, whether they count or not. Raises KeyError for a slice that there is not."""

    def __init__(self, index: Index, filters: Filters) -> None:
        self.filters = filters
        self._named = self._possible = ALL
        self._groups: list[tuple[str, str]] = []
        for facet, key in filters.given:
            if facet not in index.slices:
                self._groups.append((facet, key))
                continue
            held = index.slices[facet][key]
            self._named &= held
            self._possible &= held | ~index.named[facet] if facet in CONCEPTS else held

    def of(self, asked: Requirement, supports: Supports) -> int:
        """The practices of the slice as one requirement sees it at one level of trust."""
        return self._named & self._grouped(asked, supports) if self._groups else self._named

    def possible(self, asked: Requirement, supports: Supports) -> int:
        """These, and those that do not say whether they belong to it: they name nothing it divides by."""
        return self._possible & self._grouped(asked, supports) if self._groups else self._possible

    def _grouped(self, asked: Requirement, supports: Supports) -> int:
        """What belongs to the groups that are asked for; their own requirements keep all their practice."""
        held = ALL
        for facet, key in self._groups:
            held &= ALL if asked.belongs(facet, key) else supports.group(facet, key)
        return held
