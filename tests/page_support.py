"""Helpers for tests of pages: the main part of a page, its words and links, an application over a corpus."""

from __future__ import annotations

import html
import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from made_support import MADE, ONTOLOGY

from kg.build import build
from kg.release import Home
from web import create_app

BROWSER = {"Accept": "text/html"}


def main_of(client: FlaskClient, path: str) -> str:
    """The main part of a page, each run of blanks as one. Fails where the page is not answered with 200."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    main = answer.text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(main.split())


def words_of(client: FlaskClient, path: str) -> str:
    """The words of the main part of a page without its markup, up to the foot that offers it as data."""
    words = re.sub(r"<[^>]+>", " ", main_of(client, path).split('<section class="app-formats"')[0])
    return re.sub(r" ([,.;:)])", r"\1", " ".join(html.unescape(words).split()))


def links_of(client: FlaskClient, path: str) -> set[str]:
    """The addresses that the main part of a page links to."""
    return {html.unescape(found) for found in re.findall(r'href="([^"]+)"', main_of(client, path))}


def refusal(client: FlaskClient, address: str, status: int = 400) -> str:
    """What a page, or a file beside it, says of wrong use. Fails where it is answered with another status."""
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status, answer.text
    said: str = answer.get_json()["detail"] if "." in address.partition("?")[0] else answer.text
    return said


def app_over(corpus: Path, home: Path, sources: Path = MADE / "sources") -> Flask:
    """An application over a release of a corpus, built in `home`."""
    build(corpus, ONTOLOGY, Home(home))
    return create_app(home=home, sources=sources)
