"""Hostile questions: each gets a plain page, as data too, that shows it as text and does nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_from_bytes

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hostile_support import LONG, QUESTIONS
from markupsafe import escape

from kg.cli import main

BROWSER = {"Accept": "text/html"}


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>")[0]


def test_the_table_has_at_least_60_rows() -> None:
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_page_and_data_answer_and_show_the_question_as_text(made_client: FlaskClient, words: str) -> None:
    asked = quote(words.encode("utf-8", "surrogatepass")[:LONG])
    answer = made_client.get(f"/search?q={asked}", headers=BROWSER)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    page = main_of(answer.text)
    assert re.search(r'id="results">\s*[^<\s]', page), "the heading of the results says something"
    for raw in ("<script>alert", "<img src=x", 'onmouseover="alert', "<!DOCTYPE a", "\x00", "\x1b"):
        assert raw not in page
    data = made_client.get(f"/search.json?q={asked}&per_page=3").json
    assert data
    assert len(data["query"]) <= 500 and data["query"].isprintable()
    assert data["understood"].endswith(".")
    for undone in {reading["undone"] for reading in data["readings"]}:
        assert made_client.get("/search.json", query_string={"q": undone}).status_code == 200


ADDRESSES = {
    "bytes that are no UTF-8": f"/search?q={quote_from_bytes(bytes(range(128, 256)))}",
    "half a percent sign": "/search?q=%",
    "a question given twice": "/search?q=a&q=b",
    "a question in brackets": "/search?q[]=a",
    "an unknown parameter": "/search?query=falls",
    "a script as a parameter": "/search?<script>=1",
    "a page of letters": "/search?page=two",
    "a page below one": "/search?page=0",
    "a page beyond all": "/search?page=" + "9" * 400,
    "a page with a sign": "/search?page=%2B1",
    "an unknown order": "/search?sort=<script>",
    "an empty order": "/search?sort=",
    "an unknown value": "/search?setting=<script>alert(1)</script>",
    "an IRI as a value": "/search?setting=https://w3id.org/safer-practice/id/setting/ward",
    "a long value": "/search?topic=" + "x" * 20_000,
    "a thousand values": "/search?" + "&".join(["setting=acute-hospital"] * 1000),
    "too many on a page": "/search.json?per_page=100000",
    "a fraction of a page": "/search.json?per_page=0.5",
    "an unknown form": "/search.exe?q=falls",
}


@pytest.mark.parametrize("path", ADDRESSES.values(), ids=ADDRESSES)
def test_an_odd_address_is_answered_or_refused_in_plain_words(made_client: FlaskClient, path: str) -> None:
    answer = made_client.get(path, headers=BROWSER)
    assert answer.status_code in (200, 400, 404)
    assert "<script>alert" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_search_can_only_be_read(made_client: FlaskClient, method: str) -> None:
    assert getattr(made_client, method)("/search?q=falls").status_code == 405


@pytest.mark.parametrize("words", ["*", '"', "'; DROP TABLE", "\x1b[31m", "--limit", "السقوط", "x" * LONG])
def test_the_command_line_answers_too(made_home: str, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv("SAFER_HOME", str(made_home))
    run = CliRunner().invoke(main, ["search", "--", words])
    assert run.exit_code in (0, 1)
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert "\x1b" not in run.output


def test_what_is_shown_again_in_the_box_is_what_was_asked(made_client: FlaskClient) -> None:
    words = """<b>"falls" & 'ward'</b>"""
    page = main_of(made_client.get("/search", query_string={"q": words}, headers=BROWSER).text)
    assert f'value="{escape(words)}"' in page
