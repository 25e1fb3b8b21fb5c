"""The states of coverage, from counts of practices."""

from __future__ import annotations

from typing import NamedTuple

from kg.coverage.policy import Policy

STATES = ("covered", "thin", "minor-only", "none-found", "not-for-practice", "not-assessed")
"""From best known to least known; the concepts of the code list `coverage-state`."""
WEAK = ("thin", "minor-only", "none-found", "not-assessed")
"""States in which more practice, or a search for it, is what is missing."""


class Count(NamedTuple):
    """How many practices there are, and how many of them rest on one link that one editor judged."""

    all: int
    fragile: int


def by_practice(good: int, figured: int, touching: int, policy: Policy) -> str | None:
    """The state that numbers of practices give, or None; `touching` are minor or inferred."""
    if good >= policy.covered.practices and figured >= policy.covered.with_figure:
        return "covered"
    if good:
        return "thin"
    return "minor-only" if touching else None


def hangs(state: str, good: Count, figured: Count, touching: Count, policy: Policy) -> bool:
    """Whether a state that practice gives would fall if one link went that one editor judged."""
    if state == "covered":
        return (good.all == policy.covered.practices and good.fragile > 0) or (
            figured.all == policy.covered.with_figure and figured.fragile > 0
        )
    return (good if state == "thin" else touching) == (1, 1)
