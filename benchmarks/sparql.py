"""`python -m benchmarks.sparql`: what the boundary around queries costs, and what HTTP adds to it.

In one run, on the same made data: each query in Oxigraph in this process and in a worker, to its last row,
from the same store on disk, in turn. With `--site ADDRESS`, of a server that runs: a whole request.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from benchmarks.coverage import COUNTING, PREFIX
from benchmarks.made import made_store
from kg import united
from kg.build import n_quads
from kg.sparql import WELL_KNOWN, Limits, QueryPool
from kg.text_table import table

UNLIMITED = Limits(seconds=600, rows=10_000_000, workers=1)
SMALL = "SELECT ?p WHERE { ?p a sp:CaseStudy } LIMIT 1"
HEADS = [
    "query",
    "here, ms",
    "in a worker",
    "ratio",
    "CPU here",
    "CPU in a worker",
    "ratio",
    "the pool adds, ms",
]


def seconds(work: Callable[[], object]) -> float:
    """How many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def against_oxigraph(practices: int, times: int) -> tuple[int, list[list[str]]]:
    """How many triples there are, and a row for each query.

    Milliseconds of the clock in this process and in a worker and their ratio, those of the processor and
    their ratio, and what the pool adds: each the median of so many times.
    """
    _, made = made_store(practices)
    with tempfile.TemporaryDirectory() as folder, QueryPool(UNLIMITED) as pool:
        path = Path(folder) / united.FOLDER
        quads = n_quads(made)
        del made
        united.write(path, quads)
        store = Store.read_only(str(path))
        rows = [_compared(name, PREFIX + text, store, pool, path, times) for name, text in COUNTING.items()]
        return quads.count(b"\n"), rows


def _compared(name: str, text: str, store: Store, pool: QueryPool, path: Path, times: int) -> list[str]:
    def own() -> bytes | None:
        found = store.query(text)
        assert isinstance(found, QuerySolutions)
        return found.serialize(format=QueryResultsFormat.JSON)

    measured = []
    for _ in range(times):  # in turn, so that what else the machine does is shared fairly
        worked = time.process_time()
        here = seconds(own)
        worked = time.process_time() - worked
        start = time.perf_counter()
        answer = pool.run(path, text, prefixes=WELL_KNOWN)
        added = time.perf_counter() - start - answer.seconds
        measured.append((here, answer.seconds, worked, answer.cpu_seconds, added))
    here, worker, cpu_here, cpu_worker, added = map(statistics.median, zip(*measured, strict=True))
    clock = [_ms(here), _ms(worker), f"{worker / here:.2f}"]
    return [name, *clock, _ms(cpu_here), _ms(cpu_worker), f"{cpu_worker / cpu_here:.2f}", _ms(added)]


def over_http(site: str, times: int) -> float:
    """The median time of a whole request with a query that takes nearly none, in seconds."""
    asked = (f"{SMALL} # {number}" for number in range(times))  # so that no answer is kept
    addresses = [f"{site}/sparql?format=csv&query={quote(query)}" for query in asked]
    return statistics.median(seconds(partial(status, address)) for address in addresses)


def status(address: str) -> int:
    """The status of an answer that is read to its end."""
    try:
        with urlopen(Request(address), timeout=120) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        error.read()
        return error.code


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument(
        "--practices", type=int, nargs="+", default=[680, 10_530], help="to invent: 94k and 940k triples"
    )
    wanted.add_argument("--times", type=int, default=20, help="how often each query is asked")
    wanted.add_argument("--site", help="the address of a server that runs, such as http://localhost:5000")
    given = wanted.parse_args()
    for practices in given.practices:
        triples, rows = against_oxigraph(practices, given.times)
        print(f"{triples:,} triples")
        print(table(HEADS, rows))
    if given.site:
        print(f"A small query over HTTP: {_ms(over_http(given.site, given.times))} ms")
    print("Others meanwhile (load over 1, 5 and 15 minutes):", *(f"{one:.1f}" for one in os.getloadavg()))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


if __name__ == "__main__":
    main()
