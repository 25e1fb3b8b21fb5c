"""The frame of every page, in a browser, before anything has been built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import render_template_string
from playwright.sync_api import Page, expect

from browser.harness import (
    Watch,
    arrived,
    assert_accessible,
    assert_no_console_errors,
    chromium,
    serving,
)
from web import create_app
from web.layout import NAVIGATION

SAMPLE = """
{% extends "base.html" %}
{% set breadcrumbs = [{"text": "Home", "href": "/"}, {"text": "Standards", "href": "/standards"}] %}
{% set formats = [{"text": "Turtle (.ttl)", "href": "/sample.ttl", "type": "text/turtle"},
                  {"text": "CSV (.csv)", "href": "/sample.csv", "type": "text/csv"}] %}
{% set sparql = "SELECT ?standard ?number WHERE { ?standard a sp:Standard ; sp:number ?number ; " ~
                "sp:partOf <https://w3id.org/safer-practice/id/domain/hee-qf-2017-18/1> }" %}
{% block title %}A sample{% endblock %}
{% block content %}
<p>See <a href="/practices/one">practice one</a> and <a href="https://example.org/">a page elsewhere</a>.</p>
{% endblock %}
"""

BROKEN = """
{% extends "base.html" %}
{% block title %}A broken page{% endblock %}
{% block content %}
<h1>Again</h1>
<p style="width: 2000px"><img src="/static/img/mark.svg"></p>
{% endblock %}
"""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a sample page at each address of the menu, a broken page and a fault."""
    app = create_app(home=tmp_path_factory.mktemp("nothing-built"))
    for path in ("/", "/sample", *(link.href for link in NAVIGATION)):
        app.add_url_rule(path, path, lambda: render_template_string(SAMPLE))
    app.add_url_rule("/broken", "broken", lambda: render_template_string(BROKEN))
    app.add_url_rule("/fault", "fault", lambda: str(1 // 0))
    with serving(app) as started:
        yield started


@pytest.mark.parametrize("path", ["/sample", "/nothing-here", "/recomendations/6", "/fault", "/standards"])
def test_the_frame_is_accessible_on_pages_and_errors(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_the_query_behind_a_page_opens_and_stays_accessible(page: Page) -> None:
    page.goto("/sample")
    page.get_by_text("The SPARQL behind this page").click()
    expect(page.get_by_label("SPARQL query")).to_be_visible()
    assert_accessible(page)


def test_all_of_the_menu_can_be_reached(page: Page) -> None:
    page.goto("/sample")
    more = page.get_by_role("button", name="More")
    if more.is_visible():
        more.click()
        assert_accessible(page)
    menu = page.get_by_role("navigation", name="Menu")
    for link in NAVIGATION:
        expect(menu.get_by_role("link", name=link.text)).to_be_visible()


def test_the_menu_says_where_the_reader_is(page: Page) -> None:
    page.goto("/standards")
    expect(page.locator("[aria-current=page]")).to_have_text(["Standards"])


def test_the_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/sample")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#maincontent")).to_be_focused()


def test_the_search_box_asks_the_search_page(page: Page) -> None:
    page.route("**/suggest?*", lambda route: route.fulfill(json={"suggestions": []}))
    page.goto("/sample")
    page.get_by_role("combobox").fill("falls on the ward")
    page.get_by_role("button", name="Search").click()
    arrived(page, "/search?q=falls+on+the+ward")


def test_everything_can_be_reached_without_scripts(scriptless: Page) -> None:
    scriptless.goto("/sample")
    expect(scriptless.get_by_role("button", name="More")).to_be_hidden()
    for link in NAVIGATION:
        menu = scriptless.get_by_role("navigation", name="Menu")
        expect(menu.get_by_role("link", name=link.text)).to_be_visible()


def test_paper_has_the_content_and_where_it_came_from_but_no_menu(page: Page, address: str) -> None:
    page.goto("/sample")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="A sample")).to_be_visible()
    expect(page.get_by_text(f"Printed from {address}/sample")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()


def test_the_harness_sees_what_is_wrong_with_a_broken_page(page: Page, watch: Watch) -> None:
    page.goto("/broken")
    with pytest.raises(AssertionError, match=r"image-alt \(critical\)[\s\S]*has 2 H1"):
        assert_accessible(page)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        assert_no_console_errors(watch)
    watch.complaints.clear()


def test_the_harness_sees_a_page_that_is_too_wide(page: Page) -> None:
    page.goto("/sample")
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        assert_accessible(page)


def test_the_harness_sees_a_request_that_leaves_the_site(page: Page, watch: Watch) -> None:
    page.goto("/sample")
    watch.request("https://fonts.example.org/a.woff2")
    with pytest.raises(AssertionError, match=r"loaded from elsewhere: https://fonts\.example\.org"):
        assert_no_console_errors(watch)
    watch.complaints.clear()


def test_no_browser_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "no-browser"))
    with pytest.raises(RuntimeError, match="set CHROMIUM to the path"):
        chromium()
