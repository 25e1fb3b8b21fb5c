"""What browser tests share: a browser, a page at each of two widths, the whole site on the real corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser.harness import (
    BROWSER_ARGUMENTS,
    Watch,
    assert_no_console_errors,
    chromium,
    served,
)

WIDTHS = (1280, 375)
PATIENCE = 15_000
"""For how many milliseconds an expectation may fail before it fails the test: a busy machine is slow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker; an error, never a skip, where none is installed."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=BROWSER_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the whole site: `saferpractice serve` over the release of the real corpus."""
    with served(real_home, tmp_path_factory.getbasetemp() / "serve.log") as address:
        yield address


@pytest.fixture
def address(site: str) -> str:
    """What `page` opens: the whole site. A test file may put another in its place."""
    return site


@pytest.fixture
def watch(address: str) -> Watch:
    """The notes on what `page` did."""
    return Watch(address)


@pytest.fixture(params=WIDTHS, ids=[f"{width}px" for width in WIDTHS])
def page(browser: Browser, address: str, watch: Watch, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as wide as a desk's screen or a phone's; addresses may be given from "/" on.

    At the end it fails the test where the page complained in the console or loaded from another site.
    """
    context = browser.new_context(base_url=address, viewport={"width": request.param, "height": 800})
    opened = context.new_page()
    watch.attach(opened)
    yield opened
    context.close()
    assert_no_console_errors(watch)


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Page]:
    """A narrow page in a browser that runs no scripts."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDTHS[-1], "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()
