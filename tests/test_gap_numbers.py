"""The same number everywhere: page, proof, JSON, CSV, workbook, command and SPARQL, over the real corpus."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions
from test_coverage_in_sparql import GOOD, PREFIXES, WITHIN

from kg.cli import main
from kg.coverage import COLUMNS
from kg.query import GRAPHS, plain
from kg.release import Release
from web import create_app

Row = dict[str, Any]
KINDS = [
    ("recommendations", "settings"),
    ("recommendations", "professions"),
    ("standards", "topics"),
    ("standards", "methods"),
    ("recommendations", "scopes"),
    ("recommendations", "collaboratives"),
    ("standards", "offices"),
    ("recommendations", "standards"),
    ("standards", "workstreams"),
    ("principles", "themes"),
]
"""Rows and columns of the map."""


@pytest.fixture(scope="module")
def site(real_home: Path) -> FlaskClient:
    return create_app(home=real_home).test_client()


def one_of_each_state(rows: list[Row]) -> list[Row]:
    """A cell of each state, the fullest of them, and one of all columns together."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: -row["practices"]):
        found.setdefault(row["state"] if row["column"] else "all", row)
    return list(found.values())


def lines_of(book: openpyxl.Workbook, sheet: str) -> list[tuple[Any, ...]]:
    """The lines of a sheet, the headings first."""
    return list(book[sheet].iter_rows(values_only=True))


def in_workbook(content: bytes) -> dict[tuple[str, str], tuple[int, int, str]]:
    """Practices of each cell in the map and among the cells, and its state, by requirement and column."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    headings, *lines = lines_of(book, "Gaps")
    shown = {(line[0], headings[at]): line[at] for line in lines for at in range(2, len(headings))}
    names, *cells = lines_of(book, "Cells")
    return {
        (row["requirement"], row["column"] or ""): (
            shown[row["number"], row["column_title"]], row["practices"], row["state"]
        )
        for row in (dict(zip(names, line, strict=True)) for line in cells)
    }  # fmt: skip


def on_page(html: str, proof: str) -> tuple[int, str]:
    """The number and the words of the cell that opens a proof."""
    cell = html.split(f'href="{proof}"'.replace("&", "&amp;"))[1].split("</td>")[0]
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", cell.split(">", 1)[1])).split())
    number, words = text.split(" ", 1)
    return int(number), words


def by_sparql(release: Release, row: Row, within: str) -> int:
    where = f"VALUES ?requirement {{ <{row['requirement']}> }} {GOOD}"
    where += within.format(iri=row["column"]) if row["column"] else ""
    query = f"{PREFIXES} SELECT (COUNT(DISTINCT ?practice) AS ?n) WHERE {{ {where} }}"
    found = release.store.query(query, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    return int(plain(next(iter(found))[0]))


def by_command(row: Row, facet: str, monkeypatch: pytest.MonkeyPatch, home: Path) -> tuple[int, str]:
    monkeypatch.setenv("SAFER_HOME", str(home))
    column = [f"--{facet}", row["column"].partition(f"/id/{facet}/")[2]] if row["column"] else []
    done = CliRunner().invoke(main, ["gaps", row["requirement"], *column, "--json"])
    assert done.exit_code == 0, done.output
    first = next(one for one in json.loads(done.stdout) if one["requirement"] == row["requirement"])
    return first["practices"], first["state"]


@pytest.mark.parametrize(("rows", "columns"), KINDS)
def test_a_cell_has_one_number_wherever_it_is_read(
    site: FlaskClient,
    real_release: Release,
    real_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: str,
    columns: str,
) -> None:
    asked = f"rows={rows}&columns={columns}&deep=1"
    cells = site.get(f"/gaps.json?{asked}").get_json()["rows"]
    table = list(csv.DictReader(io.StringIO(site.get(f"/gaps.csv?{asked}").text)))
    assert len(table) == len(cells)
    in_csv = {(row["requirement"], row["column"]): (int(row["practices"]), row["state"]) for row in table}
    workbook = in_workbook(site.get(f"/gaps.xlsx?{asked}").data)
    html = site.get(f"/gaps?{asked}").text
    facet = COLUMNS[columns]
    for row in one_of_each_state(cells):
        number, state = row["practices"], row["state"]
        key = row["requirement"], row["column"]
        assert in_csv[key] == (number, state)
        assert workbook[key] == (number, number, state)
        shown, words = on_page(html, row["proof"])
        assert shown == number
        assert state.replace("-", " ") in words.casefold()
        proof = site.get(row["proof"].replace("/gaps/proof", "/gaps/proof.json")).get_json()["rows"]
        assert len({one["practice"] for one in proof if one["counts"]}) == number
        assert by_sparql(real_release, row, WITHIN[columns]) == number
        if facet not in ("workstream", "theme"):  # there the command leaves out what belongs to none
            assert by_command(row, facet, monkeypatch, real_home) == (number, state)


def test_the_workbook_of_the_list_is_what_sparql_counts(site: FlaskClient, real_release: Release) -> None:
    book = openpyxl.load_workbook(io.BytesIO(site.get("/gaps.xlsx").data))
    names, *lines = lines_of(book, "Gaps")
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    assert len(rows) == len(site.get("/gaps.json").get_json()["rows"])
    for row in rows:
        assert (
            by_sparql(real_release, {"requirement": row["requirement"], "column": ""}, "") == row["practices"]
        )
