"""`python -m benchmarks.sparql`: what the boundary around queries costs, and what a siege does to the pages.

In one run, on the same made data: each query in Oxigraph in this process and in a worker, to its last row.
With `--site ADDRESS`, of a server that runs: what HTTP adds to a query, and how long pages take while one
client sends hostile queries without a pause, against how long they take in peace.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from benchmarks.coverage import COUNTING, PREFIX
from benchmarks.made import made_store
from kg.query import GRAPHS
from kg.sparql import WELL_KNOWN, Limits, QueryPool
from kg.text_table import table

UNLIMITED = Limits(seconds=600, rows=10_000_000, workers=1)
PAGES = ("/", "/gaps", "/search?q=falls", "/recommendations/6", "/practices")
SMALL = "SELECT ?p WHERE { ?p a sp:CaseStudy } LIMIT 1"
SIEGE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?b ?a",
    "SELECT (COUNT(*) AS ?n) { ?a !<urn:x>* ?b . ?b !<urn:y>* ?c . ?c !<urn:z>+ ?d }",
    "SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000,
)


def seconds(work: Callable[[], object]) -> float:
    """How many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def against_oxigraph(practices: int, times: int) -> list[list[str]]:
    """For each query: milliseconds in this process and in a worker, their ratio, what the pool adds."""
    _, made = made_store(practices)
    with tempfile.TemporaryDirectory() as folder, QueryPool(UNLIMITED) as pool:
        path = Path(folder) / "store"
        on_disk = Store(str(path))
        on_disk.bulk_extend(made)
        on_disk.optimize()
        del on_disk, made
        store = Store.read_only(str(path))
        return [_compared(name, PREFIX + text, store, pool, path, times) for name, text in COUNTING.items()]


def _compared(name: str, text: str, store: Store, pool: QueryPool, path: Path, times: int) -> list[str]:
    def own() -> bytes | None:
        found = store.query(text, default_graph=GRAPHS)
        assert isinstance(found, QuerySolutions)
        return found.serialize(format=QueryResultsFormat.JSON)

    heres, insides, wholes = [], [], []
    for _ in range(times):  # in turn, so that what else the machine does is shared fairly
        heres.append(seconds(own))
        wholes.append(seconds(lambda: insides.append(pool.run(path, text, prefixes=WELL_KNOWN).seconds)))
    here, worker, whole = map(statistics.median, (heres, insides, wholes))
    return [name, _ms(here), _ms(worker), f"{worker / here:.2f}", _ms(whole - worker)]


def over_http(site: str, times: int) -> float:
    """The median time of a whole request with a query that takes nearly none, in seconds."""
    address = f"{site}/sparql?format=csv&query={quote(SMALL)}"
    return statistics.median(seconds(lambda: status(address)) for _ in range(times))


def page_times(site: str, times: int) -> list[float]:
    """Seconds that each of some requests for pages takes, ascending. AssertionError where one fails."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        assert status(site + PAGES[number % len(PAGES)]) == 200
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def besieged(site: str, times: int, attackers: int = 4) -> list[float]:
    """The same while hostile queries come in without a pause."""
    over = threading.Event()

    def attack(first: int) -> None:
        number = first
        while not over.is_set():
            status(f"{site}/sparql?query={quote(SIEGE[number % len(SIEGE)])}")
            number += 1

    crowd = [threading.Thread(target=attack, args=(first,)) for first in range(attackers)]
    for one in crowd:
        one.start()
    try:
        return page_times(site, times)
    finally:
        over.set()
        for one in crowd:
            one.join()


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
        "--practices", type=int, default=2_000, help="how many to invent (20,000: 940k triples)"
    )
    wanted.add_argument("--times", type=int, default=20, help="how often each query and page is asked for")
    wanted.add_argument("--site", help="the address of a server that runs, such as http://localhost:5000")
    given = wanted.parse_args()
    rows = against_oxigraph(given.practices, given.times)
    print(table(["query", "here, ms", "in a worker, ms", "ratio", "the pool adds, ms"], rows))
    if given.site:
        print(f"A small query over HTTP: {_ms(over_http(given.site, given.times))} ms")
        for name, taken in (
            ("in peace", page_times(given.site, given.times)),
            ("besieged", besieged(given.site, given.times)),
        ):
            late = taken[int(len(taken) * 0.95)]
            print(f"Pages {name}: median {_ms(statistics.median(taken))} ms, 95th percentile {_ms(late)} ms")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


if __name__ == "__main__":
    main()
