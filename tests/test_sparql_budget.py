"""Each client has a budget of work and of queries at once; it comes back with time, and is told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from kg.sparql import Limits, QueryRefused
from kg.sparql import budget as budget_module
from kg.sparql.budget import LEAST_SECONDS, Budgets
from web import create_app
from web.querying import SharedPool

LIMITS = Limits(workers=1, client_seconds=1, client_share=0.5, client_queries=2)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def budgets(clock: Clock) -> Budgets:
    return Budgets(LIMITS, clock)


def work(budgets: Budgets, seconds: float, client: str | None = "a") -> None:
    """A query that takes so long."""
    with budgets.spend(client) as charge:
        charge.seconds = seconds


def refusal(budgets: Budgets, client: str = "a") -> QueryRefused:
    with pytest.raises(QueryRefused) as caught:
        work(budgets, 0, client)
    return caught.value


def test_what_was_used_up_comes_back_with_time(budgets: Budgets, clock: Clock) -> None:
    work(budgets, 3)
    found = refusal(budgets)
    assert (found.status, found.retry_after) == (429, 5)  # 2 seconds over, at half a second a second
    clock.now = 4
    assert refusal(budgets).retry_after == 1
    clock.now = 5
    work(budgets, 0)


def test_waiting_as_long_as_it_says_is_enough(budgets: Budgets, clock: Clock) -> None:
    work(budgets, 2.7)
    clock.now += refusal(budgets).retry_after or 0
    work(budgets, 0)


def test_nobody_saves_more_than_the_whole_budget(budgets: Budgets, clock: Clock) -> None:
    clock.now = 1000
    work(budgets, LIMITS.client_seconds)
    assert refusal(budgets).status == 429


def test_the_smallest_query_costs_something(budgets: Budgets) -> None:
    for _ in range(round(LIMITS.client_seconds / LEAST_SECONDS)):
        work(budgets, 0)
    assert refusal(budgets).status == 429


def test_each_client_has_a_budget_of_its_own_and_we_have_none(budgets: Budgets) -> None:
    work(budgets, 100)
    work(budgets, 0, "b")
    for _ in range(3):
        work(budgets, 100, None)
    assert refusal(budgets).status == 429


def test_only_so_many_queries_of_a_client_are_under_way(budgets: Budgets) -> None:
    with ExitStack() as under_way:
        for _ in range(LIMITS.client_queries):
            under_way.enter_context(budgets.spend("a"))
        assert "under way" in refusal(budgets).message
        work(budgets, 0, "b")
    work(budgets, 0)


def test_a_query_that_fails_is_paid_for_as_well(budgets: Budgets) -> None:
    with pytest.raises(RuntimeError), budgets.spend("a") as charge:
        charge.seconds = 2
        raise RuntimeError
    assert refusal(budgets).status == 429


def test_clients_are_forgotten_when_there_are_too_many(
    budgets: Budgets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget_module, "_MOST_CLIENTS", 3)
    for client in "abcdef":
        work(budgets, 0, client)
    assert list(budgets._accounts) == ["d", "e", "f"]


# On the site

NUMBERS = count()


@pytest.fixture
def app(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The site behind one proxy, with small budgets that do not come back while the test runs."""
    monkeypatch.setenv("SAFER_PROXIES", "1")
    made = create_app(home=made_home)
    made.extensions["queries"] = SharedPool(Limits(workers=1, client_seconds=0.01, client_share=0.0001))
    yield made
    made.extensions["queries"].close()


def status(app: Flask, said: str, accept: str = "*/*") -> tuple[int, str | None]:
    """Status and Retry-After of a query that nobody asked before; the proxy says who asks."""
    query = f"ASK {{ ?s ?p {next(NUMBERS)} }}"
    answer = app.test_client().get(
        "/sparql", query_string={"query": query}, headers={"X-Forwarded-For": said, "Accept": accept}
    )
    return answer.status_code, answer.headers.get("Retry-After")


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_who_has_used_up_the_budget_is_told_when_to_come_again(app: Flask, accept: str) -> None:
    assert status(app, "192.0.2.1", accept) == (200, None)
    refused, wait = status(app, "192.0.2.1", accept)
    assert refused == 429
    assert wait is not None
    assert int(wait) > 1
    assert status(app, "192.0.2.2", accept) == (200, None)


def test_what_a_client_says_of_itself_is_not_believed(app: Flask) -> None:
    assert status(app, "192.0.2.1")[0] == 200
    assert status(app, "198.51.100.7, 192.0.2.1")[0] == 429


def test_the_addresses_of_one_ipv6_network_are_one_client(app: Flask) -> None:
    assert status(app, "2001:db8::1")[0] == 200
    assert status(app, "2001:db8::ffff:2")[0] == 429
    assert status(app, "2001:db8:0:1::1")[0] == 200


def test_without_a_proxy_nobody_is_believed(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAFER_PROXIES", raising=False)
    made = create_app(home=made_home)
    made.extensions["queries"] = SharedPool(Limits(workers=1, client_seconds=0.01, client_share=0.0001))
    assert [status(made, name)[0] for name in ("192.0.2.1", "192.0.2.2")] == [200, 429]
    made.extensions["queries"].close()


def test_a_number_of_proxies_that_is_none_is_refused(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_PROXIES", "many")
    with pytest.raises(ValueError, match="SAFER_PROXIES is 'many'"):
        create_app(home=made_home)
