"""What practice is known for each requirement: `coverage`, a pure function over the table of link facts.

Pages, API, SPARQL, CLI and reports all show what it returns (design, section 6; docs/coverage.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.coverage.bits import PracticeSet
from kg.coverage.facts import CONCEPTS, EXTENTS, Facts, Requirement
from kg.coverage.index import Index
from kg.coverage.policy import Policy
from kg.coverage.reasons import reason
from kg.coverage.searched import Searched, searched
from kg.coverage.states import Count, by_practice, hangs
from kg.coverage.support import Support, Supports
from kg.coverage.trust import DEFAULT, EVERYTHING, Filters, Trust


@dataclass(frozen=True)
class Coverage:
    """What is known for one requirement in one slice, at one level of trust, as of one date.

    `left_out` is how many practices the chosen trust leaves out or takes down (good to minor, minor to
    inferred). `later` is how many practices were reported after the as-of date. `silent` is how many
    practices of it do not say whether they belong to the slice. `searched` is the assessment that counts,
    where it matters: where no practice is known. `fragile` is whether the state hangs on one link that one
    editor judged and nobody else read. The sets of practices hold each practice once.
    """

    asked: Requirement
    filters: Filters
    as_of: str | None
    state: str
    fragile: bool
    left_out: int
    later: int
    silent: int
    searched: Searched | None
    _index: Index = field(repr=False, compare=False)
    _support: Support = field(repr=False, compare=False)
    _mask: int = field(repr=False)

    @property
    def requirement(self) -> str:
        """The IRI of the requirement."""
        return self.asked.iri

    def _set(self, held: int) -> PracticeSet:
        return PracticeSet(held & self._mask, self._index.facts.practices.iri)

    @cached_property
    def practices(self) -> PracticeSet:
        """Those that count: with a full or partial link to it or to a part of it."""
        return self._set(self._support.good.all)

    @property
    def number(self) -> int:
        """How many practices count."""
        return len(self.practices)

    @cached_property
    def with_figure(self) -> PracticeSet:
        """Those that count and have a figure that bears on it."""
        return self._set(self._support.figured.all)

    @cached_property
    def minor(self) -> PracticeSet:
        """Those that only touch it or a part of it at the edge."""
        return self._set(self._support.minor)

    @cached_property
    def inferred(self) -> PracticeSet:
        """Those that only reach it by inference."""
        return self._set(self._support.inferred)

    @cached_property
    def through(self) -> PracticeSet:
        """Those that count or touch it through its parts alone."""
        return self._set(self._support.linked & ~self._support.direct)

    @cached_property
    def by(self) -> dict[tuple[str, str], PracticeSet]:
        """The linked practices by extent and basis, each by its fullest link, then what sources state."""
        return {way: self._set(held) for way, held in self._support.best().items()}

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The IRIs of the figures that bear on it, of the practices that count."""
        links = self._index.facts.links
        found = {
            figure
            for number in self.links
            if EXTENTS[links.extent[number]] != "minor"
            for figure in links.figures[number]
        }
        return tuple(sorted(found))

    @cached_property
    def links(self) -> tuple[int, ...]:
        """The numbers of the links (`facts.links`) behind it: to it and to its parts, as far as trusted."""
        return tuple(self._index.trusted_links(self.requirement, self._support.trust, self._mask))

    @cached_property
    def reason(self) -> str:
        """Why it has its state, in one sentence."""
        return reason(self)

    def as_dict(self) -> dict[str, Any]:
        """The coverage as plain data, for the release's `coverage.json`."""
        sets = ("practices", "with_figure", "minor", "inferred", "through")
        return {
            "requirement": self.requirement,
            "state": self.state,
            "reason": self.reason,
            "fragile": self.fragile,
            **{name: list(getattr(self, name)) for name in sets},
        }


def coverage(
    facts: Facts, policy: Policy, trust: Trust = DEFAULT, filters: Filters = EVERYTHING
) -> dict[str, Coverage]:
    """The coverage of every requirement, by its IRI.

    A practice that addresses a part counts once for the whole. Raises KeyError for a slice that the facts
    do not have.
    """
    measure = Measure(facts, policy, trust)
    return {iri: measure.of(iri, filters) for iri in sorted(facts.index.requirements)}


class Measure:
    """Coverage at one level of trust and as of one date, requirement by requirement and slice by slice."""

    def __init__(self, facts: Facts, policy: Policy, trust: Trust = DEFAULT) -> None:
        self._index, self._policy, self._as_of = facts.index, policy, trust.as_of
        self._supports = self._index.supports(trust)
        self._widest = self._index.supports(DEFAULT)
        self._published = self._index.published(trust.as_of)
        self._counting = self._index.counting(trust.as_of)

    def of(self, requirement: str, filters: Filters = EVERYTHING) -> Coverage:
        """The coverage of one requirement in one slice. Raises KeyError where there is no such thing."""
        asked, support = self._index.requirements[requirement], self._supports.of[requirement]
        mask = self._counting & self._slice(asked, filters, self._supports)
        good, figured, touching = _count(support, mask)
        state = by_practice(good.all, figured.all, touching.all, self._policy)
        empty = self._empty(asked, filters) if state is None else (None, 0, None)
        return Coverage(
            asked=asked,
            filters=filters,
            as_of=self._as_of,
            state=state or empty[0] or "",
            fragile=state is not None and hangs(state, good, figured, touching, self._policy),
            left_out=self._left_out(asked, filters, support, mask),
            later=self._later(asked, filters),
            silent=empty[1],
            searched=empty[2],
            _index=self._index,
            _support=support,
            _mask=mask,
        )

    def _slice(self, asked: Requirement, filters: Filters, supports: Supports) -> int:
        """The practices of a slice, whether they count or not, as one requirement sees it."""
        inside = -1
        for facet, key in filters.given:
            inside &= self._value(asked, facet, key, supports)
        return inside

    def _value(self, asked: Requirement, facet: str, key: str, supports: Supports) -> int:
        if facet in self._index.slices:
            return self._index.slices[facet][key]
        return -1 if asked.belongs(facet, key) else supports.group(facet, key)

    def _left_out(self, asked: Requirement, filters: Filters, support: Support, mask: int) -> int:
        """How many practices are less than they would be if all that is published were trusted."""
        if self._supports is self._widest:
            return 0
        known = self._widest.of[asked.iri]
        wide = self._counting & self._slice(asked, filters, self._widest)
        less = known.good.all & wide & ~(support.good.all & mask)
        less |= known.linked & wide & ~(support.linked & mask)
        return (less | (known.any & wide & ~(support.any & mask))).bit_count()

    def _later(self, asked: Requirement, filters: Filters) -> int:
        """How many practices of the requirement were reported after the date that is asked for."""
        if self._as_of is None:
            return 0
        wide = self._index.counting(None) & self._slice(asked, filters, self._widest)
        return (self._widest.of[asked.iri].any & wide & ~self._published).bit_count()

    def _empty(self, asked: Requirement, filters: Filters) -> tuple[str, int, Searched | None]:
        """The state where no practice is known, how many practices are silent on the slice, and the search.

        It does not depend on the trust: what trust only hides was found.
        """
        known = self._widest.of[asked.iri].any & self._counting
        wide = self._slice(asked, filters, self._widest)
        silent = 0 if known & wide else self._silent(asked, filters, known)
        search = searched(self._index, asked.iri, self._as_of, self._published & wide)
        if not known & wide and not silent and search and search.found_none:
            return "none-found", 0, search
        return "not-for-practice" if asked.answerable == "institution" else "not-assessed", silent, search

    def _silent(self, asked: Requirement, filters: Filters, known: int) -> int:
        """How many practices of a requirement may belong to a slice: they name nothing that it divides by."""
        for facet, key in filters.given:
            held = self._value(asked, facet, key, self._widest)
            known &= held | ~self._index.named[facet] if facet in CONCEPTS else held
        return known.bit_count()


def _count(support: Support, mask: int) -> Iterator[Count]:
    """How many practices are good, have a figure, touch or reach; and how many of each are fragile."""
    touching = (support.minor | support.inferred) & mask
    fragile = (support.minor & support.touched.fragile) | (support.inferred & support.reached.fragile)
    yield Count((support.good.all & mask).bit_count(), (support.good.fragile & mask).bit_count())
    yield Count((support.figured.all & mask).bit_count(), (support.figured.fragile & mask).bit_count())
    yield Count(touching.bit_count(), (fragile & mask).bit_count())
