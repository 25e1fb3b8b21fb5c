"""Between two releases: the gaps that closed and opened, each with what caused it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.coverage.facts import EXTENTS, Facts, Requirement
from kg.coverage.measure import Coverage, coverage
from kg.coverage.policy import Policy
from kg.coverage.states import STATES, is_weak
from kg.coverage.trust import DEFAULT, Trust

DIRECTIONS = ("closed", "opened", "nearer", "further", "changed")
"""What became of a requirement: a gap closed or opened; a gap still, nearer to closing or further from it;
no gap before or after, but in another state."""
CAUSES = (
    "new practice",
    "link",
    "review",
    "new edition",
    "withdrawal",
    "assessment",
    "policy",
    "record",
    "program",
)
"""What can cause a change. `record` is another field of a record, `program` another way of counting."""
ROLES = ("practices", "minor", "inferred")
"""What a practice can be to a requirement: the sets of a Coverage in which it stands."""


@dataclass(frozen=True)
class Cause:
    """Why a state changed: one of CAUSES, the IRI of what changed ("" for policy and program), a sentence."""

    kind: str
    thing: str
    says: str


@dataclass(frozen=True)
class Change:
    """A requirement whose state, or whether it is a gap, differs. `before` or `after` is None without it."""

    asked: Requirement
    before: Coverage | None
    after: Coverage | None
    causes: tuple[Cause, ...]

    @property
    def direction(self) -> str:
        """One of DIRECTIONS."""
        was, now = is_gap(self.before), is_gap(self.after)
        if was != now:
            return "closed" if was else "opened"
        if not (was and self.before and self.after):
            return "changed"
        better = STATES.index(self.after.state) < STATES.index(self.before.state)
        return "nearer" if better else "further"


class Link(NamedTuple):
    """What a link says, to compare it by."""

    practice: str
    requirement: str
    extent: str
    basis: int
    readers: int
    figures: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two releases: its facts and thresholds."""

    facts: Facts
    policy: Policy

    @cached_property
    def practices(self) -> dict[str, tuple[str, str]]:
        """Standing and date of withdrawal of each practice."""
        many = self.facts.practices
        return dict(zip(many.iri, zip(many.standing, many.withdrawn, strict=True), strict=True))

    @cached_property
    def links(self) -> dict[str, Link]:
        """Each link by its IRI."""
        many, facts = self.facts.links, self.facts
        return {
            iri: Link(
                facts.practices.iri[many.practice[at]],
                facts.requirements[many.requirement[at]].iri,
                EXTENTS[many.extent[at]],
                many.basis[at],
                many.readers[at],
                many.figures[at],
            )
            for at, iri in enumerate(many.iri)
        }

    def bearing(self, requirement: str) -> set[str]:
        """The requirements whose links can bear on one: its parts, and what carries it out with its parts."""
        vias = [one.via for one in self.facts.implementations if one.requirement == requirement]
        return {target for one in (requirement, *vias) for target in self.facts.index.targets.get(one, ())}


def is_gap(cover: Coverage | None) -> bool:
    """Whether a requirement is a gap that practice, or a search for it, could close."""
    return cover is not None and is_weak(cover.asked, cover.state, cover.trust.as_of)


def between(before: Side, after: Side, trust: Trust = DEFAULT) -> list[Change]:
    """What changed from one release to another, gaps closed and opened first.

    Within each direction, what practice, links and reviews caused comes before searches out of date.
    Both are measured at the same trust, each by its own thresholds.
    """
    old, new = (coverage(side.facts, side.policy, trust) for side in (before, after))
    found = [
        Change((new.get(iri) or old[iri]).asked, was, now, tuple(_causes(before, after, was, now)))
        for iri in sorted({*old, *new})
        if _differs(was := old.get(iri), now := new.get(iri))
    ]
    return sorted(found, key=lambda one: (DIRECTIONS.index(one.direction), CAUSES.index(one.causes[0].kind)))


def _differs(was: Coverage | None, now: Coverage | None) -> bool:
    if was is None or now is None:
        return is_gap(was) or is_gap(now)
    return was.state != now.state or is_gap(was) != is_gap(now)


def _causes(before: Side, after: Side, was: Coverage | None, now: Coverage | None) -> list[Cause]:
    """Why a requirement changed, in the order of CAUSES."""
    if was is None or now is None:
        return [_of_edition(was, now)]
    found = [*_of_requirement(was, now), *_of_practices(before, after, was, now)]
    if {was.state, now.state} - {"covered", "thin", "minor-only"}:
        found += _of_assessment(was, now)
    if before.policy != after.policy:
        found += _of_policy(before, now)
    program = Cause("program", "", "Nothing that is recorded of it changed: the program counts differently.")
    return sorted(dict.fromkeys(found), key=lambda one: CAUSES.index(one.kind)) or [program]


def _of_edition(was: Coverage | None, now: Coverage | None) -> Cause:
    there = now or was
    assert there is not None
    says = "It is new in this release." if was is None else "It is no longer in this release."
    return Cause("new edition", there.requirement, says)


def _of_requirement(was: Coverage, now: Coverage) -> Iterator[Cause]:
    if was.asked.superseded != now.asked.superseded:
        since = now.asked.superseded
        says = f"Another edition holds since {since}." if since else "Its edition holds again."
        yield Cause("new edition", now.requirement, says)
    if was.asked.answerable != now.asked.answerable:
        says = f"Who can answer it changed from {was.asked.answerable} to {now.asked.answerable}."
        yield Cause("record", now.requirement, says)


def _of_assessment(was: Coverage, now: Coverage) -> Iterator[Cause]:
    old, new = (one.searched.assessment if one.searched else None for one in (was, now))
    if new is not None and (old is None or (old.iri, old.on) != (new.iri, new.on)):
        yield Cause("assessment", new.iri, "Somebody searched for practice.")
    elif new is None and old is not None and not now.number:
        yield Cause("assessment", old.iri, "The record of the search is gone.")
    elif old and new and old.current != new.current:
        says = "The search was brought up to date." if new.current else "Practice changed since the search."
        yield Cause("assessment", new.iri, says)
    elif old and new and (old.kept, old.documents) != (new.kept, new.documents):
        yield Cause("assessment", new.iri, "What the search kept, or where it looked, was corrected.")


def _of_policy(before: Side, now: Coverage) -> Iterator[Cause]:
    """The thresholds, where what is known now had another state by those of before."""
    measured = coverage(now.measured.index.facts, before.policy, now.trust)
    if measured[now.requirement].state != now.state:
        yield Cause("policy", "", "The thresholds of the states changed.")


def _of_practices(before: Side, after: Side, was: Coverage, now: Coverage) -> Iterator[Cause]:
    """Why each practice became something else to the requirement, or nothing."""
    old, new = _roles(was), _roles(now)
    for practice in sorted({*old, *new}):
        if old.get(practice) != new.get(practice):
            yield from _of_practice(before, after, practice, was.requirement)


def _roles(cover: Coverage) -> dict[str, tuple[str, bool]]:
    """What each practice is to the requirement, and whether it has a figure that bears on it."""
    figured = set(cover.with_figure)
    return {one: (role, one in figured) for role in ROLES for one in getattr(cover, role)}


def _of_practice(before: Side, after: Side, practice: str, requirement: str) -> Iterator[Cause]:
    was, now = before.practices.get(practice), after.practices.get(practice)
    if was is None:
        yield Cause("new practice", practice, "The practice is new in this release.")
    elif now is None:
        yield Cause("withdrawal", practice, "The practice is no longer in this release.")
    elif was[1] != now[1]:
        says = f"The practice was withdrawn ({now[1]})." if now[1] else "The practice is withdrawn no longer."
        yield Cause("withdrawal", practice, says)
    elif was[0] != now[0]:
        yield Cause("record", practice, f"The practice {STANDING[was[0]]}, and {STANDING[now[0]]} now.")
    else:
        found = list(_of_links(before, after, practice, requirement))
        gone = Cause("record", practice, "What carries this out, or what is part of it, changed.")
        yield from found or [gone]


STANDING = {"counts": "counted", "planned": "was only planned", "scenario": "was an example for teaching"}


def _of_links(before: Side, after: Side, practice: str, requirement: str) -> Iterator[Cause]:
    targets = before.bearing(requirement) | after.bearing(requirement)
    old, new = (_bearing(side, practice, targets) for side in (before, after))
    for iri in sorted({*old, *new}):
        if iri not in old:
            yield Cause("link", iri, f"A link was added: {new[iri].extent}.")
        elif iri not in new:
            yield Cause("withdrawal", iri, "Its link was withdrawn or taken out.")
        else:
            yield from _of_link(iri, old[iri], new[iri])


def _bearing(side: Side, practice: str, targets: set[str]) -> dict[str, Link]:
    return {
        iri: one for iri, one in side.links.items() if one.practice == practice and one.requirement in targets
    }


def _of_link(iri: str, was: Link, now: Link) -> Iterator[Cause]:
    if was.extent != now.extent:
        yield Cause("link", iri, f"Its extent changed from {was.extent} to {now.extent}.")
    if was.basis != now.basis:
        yield Cause("link", iri, "Whether the source states it changed.")
    if was.figures != now.figures:
        yield Cause("link", iri, "The figures that bear on it changed.")
    if was.readers != now.readers:
        yield Cause("review", iri, "A reader agreed or disagreed.")
