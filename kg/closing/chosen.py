"""Which case studies cover chosen requirements: the smallest set of a release, with what each covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.closing.smallest import Covers, Smallest, smallest_set
from kg.coverage import Coverage
from kg.release import Release
from kg.things.node import Node
from kg.things.standing import coverage_of

COLUMNS = ("set", "practice", "practice_title", "requirement", "number", "title", "figure")
"""The columns as data, a row for each requirement that a practice of a set covers.

`set` counts the sets from 1; it and the practice are empty for a requirement that no practice covers.
`figure` is 1 where the practice has a figure that bears on the requirement.
"""


@dataclass(frozen=True)
class Member:
    """A practice of a set with the requirements that it covers; `figured` are those with a figure of it."""

    practice: Node
    covers: tuple[Coverage, ...]
    figured: frozenset[str]


@dataclass(frozen=True)
class Cover:
    """The smallest sets for requirements, the first to be shown, the others to choose instead."""

    asked: tuple[Coverage, ...]
    found: Smallest
    sets: tuple[tuple[Member, ...], ...]
    uncovered: tuple[Coverage, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The sets as plain values, COLUMNS in each row."""
        held = [
            _row(str(number), member.practice, cover, cover.requirement in member.figured)
            for number, members in enumerate(self.sets, 1)
            for member in members
            for cover in member.covers
        ]
        return [*held, *(_row("", None, cover, False) for cover in self.uncovered)]


def _row(number: str, practice: Node | None, cover: Coverage, figure: bool) -> dict[str, Any]:
    return {
        "set": number,
        "practice": practice.iri if practice else "",
        "practice_title": practice.title if practice else "",
        "requirement": cover.requirement,
        "number": cover.asked.number,
        "title": cover.asked.title,
        "figure": int(figure),
    }


def cover_of(release: Release, requirements: Sequence[str]) -> Cover:
    """The fewest practices that address all of the requirements (IRIs) fully or partly, as far as any does.

    Raises KeyError for what is no requirement.
    """
    covers = coverage_of(release)
    asked = tuple(covers[iri] for iri in dict.fromkeys(requirements))
    held = tuple((one.requirement, frozenset(one.practices)) for one in asked)
    figured = tuple((one.requirement, frozenset(one.with_figure)) for one in asked)
    found = _solved(held, figured)
    nodes = Node(release.store, "")
    return Cover(
        asked=asked,
        found=found,
        sets=tuple(tuple(_member(nodes.other(iri), asked) for iri in one) for one in found.sets),
        uncovered=tuple(one for one in asked if one.requirement in found.uncovered),
    )


def _member(practice: Node, asked: Sequence[Coverage]) -> Member:
    return Member(
        practice,
        tuple(one for one in asked if practice.iri in set(one.practices)),
        frozenset(one.requirement for one in asked if practice.iri in set(one.with_figure)),
    )


@lru_cache(maxsize=64)
def _solved(
    held: tuple[tuple[str, frozenset[str]], ...], figured: tuple[tuple[str, frozenset[str]], ...]
) -> Smallest:
    """The same question is asked for the page and for its data."""
    covers: Covers = dict(held)
    return smallest_set(covers, dict(figured))
