"""/match: the form, its answer as a page and as JSON, its errors; the text goes nowhere else."""

from __future__ import annotations

import logging
import re

import pytest
from flask.testing import FlaskClient

from kg.match import LONGEST

BROWSER = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
TEXT = "Nobody asked about medicines safety at the safety huddle. Zanzibar met standard A.1 today."


def test_the_form_says_that_nothing_is_kept(made_client: FlaskClient) -> None:
    page = made_client.get("/match", headers=BROWSER)
    assert page.status_code == 200
    assert "Nothing that you paste is kept" in page.text
    assert re.search(r'<form action="/match" method="post"', page.text)


def test_the_answer_names_thing_sentence_words_and_how_sure(made_client: FlaskClient) -> None:
    page = made_client.post("/match", data={"text": TEXT}, headers=BROWSER)
    words = " ".join(re.sub(r"<[^>]+>", " ", page.text.split("<main", 1)[1]).split())
    assert page.status_code == 200
    assert "Clearly Standard A.1: Know whom to ask" in words
    assert "Kettle club" in words
    assert '<mark class="search-mark">medicines safety</mark>' in page.text
    assert 'href="/practices/kettle-club"' in page.text
    assert 'href="/gaps?kind=standard"' in page.text


def test_programs_get_the_same_as_json(made_client: FlaskClient) -> None:
    data = made_client.post("/match", data={"text": TEXT}, headers=JSON).json
    assert data
    standard = data["touched"]["standard"][0]
    assert (standard["name"], standard["sure"]) == ("Standard A.1: Know whom to ask", "clearly")
    assert standard["evidence"][0]["words"][-1] == "A.1"
    assert standard["coverage"]
    assert data["sentences"] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "There is no text"), ("a " * LONGEST, "can be read"), ("...", "no word"), ("a\x00b", "U+0000")],
)
def test_what_cannot_be_read_is_said_on_the_form_and_as_a_problem(
    made_client: FlaskClient, text: str, said: str
) -> None:
    page = made_client.post("/match", data={"text": text}, headers=BROWSER)
    assert page.status_code == 400
    assert page.text.count(said) == 2
    assert "<title>Error: " in page.text
    assert 'aria-describedby="text-' in page.text
    problem = made_client.post("/match", data={"text": text}, headers=JSON)
    assert (problem.status_code, problem.mimetype) == (400, "application/problem+json")
    assert problem.json
    assert said in problem.json["detail"]


def test_a_form_without_the_field_is_an_empty_text(made_client: FlaskClient) -> None:
    assert made_client.post("/match", data={"other": "x"}, headers=BROWSER).status_code == 400


def test_a_text_in_the_address_is_refused(made_client: FlaskClient) -> None:
    assert made_client.get("/match?text=falls", headers=BROWSER).status_code == 400
    assert made_client.post("/match?text=falls", data={"text": TEXT}, headers=BROWSER).status_code == 400


def test_the_text_is_in_no_log_no_cache_and_no_address(
    made_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for text in (TEXT, f"{TEXT}\x00"):
        answer = made_client.post("/match", data={"text": text}, headers=BROWSER)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert not re.search(r'(?:href|action|src)="[^"]*Zanzibar', answer.text)
    assert "Zanzibar" not in caplog.text


def test_markup_in_a_text_is_shown_and_not_run(made_client: FlaskClient) -> None:
    answer = made_client.post(
        "/match", data={"text": "<img src=x onerror=alert(1)> medicines safety"}, headers=BROWSER
    )
    assert "<img src=x" not in answer.text
    assert "&lt;img src=x" in answer.text
