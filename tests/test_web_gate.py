"""Who asks queries gives way to who reads pages, and to each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from kg.sparql import QueryRefused
from web import create_app
from web.gate import SHARE, Gate

LONG = 60
"""Seconds: longer than any test, so that what goes on has not only waited long enough."""


def asked(gate: Gate, done: Event | None = None) -> str:
    """Ask a query, whose turn lasts until it is done."""
    gate.arrive()
    gate.enter()
    if done is not None:
        done.wait(LONG)
    gate.end()
    return "answered"


def test_a_query_begins_when_the_page_is_done() -> None:
    gate = Gate(most=1, moment=LONG)
    gate.arrive()
    with ThreadPoolExecutor(1) as crowd:
        answer = crowd.submit(asked, gate)
        with pytest.raises(TimeoutError):
            answer.result(0.05)
        gate.leave()
        assert answer.result(LONG) == "answered"


def test_a_query_waits_no_longer_than_a_moment_for_pages() -> None:
    gate = Gate(most=1, moment=0.01)
    gate.arrive()
    assert asked(gate) == "answered"


def test_a_long_turn_is_followed_by_a_longer_rest_while_there_are_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr("web.gate.monotonic", lambda: now[0])
    gate = Gate(most=1, moment=0)
    gate.arrive()
    gate.enter()
    now[0] += LONG
    gate.end()
    gate.arrive()
    with ThreadPoolExecutor(1) as crowd:
        answer = crowd.submit(asked, gate)
        with pytest.raises(TimeoutError):
            answer.result(0.05)
        now[0] += SHARE * LONG
        gate.arrive()
        gate.leave()
        assert answer.result(LONG) == "answered"


def test_one_query_at_a_time_is_worked_on() -> None:
    gate, done = Gate(most=2), Event()
    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(asked, gate, done)
        second = crowd.submit(asked, gate, done)
        with pytest.raises(TimeoutError):
            second.result(0.05)
        assert not first.done()
        done.set()
        assert [first.result(LONG), second.result(LONG)] == ["answered"] * 2


def test_while_a_worker_runs_a_query_another_has_its_turn() -> None:
    gate = Gate(most=2, moment=LONG)
    gate.arrive()
    gate.enter()
    with ThreadPoolExecutor(1) as crowd, gate.aside():
        assert crowd.submit(asked, gate).result(LONG) == "answered"
    gate.end()


def test_too_many_are_told_to_come_again() -> None:
    gate = Gate(most=1)
    gate.arrive()
    gate.enter()
    gate.arrive()
    with pytest.raises(QueryRefused) as refused:
        gate.enter()
    assert (refused.value.status, refused.value.retry_after) == (503, 1)
    gate.leave()
    gate.end()
    assert asked(gate) == "answered"


def test_every_request_that_came_has_left(made_home: Path) -> None:
    app = create_app(home=made_home)
    gate: Gate = app.extensions["gate"]
    for path in (
        "/",
        "/none",
        "/sparql",
        "/sparql?query=ASK {}",
        "/sparql?query=x",
        "/sparql?query=x&format=y",
    ):
        app.test_client().get(path)
        assert (gate._pages, gate._queries, gate._working) == (0, 0, False), path
    app.extensions["queries"].close()
