"""Hostile questions: each gets a plain page, as data too, that shows it as text and does nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_from_bytes

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from markupsafe import escape

from kg.cli import main

BROWSER = {"Accept": "text/html"}
LONG = 100_000
QUESTIONS = {
    "nothing": "",
    "blanks": "   \t \r\n ",
    "only signs": "!!! ... ??? --- ;;;",
    "only a full stop": ".",
    "100,000 letters": "x" * LONG,
    "100,000 characters of words": "falls " * (LONG // 6),
    "100,000 different words": " ".join(f"w{number}" for number in range(LONG // 6)),
    "100,000 quotes": '"' * LONG,
    "100,000 brackets": "(" * LONG,
    "100,000 stars": "*" * LONG,
    "100,000 combining accents": "\u0301" * LONG,
    "100,000 colons": "setting:" * (LONG // 8),
    "100,000 numbers": "recommendation 1, and " * (LONG // 22),
    "100,000 blanks": " " * LONG,
    "one quote": '"',
    "unbalanced quotes": 'falls "on the ward',
    "quotes within quotes": '"falls "on" the" ward"',
    "mixed quotes": "“falls” «ward\" 'team’",
    "empty quotes": '"" "" ""',
    "unbalanced brackets": "((falls OR (ward",
    "closing brackets": "falls))) ]] }}",
    "a range": "[a TO z]",
    "a star": "*",
    "a star for every word": "* * * * * * * * * *",
    "a star inside": "f*lls",
    "leading stars": "***alls",
    "question marks": "?????????",
    "fuzzy": "falls~99999",
    "boosted": "falls^1e99",
    "a regular expression": "/(a+)+$/ (x+x+)+y",
    "an unknown field": "password:secret",
    "a field of the store": "_id:1 OR __class__:object",
    "a field without a value": "setting:",
    "a value without a field": ":ward",
    "many fields": " ".join(f"field{number}:x" for number in range(60)),
    "one field many times": "setting:ward " * 40,
    "a field with quotes left open": 'setting:"care home',
    "a field in a field": "setting:topic:ward",
    "an address": "https://example.org/?q=a&b=c#d",
    "a scheme": "javascript:alert(1)",
    "a null byte": "falls\x00ward",
    "control characters": "".join(map(chr, range(32))),
    "escape sequences": "\x1b[31mred\x1b[0m",
    "a bell": "\x07\x08\x7f",
    "right to left": "السقوط في الجناح",
    "right to left and back": "\u202efalls\u202c \u2066ward\u2069",
    "zero width": "fa\u200blls \u200d\u200c\ufeff",
    "a lone surrogate": "falls \ud800",
    "an emoji": "🚑🚑🚑 👩🏽‍⚕️",
    "outside the plane": "𝔣𝔞𝔩𝔩𝔰 𝕨𝕒𝕣𝕕",
    "many accents on one letter": "e" + "\u0301" * 500,
    "other digits": "standard １.１ recommendation ٦",
    "Chinese": "病棟での転倒を減らす",
    "SQL": "'; DROP TABLE practice; --",
    "SQL in a union": "' UNION SELECT * FROM users WHERE '1'='1",
    "SPARQL": '"} ; DELETE WHERE { ?s ?p ?o } #',
    "SPARQL service": "SERVICE <http://example.org/> { ?s ?p ?o }",
    "an IRI": "<https://w3id.org/safer-practice/id/practice/kettle-club>",
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)',
    "an image": "<img src=x onerror=alert(1)>",
    "a template": "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "a format": "%s %d %n {0} {0.__class__}",
    "a shell": "$(reboot) `reboot` | reboot && reboot",
    "a path": "../../../../etc/passwd",
    "an encoded path": "%2e%2e%2f%00",
    "an entity": "&lt;b&gt; &#0; &amp;amp;",
    "XML": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "JSON": '{"$gt": "", "q": [1, {"a": null}]}',
    "a header": "falls\r\nSet-Cookie: a=b",
    "LDAP": "*)(uid=*))(|(uid=*",
    "commands of other engines": "+falls -ward NOT team && x || y",
    "only words to ask with": "what which how the of and",
    "a number that is not there": "standard 99.99 recommendation 999",
    "a huge number": "recommendation " + "9" * 400,
    "a negative number": "standard -1.1 rec -6",
    "a version": "1.1.1.1.1.1.1",
    "one word many times": "huddle " * 60,
    "one letter many times": "a a a a a a a a a a a a a a",
    "a slip in every word": "hudles saftey wrad tema kettel clubb",
}


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
