"""`python -m benchmarks.changed`: from a saved file to a search on the running site that finds what it says.

It copies the records, runs `saferpractice serve` and `saferpractice build --watch` over them as an editor
would, puts a word that nobody knows into one practice after another, and asks the site until it has another
release, and that for the word. Beside it stands what SQLite FTS5 takes in the same run to be filled anew: the
records read and the graph made, and from a graph that is there already.

Seconds are of the clock, with all that the machine does besides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from pyoxigraph import Store

from benchmarks.made import ROOT
from benchmarks.search import Fts5, percentile
from benchmarks.servers import free_port, running
from kg import vocabulary
from kg.build import assemble, build
from kg.release import Home
from kg.text_table import table
from loaders.corpus import load

ONTOLOGY = ROOT / "ontology"
AGAIN = 0.05
"""Seconds between two questions to the site."""
REST = 1.0
"""Seconds from one find to the next save: nobody writes faster."""
PATIENCE = 60
LETTERS = "bdfgkmpvxz"
"""Of which words are made: without vowels, so that no word is near another and none has a stem."""


def measure(corpus: Path, times: int) -> list[list[str]]:
    """A row for each thing measured: name, median, 95th percentile and longest in seconds, and a ratio.

    The ratio is of the median to that of FTS5 filled anew.
    Raises TimeoutError where the site has no new release within PATIENCE, ValueError where it lacks the word.
    """
    with tempfile.TemporaryDirectory() as name:
        copy, home = Path(copytree(corpus, Path(name) / "corpus")), Path(name) / "home"
        build(copy, ONTOLOGY, Home(home))
        settings = {"SAFER_HOME": str(home), "SAFER_CORPUS": str(copy), "SAFER_ONTOLOGY": str(ONTOLOGY)}
        program, port = [sys.executable, "-m", "kg"], free_port()
        site = f"http://127.0.0.1:{port}"
        with (
            running([*program, "serve", "--port", str(port)], f"{site}/sparql?", **settings),
            _watching([*program, "build", "--watch"], settings),
        ):
            saved = [_seconds_until_found(site, copy, at) for at in range(times)]
        graph = Store.read_only(str(home / "current" / "store"))
        filled = [_clocked(lambda: Fts5(":memory:").fill(graph)) for _ in range(times)]
        anew = [_clocked(lambda: _fill_anew(copy)) for _ in range(times)]
    base = statistics.median(anew)
    rows = {"a saved record found on the site": saved, "FTS5 filled anew": anew, "its filling alone": filled}
    return [[what, *_numbers(times, base)] for what, times in rows.items()]


def _numbers(times: list[float], base: float) -> list[str]:
    middle = statistics.median(times)
    return [f"{one:.2f}" for one in (middle, percentile(times, 0.95) / 1000, max(times), middle / base)]


def _fill_anew(corpus: Path) -> None:
    Fts5(":memory:").fill(assemble(load(corpus), vocabulary.read(ONTOLOGY), ONTOLOGY))


@contextmanager
def _watching(command: list[str], settings: dict[str, str]) -> Iterator[None]:
    """`build --watch`, once it has built and waits, until the end of the `with`."""
    watch = subprocess.Popen(
        command, env={**os.environ, **settings, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    )
    assert watch.stdout
    try:
        while "Save a file" not in (line := watch.stdout.readline()):
            if not line:
                raise RuntimeError(f"{command!r} ended before it waited for a change")
        yield
    finally:
        watch.terminate()
        watch.wait()


def _seconds_until_found(site: str, corpus: Path, number: int) -> float:
    draw = random.Random(number)
    practice = draw.choice(sorted((corpus / "practices").glob("*.md")))
    word = "".join(draw.choices(LETTERS, k=12))
    front, fence, body = practice.read_text(encoding="utf-8").partition("\n---\n")
    practice.write_text(f"{front}{fence}\nThey call it {word}.\n\n{body}", encoding="utf-8")
    before, saved = _asked(f"{site}/healthz")["release"], time.monotonic()
    while _asked(f"{site}/healthz")["release"] == before:
        if time.monotonic() > saved + PATIENCE:
            raise TimeoutError(f"{word}, saved in {practice}, gave {site} no other release than {before}")
        time.sleep(AGAIN)
    found = _asked(f"{site}/search.json?q={quote(word)}")["total"]
    seconds = time.monotonic() - saved
    if found != 1:
        raise ValueError(f"{word}, saved in {practice}, was found {found} times")
    time.sleep(REST)
    return seconds


def _asked(address: str) -> dict[str, Any]:
    with urlopen(address, timeout=PATIENCE) as answer:
        said: dict[str, Any] = json.load(answer)
    return said


def _clocked(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--times", type=int, default=20)
    wanted.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    given = wanted.parse_args()
    print(table(["", "median s", "p95 s", "longest s", "ratio"], measure(given.corpus, given.times)))
    print("load of the machine, processes that want a processor:", *(f"{one:.1f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main()
