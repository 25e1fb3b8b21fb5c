"""An answer in a browser: names or IRIs, chart, graph, CSV with names."""

from __future__ import annotations

import csv
import re
from urllib.parse import quote

from made_support import some
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow

STATES = "/sparql?query=" + quote(
    "SELECT ?state (COUNT(?r) AS ?requirements) WHERE { ?r sp:coverage/sp:coverageState ?state } "
    "GROUP BY ?state ORDER BY DESC(?requirements)"
)
LINKS = "/sparql?query=" + quote(
    "CONSTRUCT { ?p sp:addresses ?r . ?r sp:partOf ?w } "
    "WHERE { ?p sp:addresses ?r . ?r sp:partOf ?w } LIMIT 6"
)
LED = "/sparql?query=" + quote("SELECT ?p ?by WHERE { ?p a sp:CaseStudy ; sp:ledBy ?by } ORDER BY ?p LIMIT 5")


def test_names_and_whole_iris_are_switched_and_the_choice_lasts(page: Page) -> None:
    page.goto(LED)
    table = page.get_by_role("table", name="Results of the query")
    expect(table).not_to_contain_text("https://w3id.org")
    follow(page.get_by_role("link", name="Show whole IRIs"))
    expect(table).to_contain_text("https://w3id.org/safer-practice/id/practice/")
    assert_accessible(page)
    follow(page.get_by_role("button", name="Run query"))
    expect(page.get_by_role("link", name="Show names beside IRIs")).to_be_visible()
    expect(table).to_contain_text("https://w3id.org/safer-practice/id/practice/")


def test_a_chart_is_drawn_beside_its_table(page: Page) -> None:
    page.goto(STATES)
    follow(page.get_by_role("link", name="Chart", exact=True))
    picture = page.get_by_role("img", name="Chart of requirements by state with 6 bars")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 200
    expect(page.get_by_role("table", name="Results of the query")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the chart as SVG").click()
    assert "Not for practice" in download.value.path().read_text("utf-8")


def test_a_graph_is_drawn_and_leads_to_the_pages_of_its_things(page: Page) -> None:
    page.goto(LINKS)
    follow(page.get_by_role("link", name="Graph", exact=True))
    picture = page.get_by_role("img", name=re.compile("^Picture of .* relations among them"))
    expect(picture).to_have_attribute("data-drawn", "true")
    expect(page.locator("#network-key")).to_contain_text("addresses")
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the graph as PNG").click()
    assert download.value.suggested_filename == "graph.png"
    place = picture.evaluate(
        "({ cy }) => ({ ...cy.nodes()[0].renderedPosition(), to: cy.nodes()[0].data('href') })"
    )
    picture.click(position={"x": place["x"], "y": place["y"]})
    expect(page).to_have_url(re.compile(f"{place['to']}$"))


def test_csv_with_names_is_taken_away(page: Page) -> None:
    page.goto(LED)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV with names").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    assert list(rows[0]) == ["p", "p_label", "by", "by_label"]
    assert all(row["p_label"] and row["by_label"] for row in some(rows))


def test_without_scripts_chart_and_table_are_there_and_the_graph_says_what_it_needs(scriptless: Page) -> None:
    scriptless.goto(STATES)
    follow(scriptless.get_by_role("link", name="Chart", exact=True))
    expect(scriptless.get_by_role("img", name="Chart of requirements by state")).to_be_visible()
    scriptless.goto(LINKS + "&view=graph")
    expect(scriptless.get_by_text("The graph needs scripts.")).to_be_visible()
    expect(scriptless.get_by_role("table", name="Results of the query")).to_be_visible()
