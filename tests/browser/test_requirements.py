"""Journeys through what is asked for, on the real corpus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.harness import arrived, assert_accessible, follow, unfold

PAGES = [
    "/recommendations",
    "/recommendations/1",
    "/recommendations/6",
    "/actions/7.4",
    "/standards",
    "/frameworks/hee-qf-2017-18",
    "/principles/ics-2021",
    "/standards/hee-qf-2017-18/1.1",
    "/domains/hee-qf-2017-18/1",
    "/principles/ics-2021/7",
    "/workstreams",
    "/workstreams/2",
    "/themes/3",
    "/gaps",
    "/gaps?workstream=2&weak=1",
    "/vocabularies",
    "/vocabularies/topic",
    "/vocabularies/coverage-state",
    "/recommendations/13",
    "/gaps?workstream=9",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_what_is_asked_for_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


def counted(answer: Locator) -> int:
    """How many practices stand in the links that count, each once."""
    links = answer.locator(".app-link:not(.app-link--uncounted)")
    found: int = links.evaluate_all("many => new Set(many.map(one => one.querySelector('a').href)).size")
    return found


def test_what_practice_addresses_standard_1_1(page: Page) -> None:
    page.goto("/")
    follow(page.locator("main").get_by_role("link", name="Standards and principles"))
    follow(page.get_by_role("link", name="HEE Quality Framework 2017-18"))
    follow(page.get_by_role("link", name="Standard 1.1:"))
    answer = page.get_by_role("region", name="What practice addresses this?")
    expect(answer).to_contain_text(f"{counted(answer)} practices address it fully or partly")
    follow(answer.get_by_role("link", name="Safety huddles"))
    arrived(page, "/practices/safety-huddles")


def test_what_is_behind_recommendation_6(page: Page) -> None:
    page.goto("/recommendations")
    follow(page.get_by_role("link", name="Recommendation 6:"))
    answer = page.get_by_role("region", name="What practice addresses this?")
    expect(answer).to_contain_text(f"{counted(answer)} practices address it fully or partly")
    expect(answer.get_by_role("link", name="Safety huddles", exact=True)).to_be_visible()
    answer.get_by_text("What the states mean").click()
    expect(page.get_by_text("2 practices or more")).to_be_visible()


def test_a_wrong_number_leads_to_the_nearest(page: Page) -> None:
    page.goto("/recommendations/13")
    follow(page.get_by_role("link", name="Recommendation 12:"))
    arrived(page, "/recommendations/12")


def test_a_term_leads_to_the_wider_one_and_to_a_search(page: Page) -> None:
    page.goto("/vocabularies/topic#sepsis")
    term = page.locator(".app-term", has=page.locator("#sepsis"))
    follow(term.get_by_role("link", name="Deterioration"))
    arrived(page, "/vocabularies/topic#deterioration")
    wider = page.locator(".app-term", has=page.locator("#deterioration"))
    follow(wider.get_by_role("link", name="practices"))
    arrived(page, "/search?topic=deterioration")
