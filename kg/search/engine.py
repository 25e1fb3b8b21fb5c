"""What search asks of a full-text engine, and nothing more: another engine may take its place.

`kg.search.fulltext` (Whoosh) is the engine in use. Any engine holds to
`tests/test_search_engine_contract.py`; nothing outside its module knows how it keeps words or records.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kg.search.standing import Order, Run

ASKED = "asked"
"""The field of the lines in which people ask for a thing, which are no words of what is recorded of it."""
RECORDED = {"title": 10.0, "names": 10.0, "summary": 4.0, "outcomes": 3.0, "related": 2.5, "body": 1.0}
FIELDS = {**RECORDED, ASKED: 3.0}
"""The fields of words, and how much a word counts in each (the weights of BM25F)."""
LENGTHS = 0.6
"""BM25's b: how much a word of a long field is held back."""

Weights = npt.NDArray[np.float32]
"""One number for each document, in the order in which they were written."""
Record = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One document: by field the stems of each of its texts, its words as written, and its record."""

    texts: dict[str, list[list[str]]]
    written: frozenset[str]
    record: Record


class Engine(Protocol):
    """An index, open for reading. Threads may share it."""

    @property
    def size(self) -> int:
        """How many documents there are."""

    def together(self, run: Run, order: Order, within: Container[str] = FIELDS) -> Weights:
        """How often stems stand together in the texts of each document, in that order, within some fields.

        A place counts what its field counts in FIELDS, divided by 1 - LENGTHS + LENGTHS * the field's length
        in stems / the mean length of that field where it is not empty. Stems of two texts never stand
        together, and a run that has a stem twice is looked for in its order (`standing.settled`).
        """

    def knows(self, stem: str) -> bool:
        """Whether a stem stands in any text."""

    def similar(self, word: str) -> str | None:
        """The written word of the nearest spelling, the most frequent of these; None where none is near."""

    def record(self, document: int) -> Record:
        """The record of a document."""

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""


Write = Callable[[Path, Iterable[Row]], None]
"""Writes an index of rows, numbered from 0 in their order, into a folder, which it makes."""
Open = Callable[[Path], Engine]
"""Opens the index in a folder. Raises OSError where there is none."""


def norms(lengths: npt.NDArray[np.int64], weight: float) -> Weights:
    """What one word counts in a field of each of these lengths; they are of all documents, 0 for no field."""
    used = lengths[lengths > 0]
    mean = float(used.mean()) if used.size else 1.0
    return (weight / (1 - LENGTHS + LENGTHS * lengths / mean)).astype(np.float32)
