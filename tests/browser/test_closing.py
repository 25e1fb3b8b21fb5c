"""What goes beyond the gaps, on the real corpus: near misses, the letter, the smallest set, two releases."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow, unfold

PAGES = [
    "/gaps/closing",
    "/gaps/closing?requirement=recommendation/8",
    "/gaps/closing?requirement=action/3.1",
    "/gaps/closing?requirement=standard/hee-qf-2017-18/5.3&to=collaborative/yorkshire-and-humber",
    "/gaps/closing?requirement=standard/hee-qf-2017-18/99",
    "/gaps/smallest-set",
    "/gaps/smallest-set?workstream=3&weak=1",
    "/gaps/smallest-set?requirements=nothing",
    "/gaps/between",
    "/gaps/between?from=nothing",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_goes_beyond_the_gaps_is_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


def test_a_lead_goes_from_a_weak_requirement_to_a_letter(page: Page) -> None:
    page.goto("/gaps?workstream=3&weak=1")
    follow(page.get_by_role("link", name=re.compile("^What would close it")).first)
    expect(page.get_by_role("heading", name=re.compile("^Near misses"))).to_be_visible()
    page.get_by_label("To whom").select_option(index=1)
    chosen = page.locator("#to option:checked").inner_text().partition(" (")[0]
    follow(page.get_by_role("button", name="Address it"))
    expect(page.get_by_label("The letter")).to_have_value(re.compile(f"Dear colleagues of the {chosen} "))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the letter").click()
    assert download.value.suggested_filename.startswith("call-for-evidence-")


def test_a_draft_opens_with_the_keyboard_and_says_that_nobody_asserts_it(page: Page) -> None:
    page.goto("/gaps/closing?requirement=action/3.1")
    summary = page.locator("summary", has_text="A record to complete").first
    summary.focus()
    page.keyboard.press("Enter")
    draft = page.locator("pre").first
    expect(draft).to_be_visible()
    expect(draft).to_contain_text("A draft that nobody asserts")
    expect(draft).to_contain_text("- to: action/3.1")


def test_the_fewest_case_studies_are_found_from_a_list(page: Page) -> None:
    page.goto("/gaps/smallest-set")
    page.get_by_label("Or only these").fill("action 1.2, recommendation 2")
    follow(page.get_by_role("button", name="Find the fewest"))
    expect(page.locator("#set")).to_contain_text("for 2 requirements")
    expect(page.get_by_text("Fewer will not do: this is proven.")).to_be_visible()
