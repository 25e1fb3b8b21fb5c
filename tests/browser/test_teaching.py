"""Journeys of an educator, on the real corpus: from a question to a sheet in the hand."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser.harness import arrived, assert_accessible_throughout, follow

THREE = "&".join(
    f"practice={key}"
    for key in ("safety-huddles", "acute-kidney-injury-prevention", "serenity-integrated-mentoring")
)
PAGES = [
    "/practices/safety-huddles/teach",
    "/practices/serenity-integrated-mentoring/teach",
    "/practices/emergency-laparotomy-collaborative/teach",
    "/practices/safety-hudles/teach",
    "/compare",
    "/compare?practice=safety-huddles",
    f"/compare?{THREE}",
    "/compare?practice=safety-huddles&practice=safety-hudles",
    "/shelf",
    f"/shelf?{THREE}",
    "/shelf?practice=safety-hudles",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_for_teaching_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible_throughout(page)


def test_an_educator_searches_narrows_compares_and_prints_a_pack(page: Page) -> None:
    page.goto("/search?q=kidney+failure&kind=practice")
    first = page.locator(".search-hit").first
    expect(first).to_contain_text("acute kidney injury")
    page.goto("/search?q=kidney+failure&kind=practice&setting=surgical-ward")
    follow(page.locator(".search-hit__title").first.get_by_role("link"))
    follow(page.get_by_role("link", name="Compare it with another"))
    page.get_by_label("Practice 2").fill("Safety huddles")
    follow(page.get_by_role("button", name="Compare"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare 2 practices")
    expect(page.get_by_role("row", name=re.compile("What came of it"))).to_contain_text("Differs")
    page.goto("/practices/acute-kidney-injury-prevention")
    follow(page.get_by_role("link", name="Teach this: one sheet to print"))
    expect(page.get_by_role("heading", name="Questions to discuss")).to_be_visible()
    expect(page.get_by_text("drawn by rule")).to_be_visible()
    with page.expect_download() as word:
        page.get_by_role("link", name="Word document").click()
    assert word.value.suggested_filename == "teach-acute-kidney-injury-prevention.docx"


def test_on_paper_only_the_sheet_is_left(page: Page) -> None:
    page.goto("/practices/safety-huddles/teach")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("link", name="Word document")).to_be_hidden()
    expect(page.get_by_role("heading", name="Why it may have worked")).to_be_visible()


def chosen(page: Page) -> list[str]:
    """The keys of the practices in the address of a shelf."""
    return parse_qs(urlsplit(page.url).query).get("practice", [])


def test_a_shelf_grows_from_page_to_page_and_is_kept(page: Page) -> None:
    page.goto("/practices/safety-huddles")
    follow(page.get_by_role("link", name="Add to shelf"))
    page.goto("/search?q=acute+kidney+injury&kind=practice")
    follow(page.locator(".search-hit").first.get_by_role("link", name="Add to shelf"))
    assert chosen(page) == ["safety-huddles", "acute-kidney-injury-prevention"]
    expect(page.get_by_text("This browser keeps it too.")).to_be_visible()
    page.goto("/about")
    page.get_by_role("contentinfo").get_by_role("link", name="Your shelf").click()
    page.wait_for_url("**/shelf?**")
    assert chosen(page) == ["safety-huddles", "acute-kidney-injury-prevention"]
    follow(page.get_by_role("link", name="Take Safety huddles off the shelf"))
    arrived(page, "/shelf?practice=acute-kidney-injury-prevention")
    page.get_by_role("button", name="Forget it here").click()
    page.reload()
    expect(page.get_by_text("This browser does not keep it.")).to_be_visible()
    page.goto("/shelf")
    expect(page.get_by_text("Your shelf is empty.")).to_be_visible()


def test_a_shelf_that_somebody_sent_replaces_nothing(page: Page) -> None:
    page.goto("/practices/safety-huddles")
    follow(page.get_by_role("link", name="Add to shelf"))
    page.goto("/shelf?practice=care-certificate&practice=acute-kidney-injury-prevention")
    expect(page.get_by_text("This browser does not keep it.")).to_be_visible()
    follow(page.get_by_role("link", name="off the shelf").first)
    expect(page.get_by_text("This browser does not keep it.")).to_be_visible()
    page.goto("/shelf")
    arrived(page, "/shelf?practice=safety-huddles")


def test_without_scripts_a_shelf_grows_by_its_form(scriptless: Page) -> None:
    scriptless.goto("/practices/safety-huddles")
    follow(scriptless.get_by_role("link", name="Add to shelf"))
    scriptless.get_by_label("Add a practice").fill("care-certificate")
    follow(scriptless.get_by_role("button", name="Add to shelf"))
    assert chosen(scriptless) == ["safety-huddles", "care-certificate"]
    expect(scriptless.get_by_role("heading", name=re.compile("^Recommendations: "))).to_be_visible()
