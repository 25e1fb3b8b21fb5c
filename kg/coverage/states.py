"""The states of coverage, from counts of practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.coverage.policy import Policy

if TYPE_CHECKING:
    from kg.coverage.facts import Requirement

STATES = ("covered", "thin", "minor-only", "none-found", "not-for-practice", "not-assessed")
"""From best known to least known; the concepts of the code list `coverage-state`."""
WITH_PRACTICE = ("covered", "thin", "minor-only")
"""States in which practice is known."""
WEAK = ("thin", "minor-only", "none-found", "not-assessed")
"""States in which more practice, or a search for it, is what is missing."""

WEAKEST = ("none-found", "not-assessed", "minor-only", "thin", "covered", "not-for-practice")
"""In the order in which a reader of gaps wants them: what practice cannot answer is no gap of practice."""


class Count(NamedTuple):
    """How many practices there are, and how many of them rest on one link that one editor judged."""

    all: int
    fragile: int


def by_practice(good: int, figured: int, policy: Policy) -> str:
    """The state where there is practice: how many are good, and how many of them have a figure."""
    if good >= policy.covered.practices and figured >= policy.covered.with_figure:
        return "covered"
    return "thin" if good else "minor-only"


def hangs(state: str, good: Count, figured: Count, touching: Count, policy: Policy) -> bool:
    """Whether a state that practice gives would fall if one link went that one editor judged."""
    if state == "covered":
        return (good.all == policy.covered.practices and good.fragile > 0) or (
            figured.all == policy.covered.with_figure and figured.fragile > 0
        )
    return (good if state == "thin" else touching) == (1, 1)


def is_weak(asked: Requirement, state: str, as_of: str | None) -> bool:
    """Whether a requirement with this state is a gap that practice, or a search for it, could close.

    What only an institution can answer is none, nor what another edition has taken the place of by then.
    """
    return state in WEAK and asked.answerable != "institution" and asked.in_force(as_of)
