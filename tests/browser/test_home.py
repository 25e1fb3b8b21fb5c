"""The home page on the real corpus: where each of the three users begins."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.harness import arrived, assert_accessible, follow


def test_the_home_page_is_accessible(page: Page) -> None:
    page.goto("/")
    assert_accessible(page)


def test_the_counts_are_those_of_the_sources(page: Page) -> None:
    page.goto("/")
    counts = page.locator(".app-counts__one").all_inner_texts()
    said = {text.split("\n")[0].split(",")[0]: text.split("\n")[-1] for text in counts}
    assert said["recommendations"] == "12"
    assert said["actions asked for under them"] == "23"
    assert said["standards"] == "27"
    assert said["principles"] == "22"  # 10 of the ICS offer, 9 core principles, 3 of the NHS Constitution


def test_an_educator_starts_from_a_topic(page: Page) -> None:
    page.goto("/")
    with page.expect_navigation(url="**/search?topic=*") as opened:
        page.locator(".app-starts a").first.click()
    assert opened.value is not None
    assert opened.value.ok


def test_a_workstream_lead_gets_from_home_to_what_is_not_covered(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("link", name="Workstreams", exact=True))
    follow(page.get_by_role("link", name="Workstream 2:"))
    follow(page.get_by_role("link", name="Gaps in this workstream"))
    arrived(page, "/gaps?workstream=2&weak=1")
    expect(page.get_by_label("Workstream")).to_have_value("2")
    expect(page.get_by_label("Only gaps that practice could close")).to_be_checked()
    expect(page.locator("table").get_by_text("Covered", exact=True)).to_have_count(0)


def test_a_practice_that_was_withdrawn_is_named_on_the_home_page(page: Page) -> None:
    page.goto("/")
    callout = page.locator(".nhsuk-card--warning")
    expect(callout).to_contain_text("Serenity Integrated Mentoring")
    follow(callout.get_by_role("link").first)
    arrived(page, "/practices/serenity-integrated-mentoring")
