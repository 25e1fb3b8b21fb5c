"""The journey of a lead of each workstream through the gaps, on the real corpus; the map by keyboard."""

from __future__ import annotations

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.harness import assert_accessible, follow, unfold

PAGES = [
    "/gaps?columns=settings",
    "/gaps?rows=standards&columns=workstreams&weakest=1",
    "/gaps?rows=principles&columns=professions&trust=stated&without_minor=1&as_of=2017-03",
    "/gaps?workstream=1&weak=1&weakest=1&setting=hospital",
    "/gaps?workstream=1&columns=settings&kind=standard",
    "/gaps/proof?requirement=recommendation/6",
    "/gaps/proof?requirement=recommendation/6&setting=hospital&trust=stated",
    "/gaps/proof?requirement=action/1.1",
    "/gaps/proof?requirement=action/7.4",
    "/gaps/proof?requirement=action/5.1&collaborative=eastern",
    "/gaps?as_of=2017-02-30",
    "/gaps/proof?requirement=action/99",
]
BEST = ("Covered", "Thin", "Minor only", "None found", "Not assessed")
"""From the best state to what is claimed of nothing."""


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_gaps_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


def first_row(page: Page) -> Locator:
    """The first requirement of the list."""
    return page.locator("tr:has(td.app-rows__asked)").first


def state_of(row: Locator) -> str:
    """The state of a row in words."""
    text = row.locator(".app-state").inner_text()
    return next(state for state in (*BEST, "Not for practice") if state in text)


@pytest.mark.parametrize("workstream", ["1", "2", "3", "4"])
def test_a_lead_finds_the_weakest_recommendation_and_what_would_close_it(page: Page, workstream: str) -> None:
    page.goto("/gaps")
    follow(page.locator(".app-streams").get_by_role("link", name=f"{workstream}: "))
    page.get_by_text("Only some practice, or one kind of requirement").click()
    page.get_by_label("Kind of requirement").select_option("recommendation")
    follow(page.get_by_role("button", name="Show"))
    weakest = first_row(page)
    name = weakest.locator("a").first.inner_text()
    state, listed = state_of(weakest), page.url
    assert name.startswith("Recommendation ")

    follow(weakest.get_by_role("link", name="Proof"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".app-verdict")).to_contain_text(state)
    assert len(page.locator("blockquote.app-quote").first.inner_text()) > 20

    page.goto(listed)
    page.get_by_text("How much do you trust?").click()
    page.get_by_label("Only what sources state").check()
    follow(page.get_by_role("button", name="Show"))
    assert "trust=stated" in page.url
    row = page.locator("tr").filter(has=page.get_by_role("link", name=name, exact=True))
    assert BEST.index(state_of(row)) >= BEST.index(state), "trusting less gives no better state"

    with page.expect_download() as started:
        page.get_by_role("link", name="Workbook").click()
    with open(started.value.path(), "rb") as file:
        headings, *lines = openpyxl.load_workbook(file)["Gaps"].iter_rows(values_only=True)
    exported = [line[headings.index("title")] for line in lines]
    shown = page.locator("td.app-rows__asked").locator("a:first-child").first
    assert len(exported) == page.locator("td.app-rows__asked").count()
    assert str(exported[0]) in shown.inner_text()

    follow(row.get_by_role("link", name="What would close it"))
    expect(page.get_by_role("heading", name="Near misses")).to_be_visible()
    expect(page.locator("#call")).to_be_visible()
    assert len(page.locator("main textarea").first.input_value()) > 100


def test_the_map_is_walked_by_keyboard_and_a_cell_opens_its_proof(page: Page) -> None:
    page.goto("/gaps?columns=settings")
    page.locator(".app-map").focus()
    links = page.locator(".app-map__table tbody a")
    assert links.evaluate_all("many => many.filter(one => one.tabIndex === 0).length") == 1
    page.locator(".app-map__cell a").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    cell = page.locator(".app-map__table tbody tr").nth(2).locator(".app-map__cell a").nth(1)
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Action 1.2")


def test_both_headings_stay_in_view(page: Page) -> None:
    page.goto("/gaps?columns=settings")
    page.locator(".app-map").evaluate("one => one.scrollTo(600, 600)")
    frame = page.locator(".app-map").bounding_box()
    corner = page.locator(".app-map__corner").bounding_box()
    assert frame
    assert corner
    assert abs(corner["x"] - frame["x"]) < 3
    assert abs(corner["y"] - frame["y"]) < 3


def test_the_gaps_need_no_scripts(scriptless: Page) -> None:
    scriptless.goto("/gaps")
    scriptless.get_by_label("Columns").select_option("collaboratives")
    follow(scriptless.get_by_role("button", name="Show"))
    follow(scriptless.locator(".app-map__cell a").first)
    expect(scriptless.get_by_role("heading", level=1)).to_contain_text("Recommendation 1")


def test_the_map_is_saved_as_a_picture(page: Page) -> None:
    page.goto("/gaps?columns=workstreams")
    for name, begins in (("save as SVG", b"<svg"), ("save as PNG", b"\x89PNG")):
        with page.expect_download() as started:
            page.get_by_role("link", name=name).click()
        with open(started.value.path(), "rb") as file:
            assert file.read().startswith(begins)


def test_on_paper_the_map_takes_the_width_of_an_a3_sheet(page: Page) -> None:
    page.goto("/gaps?rows=standards&columns=settings")
    page.emulate_media(media="print")
    table = page.locator(".app-map__table").bounding_box()
    assert table is not None
    assert 390 < table["width"] * 25.4 / 96 <= 400, "A3 is 420 mm wide, its margins are 10 mm"
