"""Tables as an Excel workbook (XLSX): numbers stay numbers, and no text of a record can run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kg.spreadsheet import FORMULA

WIDEST = 60
"""The widest a column is, in characters; longer text goes on in the next line."""


@dataclass(frozen=True)
class Marked:
    """A number with words beside it, on a colour (six hex digits): the value stays a number."""

    number: int
    words: str
    colour: str


Value = str | int | float | Marked | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name (at most 31 characters), headings and rows; `frozen` columns stay in view."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    frozen: int = 0


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as the bytes of a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for line, row in enumerate((sheet.headings, *sheet.rows), start=1):
        for at, value in enumerate(row, start=1):
            cell = page.cell(line, at)
            assert isinstance(cell, Cell)
            _write(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    for at in range(len(sheet.headings)):
        widths = [_width(row[at]) for row in (sheet.headings, *sheet.rows)]
        page.column_dimensions[get_column_letter(at + 1)].width = min(max(widths) + 2, WIDEST)


def _write(cell: Cell, value: Value) -> None:
    if isinstance(value, Marked):
        cell.value = value.number
        cell.number_format = f'0" {value.words}"'
        cell.fill = PatternFill("solid", fgColor=value.colour)
    elif isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # openpyxl takes text that begins with = for a formula
        cell.quotePrefix = value.startswith(FORMULA)  # and so does Excel when somebody edits it
    else:
        cell.value = value


def _width(value: Value) -> int:
    if isinstance(value, Marked):
        return len(value.words) // 2 + 4
    return len(str(value)) if value is not None else 0
