"""A worker process: opens one store, gives up its rights, then answers queries until its pipe closes.

Started by the pool as `python -m kg.sparql.worker`. Reads messages (see frames.py) from standard input:
first the store and the limits, then queries; answers each with one message on standard output.
"""
from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.sparql import rights
from kg.sparql.frames import Header, PipeClosed, pack, read_blocking
from kg.sparql.graphs import GRAPHS, write
from kg.sparql.memory import MemoryGauge, bound
from kg.sparql.opening import open_all
from kg.sparql.tables import TABLES, NotWritable, TableWriter

_GRACE_SECONDS = 2.0
"""The pool ends a query at its limit; should the pool be gone, the worker ends itself this much later."""


@dataclass
class _Answer:
    """What goes back: a header for the pool, and the body for whoever asked."""

    header: Header
    body: bytes = b""


@dataclass
class _Text:
    """Text that grows up to a limit, in bytes."""

    most: int
    size: int = 0
    parts: list[bytes] = field(default_factory=list)

    def fits(self, text: str) -> bool:
        """Adds the text if there is room for it, and says whether there was."""
        part = text.encode("utf-8", "surrogatepass")
        if self.size + len(part) > self.most:
            return False
        self.parts.append(part)
        self.size += len(part)
        return True


def main() -> None:
    """Serves standard input until it closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = sys.stdin.buffer
    try:
        setup, _ = read_blocking(questions)
        opened = _open(setup, answers)
        while opened is not None:
            question, text = read_blocking(questions)
            _bounded_in_time(*opened, question, text.decode(), answers)
    except PipeClosed:
        return


def _open(setup: Header, answers: BinaryIO) -> tuple[ox.Store, MemoryGauge] | None:
    path = Path(setup["store"])
    held = rights.before_opening()
    try:
        store, unopened = open_all(path)
    except OSError as error:
        _send(answers, _Answer({"failed": "open", "detail": str(error)}))
        return None
    gauge = MemoryGauge()
    bound(gauge, setup["memory_mb"])
    held |= rights.after_opening(path, unopened)
    _send(answers, _Answer({"ready": True, "rights": held}))
    return store, gauge


def _bounded_in_time(store: ox.Store, gauge: MemoryGauge, question: Header, text: str,
                     answers: BinaryIO) -> None:
    signal.setitimer(signal.ITIMER_REAL, question["seconds"] + _GRACE_SECONDS)
    reply = answer(store, question, text)
    reply.header["grown_mb"] = gauge.grown_mb()
    _send(answers, reply)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _send(answers: BinaryIO, answer: _Answer) -> None:
    answers.write(pack(answer.header, answer.body))
    answers.flush()


def answer(store: ox.Store, question: Header, text: str) -> _Answer:
    """Runs one query. What the query did wrong is in the header's `failed`, for the pool to explain."""
    started, worked = time.monotonic(), time.process_time()
    try:
        usual = [ox.DefaultGraph()] if question.get("united") else _nodes(question["default_graphs"])
        found = store.query(
            text, base_iri=question.get("base"), prefixes=question["prefixes"],
            default_graph=usual,
            named_graphs=_nodes(question["named_graphs"]))
        reply = _write(found, question)
    except SyntaxError as error:
        return _Answer({"failed": "syntax", "detail": str(error)})
    except NotWritable as error:
        return _Answer({"failed": "format", "detail": str(error)})
    except MemoryError:
        return _Answer({"failed": "memory", "detail": ""})
    except OSError as error:
        return _Answer({"failed": "outside", "detail": str(error)})
    except (RuntimeError, ValueError) as error:
        return _Answer({"failed": "query", "detail": str(error)})
    reply.header |= {"seconds": time.monotonic() - started, "cpu_seconds": time.process_time() - worked}
    return reply


def _nodes(iris: list[str] | None) -> list[Any] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _write(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, question: Header) -> _Answer:
    wanted, rows, most = question["accept"], question["rows"], question["body_bytes"]
    if isinstance(found, ox.QueryTriples):
        graph = next((GRAPHS[name] for name in wanted if name in GRAPHS), None)
        if graph is None:
            return _Answer({"failed": "kind", "detail": "graph"})
        triples, truncated = _take_triples(found, rows, most)
        return _Answer({"kind": "graph", "variables": [], "rows": len(triples), "truncated": truncated,
                        "media_type": graph.media_type}, write(triples, graph))
    table = next((TABLES[name] for name in wanted if name in TABLES), None)
    kind = "ask" if isinstance(found, ox.QueryBoolean) else "select"
    if table is None:
        return _Answer({"failed": "kind", "detail": kind})
    if isinstance(found, ox.QueryBoolean):
        return _Answer({"kind": "ask", "variables": [], "rows": 1, "truncated": False,
                        "media_type": table.media_type}, table.truth(bool(found)).encode())
    return _write_table(found, table([variable.value for variable in found.variables]), rows, most)


def _write_table(found: ox.QuerySolutions, table: TableWriter, most_rows: int, most_bytes: int) -> _Answer:
    text = _Text(most_bytes)
    text.fits(table.start())
    rows, truncated, nothing = 0, False, True
    for solution in found:
        if rows == most_rows or not text.fits((table.between if rows else "") + table.row(solution)):
            truncated = True
            break
        rows += 1
        nothing = rows == 1 and all(_is_nothing(solution[name]) for name in table.variables)
    return _Answer({"kind": "select", "variables": table.variables, "rows": rows, "truncated": truncated,
                    "nothing": nothing, "media_type": table.media_type},
                   b"".join((*text.parts, table.end.encode())))


def _is_nothing(term: Any) -> bool:
    return term is None or (isinstance(term, ox.Literal) and term.value == "0")


def _take_triples(found: ox.QueryTriples, most: int, most_bytes: int) -> tuple[list[ox.Triple], bool]:
    """Distinct triples up to the limits, and whether there were more."""
    taken: dict[ox.Triple, None] = {}
    text = _Text(most_bytes)
    for triple in found:
        if triple in taken:
            continue
        if len(taken) == most or not text.fits(str(triple)):
            return list(taken), True
        taken[triple] = None
    return list(taken), False


if __name__ == "__main__":
    main()
