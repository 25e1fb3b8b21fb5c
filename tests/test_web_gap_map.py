"""The gap map as a page and as files: cells, choices that the address keeps, wrong choices, hostile text."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient
from page_support import refusal

from kg.coverage import COLUMNS, ROWS
from kg.workbook import Marked, Sheet, as_xlsx

BROWSER = {"Accept": "text/html"}
SVG = "{http://www.w3.org/2000/svg}"
MAP = "rows=recommendations&columns=settings&deep=1"


def text_of(client: FlaskClient, path: str) -> str:
    return " ".join(client.get(path, headers=BROWSER).text.split())


def cells(client: FlaskClient, asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/gaps.csv?{asked}").text)))


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("columns", COLUMNS)
def test_any_rows_stand_against_any_columns_with_every_cell(
    made_client: FlaskClient, rows: str, columns: str
) -> None:
    asked = f"rows={rows}&columns={columns}&deep=1"
    held = cells(made_client, asked)
    requirements = {row["requirement"] for row in held}
    across = {row["column"] for row in held}
    assert len(held) == len(requirements) * len(across), "empty cells are there"
    page = made_client.get(f"/gaps?{asked}", headers=BROWSER)
    assert page.status_code == 200
    if len(across) > 1 and requirements:
        assert page.text.count('class="app-map__cell ') == len(held)
    assert made_client.get(f"/gaps.svg?{asked}").status_code == 200


def test_every_cell_says_number_and_state_in_words_and_opens_its_proof(made_client: FlaskClient) -> None:
    page = text_of(made_client, f"/gaps?{MAP}")
    shown = re.findall(r'<td class="app-map__cell[^"]*"><a href="(/gaps/proof[^"]*)"[^>]*>(.*?)</td>', page)
    for proof, inside in shown:
        assert re.search(r'app-map__number">\d+</span>', inside)
        assert re.search(
            r'app-map__state">(Covered|Thin|Minor only|None found|Not for practice|Not assessed)<', inside
        )
        assert made_client.get(proof.replace("&amp;", "&"), headers=BROWSER).status_code == 200
    assert len(shown) == len(cells(made_client, MAP))


def test_headings_are_headings_for_those_who_cannot_see_them(made_client: FlaskClient) -> None:
    table = text_of(made_client, f"/gaps?{MAP}").split("<table")[1].split("</table>")[0]
    assert table.count('<th scope="row"') == table.count("<tr ")
    assert table.count('<th scope="col"') == 2 + len({row["column"] for row in cells(made_client, MAP)}) - 1


@pytest.mark.parametrize(
    "trust",
    ["trust=stated", "trust=read-by-two", "without_minor=1", "without_inferred=1", "as_of=2019-03"],
)
def test_the_address_keeps_what_is_trusted_in_every_proof_and_file(
    made_client: FlaskClient, trust: str
) -> None:
    page = text_of(made_client, f"/gaps?columns=settings&{trust}").replace("&amp;", "&")
    proofs = re.findall(r'href="(/gaps/proof[^"]*)"', page)
    assert proofs
    assert all(trust in proof for proof in proofs)
    for suffix in ("csv", "json", "xlsx", "svg", "png"):
        assert f'href="/gaps.{suffix}?columns=settings&{trust}"' in page


def test_a_state_that_hangs_on_one_link_is_marked_in_words_with_a_key(made_client: FlaskClient) -> None:
    fragile = [row for row in cells(made_client, MAP) if row["fragile"] == "1"]
    assert fragile
    page = text_of(made_client, f"/gaps?{MAP}")
    assert page.split("<table")[1].split("</table>")[0].count("hangs on one link") == len(fragile)
    assert "The state would fall if one link went" in page


def test_only_gaps_keeps_the_rows_that_are_weak_and_the_weakest_can_stand_first(
    made_client: FlaskClient,
) -> None:
    listed = {row["requirement"] for row in cells(made_client, "weak=1&rows=recommendations")}
    weak = cells(made_client, "columns=settings&weak=1&weakest=1")
    whole = [row for row in weak if not row["column"]]
    assert {row["requirement"] for row in whole} == listed
    assert listed
    assert [int(row["practices"]) for row in whole] == sorted(int(row["practices"]) for row in whole)


def test_recommendations_open_to_their_actions_and_close_again(made_client: FlaskClient) -> None:
    assert {row["number"] for row in cells(made_client, "columns=settings&kind=recommendation")} == {"1", "2"}
    page = text_of(made_client, "/gaps?columns=settings&kind=recommendation")
    assert '<a href="/gaps?columns=settings">Open the recommendations to their actions</a>' in page


def test_the_weakest_stand_first_in_the_list_with_progress_in_its_own_column(
    made_client: FlaskClient,
) -> None:
    rows = cells(made_client, "weakest=1&kind=action")
    assert [row["state"] for row in rows] == sorted(
        (row["state"] for row in rows), key=("none-found not-assessed minor-only thin covered").split().index
    )
    page = text_of(made_client, "/gaps?weakest=1&kind=action")
    assert 'scope="col">Progress</th>' in page


def test_each_workstream_is_one_step_away(made_client: FlaskClient) -> None:
    page = text_of(made_client, "/gaps").replace("&amp;", "&")
    assert 'href="/gaps?workstream=1&weak=1&weakest=1"' in page
    weak = made_client.get("/gaps.json?workstream=1&weak=1").get_json()["count"]
    every = made_client.get("/gaps.json?workstream=1").get_json()["count"]
    assert f"{weak} of {every} recommendations and actions are weak" in page


def test_the_picture_has_a_mark_for_every_cell_the_key_and_how_it_was_measured(
    made_client: FlaskClient,
) -> None:
    answer = made_client.get(f"/gaps.svg?{MAP}")
    assert answer.content_type == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.text)
    titles = [one.text or "" for one in drawn.iter(f"{SVG}title")]
    assert len(titles) == 1 + len(cells(made_client, MAP))
    words = " ".join("".join(one.itertext()) for one in drawn.iter(f"{SVG}text"))
    for said in ("None found: Somebody looked", "Data to:", "Method:", "Thresholds:", "Release:", "As of:"):
        assert said in words
    assert "style" not in answer.text, "the pages allow no inline style"


def test_the_picture_is_there_in_pixels(made_client: FlaskClient) -> None:
    answer = made_client.get("/gaps.png?workstream=1")
    assert answer.data.startswith(b"\x89PNG")


def test_the_workbook_has_its_definitions_on_the_second_sheet(made_client: FlaskClient) -> None:
    for asked in (MAP, "workstream=1"):
        book = openpyxl.load_workbook(io.BytesIO(made_client.get(f"/gaps.xlsx?{asked}").data))
        assert book.sheetnames[:2] == ["Gaps", "Definitions"]
        terms = [line[0] for line in book["Definitions"].iter_rows(values_only=True)]
        assert {"None found", "Thresholds", "As of", "Release"} <= set(terms)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "a\x00b"])
def test_no_text_of_a_record_runs_in_a_workbook(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([Sheet("One", ["title"], [[text]])])))
    cell = book["One"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "")


def test_a_number_with_words_beside_it_stays_a_number() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([Sheet("One", ["n"], [[Marked(3, "Thin", "FFF4B8")]])])))
    cell = book["One"]["A2"]
    assert (cell.value, cell.number_format) == (3, '0" Thin"')


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("columns=setting", "The nearest is “settings”."),
        (
            "columns=settings&setting=wards",
            "“wards” is no value of the parameter “setting”. The nearest is “ward”.",
        ),
        ("rows=standard", "The nearest is “standards”."),
        ("trust=sated", "The nearest is “stated”."),
        ("as_of=2017-02-30", "“2017-02-30” is no date (parameter “as_of”). The nearest is “2017-02-28”."),
        ("as_of=soon", "“soon” is no date"),
        ("requirement=action/1.2", "The nearest is “action/1.1”."),
        ("collaborative=made-cost", "The nearest is “made-coast”."),
        ("relaese=1", "This page has no parameter “relaese”."),
        ("setting=%00%0A<script>", "is no value of the parameter “setting”"),
    ],
)
@pytest.mark.parametrize("path", ["/gaps", "/gaps.json", "/gaps.xlsx", "/gaps.svg", "/gaps.png"])
def test_what_there_is_not_is_named_with_the_nearest_that_there_is(
    made_client: FlaskClient, path: str, asked: str, words: str
) -> None:
    said = refusal(made_client, f"{path}?{asked}")
    assert words in said
    if path == "/gaps":
        assert "<script>" not in said
