"""The benchmark of queries from strangers works at a small size."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.harness import served

from benchmarks.coverage import COUNTING
from benchmarks.sparql import main, page_times


def test_it_measures_workers_http_and_pages_under_siege(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made_home: Path, tmp_path: Path
) -> None:
    with served(made_home, tmp_path / "serve.log") as address:
        given = ["sparql", "--practices", "30", "--times", "1", "--site", address]
        monkeypatch.setattr("benchmarks.sparql.PAGES", ("/", "/practices"))
        monkeypatch.setattr("benchmarks.sparql.SIEGE", ("SELECT * {",))
        monkeypatch.setattr("sys.argv", given)
        main()
    printed = capsys.readouterr().out
    for said in (*COUNTING, "A small query over HTTP", "Pages in peace", "Pages besieged", "95th percentile"):
        assert said in printed


def test_a_page_that_fails_is_no_fast_page(made_home: Path, tmp_path: Path) -> None:
    with served(made_home, tmp_path / "serve.log") as address, pytest.raises(AssertionError):
        page_times(f"{address}/none", 1)
