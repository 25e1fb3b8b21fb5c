"""The benchmark of search runs at a small size, and both engines answer every question of it."""

from __future__ import annotations

from benchmarks.made import made_store
from benchmarks.search import QUESTIONS, Fts5, measure


def test_it_measures_every_number_it_names() -> None:
    measured = measure(10)
    assert {"search, 95th percentile ms", "95th percentile over FTS5"} <= measured.keys()
    assert all(number > 0 for number in measured.values()), measured


def test_the_other_engine_does_the_same_work() -> None:
    plain = Fts5(":memory:")
    plain.fill(made_store(10)[1])
    for asked in QUESTIONS:
        shown, counts = plain.search(asked)
        assert bool(shown) == (sum(counts.values()) > 0)
    assert any(plain.search(asked)[0] for asked in QUESTIONS)
