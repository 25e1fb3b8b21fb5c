"""The benchmark of what is served works at a small size, on a whole release of made data."""

from __future__ import annotations

import gc

import pytest

from benchmarks.served import main


def test_it_measures_every_kind_of_page_and_prints_it_beside_sqlite(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["served", "--practices", "6"])
    monkeypatch.setattr("benchmarks.served.QUESTIONS", ("falls on the ward", "rec 6"))
    main()
    gc.unfreeze()
    lines = capsys.readouterr().out.splitlines()
    rows = {line.split("  ")[0]: line.split() for line in lines[3:]}
    for name in ("search with all facets", "suggestion", "practice page", "neighbourhood", "path"):
        numbers = [float(one) for one in rows[name][-6:]]
        assert min(numbers) > 0, name
