"""How requirements stand: the coverage of each in a release, and counts over many of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.coverage import DEFAULT, EVERYTHING, STATES, Coverage, Facts, Filters, Policy, Trust, coverage
from kg.release import Release
from kg.things.node import Node

RELEASES_KEPT = 4
"""Tables of facts kept in memory: of the release in use and of those just before and after it."""


@dataclass(frozen=True)
class Standing:
    """A requirement with its coverage in the release."""

    node: Node
    coverage: Coverage

    @property
    def answerable(self) -> str:
        """Who can answer it: practice, institution or both."""
        return self.coverage.asked.answerable


def facts_of(release: Release) -> Facts:
    """The table of link facts of a release: what `facts.json` holds, read once."""
    return _facts(release.path)


@lru_cache(maxsize=RELEASES_KEPT)
def _facts(path: Path) -> Facts:
    return Facts.from_dict(json.loads((path / "facts.json").read_text(encoding="utf-8")))


def coverage_of(
    release: Release, trust: Trust = DEFAULT, filters: Filters = EVERYTHING
) -> Mapping[str, Coverage]:
    """The coverage of every requirement of a release, by IRI.

    Raises KeyError for a slice that the release does not have.
    """
    if (trust, filters) == (DEFAULT, EVERYTHING):
        return _default(facts_of(release), policy_of(release))
    return coverage(facts_of(release), policy_of(release), trust, filters)


@lru_cache(maxsize=RELEASES_KEPT)
def _default(facts: Facts, policy: Policy) -> Mapping[str, Coverage]:
    return coverage(facts, policy)


def policy_of(release: Release) -> Policy:
    """The thresholds by which the release's coverage was measured."""
    return Policy.model_validate(release.manifest["policy"])


def standing(release: Release, node: Node) -> Standing:
    """A requirement with its coverage. Raises KeyError where the thing is no requirement."""
    return Standing(node, coverage_of(release)[node.iri])


def standings(release: Release, nodes: Iterable[Node]) -> tuple[Standing, ...]:
    """Requirements with their coverage, in the order given."""
    return tuple(standing(release, node) for node in nodes)


def tally(many: Iterable[Standing]) -> dict[str, int]:
    """How many of the requirements are in each state, best known first; empty states are left out."""
    states = [one.coverage.state for one in many]
    return {state: states.count(state) for state in STATES if state in states}


def practices_of(many: Iterable[Standing]) -> int:
    """How many practices count for at least one of the requirements; each counts once."""
    return len({practice for one in many for practice in one.coverage.practices})
