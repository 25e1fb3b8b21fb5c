"""Reads a SSSOM table (TSV, or CSV) as a spreadsheet may have saved it: lines, cells, metadata.

https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loaders.faults import Fault
from loaders.frontmatter import PlainLoader, line_of, problem_of
from loaders.sssom.cells import unguard

NEEDED = ("subject_id", "predicate_id", "object_id")
"""Columns without which a row says nothing."""
DELIMITERS = ("\t", ",", ";")
LARGEST = 50_000_000
"""Bytes of a table that is read: hundreds of times all assertions there are."""
MARK = "#"
"""How a line of the metadata begins."""


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as read. `prefixes` are those that its metadata declares; every row has every column."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    prefixes: dict[str, str]


class TableError(Exception):
    """A file that is no table; `fault` says where and how to mend it."""

    def __init__(self, file: str, line: int, what: str, mend: str) -> None:
        self.fault = Fault(file, line, what, mend)
        super().__init__(str(self.fault))


def read(path: Path) -> Table:
    """Read a table. Raises TableError where it is none, OSError where the file cannot be read.

    Apostrophes before formulas are taken away, a line break within a cell is a line feed, and blanks
    around a cell's text are none.
    """
    with path.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TableError(str(path), 0, f"this is more than {LARGEST:,} bytes.", "Import it in several parts.")
    return parse(str(path), data)


def parse(file: str, data: bytes) -> Table:
    """A table from the bytes of a file. Raises TableError."""
    lines = io.StringIO(_decoded(file, data), newline="").readlines()
    start = next((at for at, line in enumerate(lines) if not _is_metadata(line)), len(lines))
    if start == len(lines):
        raise TableError(file, 0, "there is no line with the names of columns.", _names_needed())
    delimiter = _delimiter(lines[start])
    metadata = _metadata(file, lines[:start], delimiter)
    grid = list(_grid(file, lines, start, delimiter))
    columns = _columns(file, start + 1, grid[0][1])
    rows = [_row(file, line, columns, cells) for line, cells in grid[1:] if any(cells)]
    shared = metadata.get("mapping_date")
    if shared and not any(row.cells.get("mapping_date") for row in rows):
        columns = tuple(dict.fromkeys((*columns, "mapping_date")))
        rows = [Row(row.line, {**row.cells, "mapping_date": str(shared)}) for row in rows]
    return Table(file, columns, tuple(rows), _prefixes(file, metadata))


def _names_needed() -> str:
    return f"Begin with a line of column names, with {', '.join(NEEDED)} among them."


def _decoded(file: str, data: bytes) -> str:
    """The text: UTF-8, or the UTF-16 in which some spreadsheets save "Unicode text"."""
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError(file, line, "this is not UTF-8.", "Save the table as text in UTF-8.") from error


def _is_metadata(line: str) -> bool:
    """Whether a line is of the metadata, which a spreadsheet may have quoted, or blank."""
    return line.lstrip('"').startswith(MARK) or not line.strip()


def _delimiter(header: str) -> str:
    counts = [len(set(NEEDED) & {_name(cell) for cell in header.split(one)}) for one in DELIMITERS]
    return DELIMITERS[counts.index(max(counts))]


def _name(cell: str) -> str:
    return cell.strip().strip('"')


def _metadata(file: str, lines: list[str], delimiter: str) -> dict[str, Any]:
    """The YAML of the metadata; a spreadsheet adds delimiters to its lines and quotes them."""
    text = []
    for line in lines:
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [""])
        whole = line if not line.startswith('"') else delimiter.join(cells)
        text.append(whole.strip("\r\n").rstrip(delimiter).removeprefix(MARK))
    metadata = "\n".join(text)
    try:
        found = yaml.load(metadata, PlainLoader)
    except yaml.YAMLError as error:
        raise TableError(
            file,
            line_of(error, metadata) + 1,
            f"the metadata does not parse: {problem_of(error)}.",
            "Take the lines that begin with # from a fresh export, or leave them all out.",
        ) from error
    if found is not None and not isinstance(found, dict):
        raise TableError(file, 1, "the metadata is no list of fields.", "Leave it out, or export again.")
    return found or {}


def _prefixes(file: str, metadata: dict[str, Any]) -> dict[str, str]:
    found = metadata.get("curie_map") or {}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise TableError(
            file, 1, "curie_map is no list of prefixes.", "Write 'prefix: address' below it, one a line."
        )
    return {str(prefix): space for prefix, space in found.items()}


def _grid(file: str, lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line from the names of columns on, with the line on which they begin."""
    reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
    begins = start + 1
    try:
        for cells in reader:
            yield begins, [_cell(cell) for cell in cells]
            begins = start + reader.line_num + 1
    except csv.Error as error:
        raise TableError(
            file,
            begins,
            f"this row cannot be read: {error}.",
            'A cell that begins with " must end with it, and a " within it is written twice.',
        ) from error


def _cell(cell: str) -> str:
    return unguard(cell.replace("\r\n", "\n").replace("\r", "\n").strip())


def _columns(file: str, line: int, names: list[str]) -> tuple[str, ...]:
    while names and not names[-1]:
        names = names[:-1]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise TableError(file, line, f"there is no column {', '.join(missing)}.", _names_needed())
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise TableError(file, line, f"two columns are called {twice[0]!r}.", "Keep one.")
    return tuple(names)


def _row(file: str, line: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    beyond = [cell for cell in cells[len(columns) :] if cell]
    if beyond:
        raise TableError(
            file,
            line,
            f"this row has more cells than there are columns: {beyond[0]!r}.",
            "Move it into its column, or give the column a name.",
        )
    padded = cells + [""] * (len(columns) - len(cells))
    return Row(line, dict(zip(columns, padded, strict=False)))
