"""A crowd of queries and heavy ones at once: each gets an answer or a refusal, and the site goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from kg.commands.serve import serve
from kg.sparql import Limits
from web import create_app
from web.querying import SharedPool

PAGES = ("/", "/gaps", "/practices/kettle-club", "/search?q=kettle", "/healthz")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SMALL = "ASK { ?s ?p %d }"
LIMITS = Limits(seconds=1, workers=1, waiting=3, client_seconds=10, client_share=0.001, client_queries=100)


@pytest.fixture
def app(made_home: Path) -> Iterator[Flask]:
    """The site with one worker, three who may wait, and a budget that does not come back.

    Somebody else has asked already: on a busy machine the start of a worker takes longer than anybody waits.
    """
    made = create_app(home=made_home)
    made.extensions["queries"] = SharedPool(LIMITS)
    elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
    made.test_client().get("/sparql", query_string={"query": "ASK {}"}, environ_base=elsewhere)
    yield made
    made.extensions["queries"].close()


def ask(app: Flask, query: str) -> tuple[int, str | None]:
    """Status of a query, and when it says to come again."""
    answer = app.test_client().get("/sparql", query_string={"query": query})
    return answer.status_code, answer.headers.get("Retry-After")


def pages(app: Flask) -> set[int]:
    """The statuses of some pages."""
    return {app.test_client().get(page).status_code for page in PAGES}


def test_a_thousand_small_queries_are_answered_until_the_budget_is_used_up(app: Flask) -> None:
    with ThreadPoolExecutor(3) as crowd:
        asked = [crowd.submit(ask, app, SMALL % number) for number in range(1000)]
        meanwhile = pages(app)
        told = Counter(one.result()[0] for one in asked)
    assert meanwhile == {200}
    assert set(told) == {200, 429}
    assert 1 <= told[200] <= 203  # 10 seconds at 0.05 each at least; three may be under way at the end
    assert all(wait is not None for status, wait in (one.result() for one in asked) if status == 429)


def test_heavy_queries_fill_the_queue_and_not_the_site(app: Flask) -> None:
    with ThreadPoolExecutor(8) as crowd:
        asked = [crowd.submit(ask, app, HEAVY) for _ in range(8)]
        meanwhile = pages(app)
        told = Counter(one.result()[0] for one in asked)
    assert meanwhile == {200}
    assert set(told) <= {503, 504}
    assert told[503] >= 1
    assert all(wait is not None for status, wait in (one.result() for one in asked) if status == 503)
    assert ask(app, SMALL % 1)[0] in (200, 429)


def test_those_who_wait_for_queries_take_no_thread_from_pages(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_HOME", str(made_home))
    started: list[list[str]] = []
    monkeypatch.setattr("os.execvp", lambda _, arguments: started.append(arguments))
    assert CliRunner().invoke(serve, ["--threads", "3"]).exit_code == 0
    threads = int(started[0][started[0].index("--threads") + 1])
    assert threads - Limits().workers - Limits().waiting == 3
