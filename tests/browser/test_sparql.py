"""Journeys of the analyst in a browser: query, results, downloads, mistakes; and the pages about the data."""

from __future__ import annotations

import csv
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow
from browser.sparql_editor import write

RESULTS = "/sparql?query=" + quote("SELECT ?p ?n WHERE { ?p a sp:CaseStudy ; rdfs:label ?n } ORDER BY ?n")
WIDE = "/sparql?query=" + quote(
    "SELECT * WHERE { ?link sp:subject ?practice ; sp:object ?to ; sp:rationale ?why ; sp:basis ?on } LIMIT 9"
)
MISTAKE = "/sparql?query=" + quote("SELECT ?p\nWHERE { ?p a nope:Practice }")
EMPTY = "/sparql?query=" + quote("SELECT ?p WHERE { ?p a sp:Practise }")


@pytest.mark.parametrize("path", ["/sparql", RESULTS, WIDE, MISTAKE, EMPTY, "/data", "/about", "/ontology"])
def test_the_pages_about_the_data_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_an_example_is_run_and_its_results_lead_to_pages_and_back(page: Page) -> None:
    page.goto("/sparql")
    follow(page.get_by_role("link", name="The same, asked elsewhere"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("row")
    follow(page.get_by_role("link", name="ICS principle 5", exact=False).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("ICS principle 5")
    page.go_back()
    expect(page.get_by_label("Query", exact=True)).to_contain_text("sp:Likeness")


def test_a_query_is_written_run_and_taken_away_as_csv(page: Page) -> None:
    page.goto("/sparql")
    write(
        page,
        "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a sp:Standard ; sp:partOf/sp:groupedUnder "
        "<https://w3id.org/safer-practice/id/framework/hee-qf-2017-18> }",
    )
    follow(page.get_by_role("button", name="Run query"))
    expect(page.get_by_role("cell", name="27", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of this answer").click()
    assert list(csv.reader(download.value.path().open(encoding="utf-8"))) == [["n"], ["27"]]


def test_a_mistake_is_said_first_and_the_query_stays_to_be_mended(page: Page) -> None:
    page.goto(MISTAKE)
    expect(page.get_by_role("alert")).to_contain_text("Line 2, column 14: The prefix nope: is not declared")
    page.get_by_role("alert").get_by_role("link").click()
    editor = page.get_by_label("Query", exact=True)
    expect(editor).to_be_focused()
    for _ in "nope":
        page.keyboard.press("Delete")
    page.keyboard.type("sp")
    expect(editor).to_contain_text("?p a sp:Practice }")
    follow(page.get_by_role("button", name="Run query"))
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("table", name="Results of the query")).to_be_visible()


def test_the_editor_works_without_scripts(scriptless: Page) -> None:
    scriptless.goto("/sparql")
    follow(scriptless.get_by_role("button", name="Run query"))
    expect(scriptless.get_by_role("table", name="Results of the query")).to_be_visible()


def test_the_query_behind_a_page_is_a_click_away(page: Page) -> None:
    page.goto("/recommendations/6")
    page.get_by_text("The SPARQL behind this page").click()
    follow(page.get_by_role("link", name="Open this query in the editor"))
    expect(page.get_by_role("table", name="Results of the query")).to_be_visible()


def test_results_too_wide_for_a_phone_scroll_in_their_own_frame_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(WIDE)
    frame = page.get_by_role("region", name="9 rows")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=frame.element_handle())


def test_a_term_of_the_ontology_is_shown_at_its_name(page: Page) -> None:
    page.goto("/ontology#reaches")
    expect(page.locator("#reaches")).to_be_in_viewport()
