"""`python -m benchmarks.coverage`: how long the table of link facts, coverage and gap pages take.

It makes a graph of invented practices, and measures in one run: what plain counting queries take in Oxigraph,
what the facts and the default coverage take, and how long a reader waits for a gap page at any trust.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

from pyoxigraph import QuerySolutions, Store

from benchmarks.made import ROOT, made_store
from kg.coverage import (
    COLUMNS,
    ROWS,
    TRUSTED,
    Facts,
    Filters,
    Policy,
    Trust,
    coverage,
    facts,
    gap_map,
    read_policy,
)
from kg.query import GRAPHS
from kg.text_table import table
from loaders.state import state_of_practice

PREFIX = "PREFIX sp: <https://w3id.org/safer-practice/ontology#>\n"
COUNT = "SELECT ?requirement (COUNT(DISTINCT ?practice) AS ?n) WHERE { %s } GROUP BY ?requirement"
BY = "SELECT ?requirement ?value (COUNT(DISTINCT ?practice) AS ?n) WHERE { %s } GROUP BY ?requirement ?value"
ADDRESSES = "?practice sp:addresses ?requirement . "
COUNTING = {
    "requirement": COUNT % ADDRESSES,
    **{
        name: BY % f"{ADDRESSES}?practice sp:{name} ?value"
        for name in "setting profession topic method scope".split()
    },
    "collaborative": BY % f"{ADDRESSES}?practice sp:ledBy ?value . ?value a sp:Collaborative",
    "office": BY % f"{ADDRESSES}?practice sp:ledBy ?value . ?value a sp:LocalOffice",
    "workstream": BY % f"{ADDRESSES}?requirement sp:inWorkstream ?value",
    "theme": BY % f"{ADDRESSES}?requirement sp:groupedUnder ?value . ?value a sp:Theme",
}
"""Plain counting queries: practices per requirement, and per requirement and value of each slice."""
TRUSTS = [
    Trust(basis, minor, inferred, as_of)
    for basis in TRUSTED
    for minor in (True, False)
    for inferred in (True, False)
    for as_of in (None, "2017-03", "2021")
]
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds of the processor some work takes, however busy the machine is, and what it gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def count_all(store: Store) -> int:
    """Run every counting query to its end; the number of rows."""
    rows = 0
    for text in COUNTING.values():
        found = store.query(PREFIX + text, default_graph=GRAPHS)
        assert isinstance(found, QuerySolutions)
        rows += sum(1 for _ in found)
    return rows


def page_times(facts: Facts, policy: Policy, pages: int, seed: int = 1) -> list[float]:
    """How many seconds each of some gap pages takes at any trust and in any slice, ascending.

    A page is the table of every requirement and a map, with the state and the reason of each cell.
    """
    draw = random.Random(seed)
    settings = [one.key for one in facts.slices["setting"]]

    def page() -> int:
        trust, filters = draw.choice(TRUSTS), Filters(setting=draw.choice([None, *settings]))
        table = coverage(facts, policy, trust, filters)
        held = gap_map(facts, policy, trust, filters, draw.choice(list(ROWS)), draw.choice(list(COLUMNS)))
        shown = [*table.values(), *(cell.coverage for row in held.cells for cell in row)]
        return sum(len(one.reason) + one.number + one.fragile for one in shown)

    return sorted(timed(page)[0] for _ in range(pages))


def measure(practices: int, pages: int) -> dict[str, float]:
    """Every number that is measured, in seconds, at a number of practices."""
    corpus, store = made_store(practices)
    policy = read_policy(ROOT / "corpus" / "policy.yaml")
    state = state_of_practice(corpus)
    plain, rows = timed(lambda: count_all(store))
    built, read = timed(lambda: facts(store, state))
    default, _ = timed(lambda: coverage(read, policy))
    text = json.dumps(read.as_dict())
    opened, again = timed(lambda: Facts.from_dict(json.loads(text)))
    first, _ = timed(lambda: page_times(again, policy, 1))
    times = page_times(again, policy, pages)
    return {
        "statements": len(store),
        "links": len(read.links.iri),
        "rows": rows,
        "counting queries": plain,
        "facts": built,
        "default coverage": default,
        "ratio": (built + default) / plain,
        "opening": opened,
        "first page": first,
        "median page": statistics.median(times),
        "95th percentile page": times[int(len(times) * 0.95)],
    }


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--practices", type=int, nargs="+", default=[20_000], help="how many to invent")
    wanted.add_argument("--pages", type=int, default=200, help="how many gap pages to ask for")
    given = wanted.parse_args()
    measured = {size: measure(size, given.pages) for size in given.practices}
    names = next(iter(measured.values()))
    print(
        table(
            ["seconds", *measured],
            [[name, *(_shown(one[name]) for one in measured.values())] for name in names],
        )
    )


def _shown(number: float) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{number:.4f}"


if __name__ == "__main__":
    main()
