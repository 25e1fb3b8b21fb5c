"""The whole site on the real corpus: every link leads somewhere, and everything is reached by links."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from browser.harness import ROOT
from kg.namespaces import ASSERTED, ID, PREFIXES, kind_and_key
from kg.release import Release
from web import create_app
from web.addresses import FOLDERS, address_of
from web.querying import SharedPool

SITE = "http://localhost"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
MOST_OF_EACH = {
    "compare": 4, "explore": 5, "path": 5, "search": 4, "shelf": 4, "sparql": 5, "gaps": 2
}  # fmt: skip
"""Pages whose addresses have no end: of each set of parameters' names so many are opened."""
DOCUMENTS = {"teach.docx": 3, "teach.pdf": 3}
"""Documents that take a second to make: so many of each are opened."""
SOURCES = ROOT.parent / "shared" / "sources"


@dataclass
class Visited:
    """A page as the crawl saw it."""

    status: int
    mimetype: str
    found_on: str
    title: str = ""
    headings: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    places: set[tuple[str, str]] = field(default_factory=set)
    """Path and fragment of every link from here into the middle of a page."""


class Reader(HTMLParser):
    """The links, anchors, title and H1 of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.text: dict[str, list[str]] = {"title": [], "h1": []}
        self._inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what the element links to and what it is called."""
        named = dict(attributes)
        self.links += [value for name in ("href", "src") if (value := named.get(name))]
        if anchor := named.get("id"):
            self.anchors.add(anchor)
        if tag in self.text:
            self._inside = tag
            self.text[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave the title or heading."""
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        """Note the words of the title and of headings."""
        if self._inside:
            self.text[self._inside][-1] += data


@pytest.fixture(scope="module")
def application(real_home: Path) -> Iterator[Flask]:
    """The application over that release, with the real sources where they are."""
    made = create_app(home=real_home, sources=SOURCES if SOURCES.is_dir() else None)
    yield made
    shared: SharedPool = made.extensions["queries"]
    shared.close()


@pytest.fixture(scope="module")
def visited(application: Flask) -> dict[str, Visited]:
    """Every address that links lead to from the home page on, without fragments, with what was there."""
    return crawl(application.test_client())


def crawl(client: FlaskClient) -> dict[str, Visited]:
    """Follow every link of this site once; of pages without end only some."""
    seen: dict[str, Visited] = {}
    endless: dict[tuple[str, tuple[str, ...]], int] = {}
    waiting = deque([("/", "/")])
    while waiting:
        address, found_on = waiting.popleft()
        if address in seen or _enough(address, endless):
            continue
        seen[address], links = visit(client, address, found_on)
        waiting.extend((link, address) for link in links)
    return seen


def _enough(address: str, endless: dict[tuple[str, tuple[str, ...]], int]) -> bool:
    parts = urlsplit(address)
    most = MOST_OF_EACH.get(parts.path.split("/")[1].split(".")[0])
    document = parts.path.rpartition("/")[2]
    if document in DOCUMENTS:
        endless[document, ()] = endless.get((document, ()), 0) + 1
        return endless[document, ()] > DOCUMENTS[document]
    if not parts.query or most is None:
        return False
    names = () if "." in parts.path else sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    shape = (parts.path, tuple(names))  # a file is one shape: a picture of the gaps takes a second to draw
    endless[shape] = endless.get(shape, 0) + 1
    return endless[shape] > most


def visit(client: FlaskClient, address: str, found_on: str) -> tuple[Visited, list[str]]:
    """What is at an address, and the addresses on this site to which it links."""
    answer = client.get(address, headers=BROWSER)
    page = Visited(answer.status_code, answer.mimetype or "", found_on)
    if answer.status_code in (301, 302, 303, 307, 308):
        return page, _inside([answer.headers["Location"]], address)
    if answer.mimetype != "text/html":
        answer.close()
        return page, []
    reader = Reader()
    reader.feed(answer.text)
    page.title = " ".join("".join(reader.text["title"]).split())
    page.headings = [" ".join(text.split()) for text in reader.text["h1"]]
    page.anchors = reader.anchors
    page_links = [link for link in reader.links if not link.startswith("#")]
    targets = [urlsplit(urljoin(SITE + address, link)) for link in reader.links]
    page.places = {
        (unquote(target.path), unquote(target.fragment))
        for target in targets
        if target.fragment and f"{target.scheme}://{target.netloc}" == SITE
    }
    return page, _inside(page_links, address)


def _inside(links: list[str], address: str) -> list[str]:
    """The links that stay on this site, from its root on and without fragments."""
    whole = (urldefrag(urljoin(SITE + address, link)).url for link in links)
    return [link.removeprefix(SITE) or "/" for link in whole if link.startswith(SITE + "/") or link == SITE]


def things(release: Release) -> set[str]:
    """The IRIs of everything that was recorded."""
    typed = release.store.quads_for_pattern(
        None, NamedNode(PREFIXES["rdf"] + "type"), None, NamedNode(ASSERTED)
    )
    subjects = {quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)}
    return {iri for iri in subjects if iri.startswith(ID)}


def test_no_link_leads_nowhere(visited: dict[str, Visited]) -> None:
    broken = {
        address: (page.status, page.found_on) for address, page in visited.items() if page.status >= 400
    }
    assert broken == {}


def test_every_link_into_a_page_finds_its_place(visited: dict[str, Visited]) -> None:
    anchors = {unquote(urlsplit(address).path): set[str]() for address in visited}
    for address, page in visited.items():
        anchors[unquote(urlsplit(address).path)] |= page.anchors
    lost = {
        (path, place): address
        for address, page in visited.items()
        for path, place in page.places
        if path in anchors and place not in anchors[path]
    }
    assert lost == {}


def test_every_page_has_one_h1_and_a_title_that_names_page_and_site(visited: dict[str, Visited]) -> None:
    pages = {
        address: page for address, page in visited.items() if page.mimetype == "text/html" and page.title
    }
    assert len(pages) > 150
    wrong = {
        address: (page.title, page.headings)
        for address, page in pages.items()
        if len(page.headings) != 1
        or not page.title.endswith(" - Safer Practice")
        or page.title.startswith(" - ")
    }
    assert wrong == {}


def test_pages_of_things_have_titles_of_their_own(visited: dict[str, Visited]) -> None:
    titled: dict[str, list[str]] = {}
    for address, page in visited.items():
        if address.count("/") > 1 and "?" not in address and page.title:
            titled.setdefault(page.title, []).append(address)
    assert {title: pages for title, pages in titled.items() if len(pages) > 1} == {}


def test_everything_that_was_recorded_is_on_a_page_that_links_lead_to(
    visited: dict[str, Visited], real_release: Release
) -> None:
    reached = {unquote(urlsplit(address).path): page.anchors for address, page in visited.items()}
    missing = []
    for iri in sorted(things(real_release)):
        kind, key = kind_and_key(iri) or ("", "")
        path, _, place = unquote(address_of(kind, key)).partition("#")
        if path not in reached or (place and place not in reached[path]):
            missing.append((iri, path, place))
    assert missing == []


def test_every_kind_of_page_is_reached(
    visited: dict[str, Visited], application: Flask, real_release: Release
) -> None:
    kinds = {kind for iri in things(real_release) if (kind := (kind_and_key(iri) or ("", ""))[0]) in FOLDERS}
    folders = {
        urlsplit(address).path.split("/")[1] for address, page in visited.items() if page.status == 200
    }
    assert {FOLDERS[kind] for kind in kinds} <= folders
    assert {
        "",
        "search",
        "gaps",
        "explore",
        "path",
        "sparql",
        "ontology",
        "data",
        "about",
        "vocabularies",
        "standards",
        "recommendations",
        "workstreams",
        "practices",
    } <= folders


def test_the_data_of_every_page_is_reached(visited: dict[str, Visited]) -> None:
    types = {page.mimetype for page in visited.values()}
    assert {"text/turtle", "application/ld+json", "application/json", "text/csv"} <= types


def test_the_crawl_sees_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule(
        "/", "home", lambda: '<title>x</title><a href="/gone?x=1#part">gone</a><a href="//other.org/">'
    )
    seen = crawl(app.test_client())
    assert {address: page.status for address, page in seen.items()} == {"/": 200, "/gone?x=1": 404}
