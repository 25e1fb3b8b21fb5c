"""What the tests of SSSOM tables share: a copy of the made corpus, its tables, an import of a changed one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from made_support import MADE, made_copy

from kg.sssom import as_tsv, table_rows
from kg.sssom.importing import Plan, apply, plan
from loaders.corpus import Corpus, load
from loaders.sources import Sources

Rows = list[dict[str, str]]
NEW_LINK = {
    "subject_id": "id:practice/biscuit-trolley",
    "predicate_id": "sp:addresses",
    "object_id": "id:standard/made-grid-2019/a.2",
    "mapping_justification": "semapv:ManualMappingCuration",
    "mapping_date": "2020-03-01",
    "comment": "Minutes lie on the trolley.",
    "extent": "minor",
    "citations": "made-bulletin; What was done; 11:45c573c6f144718a65859a6bd2b2070c",
}
"""A row that links a practice which had no link."""


def files_of(corpus: Path) -> dict[str, bytes]:
    """Every file of a corpus by its path."""
    return {str(path.relative_to(corpus)): path.read_bytes() for path in corpus.rglob("*") if path.is_file()}


def sound(corpus: Path) -> Corpus:
    """A corpus, which has no fault."""
    read = load(corpus)
    assert read.faults == []
    return read


class Desk:
    """A copy of the made corpus and somebody with a spreadsheet."""

    def __init__(self, folder: Path) -> None:
        self.corpus = made_copy(folder)
        self.table = folder / "table.sssom.tsv"

    def text(self, which: str = "all") -> str:
        """What an export gives."""
        return as_tsv(table_rows(sound(self.corpus), which), which)

    def rows(self, which: str = "all") -> Rows:
        """The rows of an export."""
        lines = [line for line in self.text(which).splitlines(keepends=True) if not line.startswith("#")]
        return list(csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter="\t"))

    def save(self, rows: Rows) -> Path:
        """A table of these rows, without metadata; they may have different columns."""
        columns = list(dict.fromkeys(name for row in rows for name in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, delimiter="\t", restval="")
        writer.writeheader()
        writer.writerows(rows)
        self.table.write_text(text.getvalue(), encoding="utf-8", newline="")
        return self.table

    def plan(self, data: Rows | bytes | str) -> Plan:
        """What an import of a table would do, the table given as rows or as it lies in a file."""
        if isinstance(data, list):
            self.save(data)
        else:
            self.table.write_bytes(data if isinstance(data, bytes) else data.encode())
        return plan(sound(self.corpus), self.table, Sources(MADE / "sources"))

    def importing(self, data: Rows | bytes | str) -> Plan:
        """An import that is done."""
        made = self.plan(data)
        assert made.faults == [], [str(fault) for fault in made.faults]
        apply(made)
        return made

    def edited(self, key: str, change: Callable[[dict[str, str]], object], which: str = "all") -> Rows:
        """The rows of an export with one of them changed: the one of the assertion with that key."""
        rows = self.rows(which)
        change(next(row for row in rows if row["record_id"] == f"id:assertion/{key}"))
        return rows
