"""Who asks queries gives way to who reads pages: Python runs one thread at a time, and pages need it.

Of the requests that ask a query one at a time is worked on in this process (read, looked over, explained,
written as a page), and it begins when no page is under way, or after a while. While a worker runs its query
others have their turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from flask import Flask, current_app, g

from kg.sparql import Limits, QueryRefused

MOMENT, SHARE = 0.2, 9
"""Seconds that a query waits for pages at most, before it is read and again before its answer is written;
or so many times as long as the last turn took, where that is more: a tenth of the time is for queries."""
LULL = 0.01
"""Seconds without a page after which a turn may begin: who reads page after page leaves less between them."""


class Gate:
    """Counts the requests under way: pages, and at most so many queries. Threads share it."""

    def __init__(self, most: int, moment: float = MOMENT) -> None:
        self._most = most
        self._moment = moment
        self._changed = Condition()
        self._pages = 0
        self._queries = 0
        self._working = False
        self._left = self._began = self._took = 0.0

    def arrive(self) -> None:
        """A request is under way: a page, unless it says otherwise."""
        with self._changed:
            self._pages += 1

    def leave(self) -> None:
        """The page is done."""
        with self._changed:
            self._pages -= 1
            self._left = monotonic()
            self._changed.notify_all()

    def enter(self) -> None:
        """This request asks a query: wait for its turn. Raises QueryRefused (503) where too many do."""
        with self._changed:
            if self._queries >= self._most:
                raise QueryRefused(503, "Too many queries are waiting.", "Try again shortly.", retry_after=1)
            self._pages -= 1
            self._queries += 1
            self._changed.notify_all()
            self._begin()

    def end(self) -> None:
        """The answer to the query is written."""
        with self._changed:
            self._queries -= 1
            self._stop()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The time in which a worker runs the query: others have their turn."""
        with self._changed:
            self._stop()
        try:
            yield
        finally:
            with self._changed:
                self._begin()

    def _begin(self) -> None:
        self._changed.wait_for(lambda: not self._working)
        self._working = True
        ends = monotonic() + max(self._moment, SHARE * self._took)
        while (wait := min(self._until_lull(), ends - monotonic())) > 0:
            self._changed.wait(wait)
        self._began = monotonic()

    def _until_lull(self) -> float:
        return float("inf") if self._pages else self._left + LULL - monotonic()

    def _stop(self) -> None:
        self._took = monotonic() - self._began
        self._working = False
        self._changed.notify_all()


def init_app(app: Flask) -> None:
    """Count every request from its beginning to its end."""
    limits = Limits()
    gate = Gate(limits.workers + limits.waiting)
    app.extensions["gate"] = gate

    @app.before_request
    def arrive() -> None:
        gate.arrive()
        g.leave = gate.leave

    @app.teardown_request
    def leave(error: BaseException | None) -> None:
        if done := g.pop("leave", None):
            done()


def turn() -> Gate:
    """The gate, once it is this request's turn to work on a query. Raises QueryRefused (503)."""
    gate: Gate = current_app.extensions["gate"]
    if g.get("leave") != gate.end:
        gate.enter()
        g.leave = gate.end
    return gate
