"""Journeys through the questions in a browser: choose, read, take away, edit, cite."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow

PATHS = (
    "/queries",
    "/queries/gaps-by-workstream",
    "/queries/local-practice?asOf=soon",
    "/queries/words-explained?words=zzzz",
)


@pytest.mark.parametrize("path", PATHS)
def test_the_pages_of_questions_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_a_workstream_lead_finds_her_gaps_and_takes_them_away(page: Page) -> None:
    page.goto("/queries")
    follow(page.get_by_role("link", name="Gaps in each workstream").first)
    page.get_by_label("Workstream").select_option("workstream/2")
    follow(page.get_by_role("button", name="Show the answer"))
    expect(page.get_by_label("Workstream")).to_have_value("workstream/2")
    shown = page.locator("tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of this answer").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    assert len(rows) == shown > 0
    assert {row["workstream"].rpartition("/")[2] for row in rows} == {"2"}


def test_an_analyst_edits_a_question_and_cites_its_answer(page: Page) -> None:
    page.goto("/queries/local-practice?asOf=2017-05")
    follow(page.get_by_role("link", name="/queries/local-practice@"))
    expect(page.get_by_text("which never changes")).to_be_visible()
    expect(page.get_by_label("Reported by")).to_have_value("2017-05")
    follow(page.get_by_role("link", name="Edit this query"))
    expect(page.get_by_label("Query", exact=True)).to_contain_text('VALUES ?asOf { "2017-05-31" }')
