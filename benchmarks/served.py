"""`python -m benchmarks.served`: what readers wait for, as served, and the same work in SQLite.

It makes a release of invented practices and asks the site for searches with all facets, suggestions, practice
pages, paths and neighbourhoods, as the browser gets them. Beside each stands what SQLite takes in the same
run to find the rows for it, with nothing ranked by meaning, worded, proved or written as HTML.

Releases are made anew each time, or kept in a folder: `--homes FOLDER` makes one there for each size that it
does not have, which takes two minutes at 20,000 practices and twelve, and 18 GB, at 100,000.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient
from pyoxigraph import NamedNode, QuerySolutions, Store

from benchmarks.made import made_release
from benchmarks.search import QUESTIONS, Fts5, percentile, timed
from kg.namespaces import ASSERTED, ID
from kg.release import Home
from kg.search import Search
from kg.text_table import table
from kg.things.related import Sharing
from kg.traverse import Walk
from web.warm import ready

STARTS = ("fa", "saf", "kid", "hand", "learn", "made up pr", "stand", "rec", "york", "simul")
"""What stands in the box while somebody types."""
PAGES = 100
ROUNDS = 2
ENOUGH, LONG_SECONDS = 8, 60.0
"""So many answers are enough of what has taken so long; SQLite needs seconds for each path."""
STEPS = 4
"""How far SQLite looks for a path."""
NEAR = "SELECT ? AS node UNION SELECT other FROM link WHERE one = ?"
NEIGHBOURHOOD = f"SELECT one, other FROM link WHERE one IN ({NEAR}) AND other IN ({NEAR})"
PATH = f"""
WITH RECURSIVE way (node, steps) AS (
  SELECT ?, 0 UNION SELECT other, steps + 1 FROM way JOIN link ON one = node WHERE steps < {STEPS}
)
SELECT MIN(steps) FROM way WHERE node = ?
"""
LABELS = """
SELECT ?thing ?text WHERE {
  ?thing <http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#prefLabel> ?text
}
"""
LINKS = f"SELECT DISTINCT ?one ?other WHERE {{ ?one ?by ?other . FILTER(STRSTARTS(STR(?other), '{ID}')) }}"
Asked = Callable[[], object]


class Tables:
    """The graph in SQLite: names to begin with, and links in both directions."""

    def __init__(self, store: Store) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE name USING fts5(thing UNINDEXED, text, prefix='2 3')")
        self.database.execute("CREATE TABLE label (thing TEXT, text TEXT)")
        self.database.execute("CREATE TABLE link (one TEXT, other TEXT)")
        for name in ("name", "label"):
            self.database.executemany(f"INSERT INTO {name} VALUES (?, ?)", _pairs(store, LABELS))
        for one, other in _pairs(store, LINKS):
            self.database.executemany("INSERT INTO link VALUES (?, ?)", [(one, other), (other, one)])
        self.database.execute("CREATE INDEX by_one ON link (one, other)")
        self.database.execute("CREATE INDEX by_thing ON label (thing)")

    def beginning(self, start: str) -> list[tuple[str, str]]:
        """Things with a name that begins so."""
        words = " ".join(f'"{word}"*' for word in start.split())
        found = "SELECT thing, text FROM name WHERE text MATCH ? LIMIT 8"
        return self.database.execute(found, (words,)).fetchall()

    def around(self, thing: str) -> list[tuple[str, str]]:
        """The links of a thing, and those among what it is linked to."""
        return self.database.execute(NEIGHBOURHOOD, (thing,) * 4).fetchall()

    def linked(self, thing: str) -> list[tuple[str, str]]:
        """What a thing is linked to, with names."""
        found = "SELECT other, text FROM link LEFT JOIN label ON thing = other WHERE one = ?"
        return self.database.execute(found, (thing,)).fetchall()

    def steps(self, start: str, end: str) -> list[tuple[int | None]]:
        """In how many steps one thing leads to another, or None."""
        return self.database.execute(PATH, (start, end)).fetchall()


def _pairs(store: Store, query: str) -> list[tuple[str, str]]:
    found = store.query(query, default_graph=[NamedNode(ASSERTED)])
    assert isinstance(found, QuerySolutions)
    return [(one.value, other.value) for one, other in found]


def asked(client: FlaskClient, store: Store, things: Sequence[str]) -> dict[str, list[tuple[Asked, Asked]]]:
    """By what is measured, what asks the site for it and what asks SQLite for the same."""
    tables, texts = Tables(store), Fts5(":memory:")
    texts.fill(store)
    names = [thing.removeprefix(ID) for thing in things]
    site = partial(_page, client)
    return {
        "search with all facets": [
            (partial(site, "/search", q=words), partial(texts.search, words)) for words in QUESTIONS
        ],
        "suggestion": [
            (partial(site, "/suggest", q=start), partial(tables.beginning, start)) for start in STARTS
        ],
        "practice page": [
            (partial(site, f"/practices/{name.removeprefix('practice/')}"), partial(tables.linked, thing))
            for name, thing in zip(names, things, strict=True)
        ],
        "neighbourhood": [
            (partial(site, "/explore", thing=name), partial(tables.around, thing))
            for name, thing in zip(names, things, strict=True)
        ],
        "path": [
            (partial(site, "/path", **{"from": name, "to": other}), partial(tables.steps, thing, ID + other))
            for name, thing, other in zip(names, things, _ends(names), strict=True)
        ],
    }


def _ends(names: Sequence[str]) -> list[str]:
    """Where paths lead: half to a workstream, half to another practice."""
    return [f"workstream/{at % 4 + 1}" if at % 2 else names[at - 1] for at in range(len(names))]


def _page(client: FlaskClient, path: str, **query: str) -> None:
    answer = client.get(path, query_string=query, headers={"Accept": "text/html"})
    assert answer.status_code == 200, (path, query, answer.status_code)


def measure(practices: int, home: Home, seed: int = 1) -> list[list[str]]:
    """A row for each thing measured: name, then milliseconds and the ratio to SQLite.

    The home's release is measured, or one that is made there where it has none.
    """
    name = home.current_name()
    made = home.folder(name) if name else made_release(practices, home, seed)
    store = Store.read_only(str(made / "store"))
    once = {
        "reading the graph to walk": timed(lambda: Walk(store)),
        "reading what practices share": timed(lambda: Sharing(store)),
        "opening the index": timed(lambda: Search(made / "index").close()),
    }
    things = [f"{ID}practice/made-{number:06}" for number in range(practices)]
    chosen = random.Random(seed).sample(things, min(PAGES, practices))
    client = ready(home.path).test_client()
    rows = [_row(name, pairs) for name, pairs in asked(client, store, chosen).items()]
    return [*rows, *(_once(name, seconds) for name, seconds in once.items())]


def _once(name: str, seconds: float) -> list[str]:
    """A row for what is done once for each release."""
    return [f"{name} (once)", f"{1000 * seconds:.2f}", *[""] * 5]


def _row(name: str, pairs: Sequence[tuple[Asked, Asked]]) -> list[str]:
    pairs[0][0]()
    ours, theirs = (_times([pair[side] for pair in pairs for _ in range(ROUNDS)]) for side in (0, 1))
    middle = 1000 * statistics.median(ours), 1000 * statistics.median(theirs)
    late = percentile(ours, 0.95), percentile(theirs, 0.95)
    return [
        name,
        *(f"{each:.2f}" for each in (middle[0], late[0], middle[1], late[1])),
        f"{middle[0] / middle[1]:.1f}",
        f"{late[0] / late[1]:.1f}",
    ]


def _times(asked: Sequence[Asked]) -> list[float]:
    """How many seconds each takes, up to ENOUGH of them where they take long."""
    times: list[float] = []
    for one in asked:
        if len(times) < ENOUGH or sum(times) < LONG_SECONDS:
            times.append(timed(one))
    return times


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--practices", type=int, nargs="+", default=[35, 2_000, 20_000])
    wanted.add_argument("--homes", type=Path, help="a folder with a home for each size, to keep them")
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for practices in given.practices:
            _print(practices, Home((given.homes or Path(folder)) / str(practices)))


def _print(practices: int, home: Home) -> None:
    print(f"{practices:,} practices")
    heads = ["", "median ms", "p95 ms", "SQLite median", "SQLite p95", "median over it", "p95 over it"]
    print(table(heads, measure(practices, home)), flush=True)


if __name__ == "__main__":
    main()
