"""Hostile words in boxes for names, suggestions and pasted text: answered or refused in plain words."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hostile_support import LONG, QUESTIONS
from werkzeug.test import TestResponse

BROWSER = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
ADDRESSES = (
    "/explore?thing={}",
    "/explore.json?thing=practice/kettle-club&open={}",
    "/path?from=practice/kettle-club&to={}",
    "/compare?practice={}&practice=kettle-club",
    "/suggest?q={}",
    "/suggest?q=kettle&kind={}",
)
RAW = ("<script>alert", "<img src=x", 'onmouseover="alert', "<!DOCTYPE a", "\x00", "\x1b")


def in_plain_words(answer: TestResponse) -> None:
    """Fail where a page shows what was typed as anything but text, or an answer how it is made."""
    assert "Traceback" not in answer.text
    if answer.mimetype == "text/html":
        main = answer.text.partition("<main")[2]
        assert not [raw for raw in RAW if raw in main]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_a_name_is_answered_or_refused_in_plain_words(
    made_client: FlaskClient, words: str, address: str
) -> None:
    path = address.replace("{}", quote(words.encode("utf-8", "surrogatepass")[:LONG]))
    answer = made_client.get(path, headers=BROWSER)
    assert answer.status_code in (200, 302, 400, 404), answer.text
    assert len(answer.text) < LONG
    assert "Set-Cookie" not in answer.headers
    in_plain_words(answer)


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_a_pasted_text_is_answered_or_refused_in_plain_words(made_client: FlaskClient, words: str) -> None:
    text = words.encode("utf-8", "surrogatepass")
    for headers in (BROWSER, JSON):
        answer = made_client.post("/match", data={"text": text}, headers=headers)
        assert answer.status_code in (200, 400, 413), answer.text
        in_plain_words(answer)
