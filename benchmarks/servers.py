"""`python -m benchmarks.servers`: whole requests for counts, here and from two other SPARQL servers.

It makes a release of invented practices, serves it with `saferpractice serve`, and serves its store for
SPARQL with the Oxigraph server and the same statements with rdflib-endpoint (both on PyPI; the paths of their
programs are given, since neither is part of this project). Each query goes to each server in turn, over HTTP,
to its last row.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from pyoxigraph import DefaultGraph, RdfFormat, Store

from benchmarks.coverage import COUNTING, PREFIX
from benchmarks.made import made_release
from benchmarks.sparql import seconds
from kg import united
from kg.namespaces import ID
from kg.release import Home
from kg.text_table import table

HERE, AGAIN = "here", "here again"
PRACTICES = "SELECT (COUNT(DISTINCT ?practice) AS ?n) WHERE { %s }"
NUMBERS = {
    "statements": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "practices": PRACTICES % "?practice a sp:Practice",
    "practices by kind": "SELECT ?kind (COUNT(*) AS ?n) { ?practice a sp:Practice, ?kind } GROUP BY ?kind",
    "for a recommendation": PRACTICES % f"?practice sp:addresses <{ID}recommendation/6>",
    "for a workstream": PRACTICES % f"?practice sp:addresses/sp:inWorkstream <{ID}workstream/1>",
    "on wards": PRACTICES % f"?practice sp:setting <{ID}setting/ward>",
    "with an outcome": PRACTICES % "?practice sp:outcome ?outcome",
    "links": "SELECT (COUNT(*) AS ?n) WHERE { ?link a sp:PracticeLink }",
    "without a link": PRACTICES % "?practice a sp:Practice FILTER NOT EXISTS { ?practice sp:addresses ?r }",
}
"""Counts of which the answer is one number, or one for each kind."""
TOGETHER = "together"
PATIENCE = 600
"""Seconds that a server may take to start: rdflib reads every statement first."""


@contextmanager
def running(command: Sequence[str], address: str, **environment: str) -> Iterator[str]:
    """A server while it is used. Raises RuntimeError where it does not answer in time, or refuses to."""
    server = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            ask(address, "ASK {}")
            return
        except HTTPError as error:  # it is there: waiting will not help
            raise RuntimeError(f"{address} answered an ASK with {error}") from error
        except (URLError, ConnectionError):  # not there yet
            time.sleep(0.5)
    raise RuntimeError(f"{server.args!r} did not answer at {address}")


def ask(address: str, query: str) -> bytes:
    """The answer in JSON, read to its end, of a server whose address ends where its parameters begin."""
    asked = Request(f"{address}query={quote(query)}", headers={"Accept": "application/sparql-results+json"})
    with urlopen(asked, timeout=PATIENCE) as answer:
        found: bytes = answer.read()
    return found


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def servers(made: Path, home: Path, oxigraph: str, endpoint: str, stack: ExitStack) -> dict[str, str]:
    """The three servers, started over the same statements, by name; they stop with the stack."""
    statements = home / "one-graph.nt"
    stored = made / united.FOLDER
    Store.read_only(str(stored)).dump(str(statements), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    ports = [free_port() for _ in range(3)]
    commands = {
        HERE: ([sys.executable, "-m", "kg", "serve", "--port", str(ports[0])], "/sparql?"),
        "Oxigraph server": (
            [oxigraph, "serve-read-only", "-l", str(stored), "-b", f"127.0.0.1:{ports[1]}"],
            "/query?",
        ),
        "rdflib-endpoint": ([endpoint, "serve", "--port", str(ports[2]), str(statements)], "/?"),
    }  # fmt: skip
    return {
        name: stack.enter_context(running(command, f"http://127.0.0.1:{port}{path}", SAFER_HOME=str(home)))
        for port, (name, (command, path)) in zip(ports, commands.items(), strict=True)
    }


def measure(practices: int, times: int, oxigraph: str, endpoint: str) -> list[list[str]]:
    """A row for each counting query: milliseconds here and there, and how many times quicker we are.

    The first rows are grouped by requirement, the others give single numbers; each part ends with its sum.

    Raises HTTPError where a server refuses one, as ours does where 30 seconds of work are used up, and
    RuntimeError where they do not answer the same.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        made = made_release(practices, Home(Path(folder)))
        asked = servers(made, Path(folder), oxigraph, endpoint, stack)
        rows: list[list[str]] = []
        for counts in (COUNTING, NUMBERS):
            taken = {name: _taken(name, PREFIX + text, asked, times) for name, text in counts.items()}
            taken[TOGETHER] = [sum(each) for each in zip(*taken.values(), strict=True)]
            rows += [_row(name, each) for name, each in taken.items()]
        return rows


def _row(name: str, taken: Sequence[float]) -> list[str]:
    here, other, slow, again = taken
    shown = [f"{one:.1f}" for one in (here, again, other, slow)]
    return [name, *shown, f"{other / here:.2f}", f"{slow / here:.1f}", f"{slow / again:.1f}"]


def _taken(name: str, query: str, asked: dict[str, str], times: int) -> list[float]:
    """Median milliseconds of a query: here, from the two others, and here again."""
    rows = {
        server: len(json.loads(ask(address, query))["results"]["bindings"])
        for server, address in asked.items()
    }
    if len(set(rows.values())) > 1:
        raise RuntimeError(f"The servers give different numbers of rows to {name}: {rows}.")
    taken: dict[str, list[float]] = {server: [] for server in (*asked, AGAIN)}
    for number in range(times):
        fresh = f"{query} # {number}"  # so that no answer is kept
        for server, address in asked.items():
            taken[server].append(seconds(partial(ask, address, fresh)))
        taken[AGAIN].append(seconds(partial(ask, asked[HERE], fresh)))
    return [1000 * statistics.median(each) for each in taken.values()]


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--practices", type=int, default=2_000, help="how many to invent")
    wanted.add_argument("--times", type=int, default=5, help="how often each query is asked of each")
    wanted.add_argument("--oxigraph", required=True, help="the program `oxigraph`")
    wanted.add_argument("--endpoint", required=True, help="the program `rdflib-endpoint`")
    given = wanted.parse_args()
    heads = ["query", "here, ms", AGAIN, "Oxigraph server", "rdflib-endpoint"]
    heads += ["Oxigraph over here", "rdflib over here", f"rdflib over {AGAIN}"]
    print(table(heads, measure(given.practices, given.times, given.oxigraph, given.endpoint)))


if __name__ == "__main__":
    main()
