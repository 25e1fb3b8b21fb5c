"""The cells of the map as rows of data: every cell that is shown, empty ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.coverage import Cell, Column, Coverage, GapMap
from kg.coverage.gap_map import Row
from web.gaps import links

CELL_COLUMNS = (
    "requirement",
    "number",
    "title",
    "column",
    "column_title",
    "state",
    "practices",
    "with_figure",
    "minor",
    "inferred",
    "left_out",
    "fragile",
    "outside",
    "progress",
    "reason",
    "proof",
)
"""The columns of the cells as data.

`requirement` and `column` are IRIs; `column` is empty for all practice, with or without a column. `fragile`
is 1 where the state hangs on one link, `outside` where the row does not belong to the workstream or theme
of the column. `proof` is the address of the proof.
"""


def cell_rows(held: GapMap) -> list[dict[str, Any]]:
    """One row for each cell, and one for each requirement with all practice."""
    return list(_cells(held))


def _cells(held: GapMap) -> Iterator[dict[str, Any]]:
    for row, line in zip(held.rows, held.cells, strict=True):
        yield _cell(row, None, row.whole, outside=False)
        for column, cell in zip(held.columns, line, strict=True):
            yield _cell(row, column, cell.coverage, cell.outside)


def _cell(row: Row, column: Column | None, cover: Coverage, outside: bool) -> dict[str, Any]:
    asked = row.requirement
    return {
        "requirement": asked.iri,
        "number": asked.number,
        "title": asked.title,
        "column": column.iri if column else "",
        "column_title": named(column) if column else "All",
        "state": cover.state,
        "practices": cover.number,
        "with_figure": len(cover.with_figure),
        "minor": len(cover.minor),
        "inferred": len(cover.inferred),
        "left_out": cover.left_out,
        "fragile": int(cover.fragile),
        "outside": int(outside),
        "progress": asked.how_far(cover.trust.as_of),
        "reason": cover.reason,
        "proof": proof_of(cover),
    }


def proof_of(cover: Coverage | Cell) -> str:
    """The address of the proof of a cell."""
    measured = cover.coverage if isinstance(cover, Cell) else cover
    return links.proof(measured.requirement, dict(measured.filters.given))


def named(column: Column) -> str:
    """What a column is called: "2: Human Factors and Culture", "Hospital"."""
    return f"{column.number}: {column.title}" if column.number else column.title
