"""The pool of workers: takes a query from anybody, gives a result or a clear refusal, never hangs."""
from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.namespaces import DEFAULT_GRAPHS
from kg.sparql.answers import Limits, QueryRefused, QueryResult
from kg.sparql.budget import Budgets, Charge
from kg.sparql.frames import Header
from kg.sparql.graphs import GRAPHS
from kg.sparql.mistakes import explain
from kg.sparql.process import Worker, out_of_memory, reusable
from kg.sparql.screen import OWN_GRAPHS, SERVICE, SERVICE_HINT, Screened, screen
from kg.sparql.tables import TABLES
from kg.united import FOLDER as UNITED

logger = logging.getLogger(__name__)

FORMATS = {"select": tuple(TABLES), "ask": tuple(TABLES), "graph": tuple(GRAPHS)}
"""The formats (values of `accept`) that fit each kind of result."""
_KIND_NAMES = {"select": "A SELECT", "ask": "An ASK", "graph": "A CONSTRUCT or DESCRIBE"}


class QueryPool:
    """Worker processes that answer queries; any number of threads may call `run` at once.

    >>> with QueryPool(Limits(seconds=5)) as pool:
    ...     result = pool.run(release / "store", "SELECT ?s WHERE { ?s a sp:Practice }", prefixes=WELL_KNOWN)

    Workers start with `start`, or with the first query. After a fork, make a new pool in the child.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.rights: dict[str, bool] = {}
        self._budgets = Budgets(self.limits)
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting = 0
        self._state = "new"
        self._owner = 0

    def start(self, store_path: Path | None = None) -> None:
        """Starts the workers, and lets them open a store already if one is given. Does not wait for them."""
        with self._changed:
            self._start(store_path.resolve() if store_path else None)

    def close(self) -> None:
        """Ends all workers. Queries under way are refused with 503."""
        with self._changed:
            self._state = "closed"
            idle, self._idle = self._idle, []
            busy = self._all.difference(idle)
            self._changed.notify_all()
        for worker in busy:
            worker.kill()
        for worker in idle:
            worker.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def run(self, store_path: Path, query: str | bytes, accept: str | Sequence[str] = "json", *,
            prefixes: Mapping[str, str] | None = None, default_graphs: Sequence[str] | None = None,
            named_graphs: Sequence[str] | None = None, graphs: Sequence[str] = OWN_GRAPHS,
            base: str | None = None, client: str | None = None,
            aside: Callable[[], AbstractContextManager[None]] = nullcontext) -> QueryResult:
        """Runs one query on the store in this folder.

        A store of `kg.united` answers for the usual graphs, where these are asked, from the one that
        holds them.
        `accept` is a format (json, xml, csv, tsv for SELECT and ASK; ttl, nt, rdfxml, jsonld for CONSTRUCT
        and DESCRIBE), or several in order of preference: the first that fits the kind of query is used.
        `prefixes` are known without being declared. `default_graphs` and `named_graphs` replace what the
        query says FROM; with neither, see `kg.sparql.screen`. `graphs` are all that can be named. Relative
        IRIs are read against `base`. `client` is who asks, where that is somebody with a budget. `aside` is
        open while a worker has the query and this thread only waits. Raises QueryRefused, and ValueError
        for a format that does not exist.
        """
        wanted = [accept] if isinstance(accept, str) else list(accept)
        for name in wanted:
            if name not in TABLES and name not in GRAPHS:
                raise ValueError(f"there is no format {name!r}: choose from {', '.join((*TABLES, *GRAPHS))}")
        with self._budgets.spend(client) as charge:
            screened = screen(query, most_bytes=self.limits.query_bytes, prefixes=prefixes,
                              default_graphs=default_graphs, named_graphs=named_graphs, graphs=graphs)
            united = store_path.name == UNITED and set(screened.default_graphs or ()) == set(DEFAULT_GRAPHS)
            question = self._question(screened, wanted, prefixes) | {"base": base, "united": united}
            with aside():
                header, body = self._ask(store_path.resolve(), question, screened.text, charge)
        if "failed" in header:
            raise self._refusal(header, screened.text, prefixes or {})
        return QueryResult(header["kind"], header["variables"], header["rows"], header["truncated"],
                           header["seconds"], header["cpu_seconds"], body, header["media_type"],
                           header.get("nothing", False))

    def _question(self, screened: Screened, wanted: list[str], prefixes: Mapping[str, str] | None) -> Header:
        return {"accept": wanted, "prefixes": dict(prefixes or {}), "default_graphs": screened.default_graphs,
                "named_graphs": screened.named_graphs, "rows": self.limits.rows,
                "body_bytes": self.limits.body_bytes, "seconds": self.limits.seconds}

    def _ask(self, store_path: Path, question: Header, query: str, charge: Charge) -> tuple[Header, bytes]:
        worker = self._take(store_path)
        started = time.monotonic()
        fit = False
        try:
            if not worker.alive or worker.store_path not in (None, store_path):
                worker = self._replace(worker, store_path)
            elif worker.store_path is None:
                worker.open(store_path)
            worker.wait_until_ready()
            self.rights = worker.rights
            header, body = worker.ask(question, query)
            fit = reusable(header, self.limits)
            return header, body
        except QueryRefused:
            if self._state == "closed":
                raise _stopping() from None
            raise
        finally:
            charge.seconds = time.monotonic() - started
            self._give_back(worker if fit else self._replace(worker, store_path))

    def _take(self, store_path: Path) -> Worker:
        """An idle worker, at best one that has this store open. Raises QueryRefused (503)."""
        with self._changed:
            self._start(None)
            if not self._idle and self._waiting >= self.limits.waiting:
                raise self._busy("Too many queries are waiting.")
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self._idle or self._state == "closed", self.limits.patience)
            finally:
                self._waiting -= 1
            if self._state == "closed":
                raise _stopping()
            if not self._idle:
                raise self._busy("All query workers stayed busy.")
            best = next((worker for worker in self._idle if worker.store_path == store_path), self._idle[0])
            self._idle.remove(best)
            return best

    def _start(self, store_path: Path | None) -> None:
        """Starts the workers if they are not; the caller holds the lock."""
        if self._state == "started" and self._owner != os.getpid():
            raise RuntimeError("this QueryPool was started before a fork: make one in each process")
        if self._state == "new":
            self._owner = os.getpid()
            self._idle = [Worker(self.limits, store_path) for _ in range(self.limits.workers)]
            self._all = set(self._idle)
            self._state = "started"

    def _give_back(self, worker: Worker) -> None:
        with self._changed:
            if self._state == "started":
                self._idle.append(worker)
                self._changed.notify()

    def _replace(self, worker: Worker, store_path: Path) -> Worker:
        """Ends a worker and starts another on this store, unless the pool is closed."""
        worker.close()
        with self._changed:
            if self._state != "started":
                return worker
            self._all.discard(worker)
            fresh = Worker(self.limits, store_path)
            self._all.add(fresh)
            return fresh

    def _busy(self, message: str) -> QueryRefused:
        return QueryRefused(503, message, "Try again shortly.", retry_after=ceil(self.limits.seconds))

    def _refusal(self, header: Header, query: str, prefixes: Mapping[str, str]) -> QueryRefused:
        kind, detail = header["failed"], header["detail"]
        if kind == "syntax":
            return explain(query, detail, prefixes)
        if kind == "memory":
            return out_of_memory(self.limits)
        if kind == "kind":
            return QueryRefused(406, f"{_KIND_NAMES[detail]} query is not answered in this format.",
                                f"Ask for one of {', '.join(FORMATS[detail])}.")
        if kind == "format":
            return QueryRefused(406, detail, "Ask for json or ttl.")
        if kind == "outside":
            return _outside(query, detail)
        return QueryRefused(400, f"The engine could not run the query: {detail}.",
                            "Functions must be those of SPARQL.")


def _outside(query: str, detail: str) -> QueryRefused:
    """What a worker may not reach: nearly always a SERVICE that the lexer took for something else."""
    if "service" in query.lower():
        return QueryRefused(400, SERVICE, SERVICE_HINT)
    logger.error("A query worker could not read its store: %s", detail)
    return QueryRefused(500, "The data could not be read.", "The server's log says why.")


def _stopping() -> QueryRefused:
    return QueryRefused(503, "Queries are not answered now: the server is stopping.", "Try again shortly.",
                        retry_after=10)
