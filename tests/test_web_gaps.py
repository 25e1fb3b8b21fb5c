"""The table of gaps: every requirement, filters, and the same as data."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from flask.testing import FlaskClient
from made_support import some
from page_support import refusal

from kg.coverage import STATES
from kg.release import Release
from kg.spreadsheet import as_csv

BROWSER = {"Accept": "text/html"}


def csv_rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_every_requirement_of_the_release_is_in_the_table_once(
    made_client: FlaskClient, made_release: Release
) -> None:
    covered = json.loads((made_release.path / "coverage.json").read_text(encoding="utf-8"))
    shown = [row["requirement"] for row in csv_rows(made_client, "/gaps.csv")]
    assert sorted(shown) == sorted(covered)


def test_the_numbers_are_those_of_the_release(made_client: FlaskClient, made_release: Release) -> None:
    covered = json.loads((made_release.path / "coverage.json").read_text(encoding="utf-8"))
    for row in some(csv_rows(made_client, "/gaps.csv")):
        cover = covered[row["requirement"]]
        assert (row["state"], row["reason"]) == (cover["state"], cover["reason"])
        for name in ("practices", "with_figure", "minor", "inferred"):
            assert int(row[name]) == len(cover[name]), row["requirement"]


def test_the_page_shows_a_state_in_words_and_the_reason(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps", headers=BROWSER).text
    row = page.split('href="/standards/made-grid-2019/a.2"')[1].split("</tr>")[0]
    assert "Not assessed" in row
    assert "Nobody has looked for practice yet, and none is linked." in row
    assert re.findall(r"</span>(\d+)</td>", row) == ["0", "0", "0", "0"]


def test_the_page_of_a_requirement_has_the_state_and_the_counts_of_the_table(
    made_client: FlaskClient,
) -> None:
    for row in some(csv_rows(made_client, "/gaps.csv")):
        page = made_client.get(row["page"], headers=BROWSER).text
        verdict = " ".join(re.sub(r"<[^>]+>", " ", page.split('class="app-verdict">')[1]).split())
        assert row["state"].replace("-", " ") in verdict[: len(row["state"]) + 6].casefold(), row["page"]
        assert row["reason"] in verdict
        inferred = re.search(r"Reached only by inference: (\d+)", page)
        assert int(inferred[1] if inferred else 0) == int(row["inferred"])


def test_states_are_defined_beside_the_table_with_the_thresholds(made_client: FlaskClient) -> None:
    page = " ".join(made_client.get("/gaps", headers=BROWSER).text.split())
    key = page.split("What the states mean")[1].split("</dl>")[0]
    assert key.count("<dt") == len(STATES) + 1, "the states and what hangs on one link"
    assert "Somebody looked in named documents and found nothing." in key
    assert "2 practices or more" in key


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("workstream=1", ["1", "1.1", "1.1.1", "2"]),
        ("kind=principle", ["made-values/1"]),
        ("kind=standard", ["made-grid-2019/a.1", "made-grid-2019/a.2"]),
        ("workstream=1&kind=recommendation", ["1", "2"]),
        ("workstream=1&kind=standard", []),
        ("workstream=&kind=&weak=", None),
        ("weak=0", None),
    ],
)
def test_filters_narrow_the_table(made_client: FlaskClient, asked: str, keys: list[str] | None) -> None:
    shown = [row["page"].split("/", 2)[2] for row in csv_rows(made_client, f"/gaps.csv?{asked}")]
    everything = [row["page"].split("/", 2)[2] for row in csv_rows(made_client, "/gaps.csv")]
    assert shown == (everything if keys is None else keys)


def test_gaps_leave_out_what_is_covered_and_what_is_not_for_practice(made_client: FlaskClient) -> None:
    weak = csv_rows(made_client, "/gaps.csv?weak=1")
    everything = csv_rows(made_client, "/gaps.csv")
    assert weak == [
        row for row in everything if row["state"] != "covered" and row["answerable_by"] != "institution"
    ]


def test_a_table_with_nothing_left_says_so(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps?workstream=1&kind=standard", headers=BROWSER).text
    assert "Nothing is left with these filters." in page
    assert "0 requirements" in page
    assert "<table" not in page


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_data_has_exactly_the_rows_and_cells_of_the_page(made_client: FlaskClient, suffix: str) -> None:
    page = made_client.get("/gaps?workstream=1", headers=BROWSER).text
    assert f'href="/gaps.{suffix}?workstream=1"' in page
    table = page.split("<table")[1].split("</table>")[0]
    links = re.findall(r'app-rows__asked" role="cell"><a href="([^"]*)"', table)
    if suffix == "csv":
        rows = [row["page"] for row in csv_rows(made_client, "/gaps.csv?workstream=1")]
    else:
        data = made_client.get("/gaps.json?workstream=1").json
        assert data is not None
        assert all(set(row) == set(data["columns"]) for row in data["rows"])
        assert data["count"] == len(data["rows"])
        rows = [row["page"] for row in data["rows"]]
    assert rows == links


def test_empty_cells_stay_in_the_data(made_client: FlaskClient) -> None:
    [row] = csv_rows(made_client, "/gaps.csv?kind=principle")
    assert row["workstreams"] == ""
    assert [row[name] for name in ("practices", "with_figure", "minor", "inferred")] == ["0"] * 4


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("workstream=9", "“9” is no value of the parameter “workstream”. The nearest is “1”."),
        ("kind=recomendation", "The nearest is “recommendation”."),
        ("weak=yes", "no value of the parameter “weak”"),
        ("workstreem=1", "This page has no parameter “workstreem”. Did you mean “workstream”?"),
        ("weak=1&weak=0", "The parameter “weak” is given 2 times."),
    ],
)
@pytest.mark.parametrize("path", ["/gaps", "/gaps.csv"])
def test_a_wrong_parameter_is_a_400_that_names_it_and_the_nearest(
    made_client: FlaskClient, path: str, asked: str, words: str
) -> None:
    assert words in refusal(made_client, f"{path}?{asked}")


def test_a_wrong_value_is_answered_with_the_address_that_was_meant(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps?kind=recomendation&weak=1", headers=BROWSER).text
    assert 'href="/gaps?kind=recommendation&amp;weak=1"' in page


def test_text_that_a_spreadsheet_would_run_is_only_shown() -> None:
    written = as_csv(["title", "count"], [{"title": "=1+1", "count": -2}, {"title": "a, b", "count": 0}])
    assert list(csv.reader(io.StringIO(written))) == [["title", "count"], ["'=1+1", "-2"], ["a, b", "0"]]
