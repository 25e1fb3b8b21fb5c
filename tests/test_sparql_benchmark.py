"""The benchmarks of queries from strangers work at a small size."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.harness import served

from benchmarks import siege, sparql
from benchmarks.coverage import COUNTING


def test_it_measures_workers_and_http(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made_home: Path, tmp_path: Path
) -> None:
    with served(made_home, tmp_path / "serve.log") as address:
        given = ["sparql", "--practices", "30", "--times", "1", "--site", address]
        monkeypatch.setattr("sys.argv", given)
        sparql.main()
    printed = capsys.readouterr().out
    for said in (*COUNTING, "triples", "A small query over HTTP", "Others meanwhile"):
        assert said in printed


def test_it_measures_pages_in_peace_and_under_siege(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made_home: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(siege, "PAGES", ("/", "/practices"))
    monkeypatch.setattr(siege, "FULL", 0)
    with served(made_home, tmp_path / "serve.log") as address:
        given = ["siege", "--site", address, "--kinds", "unreadable", "--rounds", "1", "--times", "2"]
        monkeypatch.setattr("sys.argv", [*given, "--attackers", "1"])
        siege.main()
    printed = capsys.readouterr().out
    assert "unreadable" in printed
    assert "x 400" in printed


def test_a_page_that_fails_is_no_fast_page(
    monkeypatch: pytest.MonkeyPatch, made_home: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(siege, "PAGES", ("/none",))
    with served(made_home, tmp_path / "serve.log") as address, pytest.raises(AssertionError):
        siege.page_times(address, 1)
