"""The validator of the `sssom` package accepts our tables and reads of them what we wrote.

The package brings a hundred others, one of which takes over rdflib's JSON-LD, so it has an environment of
its own, which `make test` makes. SSSOM_PYTHON names the interpreter of another one.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.sssom import FILES, as_tsv, table_rows
from loaders.corpus import load

ROOT = Path(__file__).resolve().parents[1]
PYTHON = Path(os.environ.get("SSSOM_PYTHON", ROOT / ".venv-sssom" / "bin" / "python"))
pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason=f"the validator is not installed in {PYTHON.parents[1].name}: run `make test`"
)


def validated(*files: Path) -> subprocess.CompletedProcess[str]:
    """What the validator says of some files."""
    script = ROOT / "tests" / "validator" / "validate.py"
    return subprocess.run([PYTHON, script, *files], capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("corpus", ["corpus", "tests/made/corpus"])
def test_it_accepts_every_table_and_reads_every_row(tmp_path: Path, corpus: str) -> None:
    records = load(ROOT / corpus)
    tables = {which: table_rows(records, which) for which in ("all", *FILES)}
    files = []
    for which, rows in tables.items():
        assert rows, which
        files.append(tmp_path / f"{which}.sssom.tsv")
        files[-1].write_text(as_tsv(rows, which), encoding="utf-8", newline="")
    done = validated(*files)
    assert done.returncode == 0, done.stderr
    assert "not well-formed" not in done.stderr
    for rows, line in zip(tables.values(), done.stdout.splitlines(), strict=True):
        read = json.loads(line)["rows"]
        assert by_name({name: text for name, text in row.items() if text} for row in read) == by_name(
            {name: row[name] for name in read[0] if name in row} for row in rows
        )


def by_name(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: row["record_id"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("semapv:ManualMappingCuration", "semapv:Guessing"),
        ("id:practice/", "nobody:practice/"),
        ("2020-01-01", "last week"),
    ],
)
def test_it_refuses_a_table_that_is_wrong(tmp_path: Path, old: str, new: str) -> None:
    text = as_tsv(table_rows(load(ROOT / "tests/made/corpus"), "all"), "all")
    assert old in text
    file = tmp_path / "wrong.sssom.tsv"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")
    done = validated(file)
    assert done.returncode != 0 or "not well-formed" in done.stderr
