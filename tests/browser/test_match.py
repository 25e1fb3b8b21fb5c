"""Journeys through /match on the real corpus: paste an incident theme, read what it touches, go on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.harness import assert_accessible

THEME = (
    "Handovers between shifts were rushed and nobody used SBAR. The family were told late,"
    " and the duty of candour letter came after a month."
)


def test_an_incident_theme_leads_to_a_recommendation_and_to_the_gap_map(page: Page) -> None:
    page.goto("/match")
    assert_accessible(page)
    page.get_by_label("Your text").fill(THEME)
    page.get_by_role("button", name="See what it touches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What your text touches")
    assert page.url.endswith("/match")
    for summary in page.locator("main summary").all():
        summary.click()
    assert_accessible(page)
    thing = page.locator(".match-thing").filter(has_text="Recommendation 5: Duty of Candour")
    assert "Clearly" in thing.inner_text()
    assert thing.locator("mark").all_inner_texts() == ["duty of candour"]
    thing.get_by_role("link", name="Gap map").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gap")


def test_what_is_wrong_with_a_text_is_said_where_a_reader_looks(page: Page) -> None:
    page.goto("/match")
    page.get_by_role("button", name="See what it touches").click()
    expect(page).to_have_title("Error: What does a text touch? - Safer Practice")
    assert_accessible(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Your text")).to_be_focused()


def test_it_works_without_scripts_from_the_home_page_on(scriptless: Page) -> None:
    scriptless.goto("/")
    scriptless.get_by_role("link", name="paste an aim").click()
    scriptless.get_by_label("Your text").fill(THEME)
    scriptless.get_by_role("button", name="See what it touches").click()
    expect(scriptless.locator(".match-thing").first).to_be_visible()
