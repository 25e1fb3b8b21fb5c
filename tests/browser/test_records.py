"""Pages of records in a browser, on the made corpus, which has a record of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow, serving, unfold

PAGES = [
    "/contents",
    "/timeline",
    "/governance",
    "/editions",
    "/about/discrepancies",
    "/glossary",
    "/progress",
    "/subjects",
    "/groups/made-board",
    "/discrepancies/teams",
    "/threads/board",
    "/assessments/action-1.1",
    "/risk-matrices/made-matrix",
    "/practices/kettle-club",
    "/actions/1.1",
]


@pytest.fixture
def address(made_app: Flask) -> Iterator[str]:
    """What `page` opens: the made corpus."""
    with serving(made_app) as served:
        yield served


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_records_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


def test_from_the_foot_of_a_page_to_what_the_sources_say(page: Page) -> None:
    page.goto("/about")
    follow(page.get_by_role("contentinfo").get_by_role("link", name="Everything here"))
    follow(page.get_by_role("link", name="Governance"))
    follow(page.get_by_role("link", name="Made-up board"))
    page.get_by_text("Source of “The board follows twelve teams.”").click()
    expect(page.get_by_text("Twelve teams on the coast")).to_be_visible()


def test_a_cell_of_the_matrix_can_be_named_in_an_address(page: Page) -> None:
    page.goto("/risk-matrices/made-matrix#risk-cell-5-3")
    cell = page.locator("td:target")
    expect(cell).to_have_text("Amber to red", use_inner_text=True)
    expect(cell).to_be_visible()
