"""How requirements stand: the coverage that the release holds of each, and counts over many of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.coverage import STATES, Coverage, Policy
from kg.release import Release
from kg.things.node import Node

RELEASES_KEPT = 4
"""Coverage tables kept in memory: of the release in use and of those just before and after it."""


@dataclass(frozen=True)
class Standing:
    """A requirement with its coverage in the release."""

    node: Node
    coverage: Coverage

    @property
    def answerable(self) -> str:
        """Who can answer it: practice, institution or both."""
        return self.node.code("answerableBy") or ""


def coverage_of(release: Release) -> dict[str, Coverage]:
    """The default coverage of every requirement of a release, by IRI: what `coverage.json` holds."""
    return _table(release.path)


@lru_cache(maxsize=RELEASES_KEPT)
def _table(path: Path) -> dict[str, Coverage]:
    found = json.loads((path / "coverage.json").read_text(encoding="utf-8"))
    return {iri: _coverage(cover) for iri, cover in found.items()}


def _coverage(cover: dict[str, Any]) -> Coverage:
    """What JSON holds as lists, a Coverage holds as tuples."""
    held: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in cover.items()
    }
    return Coverage(**held)


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
