"""The cells of the map as rows of data: every cell that is shown, empty ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.coverage import Column, Coverage, GapMap
from kg.coverage.gap_map import Row
from kg.coverage.slicing import Slicing
from web.gaps import links

PageCell = tuple[str, int, str, str, bool, bool]
"""State, practices, the address of the proof, the reason, whether it hangs on one link, whether outside."""
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


def page_lines(held: GapMap) -> list[tuple[Row, list[PageCell]]]:
    """Each row with its cells as the page writes them, the first for all practice."""
    proof_of = Proofs()

    def written(cover: Coverage, outside: bool) -> PageCell:
        return cover.state, cover.number, proof_of(cover), cover.reason, cover.fragile, outside

    return [
        (row, [written(row.whole, False), *(written(cell.coverage, cell.outside) for cell in line)])
        for row, line in zip(held.rows, held.cells, strict=True)
    ]


def cell_rows(held: GapMap) -> list[dict[str, Any]]:
    """One row for each cell, and one for each requirement with all practice."""
    return list(_cells(held))


def _cells(held: GapMap) -> Iterator[dict[str, Any]]:
    proof_of = Proofs()
    for row, line in zip(held.rows, held.cells, strict=True):
        yield _cell(row, None, row.whole, False, proof_of)
        for column, cell in zip(held.columns, line, strict=True):
            yield _cell(row, column, cell.coverage, cell.outside, proof_of)


def _cell(
    row: Row, column: Column | None, cover: Coverage, outside: bool, proof_of: Proofs
) -> dict[str, Any]:
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


class Proofs:
    """The addresses of the proofs of many cells: what a row or a column shares is written once."""

    def __init__(self) -> None:
        self._starts: dict[str, str] = {}
        self._ends: dict[Slicing, str] = {}

    def __call__(self, cover: Coverage) -> str:
        """The address of the proof of a cell."""
        if cover.requirement not in self._starts:
            self._starts[cover.requirement] = links.proof_start(cover.requirement)
        if cover.slicing not in self._ends:
            self._ends[cover.slicing] = links.proof_end(cover.filters.given)
        return self._starts[cover.requirement] + self._ends[cover.slicing]


def named(column: Column) -> str:
    """What a column is called: "2: Human Factors and Culture", "Hospital"."""
    return f"{column.number}: {column.title}" if column.number else column.title
