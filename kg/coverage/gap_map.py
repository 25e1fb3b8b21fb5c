"""The gap map: requirements against slices, with a number, a state and a reason in every cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from kg.coverage.bits import PracticeSet
from kg.coverage.facts import REQUIREMENT_SLICES, Facts, Requirement, Slice, parts
from kg.coverage.measure import Coverage, Measure
from kg.coverage.policy import Policy
from kg.coverage.trust import Filters, Trust
from kg.things.node import natural

ROWS = {
    "recommendations": ("Recommendation", "RecommendedAction"),
    "standards": ("Domain", "Standard"),
    "principles": ("ICSPrinciple",),
}
"""What rows can be, with the classes of requirement that they are."""
COLUMNS = {
    "workstreams": "workstream",
    "collaboratives": "collaborative",
    "offices": "office",
    "settings": "setting",
    "professions": "profession",
    "topics": "topic",
    "themes": "theme",
    "methods": "method",
    "scopes": "scope",
    "standards": "standard",
}
"""What columns can be, with the field of Filters that each stands for."""


@dataclass(frozen=True)
class Row:
    """A requirement as a row. `depth` is 0 for what opens to the rows below it, 1 or more for its parts.

    `whole` is its coverage with all columns together: a practice without any of them is in it too.
    """

    requirement: Requirement
    depth: int
    whole: Coverage


@dataclass(frozen=True)
class Column:
    """A slice as a column.

    `facet` and `key` are what Filters takes. `depth` is that of a concept below another. `practices` are
    those of the column that count for any of the rows, each once.
    """

    facet: str
    key: str
    iri: str
    number: str
    title: str
    depth: int
    practices: PracticeSet


@dataclass(frozen=True)
class Cell:
    """Coverage of the row by practice of the column.

    `outside` is true where columns are workstreams or themes and the row, a recommendation or action, does
    not belong to this one: its practice is then practice that serves both.
    """

    coverage: Coverage
    outside: bool

    @property
    def number(self) -> int:
        """How many practices count, each once."""
        return self.coverage.number

    @property
    def state(self) -> str:
        """The state of the row in the column."""
        return self.coverage.state

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        return self.coverage.reason


@dataclass(frozen=True)
class GapMap:
    """Rows against columns: `cells[i][j]` is row i in column j; empty cells are there too."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    practices: PracticeSet
    """The practices that count for any of the rows, each once."""

    def keep(self, rows: Sequence[int]) -> GapMap:
        """The map with some of its rows (their places), in that order."""
        if list(rows) == list(range(len(self.rows))):
            return self
        cells = tuple(self.cells[row] for row in rows)
        kept = tuple(self.rows[row] for row in rows)
        return GapMap(
            rows=kept,
            columns=tuple(
                replace(column, practices=_all(line[at].coverage for line in cells))
                for at, column in enumerate(self.columns)
            ),
            cells=cells,
            practices=_all(row.whole for row in kept),
        )


def gap_map(
    facts: Facts,
    policy: Policy,
    trust: Trust,
    filters: Filters,
    rows: str,
    columns: str,
    deep: bool = True,
) -> GapMap:
    """The gap map of `rows` (a key of ROWS) against `columns` (a key of COLUMNS), within `filters`.

    A workstream or theme in `filters` keeps only its recommendations and actions; of what belongs to none
    it keeps the rows and counts the practice of the slice. A filter of the columns' own kind keeps that
    column and those below it; without `deep` only the outermost stay, or those just below the one that is
    asked for. Raises KeyError for rows, columns or a slice that there are not.
    """
    measure, facet = Measure(facts, policy, trust), COLUMNS[columns]
    asked = [one for one in rows_of(facts, rows, trust.as_of) if _stays(one, filters)]
    shown = columns_of(facts, columns, trust.as_of, getattr(filters, facet), deep)
    narrowed = [measure.slicing(replace(filters, **{facet: one.key})) for one, _ in shown]
    cells = tuple(
        tuple(
            Cell(measure.of(row, within), _outside(row, facet, one.key))
            for within, (one, _) in zip(narrowed, shown, strict=True)
        )
        for row in asked
    )
    everything = measure.slicing(filters)
    wholes = [measure.of(row, everything) for row in asked]
    down = zip(*cells, strict=True) if cells else [() for _ in shown]
    return GapMap(
        rows=tuple(Row(row, len(row.wholes), whole) for row, whole in zip(asked, wholes, strict=True)),
        columns=tuple(
            Column(
                facet, one.key, one.iri, one.number, one.title, depth, _all(cell.coverage for cell in column)
            )
            for (one, depth), column in zip(shown, down, strict=True)
        ),
        cells=cells,
        practices=_all(wholes),
    )


def _all(covers: Iterable[Coverage]) -> PracticeSet:
    """The practices that count for any of them, each once."""
    sets = [cover.practices for cover in covers]
    held = 0
    for one in sets:
        held |= one.held
    return PracticeSet(held, sets[0].names if sets else ())


def rows_of(facts: Facts, rows: str, as_of: str | None = None) -> list[Requirement]:
    """The requirements that stand in the rows, wholes before their parts, of the editions in force.

    Raises KeyError where there are no such rows.
    """
    held = [one for one in facts.requirements if one.type in ROWS[rows] and one.in_force(as_of)]
    return in_order(held)


def in_order(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Requirements by number, wholes before their parts, those of one framework together."""
    held = {one.iri: one for one in requirements}

    def key(one: Requirement) -> tuple[str, list[Any]]:
        kind, name = parts(one.group)
        line = [natural(held[iri].number) for iri in reversed(one.wholes) if iri in held]
        return (name if kind == "framework" else "", [*line, natural(one.number)])

    return sorted(held.values(), key=key)


def _stays(row: Requirement, filters: Filters) -> bool:
    """Whether a filter by workstream or theme keeps a row."""
    groups = [(facet, key) for facet, key in filters.given if facet in REQUIREMENT_SLICES]
    return all(row.belongs(facet, key) or not _grouped(row) for facet, key in groups)


def _grouped(row: Requirement) -> bool:
    """Whether it is one of those that belong to workstreams and themes."""
    return row.type in ROWS["recommendations"]


def _outside(row: Requirement, facet: str, key: str) -> bool:
    return facet in REQUIREMENT_SLICES and _grouped(row) and not row.belongs(facet, key)


def columns_of(
    facts: Facts, columns: str, as_of: str | None = None, below: str | None = None, deep: bool = True
) -> list[tuple[Slice, int]]:
    """The slices that stand in the columns, each with its depth: concepts stand before their narrower ones.

    With `below` only that one and those below it. Without `deep` only the outermost, or those just below
    the one that is asked for. Raises KeyError where there are no such columns.
    """
    facet = COLUMNS[columns]
    if facet == "standard":
        standards = [one for one in rows_of(facts, "standards", as_of) if one.kind == "standard"]
        tree = [(Slice(one.key, one.iri, one.title, one.number), 0) for one in standards]
    else:
        tree = list(_tree(facts.slices[facet]))
    lowest = 0
    if below is not None:
        start = next(at for at, (one, _) in enumerate(tree) if one.key == below)
        depth = tree[start][1]
        tree = [tree[start], *takewhile(lambda pair: pair[1] > depth, tree[start + 1 :])]
        lowest = depth + 1
    return tree if deep else [pair for pair in tree if pair[1] <= lowest]


def _tree(values: tuple[Slice, ...]) -> Iterator[tuple[Slice, int]]:
    """The values with their depths, each before its narrower ones, siblings by number and title."""
    known = {one.key for one in values}
    below: dict[str, list[Slice]] = defaultdict(list)
    for one in values:
        below[next((wider for wider in one.wider if wider in known), "")].append(one)

    def visit(key: str, depth: int) -> Iterator[tuple[Slice, int]]:
        for one in sorted(below[key], key=lambda one: (natural(one.number or "~"), natural(one.title))):
            yield one, depth
            yield from visit(one.key, depth + 1)

    yield from visit("", 0)
