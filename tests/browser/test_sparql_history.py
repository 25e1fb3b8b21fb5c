"""What a browser keeps of a reader's queries, and the address by which one is shared."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from browser.harness import assert_accessible, follow
from browser.sparql_editor import editor, write

FIRST = "# How many case studies are there?\nSELECT (COUNT(*) AS ?n) WHERE { ?p a sp:CaseStudy }"
SECOND = "SELECT ?w WHERE { ?w a sp:Workstream }"


def run(page: Page, text: str) -> None:
    page.goto("/sparql")
    write(page, text)
    follow(page.get_by_role("button", name="Run query"))
    expect(page.get_by_role("table", name="Results of the query")).to_be_visible()


def kept(page: Page) -> Locator:
    return page.locator("#history-list").get_by_role("button")


def test_queries_that_were_run_are_picked_again_after_a_reload_and_forgotten(page: Page) -> None:
    page.goto("/sparql")
    editor(page)
    expect(page.locator("#history")).to_be_hidden()
    run(page, FIRST)
    run(page, SECOND)
    page.reload()
    box = editor(page)
    page.get_by_text("Queries you ran here").click()
    expect(kept(page)).to_have_text([SECOND, "How many case studies are there?"])
    assert_accessible(page)
    kept(page).last.click()
    expect(box).to_contain_text("COUNT(*)")
    expect(box).to_be_focused()
    page.get_by_role("button", name="Forget them all").click()
    expect(page.locator("#history")).to_be_hidden()
    page.reload()
    editor(page)
    expect(page.locator("#history")).to_be_hidden()


def test_what_was_written_last_is_there_again_and_can_be_left(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT ?unfinished WHERE {")
    page.goto("/about")
    page.goto("/sparql")
    expect(editor(page)).to_contain_text("?unfinished")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_label("Query", exact=True)).to_contain_text("sp:CaseStudy")
    page.goto("/sparql?query=ASK%20%7B%7D")
    expect(editor(page)).to_have_text("1ASK {}")


def test_what_was_changed_by_hand_in_the_browser_does_no_harm(page: Page) -> None:
    page.goto("/sparql")
    page.evaluate("localStorage.setItem('saferpractice.queries', 'no json')")
    page.goto("/sparql")
    expect(editor(page)).to_contain_text("sp:CaseStudy")


def test_where_the_browser_keeps_nothing_the_editor_works_all_the_same(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('switched off'); } })"
    )
    run(page, SECOND)
    editor(page)
    expect(page.locator("#history")).to_be_hidden()


def test_an_address_that_is_shared_opens_the_same_query_without_scripts(
    page: Page, scriptless: Page
) -> None:
    run(page, FIRST)
    address = page.get_by_label("Address to share").input_value()
    assert len(address) < len(page.url)
    scriptless.goto(address)
    expect(scriptless.get_by_label("Query", exact=True)).to_have_value(FIRST)
    expect(scriptless.get_by_role("table", name="Results of the query")).to_be_visible()


def test_the_address_to_share_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    run(page, SECOND)
    address = page.get_by_label("Address to share").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == address
