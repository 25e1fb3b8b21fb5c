"""The table of gaps: every requirement with what practice is known for it, and filters over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.namespaces import ID
from kg.release import Release
from kg.things.node import Node, of_class
from kg.things.standing import Standing, coverage_of, standing

KINDS = ("recommendation", "action", "domain", "standard", "principle", "priority", "objective")
"""The kinds of requirement, in the order in which readers choose from them."""
NO_GAP = ("covered", "not-for-practice")
"""States in which more practice is not what is missing."""


@dataclass(frozen=True)
class Filters:
    """What the table is narrowed to: a workstream's number, a kind, only gaps that practice could close."""

    workstream: str | None = None
    kind: str | None = None
    weak: bool = False


@dataclass(frozen=True)
class Row:
    """A requirement in the table; `heading` is its recommendation, domain or framework."""

    standing: Standing
    heading: Node
    workstreams: tuple[str, ...]

    @property
    def node(self) -> Node:
        """The requirement."""
        return self.standing.node


def rows(release: Release, filters: Filters) -> list[Row]:
    """The rows of the table: recommendations with their actions, then what stands under each framework.

    A row stays where all filters agree with it. Only recommendations and their actions are in workstreams.
    """
    return [row for row in _all(release) if _stays(row, filters)]


def _all(release: Release) -> Iterable[Row]:
    for recommendation in of_class(release.store, "Recommendation"):
        numbers = tuple(one.key for one in recommendation.nodes("inWorkstream"))
        for node in (recommendation, *recommendation.nodes("hasPart")):
            yield Row(standing(release, node), recommendation, numbers)
    for framework in of_class(release.store, "Framework"):
        for top in framework.nodes("groups"):
            parts = top.nodes("hasPart")
            for node in (top, *parts):
                yield Row(standing(release, node), top if parts else framework, ())


def _stays(row: Row, filters: Filters) -> bool:
    return (
        (filters.workstream is None or filters.workstream in row.workstreams)
        and (filters.kind is None or filters.kind == row.node.kind)
        and (not filters.weak or row.standing.coverage.state not in NO_GAP)
    )


def grouped(found: Iterable[Row]) -> list[tuple[Node, list[Row]]]:
    """The rows under their recommendation, domain or framework, in the order of the rows."""
    groups: dict[Node, list[Row]] = {}
    for row in found:
        groups.setdefault(row.heading, []).append(row)
    return list(groups.items())


def kinds(release: Release) -> list[str]:
    """The kinds of requirement that the release has, to filter by."""
    held = {iri.removeprefix(ID).partition("/")[0] for iri in coverage_of(release)}
    return [kind for kind in KINDS if kind in held]


def workstreams(release: Release) -> list[Node]:
    """The workstreams to filter by."""
    return of_class(release.store, "Workstream")
