"""`python -m benchmarks.pages`: how long the gap pages take as they are served, HTML and all.

The pages are those of the real corpus; the table of link facts behind them is that of invented practices.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.coverage import TRUSTS, timed
from benchmarks.made import ROOT, made_store
from kg.build import build
from kg.coverage import COLUMNS, ROWS, Facts, facts
from kg.release import Home
from kg.text_table import table
from loaders.state import state_of_practice
from web.warm import ready

KINDS = ("list", "lead", "map", "open map")
"""The whole list, the weak rows of one workstream, a map, a map with narrower columns too."""


def served(practices: int, pages: int, seed: int = 1) -> dict[str, list[float]]:
    """Seconds of the processor that each of some gap pages takes, ascending, by kind of page."""
    corpus, store = made_store(practices)
    read = facts(store, state_of_practice(corpus))
    draw, times = random.Random(seed), {kind: list[float]() for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        built = build(ROOT / "corpus", ROOT / "ontology", Home(Path(folder)))
        (built.path / "facts.json").write_text(json.dumps(read.as_dict()), encoding="utf-8")
        client = ready(Path(folder)).test_client()
        for number in range(pages):
            kind = KINDS[number % len(KINDS)]
            address = _address(kind, read, draw)
            taken, answer = timed(partial(client.get, address, headers={"Accept": "text/html"}))
            assert answer.status_code == 200, address
            times[kind].append(taken)
    return {kind: sorted(each) for kind, each in times.items()}


def _address(kind: str, read: Facts, draw: random.Random) -> str:
    """The address of a page of a kind, at any trust, date and setting."""
    trust = draw.choice(TRUSTS)
    setting = draw.choice([None, *(one.key for one in read.slices["setting"])])
    asked = {
        "trust": trust.basis,
        "without_minor": None if trust.minor else "1",
        "without_inferred": None if trust.inferred else "1",
        "as_of": trust.as_of,
        "setting": setting,
    }
    if kind == "lead":
        asked |= {"workstream": draw.choice("1234"), "weak": "1", "weakest": "1"}
    if kind == "open map":
        asked["deep"] = "1"
    if kind.endswith("map"):
        asked |= {"rows": draw.choice(list(ROWS)), "columns": draw.choice(list(COLUMNS))}
    return "/gaps?" + "&".join(f"{name}={value}" for name, value in asked.items() if value)


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--practices", type=int, nargs="+", default=[20_000], help="how many to invent")
    wanted.add_argument("--pages", type=int, default=200, help="how many gap pages to ask for")
    given = wanted.parse_args()
    for practices in given.practices:
        times = served(practices, given.pages)
        times["all"] = sorted(one for each in times.values() for one in each)
        print(f"{practices:,} practices")
        print(
            table(
                ["page", "median", "95th percentile"],
                [
                    [kind, f"{statistics.median(each):.4f}", f"{each[int(len(each) * 0.95)]:.4f}"]
                    for kind, each in times.items()
                ],
            )
        )


if __name__ == "__main__":
    main()
