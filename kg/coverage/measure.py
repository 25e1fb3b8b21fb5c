"""What practice is known for each requirement: `coverage`, a pure function over the table of link facts.

Pages, API, SPARQL, CLI and reports all show what it returns (design, section 6; docs/coverage.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.coverage.bits import PracticeSet
from kg.coverage.facts import EXTENTS, Facts, Requirement
from kg.coverage.policy import Policy
from kg.coverage.reasons import reason
from kg.coverage.searched import Search, Searched
from kg.coverage.slicing import Slicing
from kg.coverage.states import WEAKEST, by_practice, hangs
from kg.coverage.support import Support
from kg.coverage.trust import DEFAULT, EVERYTHING, Filters, Trust


@dataclass(frozen=True, eq=False)
class Coverage:
    """What is known for one requirement in one slice, at one level of trust, as of one date.

    `number` is how many practices count, `state` one of STATES. `fragile` is whether the state hangs on one
    link that one editor judged and nobody else read. Where no practice is known, `searched` is the
    assessment that counts, and `silent` how many practices of the requirement do not say whether they
    belong to the slice. The sets of practices hold each practice once.
    """

    asked: Requirement
    number: int
    state: str
    fragile: bool
    searched: Searched | None
    silent: int
    measured: Measure = field(repr=False)
    slicing: Slicing = field(repr=False)
    _support: Support = field(repr=False)
    _mask: int = field(repr=False)

    @property
    def requirement(self) -> str:
        """The IRI of the requirement."""
        return self.asked.iri

    @property
    def filters(self) -> Filters:
        """The slice that was asked for."""
        return self.slicing.filters

    @property
    def trust(self) -> Trust:
        """The trust and date that were asked for."""
        return self.measured.trust

    def _set(self, held: int) -> PracticeSet:
        return PracticeSet(held & self._mask, self.measured.index.facts.practices.iri)

    @property
    def practices(self) -> PracticeSet:
        """Those that count: with a full or partial link to it or to a part of it."""
        return self._set(self._support.good.all)

    @property
    def with_figure(self) -> PracticeSet:
        """Those that count and have a figure that bears on it."""
        return self._set(self._support.figured.all)

    @property
    def minor(self) -> PracticeSet:
        """Those that only touch it or a part of it at the edge."""
        return self._set(self._support.minor)

    @property
    def inferred(self) -> PracticeSet:
        """Those that only reach it by inference."""
        return self._set(self._support.inferred)

    @property
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
        links = self.measured.index.facts.links
        good = [number for number in self.links if EXTENTS[links.extent[number]] != "minor"]
        return tuple(sorted({figure for number in good for figure in links.figures[number]}))

    @cached_property
    def links(self) -> tuple[int, ...]:
        """The numbers of the links (`facts.links`) behind it: to it and to its parts, as far as trusted."""
        return tuple(self.measured.index.trusted_links(self.requirement, self._support.trust, self._mask))

    @property
    def left_out(self) -> int:
        """How many practices the trust leaves out or takes down, from good to minor or minor to inferred."""
        return self.measured.left_out(self.asked, self.slicing, self._mask)

    @cached_property
    def later(self) -> int:
        """How many practices were reported after the date that was asked for."""
        return self.measured.later(self.asked, self.slicing)

    @property
    def strength(self) -> tuple[int, int, int, int]:
        """To sort by, the weakest first: state, practices that count, with a figure, that only touch it."""
        state = WEAKEST.index(self.state)
        return state, self.number, len(self.with_figure), len(self.minor)

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
    slicing = measure.slicing(filters)
    return {iri: measure.of(asked, slicing) for iri, asked in sorted(facts.index.requirements.items())}


class Measure:
    """Coverage at one level of trust and as of one date, requirement by requirement and slice by slice."""

    def __init__(self, facts: Facts, policy: Policy, trust: Trust = DEFAULT) -> None:
        self.index, self.policy, self.trust = facts.index, policy, trust
        self._supports = self.index.supports(trust)
        self._widest = self.index.supports(DEFAULT)
        self._published = self.index.published(trust.as_of)
        self._counting = self.index.counting(trust.as_of)
        self._searches: dict[str, Search] = {}

    def slicing(self, filters: Filters) -> Slicing:
        """A slice to ask for. Raises KeyError where the facts have no such slice."""
        return Slicing(self.index, filters)

    def of(self, asked: Requirement, slicing: Slicing) -> Coverage:
        """The coverage of one requirement in one slice."""
        support = self._supports.of[asked.iri]
        mask = self._counting & slicing.of(asked, self._supports)
        fragile, number = False, 0
        search, silent = None, 0
        if support.any & mask:
            loose, most = slicing.loose(asked, self._supports), self.policy.covered.practices
            good, figured, touching = support.count(mask, loose, most)
            number = good.all
            state = by_practice(good.all, figured.all, self.policy)
            fragile = hangs(state, good, figured, touching, self.policy)
        else:
            state, silent, search = self._empty(asked, slicing)
        return Coverage(asked, number, state, fragile, search, silent, self, slicing, support, mask)

    def _empty(self, asked: Requirement, slicing: Slicing) -> tuple[str, int, Searched | None]:
        """The state where no practice is known, how many practices are silent on the slice, and the search.

        It does not depend on the trust: what trust only hides was found.
        """
        known = self._widest.of[asked.iri].any & self._counting
        wide = slicing.of(asked, self._widest)
        hidden = known & wide
        silent = (known & slicing.possible(asked, self._widest)).bit_count() if known and not hidden else 0
        search = self._search(asked.iri).within(self._published & wide)
        if asked.answerable == "institution":
            return "not-for-practice", silent, search
        if search and search.found_none and not hidden and not silent:
            return "none-found", 0, search
        return "not-assessed", silent, search

    def _search(self, requirement: str) -> Search:
        """Who looked for practice for a requirement, found out once for all slices."""
        if requirement not in self._searches:
            self._searches[requirement] = Search(self.index, requirement, self.trust.as_of)
        return self._searches[requirement]

    def left_out(self, asked: Requirement, slicing: Slicing, mask: int) -> int:
        """How many practices are less than they would be if all that is published were trusted."""
        if self._supports is self._widest:
            return 0
        less = self._supports.less_than(self._widest, asked.iri)
        if not slicing.groups:
            return (less & mask).bit_count()
        wide = self._counting & slicing.of(asked, self._widest)
        return ((less | self._widest.of[asked.iri].any & ~mask) & wide).bit_count()

    def later(self, asked: Requirement, slicing: Slicing) -> int:
        """How many practices of the requirement were reported after the date that is asked for."""
        if self.trust.as_of is None:
            return 0
        ever = self.index.counting(None) & slicing.of(asked, self._widest)
        return (self._widest.of[asked.iri].any & ever & ~self._published).bit_count()
