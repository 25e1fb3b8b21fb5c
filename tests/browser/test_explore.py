"""Journeys through /explore and /path, on the real corpus: picture, list and ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.harness import arrived, assert_accessible, follow, unfold

HUDDLES = "/explore?thing=practice/safety-huddles"
CROWDED = "/explore?thing=recommendation/1&steps=2"
PAGES = [
    "/explore",
    HUDDLES,
    CROWDED,
    "/explore?thing=practice/serenity-integrated-mentoring",
    "/explore?thing=practice/safety-huddles&family=organisations",
    "/explore?thing=practice/safety-hudles",
    "/path",
    "/path?from=practice/safety-huddles&to=workstream/1",
    "/path?from=practice/safety-huddles",
    "/path?from=resource/life-qi&to=workstream/1",
    "/path?from=practice/safety-huddles&to=workstream/9",
]
THINGS = """
() => document.getElementById('picture').cy.nodes().map((node) => {
  const { x, y } = node.renderedPosition();
  const [w, h] = [node.width(), node.height()];
  const label = node.renderedBoundingBox({ includeNodes: false, includeOverlays: false });
  const box = { x1: x - w / 2, x2: x + w / 2, y1: y - h / 2, y2: y + h / 2, w, h };
  return { text: node.data('label'), href: node.data('href'), box, label };
})
"""


def opened(page: Page, path: str) -> list[dict[str, Any]]:
    """What stands in the picture of a page, once it is drawn."""
    page.goto(path)
    page.locator("#picture[data-drawn]").wait_for()
    things: list[dict[str, Any]] = page.evaluate(THINGS)
    return things


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes do not overlap."""
    beside = one["x2"] <= other["x1"] or other["x2"] <= one["x1"]
    return beside or one["y2"] <= other["y1"] or other["y2"] <= one["y1"]


@pytest.mark.parametrize("path", PAGES)
def test_explore_and_path_are_accessible(page: Page, path: str) -> None:
    page.goto(path)
    unfold(page)
    assert_accessible(page)


@pytest.mark.parametrize(
    "path", [HUDDLES, f"{HUDDLES}&steps=2", CROWDED, "/explore?thing=setting/ward&steps=2"]
)
def test_nothing_in_the_picture_overlaps_or_is_cut_off(page: Page, path: str) -> None:
    things = opened(page, path)
    frame = page.locator("#picture").bounding_box()
    assert frame is not None
    for at, one in enumerate(things):
        box = one["box"]
        assert box["x1"] >= 0 and box["y1"] >= 0, one["text"]
        assert box["x2"] <= frame["width"] and box["y2"] <= frame["height"], one["text"]
        if one["href"]:
            assert one["label"]["w"] <= box["w"] and one["label"]["h"] <= box["h"], (
                f"{one['text']} is cut off"
            )
        for other in things[at + 1 :]:
            assert apart(box, other["box"]), f"{one['text']} and {other['text']} overlap"


def test_a_picture_of_sixty_things_and_more_is_drawn_whole(page: Page) -> None:
    things = [one for one in opened(page, CROWDED) if one["href"]]
    linked = page.locator(".explore-open").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert len(things) > 60
    assert len(things) <= len(set(linked)) + 1


def test_the_same_address_gives_the_same_picture(page: Page) -> None:
    first = opened(page, f"{HUDDLES}&steps=2")
    assert opened(page, f"{HUDDLES}&steps=2") == first


def choose(page: Page, things: list[dict[str, Any]], beginning: str) -> None:
    """Click the thing in the picture whose words begin so."""
    box = next(one["box"] for one in things if one["text"].replace("\n", " ").startswith(beginning))
    page.locator("#picture").click(
        position={"x": (box["x1"] + box["x2"]) / 2, "y": (box["y1"] + box["y2"]) / 2}
    )


def test_a_click_goes_one_step_further_and_nothing_moves(page: Page) -> None:
    before = opened(page, HUDDLES)
    drawn = page.locator("#picture").get_attribute("data-drawn") or ""
    choose(page, before, "Action 6.1")
    expect(page.locator("#count")).to_contain_text("two steps")
    arrived(page, "&open=action/6.1")
    expect(page.locator("#picture")).not_to_have_attribute("data-drawn", drawn)
    grown = [one["box"] for one in page.evaluate(THINGS)]
    after = {one["text"]: one["box"] for one in page.evaluate(THINGS) if one["href"]}
    before = [one for one in before if one["href"]]
    assert len(after) > len(before)
    for one in before:
        assert {key: after[one["text"]][key] for key in ("x1", "y1")} == {
            key: one["box"][key] for key in ("x1", "y1")
        }
    assert all(apart(one, other) for at, one in enumerate(grown) for other in grown[at + 1 :])
    expect(page.locator("#as-list")).to_contain_text("Student Quality Ambassadors")
    expect(page.locator("#grown")).to_contain_text("two steps")
    assert_accessible(page)
    page.go_back()
    arrived(page, HUDDLES)
    page.locator("#picture[data-drawn]").wait_for()
    expect(page.locator("#as-list").get_by_text("Student Quality Ambassadors")).to_have_count(0)


def test_a_crowded_picture_is_seen_whole_and_still_goes_further(page: Page) -> None:
    things = opened(page, "/explore?thing=domain/hee-qf-2017-18/1&steps=2")
    whole = page.locator("#picture").bounding_box()
    assert whole is not None and whole["height"] <= 50 * len(things)
    page.get_by_role("button", name="Whole picture").click()
    expect(page.locator("#picture")).not_to_have_attribute("data-percent", "100")
    frame = page.locator("#picture").bounding_box()
    assert frame is not None
    assert frame["height"] <= 12 * 800  # a phone's picture stays at the smallest that can be told apart
    expect(page.locator("#grown")).to_contain_text("percent")
    for _ in range(9):
        page.get_by_role("button", name="Larger").click()
    expect(page.locator("#picture")).to_have_attribute("data-percent", "100")
    assert len(page.evaluate(THINGS)) > 200
    page.get_by_role("button", name="Smaller").click()
    expect(page.locator("#picture")).not_to_have_attribute("data-percent", "100")
    box = page.evaluate(
        "document.getElementById('picture').cy.nodes('[href]')"
        ".filter((node) => node.data('label').startsWith('Standard 1.2'))[0].renderedPosition()"
    )
    page.locator("#picture").click(position=box)
    expect(page).to_have_url(re.compile("&open=standard/hee-qf-2017-18/1.2$"))


def test_of_two_quick_clicks_the_later_counts_and_the_first_is_called_off(page: Page) -> None:
    things = opened(page, HUDDLES)
    first = re.compile(r"/explore\?.*open=action/6\.1$")
    page.route(first, lambda _: None)  # it is answered too late
    with page.expect_request(first):
        choose(page, things, "Action 6.1")
    with page.expect_event("requestfailed", lambda request: bool(first.search(request.url))):
        choose(page, things, "Collaborative")
    arrived(page, "&open=collaborative/yorkshire-and-humber")


@pytest.mark.parametrize(("kind", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_picture_is_saved(page: Page, kind: str, beginning: bytes) -> None:
    opened(page, HUDDLES)
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Save as {kind.upper()}").click()
    assert started.value.suggested_filename == f"practice-safety-huddles.{kind}"
    saved = Path(started.value.path()).read_bytes()
    assert saved.startswith(beginning)
    if kind == "svg":
        text = saved.decode()
        assert "Collaborative: Yorkshire and" in text
        assert "stroke-dasharray" in text


def test_kinds_of_thing_are_switched_off(page: Page) -> None:
    page.goto(HUDDLES)
    page.get_by_label("Collaboratives, organisations and boards").uncheck()
    follow(page.get_by_role("button", name="Show"))
    page.locator("#picture[data-drawn]").wait_for()
    expect(page.get_by_role("link", name="Ward", exact=True)).to_have_count(1)
    expect(page.get_by_role("link", name="Yorkshire and Humber", exact=True)).to_have_count(0)


def test_pointing_at_a_thing_says_how_it_is_connected(page: Page) -> None:
    things = opened(page, HUDDLES)
    box = next(one["box"] for one in things if "Ward" in one["text"])
    page.locator("#picture").hover(
        position={"x": (box["x1"] + box["x2"]) / 2, "y": (box["y1"] + box["y2"]) / 2}
    )
    page.wait_for_function("document.getElementById('picture').cy.edges('.shown').length > 0")
    shown = page.evaluate(
        "document.getElementById('picture').cy.edges('.shown').map((edge) => edge.data('label'))"
    )
    assert shown == ["takes place in"]
    page.mouse.move(0, 0)
    page.wait_for_function("document.getElementById('picture').cy.edges('.shown').length === 0")


def test_kinds_differ_in_shape_and_words_and_inference_in_the_line(page: Page) -> None:
    things = opened(page, HUDDLES)
    shapes = page.evaluate(
        "document.getElementById('picture').cy.nodes('[href]')"
        ".map((node) => [node.classes()[0], node.style('shape')])"
    )
    assert len({shape for _, shape in shapes}) == len({look for look, _ in shapes}) >= 4
    words = {one["text"].replace("\n", " ").split(":")[0] for one in things if one["href"]}
    assert {"Practice", "Action 6.1", "Setting", "Collaborative"} <= words
    lines = page.evaluate(
        "document.getElementById('picture').cy.edges('.inferred').map((edge) => edge.style('line-style'))"
    )
    assert set(lines) == {"dashed"}
    expect(page.locator(".explore-legend")).to_contain_text("follows by inference")


def test_the_form_goes_two_steps_and_leaves_families_out(page: Page) -> None:
    page.goto(HUDDLES)
    page.get_by_label("Two steps").check()
    page.get_by_label("Settings, professions, topics and methods").uncheck()
    follow(page.get_by_role("button", name="Show"))
    expect(page).to_have_url(re.compile("steps=2"))
    assert "family=facets" not in page.url
    page.locator("#picture[data-drawn]").wait_for()
    expect(page.locator("main")).to_contain_text("What lies behind these")
    expect(page.get_by_role("link", name="Ward", exact=True)).to_have_count(0)


def test_the_list_leads_on_with_the_keyboard(page: Page) -> None:
    page.goto(HUDDLES)
    page.get_by_role("link", name="Look around Yorkshire and Humber").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Around Yorkshire and Humber")


def test_without_scripts_there_is_the_list_alone(scriptless: Page) -> None:
    scriptless.goto(HUDDLES)
    expect(scriptless.get_by_role("link", name="Look around Ward")).to_be_visible()
    expect(scriptless.locator("#picture")).to_be_hidden()


def test_a_picture_that_cannot_be_fetched_goes_and_the_list_stays(page: Page, watch: Any) -> None:
    page.route(re.compile(r"/explore\.json"), lambda route: route.fulfill(status=503, body="no"))
    page.goto(HUDDLES)
    expect(page.locator("#picture")).to_be_hidden()
    expect(page.get_by_role("link", name="Look around Ward")).to_be_visible()
    assert any("was answered with 503" in complaint for complaint in watch.complaints)
    watch.complaints.clear()


def test_starting_from_a_title(page: Page) -> None:
    page.goto("/explore")
    page.get_by_label("What do you want to look around?").fill("safety huddles")
    page.get_by_role("button", name="Explore").click()
    arrived(page, HUDDLES)


def test_the_way_from_safety_huddles_to_workstream_1(page: Page) -> None:
    page.goto("/path")
    page.get_by_label("From").fill("safety huddles")
    page.get_by_label("To", exact=True).fill("workstream 1")
    page.get_by_role("button", name="Find the ways").click()
    arrived(page, "/path?from=practice/safety-huddles&to=workstream/1")
    first = page.get_by_role("region", name="The most telling way: 3 steps")
    expect(first).to_be_visible()
    sentences = first.locator(".path-step__says").all_inner_texts()
    assert sentences[0].startswith("The practice Safety huddles addresses Action 6.1:")
    assert "is part of Recommendation 6:" in sentences[1]
    assert "is in Workstream 1:" in sentences[2]
    first.get_by_role("link", name="Judged by an editor").click()
    arrived(page, "/assertions/safety-huddles--action-6.1")


STILL = """
() => new Promise((done) => {
  let [last, frames] = [scrollY, 0];
  const look = () => {
    frames = scrollY === last ? frames + 1 : 0;
    last = scrollY;
    if (frames < 15) requestAnimationFrame(look);
    else done(last);
  };
  look();
})
"""
"""Frames are counted, not time: a busy machine draws few of them."""


def scrolled(page: Page, *, beyond: float = -1) -> float:
    """How far the page stands scrolled, once it is further than `beyond` and stands still."""
    page.wait_for_function("(beyond) => scrollY > beyond", arg=beyond)
    return float(page.evaluate(STILL))


def test_the_wheel_on_the_picture_scrolls_the_page(page: Page) -> None:
    opened(page, HUDDLES)
    page.locator("#picture").hover(position={"x": 5, "y": 300})
    before = scrolled(page)
    page.mouse.wheel(0, 200)
    scrolled(page, beyond=before)


def test_a_finger_on_the_picture_scrolls_the_page_and_a_tap_chooses(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    opened(page, HUDDLES)
    page.evaluate("document.getElementById('picture').scrollIntoView()")
    before = scrolled(page)
    touch = context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 180, "y": 600}]})
    for y in range(590, 300, -10):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": 180, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    scrolled(page, beyond=before)
    arrived(page, HUDDLES)
    frame = page.locator("#picture").bounding_box()
    things: list[dict[str, Any]] = page.evaluate(THINGS)
    box = next(one["box"] for one in things if "Falls" in one["text"])
    assert frame is not None
    page.touchscreen.tap(frame["x"] + (box["x1"] + box["x2"]) / 2, frame["y"] + (box["y1"] + box["y2"]) / 2)
    expect(page).to_have_url(re.compile("[?&]open=[^&]*falls"))
    context.close()
