"""An answer is kept for who asks the same again of the same release, and only while there is room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.compared import Reason
from kg.patterns import Ask
from kg.sparql import Limits, QueryRefused, QueryResult
from kg.why_empty import why_empty
from web import create_app, told
from web.kept_answers import LONGEST, KeptAnswers
from web.querying import SharedPool


def answer(size: int) -> QueryResult:
    return QueryResult("select", ["s"], 1, False, 0.1, 0.1, b"x" * size, "text/csv")


def test_what_was_asked_for_longest_ago_gives_way() -> None:
    kept = KeptAnswers(most_bytes=25)
    for name in ("first", "second"):
        kept.keep(name, answer(10))
    assert kept.get("first")
    kept.keep("third", answer(10))
    assert [name for name in ("first", "second", "third") if kept.get(name)] == ["first", "third"]


def test_an_answer_kept_twice_takes_its_room_once() -> None:
    kept = KeptAnswers(most_bytes=25)
    for name in ("first", "first", "first", "second"):
        kept.keep(name, answer(10))
    assert kept.get("first")


def test_a_long_answer_drives_out_nothing() -> None:
    kept = KeptAnswers(most_bytes=LONGEST)
    kept.keep("short", answer(10))
    kept.keep("long", answer(LONGEST + 1))
    assert kept.get("short")
    assert kept.get("long") is None


@pytest.fixture
def app(made_home: Path) -> Iterator[Flask]:
    """The site with a budget for one query that does not come back."""
    made = create_app(home=made_home)
    made.extensions["queries"] = SharedPool(Limits(workers=1, client_seconds=0.001, client_share=0.0001))
    yield made
    made.extensions["queries"].close()


@pytest.mark.parametrize(
    ("first", "again", "status"),
    [
        ({"query": "ASK { ?s ?p 1 }"}, {"query": "ASK { ?s ?p 1 }"}, 200),
        ({"query": "ASK { ?s ?p 2 }"}, {"query": "ASK { ?s ?p 3 }"}, 429),
        ({"query": "SELECT (RAND() AS ?x) {}"}, {"query": "SELECT (RAND() AS ?x) {}"}, 429),
        ({"query": "SELECT (now() AS ?x) {}"}, {"query": "SELECT (now() AS ?x) {}"}, 429),
        ({"query": "SELECT * {}"}, {"query": "SELECT * {}", "format": "csv"}, 429),
        (
            {"query": "ASK {}"},
            {"query": "ASK {}", "default-graph-uri": "https://w3id.org/safer-practice/graph/meta"},
            429,
        ),
    ],
)
def test_the_same_question_is_answered_when_the_budget_is_used_up(
    app: Flask, first: dict[str, str], again: dict[str, str], status: int
) -> None:
    asked = app.test_client().get("/sparql", query_string=first)
    answered = app.test_client().get("/sparql", query_string=again)
    assert (asked.status_code, answered.status_code) == (200, status)
    assert status != 200 or answered.data == asked.data


@pytest.mark.parametrize(
    ("query", "explained"),
    [("SELECT ?s { ?s a sp:Nothing }", 1), ("SELECT ?s { ?s a sp:Nothing FILTER(?s != NOW()) }", 2)],
)
def test_an_empty_answer_is_explained_once(
    made_client: FlaskClient, monkeypatch: pytest.MonkeyPatch, query: str, explained: int
) -> None:
    asked = []

    def counted(query: str, ask: Ask, *, counted: bool) -> list[Reason]:
        asked.append(query)
        return why_empty(query, ask, counted=counted)

    monkeypatch.setattr(told, "why_empty", counted)
    headers = [made_client.get("/sparql", query_string={"query": query}).headers for _ in range(2)]
    assert headers[0]["X-Empty-Because"] == headers[1]["X-Empty-Because"]
    assert headers[0]["X-Unknown-Names"] == headers[1]["X-Unknown-Names"] == "sp:Nothing"
    assert len(asked) == explained


def test_an_explanation_that_was_refused_is_tried_again(
    made_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object, **named: object) -> list[Reason]:
        raise QueryRefused(429, "Too much.", "Wait.")

    asked = {"query": "SELECT ?s { ?s a sp:Absent }"}
    with monkeypatch.context() as busy:
        busy.setattr(told, "why_empty", refused)
        assert "X-Empty-Because" not in made_client.get("/sparql", query_string=asked).headers
    assert made_client.get("/sparql", query_string=asked).headers["X-Empty-Because"]
