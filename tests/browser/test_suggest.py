"""Suggestions under the search box, with keyboard, pointer and screen reader, on the real corpus."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.harness import arrived, assert_accessible, follow


def type_into(box: Locator, words: str) -> None:
    """Type words key by key and wait for the suggestions for all of them, not for those for the first few."""
    asked = f"/suggest?q={quote(words)}"
    with box.page.expect_response(lambda answer: asked in answer.url) as answered:
        box.press_sequentially(words)
    suggested = answered.value.json()["suggestions"]
    assert suggested
    expect(box.page.get_by_role("option")).to_have_text(
        [re.compile("^" + re.escape(one["text"])) for one in suggested]
    )


def typed(page: Page, words: str) -> Locator:
    """The header's box after words were typed into it and suggestions came."""
    page.goto("/")
    box = page.get_by_role("banner").get_by_role("combobox")
    type_into(box, words)
    return box


def test_same_named_things_differ_and_the_arrows_choose(page: Page) -> None:
    box = typed(page, "yorkshire and")
    for at, text in enumerate(("Yorkshire and Humber\ncollaborative", "Yorkshire and Humber\nlocal office")):
        expect(page.get_by_role("option").nth(at)).to_have_text(text, use_inner_text=True)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("banner").get_by_role("status")).to_contain_text(
        "suggestions. Up and down arrows"
    )
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert_accessible(page)
    box.press("Enter")
    arrived(page, "/organisations/office-yorkshire-and-humber")


def test_escape_closes_and_enter_then_searches_for_what_was_typed(page: Page) -> None:
    box = typed(page, "huddle")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("huddle")
    box.press("Enter")
    arrived(page, "/search?q=huddle")


def test_words_typed_after_a_choice_are_what_enter_searches_for(page: Page) -> None:
    box = typed(page, "huddl")
    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.route("**/suggest?*", lambda _: None)  # a slow answer: the list of before stands there
    box.press("e")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    box.press("Enter")
    arrived(page, "/search?q=huddle")


def test_a_suggestion_is_chosen_by_pointer_and_a_click_elsewhere_closes(page: Page) -> None:
    typed(page, "safety hud")
    page.get_by_role("contentinfo").click(position={"x": 1, "y": 1})
    expect(page.get_by_role("option")).to_have_count(0)
    typed(page, "safety hud")
    page.get_by_role("option", name=re.compile("^Safety huddles practice")).first.click()
    arrived(page, "/practices/safety-huddles")


@pytest.mark.parametrize(
    ("path", "label", "words", "name", "sent", "arrives"),
    [
        (
            "/explore",
            "What do you want to look around?",
            "yorkshire and",
            "Yorkshire and Humber (local office)",
            "Explore",
            "/explore?thing=office/yorkshire-and-humber",
        ),
        (
            "/path?from=practice/safety-huddles",
            "To",
            "workstream 1",
            "Workstream 1: Learning and Training Environments",
            "Find the ways",
            "/path?from=practice/safety-huddles&to=workstream/1",
        ),
        (
            "/compare?practice=care-certificate",
            "Practice 2",
            "safety hud",
            "Safety huddles (practice)",
            "Compare",
            "/compare?practice=care-certificate&practice=safety-huddles",
        ),
    ],
)
def test_a_box_for_a_name_takes_the_choice_and_waits(
    page: Page, path: str, label: str, words: str, name: str, sent: str, arrives: str
) -> None:
    page.goto(path)
    box = page.get_by_role("main").get_by_role("combobox", name=label, exact=True)
    type_into(box, words)
    names = page.get_by_role("option").evaluate_all("(all) => all.map((one) => one.dataset.name)")
    assert name in names
    for _ in range(names.index(name) + 1):
        box.press("ArrowDown")
    assert_accessible(page)
    box.press("Enter")
    expect(box).to_have_value(name)
    expect(page.get_by_role("listbox")).to_have_count(0)
    follow(page.get_by_role("button", name=sent, exact=True))
    arrived(page, arrives)


def test_without_scripts_the_box_is_a_plain_form(scriptless: Page) -> None:
    scriptless.goto("/")
    box = scriptless.get_by_role("banner").get_by_role("searchbox")
    box.fill("huddle")
    box.press("Enter")
    arrived(scriptless, "/search?q=huddle")
