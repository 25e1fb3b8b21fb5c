"""The table of gaps: every requirement with what practice is known for it, narrowed and at a chosen trust."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.coverage import (
    DEFAULT,
    EVERYTHING,
    SLICES,
    TRUSTED,
    Facts,
    Filters,
    Requirement,
    Trust,
    in_order,
    is_weak,
)
from kg.coverage.facts import REQUIREMENT_SLICES
from kg.namespaces import ID
from kg.release import Release
from kg.things.node import Node, of_class
from kg.things.standing import Standing, coverage_of, facts_of

KINDS = ("recommendation", "action", "domain", "standard", "principle", "priority", "objective")
"""The kinds of requirement, in the order in which readers choose from them."""
SLICED = (*SLICES, "standard")
"""The slices that the table can be asked for."""
COLUMNS = (
    "kind",
    "requirement",
    "number",
    "title",
    "group",
    "workstreams",
    "answerable_by",
    "state",
    "practices",
    "with_figure",
    "minor",
    "inferred",
    "through_parts",
    "left_out",
    "fragile",
    "progress",
    "reason",
)
"""The columns of the table as data.

`requirement` is an IRI, `group` that of its recommendation, domain or framework. `practices` to `left_out`
count practices; `through_parts` are linked to its parts alone, `left_out` are those that the chosen trust
leaves out. `fragile` is 1 where the state hangs on one link that one editor judged, `progress` what the
latest note says.
"""


@dataclass(frozen=True)
class Asked:
    """What is asked of the table: slices, trust and date, a kind of requirement, only gaps.

    `requirement` is KIND/KEY: it and its parts. A workstream or theme keeps the requirements that belong
    to it.
    """

    filters: Filters = EVERYTHING
    trust: Trust = DEFAULT
    kind: str | None = None
    requirement: str | None = None
    weak: bool = False

    def keeps(self, one: Requirement, state: str) -> bool:
        """Whether a requirement with this state is of the kind, the parts and the weakness asked for."""
        return (
            (self.kind is None or self.kind == one.kind)
            and (self.requirement is None or ID + self.requirement in {one.iri, *one.wholes})
            and (not self.weak or is_weak(one, state, self.trust.as_of))
        )


@dataclass(frozen=True)
class Row:
    """A requirement in the table; `heading` is its recommendation, domain or framework.

    `progress` is the state of the latest progress note as of the date that is asked for, or "".
    """

    standing: Standing
    heading: Node
    workstreams: tuple[str, ...]
    progress: str

    @property
    def node(self) -> Node:
        """The requirement."""
        return self.standing.node

    def as_dict(self) -> dict[str, Any]:
        """The row as plain values, one for each of COLUMNS."""
        cover = self.standing.coverage
        return {
            "kind": cover.asked.kind,
            "requirement": cover.requirement,
            "number": cover.asked.number,
            "title": cover.asked.title,
            "group": self.heading.iri,
            "workstreams": list(self.workstreams),
            "answerable_by": cover.asked.answerable,
            "state": cover.state,
            "practices": cover.number,
            "with_figure": len(cover.with_figure),
            "minor": len(cover.minor),
            "inferred": len(cover.inferred),
            "through_parts": len(cover.through),
            "left_out": cover.left_out,
            "fragile": int(cover.fragile),
            "progress": self.progress,
            "reason": cover.reason,
        }


def rows(release: Release, asked: Asked) -> list[Row]:
    """The rows of the table: recommendations with their actions, then what stands under each framework.

    What was asked for only after the date is left out. Raises KeyError for a slice that the release does not
    have.
    """
    covers, facts = coverage_of(release, asked.trust, asked.filters), facts_of(release)
    nodes = Node(release.store, "")
    return [
        Row(
            standing=Standing(nodes.other(one.iri), covers[one.iri]),
            heading=nodes.other(heading(one, facts)),
            workstreams=one.workstreams,
            progress=one.how_far(asked.trust.as_of),
        )
        for one in in_order(facts.requirements)
        if _stays(one, covers[one.iri].state, asked)
    ]


def _stays(one: Requirement, state: str, asked: Asked) -> bool:
    groups = [(facet, key) for facet, key in asked.filters.given if facet in REQUIREMENT_SLICES]
    return (
        one.asked_by(asked.trust.as_of)
        and all(one.belongs(facet, key) for facet, key in groups)
        and asked.keeps(one, state)
    )


def heading(one: Requirement, facts: Facts) -> str:
    """The IRI of what a requirement stands under: its outermost whole, or its framework without parts."""
    outermost = one.wholes[-1] if one.wholes else one.iri
    alone = one.group.startswith(f"{ID}framework/") and len(facts.index.targets[outermost]) == 1
    return one.group if alone else outermost


def grouped(found: Iterable[Row]) -> list[tuple[Node, list[Row]]]:
    """The rows under their recommendation, domain or framework, in the order of the rows."""
    groups: dict[Node, list[Row]] = {}
    for row in found:
        groups.setdefault(row.heading, []).append(row)
    return list(groups.items())


def kinds(release: Release) -> list[str]:
    """The kinds of requirement that the release has, to filter by."""
    held = {one.kind for one in facts_of(release).requirements}
    return [kind for kind in KINDS if kind in held]


def choices(release: Release) -> dict[str, list[str]]:
    """The values that each slice, `kind`, `requirement` and `trust` can have in this release."""
    facts = facts_of(release)
    slices = {facet: [one.key for one in facts.slices[facet]] for facet in SLICES}
    slices["standard"] = [one.key for one in facts.requirements if one.kind == "standard"]
    requirements = [f"{one.kind}/{one.key}" for one in facts.requirements]
    return {**slices, "kind": kinds(release), "requirement": requirements, "trust": list(TRUSTED)}


def workstreams(release: Release) -> list[Node]:
    """The workstreams to filter by."""
    return of_class(release.store, "Workstream")
