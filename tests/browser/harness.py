"""A browser that watches itself, servers to point it at, and what every page has to satisfy."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import ConsoleMessage, Locator, Page
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RUN = """
axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  .then((found) => found.violations)
"""
"""Every rule runs; only what passed is not described, which takes most of the time of a long page."""
SAFERPRACTICE = Path(sys.executable).parent / "saferpractice"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BUILD_SECONDS = 300
START_SECONDS = 60


def chromium() -> str:
    """The browser's program: what CHROMIUM names, or the first that is installed.

    Raises RuntimeError where there is none: a machine without a browser must not look like one that passed.
    """
    named = os.environ.get("CHROMIUM")
    found = [path for name in ([named] if named else BROWSERS) if (path := shutil.which(name))]
    if not found:
        where = f"CHROMIUM names {named!r}, which is no program" if named else "None is installed"
        raise RuntimeError(
            f"The browser tests need Chromium. {where}. Install it (Debian: apt-get install chromium), "
            "or set CHROMIUM to the path of a Chromium or Chrome."
        )
    return found[0]


@dataclass
class Watch:
    """What a page did that no page of this site may do: complain in the console, or load from elsewhere."""

    site: str
    complaints: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Take notes on everything that the page does from now on."""
        page.on("console", lambda message: self.console(page, message))
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", lambda request: self.request(request.url))

    def console(self, page: Page, message: ConsoleMessage) -> None:
        """Note warnings and errors. That the page itself was answered with an error is no complaint."""
        itself = (
            message.location.get("url") == page.url and "the server responded with a status" in message.text
        )
        if message.type in ("error", "warning") and not itself:
            self.complaints.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def request(self, address: str) -> None:
        """Note a request that leaves the site."""
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.site).netloc:
            self.complaints.append(f"loaded from elsewhere: {address}")


def follow(link: Locator) -> None:
    """Click a link, or a button that sends a form, and wait until the page that it leads to has loaded.

    A bare click returns before the next page is there: what reads without waiting would read the old one.
    """
    with link.page.expect_navigation():
        link.click()


def arrived(page: Page, ending: str) -> None:
    """Wait until the page has an address that ends so and has loaded; fail where it never does."""
    page.wait_for_url(lambda address: address.endswith(ending))


def unfold(page: Page) -> None:
    """Open everything that is folded on the page."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")


def assert_accessible(page: Page) -> None:
    """Fail with what axe-core finds on the page, and where its shape is wrong (see shape_faults).

    All rules of axe-core are on, also the one it keeps off by itself (target size, of WCAG 2.2).
    """
    if not AXE.is_file():
        raise RuntimeError(f"{AXE} is missing: run `make assets`.")
    page.evaluate(AXE.read_text("utf-8"))
    faults = [readable(violation) for violation in page.evaluate(AXE_RUN)] + shape_faults(page)
    assert not faults, f"{page.url} at {page.viewport_size}:\n" + "\n".join(faults)


def readable(violation: dict[str, Any]) -> str:
    """One finding of axe-core as lines: the rule, then each element with what is wrong with it."""
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}. {violation['helpUrl']}"]
    for node in violation["nodes"]:
        summary = " ".join(node["failureSummary"].split())
        lines.append(f"    {' '.join(map(str, node['target']))}: {summary}")
    return "\n".join(lines)


def shape_faults(page: Page) -> list[str]:
    """Where the page scrolls sideways, has not one H1, or a title that is not "Page - Safer Practice"."""
    wide, width = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    headings = page.locator("h1").all_inner_texts()
    title = page.title()
    faults = [f"{wide} px wide in a window of {width} px: it scrolls sideways"] if wide > width else []
    if len(headings) != 1:
        faults.append(f"has {len(headings)} H1: {headings}")
    if not title.endswith(" - Safer Practice") or title.startswith(" - "):
        faults.append(f"the title {title!r} is not 'Page - Safer Practice'")
    return faults


def assert_no_console_errors(watch: Watch) -> None:
    """Fail where a watched page complained in the console, had a script error or loaded from elsewhere."""
    assert not watch.complaints, "\n".join(watch.complaints)


def assert_accessible_throughout(page: Page) -> None:
    """Fail where the page is not accessible as it comes, or with everything open that is folded on it."""
    assert_accessible(page)
    unfold(page)
    assert_accessible(page)


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server of `app` in a thread of this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build_real(home: Path) -> None:
    """Build a release of the real corpus in `home`. Raises with what the command said where it fails."""
    done = subprocess.run(
        [SAFERPRACTICE, "build"],
        cwd=ROOT,
        env={**os.environ, "SAFER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=BUILD_SECONDS,
    )
    if done.returncode:
        raise RuntimeError(f"saferpractice build ended with {done.returncode}:\n{done.stdout}{done.stderr}")


@contextmanager
def served(home: Path, log: Path) -> Iterator[str]:
    """The address of `saferpractice serve` over the releases in `home`; what it says goes into `log`."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [str(SAFERPRACTICE), "serve", "--port", str(urlsplit(address).port)]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "SAFER_HOME": str(home)}, stdout=said, stderr=said
        )
        try:
            wait_until_healthy(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once /healthz answers 200. Raises with the server's words where it ends or takes too long."""
    give_up = time.monotonic() + START_SECONDS
    last: object = "no answer yet"
    while process.poll() is None and time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError) as error:
            last = error
            time.sleep(0.1)
    raise RuntimeError(f"saferpractice serve is not healthy at {address} ({last}):\n{log.read_text('utf-8')}")
