"""What a spreadsheet does to a table changes nothing; what is no table is refused with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace as replaced
from pathlib import Path

import pytest
from made_support import MADE, replace
from sssom_support import Desk, files_of, sound

from kg.sssom import as_tsv
from kg.sssom.assertions import assertions
from kg.sssom.fields import fields_of, validated
from kg.sssom.rows import assertion_cells, reviews_cell
from loaders.corpus import Corpus
from loaders.parts import Citation, Link, Review
from loaders.records import Practice
from loaders.sssom.table import parse

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x.example";"y")',
    "+44 20",
    "-1",
    "@SUM(A1)",
    "'=1",
    "'tis",
    'He said "no" and left',
    '"quoted"',
    '"',
    "one\ttwo",
    "one\ntwo",
    "one\n\ntwo\n- three",
    "a | b",
    "a ; b",
    "back\\slash \\| \\;",
    "# not metadata",
    "#curie_map:",
    "null",
    "NA",
    "true",
    "1.10",
    "2020-01-01",
    "£ – é 漢字 😀",
    "no\u00a0break",
    "colon: and #hash",
    "{braces: [x]}",
    "trailing backslash\\",
    "---",
)
"""Text that tables, spreadsheets and YAML mistake for something else."""


@pytest.fixture(scope="module")
def made() -> Corpus:
    """The made corpus."""
    return sound(MADE / "corpus")


KEY = "kettle-club--action-1.1.1"


def said(text: str) -> Link:
    """A link in which everything that may be text is this text."""
    cited = Citation(document="made-bulletin", locator=text, passages=["11:45c573c6f144718a65859a6bd2b2070c"])
    return Link(
        to="action/1.1.1",
        extent="full",
        basis="curated",
        rationale=text,
        citations=[cited, cited],
        asserted_by=text,
        asserted_on="2020-01-01",
        status="withdrawn",
        withdrawn_because=text,
        reviews=[Review(by=text, date="2020", verdict="unsure", comment=text)] * 2,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_from_a_table(made: Corpus, text: str) -> None:
    one = next(one for one in assertions(made) if one.key == KEY)
    cells = assertion_cells(replaced(one, claim=said(text)), made)
    row = parse("table", as_tsv([cells], "all").encode()).rows[0].cells
    fields, wrong = fields_of(row, set(row), None, {})
    assert wrong == []
    assert validated(one.kind, KEY, fields | {"to": one.object}) == said(text)


def test_all_these_texts_go_into_the_records_and_out_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    reviews = reviews_cell([Review(by=text, date="2020", verdict="agree", comment=text) for text in HOSTILE])
    desk.importing(desk.edited(KEY, lambda row: row.update(reviews=reviews, comment="\n".join(HOSTILE))))
    table, before = desk.text(), files_of(desk.corpus)
    assert desk.importing(table).changes == []
    assert files_of(desk.corpus) == before
    practice = sound(desk.corpus).entries["practice/kettle-club"].record
    assert isinstance(practice, Practice)
    link = next(link for link in practice.links if link.to == "action/1.1.1")
    assert [review.comment for review in link.reviews] == list(HOSTILE)
    assert link.rationale == "\n".join(HOSTILE)


def again(text: str, change: Callable[[list[list[str]]], list[list[str]]], delimiter: str = "\t") -> str:
    """A table as a spreadsheet opens it, changes it and saves it: metadata lines are cells too."""
    grid = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quotechar='"'))
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(change(grid))
    return written.getvalue()


def squared(grid: list[list[str]]) -> list[list[str]]:
    width = max(map(len, grid)) + 2
    return [row + [""] * (width - len(row)) for row in grid]


def header(grid: list[list[str]]) -> int:
    return next(at for at, row in enumerate(grid) if not row[0].startswith("#"))


def turned_round(grid: list[list[str]]) -> list[list[str]]:
    return [row if row[0].startswith("#") else row[::-1] for row in grid]


def rows_backwards(grid: list[list[str]]) -> list[list[str]]:
    at = header(grid)
    return grid[: at + 1] + grid[at + 1 :][::-1]


def with_padding(grid: list[list[str]]) -> list[list[str]]:
    at = header(grid)
    return grid[:at] + [[f" {cell}\u00a0" for cell in row] for row in grid[at:]]


def dates_rewritten(grid: list[list[str]]) -> list[list[str]]:
    return [["01/01/2020" if cell == "2020-01-01" else cell for cell in row] for row in grid]


SAVED: dict[str, Callable[[str], bytes]] = {
    "as it was": lambda text: text.encode(),
    "with a mark of byte order": lambda text: text.encode("utf-8-sig"),
    "as Unicode text": lambda text: text.encode("utf-16"),
    "with line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "with cells to the right of everything": lambda text: again(text, squared).encode(),
    "with empty rows below": lambda text: (text + "\t\t\t\n\n\t\n").encode(),
    "with an empty line above the names": lambda text: text.replace("\nrecord_id", "\n\nrecord_id").encode(),
    "without the metadata": lambda text: text[text.index("record_id") :].encode(),
    "with the columns the other way round": lambda text: again(text, turned_round).encode(),
    "with the rows the other way round": lambda text: again(text, rows_backwards).encode(),
    "with blanks around the cells": lambda text: again(text, with_padding).encode(),
    "with its dates rewritten": lambda text: again(text, dates_rewritten).encode(),
    "separated by commas": lambda text: again(text, lambda grid: grid, ",").encode(),
    "separated by semicolons": lambda text: again(text, squared, ";").encode(),
}
"""What spreadsheets make of a table without anybody changing a word."""


@pytest.mark.parametrize("how", SAVED)
def test_a_table_that_was_only_opened_and_saved_changes_nothing(tmp_path: Path, how: str) -> None:
    desk = Desk(tmp_path)
    text = desk.text()
    assert len(text.splitlines()) > 40
    before = files_of(desk.corpus)
    made = desk.importing(SAVED[how](text))
    assert made.rows == len(desk.rows())
    assert [str(change) for change in made.changes] == []
    assert [str(note) for note in made.notes] == []
    assert files_of(desk.corpus) == before


def test_cells_that_a_spreadsheet_would_run_are_guarded_in_every_column(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    replace(desk.corpus, "practices/kettle-club.md", "title: Kettle club", 'title: "=1+1"')
    cells = [cell for row in desk.rows() for cell in row.values()]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


HEAD = "subject_id\tpredicate_id\tobject_id\tcomment\n"


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 0, "no line with the names"),
        (b"#curie_map:\n#  x: y\n", 0, "no line with the names"),
        (b"a\tb\n1\t2\n", 1, "no column subject_id, predicate_id, object_id"),
        (b"#license: x\n" + HEAD.encode() + b"a\tb\tc\t\xff\n", 3, "not UTF-8"),
        (HEAD.replace("comment", "subject_id").encode(), 1, "two columns are called 'subject_id'"),
        (HEAD.encode() + b"a\tb\tc\td\te\n", 2, "more cells than there are columns"),
        (HEAD.encode() + b'a\tb\tc\t"one\ntwo\n\n', 2, "cannot be read"),
        (HEAD.encode() + b'a\tb\tc\t"d\nd"\na\tb\tc\t"x" y\n', 4, "cannot be read"),
        (b"#curie_map:\n#  - x: [\n" + HEAD.encode(), 2, "metadata does not parse"),
        (b"#- one\n#- two\n" + HEAD.encode(), 1, "metadata is no list of fields"),
        (b"#curie_map: [a]\n" + HEAD.encode(), 1, "curie_map is no list of prefixes"),
        (b"\x00\x01\x02", 1, "no column subject_id"),
        (b"PK\x03\x04 a workbook\n", 1, "no column subject_id"),
        (HEAD.encode() + b'a\tb\tc\t"' + b"x" * 200_000 + b'"\n', 2, "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int, says: str) -> None:
    made = Desk(tmp_path).plan(data)
    assert len(made.faults) == 1
    assert made.faults[0].line == line
    assert says in made.faults[0].what
    assert made.faults[0].mend
    assert made.faults[0].file.endswith("table.sssom.tsv")
