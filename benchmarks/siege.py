"""`python -m benchmarks.siege --site ADDRESS`: how long pages take while hostile queries come in.

Rounds in peace and under each kind of siege take turns, so that what else the machine does is shared fairly.
Each attacker has an address of its own (127.0.0.2 and on; on macOS these have to be made first), and with it
a budget of its own.
They give way to the server, being on this machine only because there is no other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from urllib.parse import urlencode, urlsplit

from kg.text_table import table

PAGES = ("/", "/gaps", "/search?q=falls", "/recommendations/6", "/practices")
PATIENCE = 120
"""Seconds that a client waits for an answer."""
FULL = 1.0
"""Seconds until a siege has taken all the workers."""
EMPTY = f"SELECT * {{ ?s sp:none ?o {'FILTER(?o=1+2*3||?o<5&&!?s) ' * 15} }}"
"""A query without an answer, as slow to explain as its length allows."""
Asked = dict[str, str]
"""The form of a request to /sparql."""
SIEGES: dict[str, tuple[Asked, ...]] = {
    "endless": (
        {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"},
        {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?b ?a"},
        {"query": "SELECT (COUNT(*) AS ?n) { ?a !<urn:x>* ?b . ?b !<urn:y>* ?c . ?c !<urn:z>+ ?d }"},
    ),
    "crashing": ({"query": "SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000},),
    "unreadable": ({"query": "SELECT * { ?s ?p ?o " * 100},),
    "explained": ({"query": EMPTY, "format": "html"},),
    "large": (
        {"query": "SELECT * { ?s ?p ?o }", "format": "html"},
        {"query": "SELECT * { ?s ?p ?o }", "format": "xml"},
        {"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "format": "rdfxml"},
    ),
    "long": (
        {"query": f"SELECT * {{ VALUES ?s {{ {' '.join(f'<urn:{n}>' for n in range(9_000))} }} ?s ?p ?o }}"},
    ),
    "small": ({"query": "ASK {}"},),
}
"""Kinds of siege: what their attackers ask, in turn."""
EVERY = "all of them"
EVERYTHING = tuple(asked for kind in SIEGES.values() for asked in kind)
Times = list[float]


def fetched(site: str, path: str, form: str | None = None, source: str = "127.0.0.1") -> int:
    """The status of an answer that is read to its end, of a GET or of a POST; `source` is who asks."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=PATIENCE, source_address=(source, 0))
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if form else "GET", path, form, kind if form else {})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def page_times(site: str, times: int) -> Times:
    """Seconds that each of some requests for pages takes. AssertionError where one fails."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        assert fetched(site, PAGES[number % len(PAGES)]) == 200
        taken.append(time.perf_counter() - start)
    return taken


def attack(site: str, asked: Sequence[Asked], attackers: int, over: Event, told: Queue[Counter[int]]) -> None:
    """Ask without a pause until it is over; then tell how often which status came. A process of its own."""
    os.nice(19)
    statuses: Counter[int] = Counter()

    def one(number: int) -> None:
        for at in count(number):
            about = asked[at % len(asked)]
            form = urlencode(about | {"query": f"{about['query']} # {number} {at}"})  # so that none is kept
            statuses[fetched(site, "/sparql", form, f"127.0.0.{2 + number}")] += 1
            if over.is_set():
                break

    crowd = [threading.Thread(target=one, args=(number,)) for number in range(attackers)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    told.put(statuses)


@contextmanager
def besieged(site: str, asked: Sequence[Asked], attackers: int, statuses: Counter[int]) -> Iterator[None]:
    """The time of a siege; at its end the last queries are waited for, and all statuses are counted."""
    over = multiprocessing.Event()
    told: Queue[Counter[int]] = multiprocessing.Queue()
    crowd = multiprocessing.Process(target=attack, args=(site, asked, attackers, over, told))
    crowd.start()
    time.sleep(FULL)
    try:
        yield
    finally:
        over.set()
        statuses.update(told.get())
        crowd.join()


def measure(site: str, kind: str, rounds: int, times: int, attackers: int) -> list[str]:
    """A row for one kind of siege: pages in peace and meanwhile, in milliseconds."""
    peace: Times = []
    war: Times = []
    statuses: Counter[int] = Counter()
    for _ in range(rounds):
        peace += page_times(site, times)
        with besieged(site, SIEGES.get(kind, EVERYTHING), attackers, statuses):
            war += page_times(site, times)
    answered = ", ".join(f"{often} x {status}" for status, often in sorted(statuses.items()))
    middle, late = statistics.median, _late
    shown = [f"{1000 * one:.1f}" for one in (middle(peace), late(peace), middle(war), late(war))]
    ratios = [f"{middle(war) / middle(peace):.2f}", f"{late(war) / late(peace):.2f}"]
    return [kind, *shown, *ratios, f"{os.getloadavg()[0]:.1f}", answered]


def _late(taken: Times) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--site", required=True, help="a server that runs, such as http://localhost:5000")
    wanted.add_argument("--kinds", nargs="+", choices=[*SIEGES, EVERY], default=[*SIEGES, EVERY])
    wanted.add_argument("--rounds", type=int, default=4, help="of peace and siege in turn")
    wanted.add_argument("--times", type=int, default=50, help="pages that are asked for in a round")
    wanted.add_argument("--attackers", type=int, default=4)
    given = wanted.parse_args()
    heads = [
        "siege",
        "peace: median",
        "95th",
        "siege: median",
        "95th",
        "median, times",
        "95th, times",
        "load",
        "answers",
    ]
    rows = [measure(given.site, kind, given.rounds, given.times, given.attackers) for kind in given.kinds]
    print(table(heads, rows))


if __name__ == "__main__":
    main()
