"""Journeys through practice, organisations, documents and assertions, on the real corpus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.harness import assert_accessible, follow, unfold

PAGES = [
    "/practices",
    "/practices?by=topic",
    "/practices/safety-huddles",
    "/practices/serenity-integrated-mentoring",
    "/practices/emergency-laparotomy-collaborative",
    "/practices/emergency-department-safety-checklist",
    "/practices/genotype-guided-warfarin",
    "/organisations",
    "/organisations/yorkshire-and-humber",
    "/organisations/nhs-improvement",
    "/documents",
    "/documents/psc-brochure-2017",
    "/documents/nhs-england-sim-position-2023",
    "/assertions/safety-huddles--standard-hee-qf-2017-18-1.1",
    "/assertions/recommendation-3--workstream-1",
    "/assertions/standard-1.1-recommendation-1",
    "/resources",
    "/resources/sim-page",
    "/resources/ed-checklist-toolkit",
    "/programmes/q",
    "/practices/safety-hudles",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_practice_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


def test_an_educator_decides_whether_to_teach_from_a_case_study(page: Page) -> None:
    page.goto("/practices")
    follow(page.get_by_role("link", name="By topic"))
    falls = page.get_by_role("region", name=re.compile(r"^Falls \("))
    follow(falls.get_by_role("link", name="Safety huddles"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Safety huddles")
    expect(page.get_by_text("Falls avoided: potentially 2,439 falls").first).to_be_visible()
    contents = page.get_by_role("navigation", name="On this page")
    follow(contents.get_by_role("link", name="What it addresses"))
    addressed = page.get_by_role("region", name="What it addresses")
    expect(addressed.get_by_role("link", name="Standard 1.1: Safe and compassionate care")).to_be_visible()
    expect(addressed.get_by_text("Judged by an editor, read by one person.").first).to_be_visible()
    follow(page.get_by_role("link", name="How to cite it"))
    expect(page.locator(".app-citeas").last).to_contain_text("id/practice/safety-huddles")


def test_a_withdrawn_practice_warns_in_the_first_screen(page: Page) -> None:
    page.goto("/practices/serenity-integrated-mentoring")
    warning = page.get_by_role("heading", name="Withdrawn on 10 March 2023")
    expect(warning).to_be_in_viewport()
    page.goto("/organisations/wessex")
    led = page.locator(".app-entry__head").all_inner_texts()
    assert "Withdrawn" in led[-1]
    assert not any("Withdrawn" in title for title in led[:-1])


def test_a_link_is_followed_to_who_says_it_and_where_it_stands(page: Page) -> None:
    page.goto("/practices/safety-huddles")
    addressed = page.get_by_role("region", name="What it addresses")
    follow(addressed.get_by_role("link", name="Judged by an editor").last)
    expect(page.get_by_text("No second reader has read this yet.")).to_be_visible()
    cited = page.locator(".app-cited")
    follow(cited.get_by_role("link", name="Patient Safety Collaborative programme brochure"))
    expect(page).to_have_url(re.compile(r"/documents/psc-brochure-2017#[0-9a-f]{12}$"))
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    expect(place.get_by_role("link", name="Safety huddles addresses standard 1.1")).to_be_visible()


def test_figures_are_readable_on_a_phone_and_aims_stand_apart(page: Page) -> None:
    page.goto("/practices/emergency-laparotomy-collaborative")
    aims = page.get_by_role("table", name="What was aimed at: these are not results")
    expect(aims.get_by_text("Lives that the programme aims to save")).to_be_visible()
    results = page.get_by_role("table", name="What the source reports")
    expect(results.locator("tbody tr")).to_have_count(5)
    expect(results.get_by_text("Target", exact=True)).to_have_count(0)


def test_a_figure_that_bears_on_a_requirement_is_found_in_the_table(page: Page) -> None:
    page.goto("/practices/safety-huddles")
    addressed = page.get_by_role("region", name="What it addresses")
    follow(addressed.get_by_role("link", name="Falls avoided"))
    expect(page.locator("tr:target")).to_contain_text("2,439")


def test_a_reader_without_scripts_reads_it_all(scriptless: Page) -> None:
    scriptless.goto("/practices/emergency-laparotomy-collaborative")
    scriptless.get_by_text("Numbers in the text that are not outcomes").click()
    expect(scriptless.get_by_text("years in which the lives are to be saved")).to_be_visible()
