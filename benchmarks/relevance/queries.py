"""The questions of the benchmark with their graded answers: two halves, and the sets asked later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).parent / "queries.yaml"
LATER = {
    "asked later": QUERIES.with_name("later.yaml"),
    "asked afresh": QUERIES.with_name("afresh.yaml"),
    "asked to find faults": QUERIES.with_name("faults.yaml"),
    "asked last": QUERIES.with_name("last.yaml"),
    "asked by roles": QUERIES.with_name("roles.yaml"),
    "asked by colleagues": QUERIES.with_name("colleagues.yaml"),
}
"""Sets of questions that were written later, in that order; each file says how its questions arose."""
HALVES = ("tuned on", "held out")
GRADES = (3, 2, 1)
RELEVANT = 2
"""From this grade on an answer is one that the asker would open."""


@dataclass(frozen=True)
class Query:
    """A question, and the grade (1 to 3) of each thing, by kind/key, that answers it."""

    ask: str
    grades: dict[str, int]

    @property
    def half(self) -> str:
        """Which half it belongs to: a matter of its letters, so that nobody chooses."""
        return HALVES[hashlib.sha256(self.ask.encode()).digest()[0] & 1]

    @property
    def practices(self) -> dict[str, int]:
        """The graded practices."""
        return {key: grade for key, grade in self.grades.items() if key.startswith("practice/")}


def read(path: Path = QUERIES) -> list[Query]:
    """The questions of a file in their order."""
    return [_query(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def of_half(queries: Sequence[Query], half: str) -> list[Query]:
    """The questions of one half."""
    return [query for query in queries if query.half == half]


def _query(row: dict[Any, Any]) -> Query:
    return Query(row["ask"], {key: grade for grade in GRADES for key in row.get(grade, [])})
