"""`python -m benchmarks.search`: how long a search with all facets takes, and the same work in SQLite FTS5.

Both answer the same questions over the same made records: the first 20 hits, how many there are, and for each
value of each facet how many of them carry it. Ours also ranks names and relations, explains each hit and
reads how the question was meant; FTS5 only matches any of the words.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.made import made_store
from kg.search import FACETS, Search, build_index
from kg.search.build import read
from kg.search.texts import texts
from kg.search.words import tokens
from kg.text_table import table

QUESTIONS = (
    "falls on the ward", "A&E", "kidney failure", "safer handover between teams", "sepsis", "rec 6",
    "what addresses standard 1.1", "quality improvement training for all staff", "nurse learner meeting",
    "whistleblowing", "setting:ward team", "safety huddles", "leadership", "hydratoin", "plan change review",
    "patient and family involvement in care homes", '"talk listen report"', "Yorkshire", "simulation",
    "how do we share what we learn after harm with other teams",
)  # fmt: skip
SHOWN = 20
ROUNDS = 5
FIND = "SELECT rowid, bm25(thing) AS score FROM thing WHERE thing MATCH ?"
COUNT = "SELECT facet, value, COUNT(*) FROM carries JOIN found USING (rowid) GROUP BY facet, value"


def timed(work: Callable[[], object]) -> float:
    """How many seconds of the processor some work takes, however busy the machine is."""
    start = time.process_time()
    work()
    return time.process_time() - start


def questions(rounds: int = ROUNDS, seed: int = 1) -> list[str]:
    """Every question some times, in an order of chance."""
    asked = list(QUESTIONS) * rounds
    random.Random(seed).shuffle(asked)
    return asked


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of the times does not exceed, in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(practices: int) -> dict[str, float]:
    """Every number that is measured at a number of practices: seconds, milliseconds and megabytes."""
    _, store = made_store(practices)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        built = timed(lambda: build_index(folder, store))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        opened = timed(lambda: Search(folder).search("falls"))
        search = Search(folder)
        ours = [timed(lambda asked=asked: search.search(asked)) for asked in questions()]  # type: ignore[misc]
        search.close()
    plain = Fts5(":memory:")
    filled = timed(lambda: plain.fill(store))
    theirs = [timed(lambda asked=asked: plain.search(asked)) for asked in questions()]  # type: ignore[misc]
    return {
        "building the index, s": built,
        "the same in FTS5, s": filled,
        "index, MB": size,
        "opening, s": opened,
        "search, median ms": percentile(ours, 0.5),
        "search, 95th percentile ms": percentile(ours, 0.95),
        "FTS5, median ms": percentile(theirs, 0.5),
        "FTS5, 95th percentile ms": percentile(theirs, 0.95),
        "median over FTS5": percentile(ours, 0.5) / percentile(theirs, 0.5),
        "95th percentile over FTS5": percentile(ours, 0.95) / percentile(theirs, 0.95),
    }


class Fts5:
    """The same records in SQLite: their texts in an FTS5 table, what carries which value in another."""

    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute("CREATE VIRTUAL TABLE thing USING fts5(words, tokenize='porter unicode61')")
        self.database.execute("CREATE TABLE carries (rowid INTEGER, facet TEXT, value TEXT)")

    def fill(self, store: object) -> None:
        """Write the records of a graph."""
        documents = read(store)  # type: ignore[arg-type]
        place = {one.id: at for at, one in enumerate(documents)}
        rows = ((at, "\n".join(text.text for text in texts(one))) for at, one in enumerate(documents))
        self.database.executemany("INSERT INTO thing (rowid, words) VALUES (?, ?)", rows)
        carried = (
            (place[thing], facet.key, value.key)
            for facet in FACETS
            for value in facet.read(store, documents)  # type: ignore[arg-type]
            for thing in value.things
        )
        self.database.executemany("INSERT INTO carries VALUES (?, ?, ?)", carried)
        self.database.execute("CREATE INDEX by_thing ON carries (rowid)")

    def search(self, asked: str) -> tuple[list[int], dict[tuple[str, str], int]]:
        """The rows of the first hits, and the counts of the facets over all of them."""
        words = " OR ".join(f'"{token.folded}"' for token in tokens(asked) if token.stem)
        self.database.execute("DROP TABLE IF EXISTS temp.found")
        self.database.execute(f"CREATE TEMP TABLE found AS {FIND}", (words,))
        shown = self.database.execute("SELECT rowid FROM found ORDER BY score LIMIT ?", (SHOWN,)).fetchall()
        counts = {(facet, value): count for facet, value, count in self.database.execute(COUNT)}
        return [row for (row,) in shown], counts


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--practices", type=int, nargs="+", default=[35, 2_000, 20_000])
    sizes = wanted.parse_args().practices
    measured = {size: measure(size) for size in sizes}
    rows = [[name, *(f"{measured[size][name]:.2f}" for size in sizes)] for name in measured[sizes[0]]]
    print(table(["", *(f"{size:,}" for size in sizes)], rows))


if __name__ == "__main__":
    main()
