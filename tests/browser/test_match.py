"""Journeys through /match on the real corpus: paste an incident theme, read what it touches, go on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.harness import arrived, assert_accessible, follow, unfold

THEME = (
    "Handovers between shifts were rushed and nobody used SBAR. The family were told late,"
    " and the duty of candour letter came after a month."
)


def test_an_incident_theme_leads_to_a_recommendation_and_to_the_gap_map(page: Page) -> None:
    page.goto("/match")
    assert_accessible(page)
    page.get_by_label("Your text").fill(THEME)
    follow(page.get_by_role("button", name="See what it touches"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What your text touches")
    arrived(page, "/match")
    unfold(page)
    assert_accessible(page)
    thing = page.locator(".match-thing").filter(has_text="Recommendation 5: Duty of Candour")
    expect(thing).to_contain_text("Clearly")
    expect(thing.locator("mark")).to_have_text(["duty of candour"])
    follow(thing.get_by_role("link", name="Gap map"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gap")


def test_what_is_wrong_with_a_text_is_said_where_a_reader_looks(page: Page) -> None:
    page.goto("/match")
    follow(page.get_by_role("button", name="See what it touches"))
    expect(page).to_have_title("Error: What does a text touch? - Safer Practice")
    assert_accessible(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Your text")).to_be_focused()


def test_it_works_without_scripts_from_the_home_page_on(scriptless: Page) -> None:
    scriptless.goto("/")
    follow(scriptless.get_by_role("link", name="paste an aim"))
    scriptless.get_by_label("Your text").fill(THEME)
    follow(scriptless.get_by_role("button", name="See what it touches"))
    expect(scriptless.locator(".match-thing").first).to_be_visible()
