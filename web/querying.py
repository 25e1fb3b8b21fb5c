"""The one pool of query workers of the application; it starts with the first query that is asked."""

from __future__ import annotations

import ipaddress
import os
import weakref
from collections.abc import Sequence
from threading import Lock

from flask import Flask, current_app, request
from pyoxigraph import NamedNode

from kg.release import Release
from kg.sparql import OWN_GRAPHS, WELL_KNOWN, Limits, QueryPool, QueryResult
from web import gate, release
from web.kept_answers import KeptAnswers, lasting
from web.per_release import PerRelease


class SharedPool:
    """A pool that is made in the process that uses it: a server may fork after the application is made.

    It is closed with `close`, when the application is let go of, and at the end of the process.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._lock = Lock()
        self._pool: QueryPool | None = None
        self._owner = 0

    def get(self) -> QueryPool:
        """The pool of this process."""
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._pool, self._owner = QueryPool(self.limits), os.getpid()
                weakref.finalize(self, _close_own, self._pool, self._owner)
            return self._pool

    def close(self) -> None:
        """End the workers; the next query starts others."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _close_own(pool, self._owner)


def _close_own(pool: QueryPool, owner: int) -> None:
    """Close a pool unless it belongs to the process from which this one was forked."""
    if owner == os.getpid():
        pool.close()


def _names(opened: Release) -> tuple[str, ...]:
    """The graphs that can be named: those that every release may have, and what else this one has."""
    stored = (graph.value for graph in opened.store.named_graphs() if isinstance(graph, NamedNode))
    return tuple(dict.fromkeys((*OWN_GRAPHS, *sorted(stored))))


def _client(address: str | None) -> str:
    """Whose budget a query uses: that of an address or, with IPv6, of the network that one customer gets."""
    try:
        version = ipaddress.ip_address(address or "").version
    except ValueError:
        return address or "unknown"
    return str(ipaddress.ip_network(f"{address}/{32 if version == 4 else 64}", strict=False))


_graphs: PerRelease[tuple[str, ...]] = PerRelease(_names)


def init_app(app: Flask) -> None:
    """Start nothing yet."""
    app.extensions["queries"] = SharedPool(Limits())
    app.extensions["answers"] = PerRelease(lambda opened: KeptAnswers())


def limits() -> Limits:
    """What one query may use."""
    shared: SharedPool = current_app.extensions["queries"]
    return shared.limits


def run(
    query: str | bytes,
    accept: Sequence[str],
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> QueryResult:
    """The answer of this request's release to a query; known prefixes need not be declared.

    Relative IRIs are read against the address that was asked, as the protocol has it. An answer that is kept
    costs its client nothing.

    Raises QueryRefused, and NoRelease (503).
    """
    turn = gate.turn()
    shared: SharedPool = current_app.extensions["queries"]
    answers: KeptAnswers = current_app.extensions["answers"].of(release.current())
    chosen = tuple(None if graphs is None else tuple(graphs) for graphs in (default_graphs, named_graphs))
    base = request.base_url
    asked = (query, tuple(accept), *chosen, base)
    if (kept := answers.get(asked)) is not None:
        return kept
    answer = shared.get().run(
        release.current().for_queries,
        query,
        accept,
        prefixes=WELL_KNOWN,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        graphs=_graphs.of(release.current()),
        base=base,
        client=_client(request.remote_addr),
        aside=turn.aside,
    )
    if lasting(query):
        answers.keep(asked, answer)
    return answer
