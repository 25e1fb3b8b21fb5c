"""The table of link facts as sets of practices, for as long as a release is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.coverage.bits import bits
from kg.coverage.dates import first_day, last_day
from kg.coverage.facts import CONCEPTS, COUNTS, EXTENTS, PRACTICE_SLICES, Assessment, Facts, Requirement
from kg.coverage.support import Supports
from kg.coverage.trust import Trust


@dataclass(frozen=True)
class Linked:
    """The practices linked to one requirement itself by links of one extent, basis and number of readers.

    `figured` are those of them whose link names a figure that bears on it. Extents and bases are places in
    EXTENTS and BASES.
    """

    extent: int
    basis: int
    readers: int
    practices: int
    figured: int

    @property
    def minor(self) -> bool:
        """Whether they only touch it at the edge."""
        return EXTENTS[self.extent] == "minor"

    @property
    def alone(self) -> bool:
        """Whether the links stand on the judgement of one reader."""
        return self.basis == 1 and self.readers < 2


class Index:
    """Sets of practices by link, slice and date. Requirements are named by their IRIs."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.size = len(facts.practices.iri)
        self.requirements: dict[str, Requirement] = {one.iri: one for one in facts.requirements}
        self._supports: dict[Trust, Supports] = {}

    def supports(self, trust: Trust) -> Supports:
        """What supports each requirement, as far as it is trusted; dates make no difference to it."""
        undated = Trust(trust.basis, trust.minor, trust.inferred)
        if undated not in self._supports:
            self._supports[undated] = Supports(self, undated)
        return self._supports[undated]

    def set_of(self, practices: Iterable[int]) -> int:
        """A set of practice numbers as bits."""
        return bits(practices, self.size)

    @cached_property
    def linked(self) -> dict[str, list[Linked]]:
        """The practices linked to each requirement itself, by how they are."""
        links = self.facts.links
        found: dict[tuple[int, int, int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        columns = zip(
            links.requirement,
            links.extent,
            links.basis,
            links.readers,
            links.practice,
            links.figures,
            strict=True,
        )
        for requirement, extent, basis, readers, practice, figures in columns:
            practices, figured = found[requirement, extent, basis, readers]
            practices.append(practice)
            if figures:
                figured.append(practice)
        linked: dict[str, list[Linked]] = {iri: [] for iri in self.requirements}
        for (requirement, extent, basis, readers), (practices, figured) in sorted(found.items()):
            iri = self.facts.requirements[requirement].iri
            linked[iri].append(Linked(extent, basis, readers, self.set_of(practices), self.set_of(figured)))
        return linked

    def trusted_links(self, requirement: str, trust: Trust, practices: int) -> Iterator[int]:
        """The numbers of the links to a requirement and its parts that are trusted, of some practices."""
        links = self.facts.links
        for target in self.targets[requirement]:
            for at in self.links_to[target]:
                if practices >> links.practice[at] & 1 and trust.takes(
                    links.extent[at], links.basis[at], links.readers[at]
                ):
                    yield at

    @cached_property
    def links_to(self) -> dict[str, list[int]]:
        """The numbers of the links to each requirement itself."""
        found: dict[str, list[int]] = {iri: [] for iri in self.requirements}
        for number, requirement in enumerate(self.facts.links.requirement):
            found[self.facts.requirements[requirement].iri].append(number)
        return found

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """Each requirement with its parts: what is linked to one of them counts for it, once."""
        found = {iri: [iri] for iri in self.requirements}
        for one in self.facts.requirements:
            for whole in one.wholes:
                found[whole].append(one.iri)
        return found

    @cached_property
    def slices(self) -> dict[str, dict[str, int]]:
        """The practices of each value of each slice that practice names, with those of narrower concepts."""
        return {facet: self._with_narrower(facet) for facet in PRACTICE_SLICES}

    def _with_narrower(self, facet: str) -> dict[str, int]:
        values = {one.key: one for one in self.facts.slices.get(facet, ())}
        found = dict.fromkeys(values, 0)
        for one in values.values():
            held = self.set_of(one.practices)
            line = [one.key]
            for key in line:
                found[key] |= held
                line += [wider for wider in values[key].wider if wider in values and wider not in line]
        return found

    @cached_property
    def named(self) -> dict[str, int]:
        """The practices that name any concept of a vocabulary; of the others it is not known."""
        found = {}
        for facet in CONCEPTS:
            found[facet] = 0
            for held in self.slices[facet].values():
                found[facet] |= held
        return found

    @cached_property
    def assessments(self) -> dict[str, list[Assessment]]:
        """The assessments of each requirement, the latest first."""
        found: dict[str, list[Assessment]] = {iri: [] for iri in self.requirements}
        for one in sorted(self.facts.assessments, key=lambda one: (last_day(one.on), one.iri), reverse=True):
            found[one.requirement].append(one)
        return found

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each practice."""
        return {iri: number for number, iri in enumerate(self.facts.practices.iri)}

    def published(self, as_of: str | None) -> int:
        """The practices that were reported by then."""
        return self._until(self._reported, as_of)

    def reported_to(self, as_of: str | None) -> str:
        """The latest date, as it is written, on which practice was reported by then; "" where none was."""
        end = last_day(as_of) if as_of else "9999"
        return max((date for date in self._report_dates if last_day(date) <= end), default="")

    @cached_property
    def _report_dates(self) -> frozenset[str]:
        return frozenset(self.facts.practices.reported) - {""}

    def counting(self, as_of: str | None) -> int:
        """The practices that count as of then: reported, begun, real, and not withdrawn."""
        withdrawn = self._until(self._withdrawn, as_of)
        return self.published(as_of) & self._real & ~withdrawn

    @staticmethod
    def _until(by_date: dict[str, int], as_of: str | None) -> int:
        end = last_day(as_of) if as_of else "9999"
        found = 0
        for date, held in by_date.items():
            if date <= end:
                found |= held
        return found

    @cached_property
    def _real(self) -> int:
        standing = self.facts.practices.standing
        return self.set_of(number for number, one in enumerate(standing) if one == COUNTS)

    @cached_property
    def _reported(self) -> dict[str, int]:
        """By the end of the year, month or day in which they were reported: before that it is not certain."""
        return self._by_date(self.facts.practices.reported, last_day)

    @cached_property
    def _withdrawn(self) -> dict[str, int]:
        """By the beginning of the year, month or day in which they were withdrawn: it may be so from then."""
        return self._by_date(self.facts.practices.withdrawn, first_day)

    def _by_date(self, dates: Iterable[str], edge: Callable[[str], str]) -> dict[str, int]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, date in enumerate(dates):
            if date:
                found[edge(date)].append(number)
        return {date: self.set_of(numbers) for date, numbers in found.items()}
