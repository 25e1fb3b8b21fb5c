"""Journeys through the search, on the real corpus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.harness import arrived, assert_accessible_throughout, follow

WIDE = 1000
PAGES = [
    "/search",
    "/search?q=falls+on+the+ward",
    "/search?q=recommendation+6&kind=practice",
    "/search?q=SIM",
    "/search?q=hydratoin",
    "/search?q=falls&setting=maternity-unit&topic=sepsis",
    "/search?topic=fals",
    "/search?q=pressure+ulcers+in+care+homes",
    "/search?q=theme:culture+setting:care-home",
    "/gaps/searches",
]


def wide(page: Page) -> bool:
    size = page.viewport_size
    assert size is not None
    return size["width"] > WIDE


@pytest.mark.parametrize("path", PAGES)
def test_searches_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible_throughout(page)


def test_falls_on_the_ward_finds_safety_huddles_first(page: Page) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("combobox").fill("falls on the ward")
    follow(page.get_by_role("banner").get_by_role("button", name="Search"))
    first = page.locator(".search-hit").first
    expect(first).to_contain_text("its topic is falls; its setting is ward")
    expect(first).to_contain_text("potentially 2,439 falls")
    follow(first.get_by_role("link", name="Safety huddles", exact=True))
    arrived(page, "/practices/safety-huddles")
    page.go_back()
    expect(page.locator("#words")).to_have_value("falls on the ward")
    expect(page.locator(".search-hit").first).to_contain_text("Safety huddles")


def test_what_practice_addresses_standard_1_1(page: Page) -> None:
    page.goto("/search?q=what+practice+addresses+standard+1.1%3F")
    headings = page.locator(".search-group").all_inner_texts()
    assert headings[0].startswith("What you named") and headings[1].startswith("Practice")
    expect(page.locator(".search-hit").first).to_contain_text("Standard 1.1:")


def test_filters_narrow_stay_with_new_words_and_can_be_removed(page: Page) -> None:
    page.goto("/search?q=training")
    if not wide(page):
        page.locator(".search-facets__summary").click()
    page.get_by_label("Practices (").check()
    follow(page.get_by_role("button", name="Apply filters"))
    arrived(page, "/search?q=training&kind=practice")
    expect(page.locator(".search-group")).to_have_count(1)
    page.locator("#words").fill("falls")
    page.locator("#words").press("Enter")
    arrived(page, "/search?q=falls&kind=practice")
    follow(page.get_by_role("link", name="Remove the filter Kind: Practices"))
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
    follow(scriptless.get_by_role("button", name="Apply filters"))
    arrived(scriptless, "/search?q=training&kind=practice")


def test_pages_lead_on_and_back(page: Page) -> None:
    page.goto("/search?kind=concept")
    first = page.locator(".search-hit__title").first.inner_text()
    follow(page.get_by_role("link", name="Next page"))
    expect(page).to_have_url(re.compile("page=2"))
    assert page.locator(".search-hit__title").first.inner_text() != first
    page.go_back()
    expect(page.locator(".search-hit__title").first).to_have_text(first, use_inner_text=True)


def test_a_slip_of_the_pen_leads_to_the_right_word(page: Page) -> None:
    page.goto("/search?q=hydratoin")
    follow(page.get_by_role("link", name="hydration", exact=True))
    expect(page.locator(".search-hit").first).to_contain_text("hydration", ignore_case=True)


def test_withdrawn_practice_is_last_and_says_so(page: Page) -> None:
    page.goto("/search?q=Serenity+Integrated+Mentoring&kind=practice&kind=withdrawn")
    last = page.locator(".search-hit").last
    expect(last).to_contain_text("Withdrawn")
    expect(last).to_contain_text("10 March 2023")


def test_a_reading_is_said_and_undone(page: Page) -> None:
    page.goto("/search?q=kidney+failure")
    expect(page.locator(".search-understood")).to_contain_text(
        "“kidney failure” (acute kidney injury, topic)"
    )
    first = page.locator(".search-hit").first
    expect(first).to_contain_text("Reducing the incidence of acute kidney injury")
    follow(page.get_by_role("link", name="for only the words “kidney failure”"))
    arrived(page, "/search?q=%22kidney+failure%22")
    expect(page.locator("#words")).to_have_value('"kidney failure"')
    page.go_back()
    expect(page.locator("#words")).to_have_value("kidney failure")


def test_a_search_by_fields_that_finds_nothing_leads_to_broader_ones(page: Page) -> None:
    page.goto("/search?q=theme:culture+setting:care-home")
    expect(page.locator("#results")).to_contain_text("Nothing found")
    follow(page.get_by_role("link", name="setting:care-home", exact=True))
    arrived(page, "/search?q=setting%3Acare-home")
    expect(page.locator(".search-hit").first).to_be_visible()


def test_results_are_sorted_and_stay_so_with_filters(page: Page) -> None:
    page.goto("/search?q=training")
    follow(page.get_by_role("link", name="Strongest evidence"))
    arrived(page, "/search?q=training&sort=evidence")
    expect(page.locator(".search-hit").first).to_contain_text("Evidence: measured change")
    if not wide(page):
        page.locator(".search-facets__summary").click()
    page.get_by_label("Practices (").check()
    follow(page.get_by_role("button", name="Apply filters"))
    expect(page).to_have_url(re.compile("kind=practice"))
    expect(page).to_have_url(re.compile("sort=evidence"))


def test_what_nobody_has_recorded_is_counted_beside_the_gaps(page: Page) -> None:
    page.goto("/search?q=bed+sores")
    expect(page.locator(".search-understood")).to_contain_text(
        "On pressure ulcers no practice is recorded here."
    )
    page.goto("/gaps")
    follow(page.get_by_role("link", name="what people searched for and did not find"))
    arrived(page, "/gaps/searches")
    expect(page.get_by_role("cell", name="pressure ulcers", exact=True)).to_be_visible()
