"""The benchmark of coverage works at a small size, and made data are the same whenever they are made."""

from __future__ import annotations

import pytest

from benchmarks.coverage import COUNTING, main, measure
from benchmarks.made import made_corpus
from benchmarks.pages import KINDS, served
from loaders.records import Practice
from loaders.state import state_of_practice


def test_it_measures_every_number_and_prints_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["coverage", "--practices", "40", "--pages", "4"])
    main()
    printed = capsys.readouterr().out
    for name in ("counting queries", "facts", "default coverage", "ratio", "95th percentile page"):
        assert name in printed


def test_made_data_have_links_of_every_kind_for_the_counting_queries_to_count() -> None:
    measured = measure(60, pages=2)
    assert measured["links"] > 60
    assert measured["rows"] > 10 * len(COUNTING)


def test_the_same_seed_makes_the_same_corpus_and_another_makes_another() -> None:
    first, again, other = made_corpus(20), made_corpus(20), made_corpus(20, seed=2)
    assert len(first.of(Practice)) == 20
    assert state_of_practice(first) == state_of_practice(again) != state_of_practice(other)


def test_gap_pages_are_served_over_made_facts() -> None:
    times = served(40, pages=2 * len(KINDS))
    assert {kind: len(each) for kind, each in times.items()} == dict.fromkeys(KINDS, 2)
