"""A client that leaves its connection open, or sends slowly, holds up nobody else."""

from __future__ import annotations

import selectors
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from socket import socket, socketpair
from threading import Semaphore

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import TConn, ThreadWorker

from web import patience
from web import worker as served
from web.patience import Patient


@pytest.fixture
def worker() -> Iterator[served.Worker]:
    made = served.Worker(0, 0, [], None, 0, Config(), None)
    with selectors.DefaultSelector() as made.poller:
        yield made
    made.tmp.close()


def answered(worker: served.Worker) -> socket:
    """The client's end of a connection whose last request has just been answered."""
    ours, theirs = socketpair()
    worker.nr_conns += 1
    done: Future[object] = Future()
    done.set_result(False)
    worker.finish_request(TConn(worker.cfg, ours, None, None), done)
    return theirs


def turn(worker: served.Worker) -> None:
    """One turn of gunicorn's loop, without waiting."""
    worker.wait_for_and_dispatch_events(timeout=0)
    worker.murder_pending()


def test_the_client_sees_the_end_and_is_waited_for_aside(worker: served.Worker) -> None:
    with closing(answered(worker)) as client:
        assert client.recv(1) == b""
        turn(worker)
        assert (worker.nr_conns, len(worker.over)) == (1, 1)  # gunicorn's own would have waited, and closed


def test_it_is_closed_when_the_client_closes_having_sent_more(worker: served.Worker) -> None:
    client = answered(worker)
    client.sendall(b"the rest of a body that nobody read")
    turn(worker)
    assert worker.nr_conns == 1
    client.close()
    turn(worker)
    assert (worker.nr_conns, list(worker.over), worker.unread) == (0, [], {})


@pytest.mark.parametrize(("limit", "value"), [("LINGER", -1.0), ("MOST", 5)])
def test_it_is_closed_when_the_client_waits_or_sends_too_much(
    worker: served.Worker, monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    monkeypatch.setattr(served, limit, value)
    with closing(answered(worker)) as client:
        client.sendall(b"more than five")
        turn(worker)
        assert (worker.nr_conns, list(worker.over)) == (0, [])


def test_a_client_that_is_gone_is_let_go(worker: served.Worker) -> None:
    ours, theirs = socketpair()
    conn = TConn(worker.cfg, ours, None, None)
    ours.close()
    theirs.close()
    worker.nr_conns += 1
    done: Future[object] = Future()
    done.set_result(False)
    worker.finish_request(conn, done)
    assert (worker.nr_conns, list(worker.over)) == (0, [])


def test_a_connection_takes_no_thread_before_something_comes(worker: served.Worker) -> None:
    ours, theirs = socketpair()
    handed: list[TConn] = []
    with closing(ours), closing(theirs), pytest.MonkeyPatch.context() as patch:
        patch.setattr(ThreadWorker, "enqueue_req", lambda _, conn: handed.append(conn))
        worker.enqueue_req(conn := TConn(worker.cfg, ours, None, None))
        turn(worker)
        assert handed == []
        theirs.sendall(b"G")
        turn(worker)
        assert handed == [conn]


@pytest.mark.parametrize(("places", "seconds"), [(0, 20.0), (1, 0.05)])
def test_what_does_not_come_is_waited_for_so_long_and_by_so_many(
    monkeypatch: pytest.MonkeyPatch, places: int, seconds: float
) -> None:
    monkeypatch.setattr(patience, "SLOWEST", seconds)
    ours, theirs = socketpair()
    with closing(ours), closing(theirs):
        reading = Patient(ours, waiting := Semaphore(places))
        theirs.sendall(b"GET /")
        assert reading.recv(100) == b"GET /"
        with pytest.raises(ConnectionResetError, match="too slowly"):
            reading.recv(100)
        assert waiting.acquire(blocking=False) == bool(places)
