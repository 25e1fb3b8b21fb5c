"""Journeys through the search, on the real corpus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible

WIDE = 1000
PAGES = [
    "/search",
    "/search?q=falls+on+the+ward",
    "/search?q=recommendation+6&kind=practice",
    "/search?q=SIM",
    "/search?q=hydratoin",
    "/search?q=falls&setting=maternity-unit&topic=sepsis",
    "/search?page=2",
    "/search?topic=fals",
    "/search?page=999",
    "/search?q=pressure+ulcers+in+care+homes",
    "/search?q=theme:culture+setting:care-home",
    "/search?q=training&sort=evidence",
    "/gaps/searches",
]


def wide(page: Page) -> bool:
    size = page.viewport_size
    assert size is not None
    return size["width"] > WIDE


def arrived(page: Page, ending: str) -> None:
    """Wait until the page has an address that ends so; fail where it never does."""
    expect(page).to_have_url(re.compile(re.escape(ending) + "$"))


@pytest.mark.parametrize("path", PAGES)
def test_searches_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    assert_accessible(page)


def test_falls_on_the_ward_finds_safety_huddles_first(page: Page) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("combobox").fill("falls on the ward")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    first = page.locator(".search-hit").first
    assert "its topic is falls; its setting is ward" in first.inner_text()
    assert "potentially 2,439 falls" in first.inner_text()
    first.get_by_role("link", name="Safety huddles", exact=True).click()
    arrived(page, "/practices/safety-huddles")
    page.go_back()
    assert page.locator("#words").input_value() == "falls on the ward"
    assert "Safety huddles" in page.locator(".search-hit").first.inner_text()


def test_what_practice_addresses_standard_1_1(page: Page) -> None:
    page.goto("/search?q=what+practice+addresses+standard+1.1%3F")
    headings = page.locator(".search-group").all_inner_texts()
    assert headings[0].startswith("What you named") and headings[1].startswith("Practice")
    assert "Standard 1.1:" in page.locator(".search-hit").first.inner_text()


def test_filters_narrow_stay_with_new_words_and_can_be_removed(page: Page) -> None:
    page.goto("/search?q=training")
    if not wide(page):
        page.locator(".search-facets__summary").click()
    page.get_by_label("Practices (").check()
    page.get_by_role("button", name="Apply filters").click()
    arrived(page, "/search?q=training&kind=practice")
    expect(page.locator(".search-group")).to_have_count(1)
    page.locator("#words").fill("falls")
    page.locator("#words").press("Enter")
    arrived(page, "/search?q=falls&kind=practice")
    page.get_by_role("link", name="Remove the filter Kind: Practices").click()
    arrived(page, "/search?q=falls")


def test_filters_stand_beside_the_hits_or_folded_above_them_on_a_phone(page: Page) -> None:
    page.goto("/search?q=falls")
    box = page.get_by_role("button", name="Apply filters")
    assert box.is_visible() == wide(page)
    results = page.locator(".search-results").bounding_box()
    assert results is not None
    assert (results["x"] > 200) == wide(page)


def test_filters_work_without_scripts(scriptless: Page) -> None:
    scriptless.goto("/search?q=training")
    scriptless.locator(".search-facets__summary").click()
    scriptless.get_by_label("Practices (").check()
    scriptless.get_by_role("button", name="Apply filters").click()
    arrived(scriptless, "/search?q=training&kind=practice")


def test_pages_lead_on_and_back(page: Page) -> None:
    page.goto("/search?kind=concept")
    first = page.locator(".search-hit__title").first.inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile("page=2"))
    assert page.locator(".search-hit__title").first.inner_text() != first
    page.go_back()
    assert page.locator(".search-hit__title").first.inner_text() == first


def test_a_slip_of_the_pen_leads_to_the_right_word(page: Page) -> None:
    page.goto("/search?q=hydratoin")
    page.get_by_role("link", name="hydration", exact=True).click()
    assert "hydration" in page.locator(".search-hit").first.inner_text().lower()


def test_withdrawn_practice_is_last_and_says_so(page: Page) -> None:
    page.goto("/search?q=Serenity+Integrated+Mentoring&kind=practice&kind=withdrawn")
    last = page.locator(".search-hit").last.inner_text()
    assert "Withdrawn" in last and "10 March 2023" in last


def test_a_reading_is_said_and_undone(page: Page) -> None:
    page.goto("/search?q=kidney+failure")
    expect(page.locator(".search-understood")).to_contain_text(
        "“kidney failure” (acute kidney injury, topic)"
    )
    assert "Reducing the incidence of acute kidney injury" in page.locator(".search-hit").first.inner_text()
    page.get_by_role("link", name="for only the words “kidney failure”").click()
    arrived(page, "/search?q=%22kidney+failure%22")
    assert page.locator("#words").input_value() == '"kidney failure"'
    page.go_back()
    assert page.locator("#words").input_value() == "kidney failure"


def test_a_search_by_fields_that_finds_nothing_leads_to_broader_ones(page: Page) -> None:
    page.goto("/search?q=theme:culture+setting:care-home")
    expect(page.locator("#results")).to_contain_text("Nothing found")
    page.get_by_role("link", name="setting:care-home", exact=True).click()
    arrived(page, "/search?q=setting%3Acare-home")
    assert page.locator(".search-hit").count() > 0


def test_results_are_sorted_and_stay_so_with_filters(page: Page) -> None:
    page.goto("/search?q=training")
    page.get_by_role("link", name="Strongest evidence").click()
    arrived(page, "/search?q=training&sort=evidence")
    first = page.locator(".search-hit").first.inner_text()
    assert "Evidence: measured change" in first
    if not wide(page):
        page.locator(".search-facets__summary").click()
    page.get_by_label("Practices (").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("kind=practice"))
    expect(page).to_have_url(re.compile("sort=evidence"))


def test_what_nobody_has_recorded_is_counted_beside_the_gaps(page: Page) -> None:
    page.goto("/search?q=bed+sores")
    expect(page.locator(".search-understood")).to_contain_text(
        "On pressure ulcers no practice is recorded here."
    )
    page.goto("/gaps")
    page.get_by_role("link", name="what people searched for and did not find").click()
    arrived(page, "/gaps/searches")
    expect(page.get_by_role("cell", name="pressure ulcers", exact=True)).to_be_visible()
