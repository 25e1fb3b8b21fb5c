"""The gaps as a workbook: what the page shows, the definitions, and for a map every cell as a row."""

from __future__ import annotations

from kg.coverage import Coverage, GapMap
from kg.things.gaps import COLUMNS, Row
from kg.workbook import Marked, Sheet, Value
from web import release
from web.filters import STATE_TAGS, label
from web.gaps import said
from web.gaps.cells import CELL_COLUMNS, cell_rows, named
from web.gaps.chosen import Chosen

COLOURS = {
    "covered": "CCE5D8",
    "thin": "FFF4B8",
    "minor-only": "FBDCB8",
    "none-found": "F7D4D1",
    "not-for-practice": "E3E6E8",
    "not-assessed": "FFFFFF",
}
"""State -> the colour of its cell, as in static/css/gaps.css."""


def of_list(asked: Chosen, rows: list[Row]) -> list[Sheet]:
    """The list of requirements, and the definitions."""
    held = [row.as_dict() for row in rows]
    lines = [[_plain(row[name]) for name in COLUMNS] for row in held]
    return [Sheet("Gaps", COLUMNS, lines, frozen=4), definitions(asked)]


def of_map(asked: Chosen, held: GapMap) -> list[Sheet]:
    """The map as it is shown, the definitions, and its cells as rows."""
    headings = ["Number", "What is asked for", "All", *map(named, held.columns)]
    lines: list[list[Value]] = [
        [
            row.requirement.number,
            row.requirement.title,
            _marked(row.whole),
            *(_marked(cell.coverage) for cell in line),
        ]
        for row, line in zip(held.rows, held.cells, strict=True)
    ]
    cells = [[row[name] for name in CELL_COLUMNS] for row in cell_rows(held)]
    return [
        Sheet("Gaps", headings, lines, frozen=2),
        definitions(asked),
        Sheet("Cells", CELL_COLUMNS, cells, frozen=3),
    ]


def definitions(asked: Chosen) -> Sheet:
    """What each state means, and by what the workbook was measured."""
    lines = [
        *said.definitions(),
        (said.HANGS.capitalize(), said.HANGS_MEANS),
        ("Outside", said.OUTSIDE_MEANS),
        *said.measured_by(release.current(), asked.asked),
    ]
    return Sheet("Definitions", ["Term", "Meaning"], lines, frozen=1)


def _marked(cover: Coverage) -> Marked:
    """The number of a cell, with its state as mark and words."""
    words = f"{STATE_TAGS[cover.state][1]} {label(cover.state, 'coverage-state')}"
    return Marked(cover.number, f"{words}, {said.HANGS}" if cover.fragile else words, COLOURS[cover.state])


def _plain(value: Value | list[str]) -> Value:
    return " ".join(value) if isinstance(value, list) else value
