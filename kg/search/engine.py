"""The full-text engine, Whoosh, behind one small interface: write rows, read postings."""
from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, index  # type: ignore[import-untyped]
from whoosh.analysis import SpaceSeparatedTokenizer  # type: ignore[import-untyped]

TEXTS = ("title", "labels", "summary", "outcomes", "people", "related", "other_labels", "body")
"""The fields of words, from the one that says most of a thing to the one that says least."""
TERMS = ("things", "wider_things", "exact", "spelling")
"""The fields of whole terms: what a thing is related to, its exact names, its words as written."""
GAP = ("|", "|", "|")
"""Terms between two texts of one field, so that no run of words goes from the one into the other."""
SHORT = 6
"""Up to so many letters a word with two other letters is another word."""
LONGEST = 30
"""Longer words are not looked up in the spelling list: nobody meant one of its words."""


@dataclass(frozen=True)
class Row:
    """One document: its terms by field, and the record that is given back when it is found."""

    terms: dict[str, list[str]]
    record: dict[str, Any]


def write(folder: Path, rows: Iterable[Row]) -> None:
    """Write an index of rows, numbered from 0 in their order, into a folder."""
    text = {name: fields.TEXT(analyzer=SpaceSeparatedTokenizer()) for name in TEXTS}
    schema = fields.Schema(**text, **dict.fromkeys(TERMS, fields.KEYWORD), record=fields.STORED)
    folder.mkdir(parents=True, exist_ok=True)
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=256)
    for row in rows:
        given = {name: " ".join(terms) for name, terms in row.terms.items() if terms}
        writer.add_document(**given, record=json.dumps(row.record, ensure_ascii=False, sort_keys=True))
    writer.commit(optimize=True)
    made.close()
    for lock in folder.glob("*_WRITELOCK"):
        lock.unlink()


class Engine:
    """An index, open for reading. Threads may share it: one of them reads at a time.

    Whoosh's readers keep a place in their files, so two threads must not read at once; reading takes
    well under a millisecond for most terms.
    """

    def __init__(self, folder: Path) -> None:
        """Raises whoosh.index.EmptyIndexError where the folder holds no index."""
        self._reader = index.open_dir(str(folder), readonly=True).reader()
        self._lock = threading.Lock()
        self._closed = False
        self.size: int = self._reader.doc_count_all()

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        with self._lock:
            if not self._closed:
                self._reader.close()
            self._closed = True

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that have a term in a field, each with how often."""
        with self._lock:
            if (field, term) not in self._reader:
                return []
            matcher, found = self._reader.postings(field, term), []
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight()))
                matcher.next()
            return found

    def positions(self, field: str, term: str, documents: list[int]) -> dict[int, list[int]]:
        """Where a term stands in a field of those of some documents (in rising order) that have it there."""
        with self._lock:
            if (field, term) not in self._reader:
                return {}
            matcher, found = self._reader.postings(field, term), {}
            for document in documents:
                if matcher.is_active() and matcher.id() < document:
                    matcher.skip_to(document)
                if not matcher.is_active():
                    break
                if matcher.id() == document:
                    found[document] = list(matcher.value_as("positions"))
            return found

    def record(self, document: int) -> dict[str, Any]:
        """The record of a document."""
        with self._lock:
            stored = self._reader.stored_fields(document)
        record: dict[str, Any] = json.loads(stored["record"])
        return record

    def similar(self, word: str) -> str | None:
        """The most frequent word of the nearest spelling, or None where none is near."""
        if len(word) > LONGEST:
            return None
        with self._lock:
            for distance in (1, 2) if len(word) > SHORT else (1,):
                near = sorted(set(self._reader.terms_within("spelling", word, distance, prefix=1)) - {word})
                if near:
                    return str(max(near, key=lambda one: self._reader.doc_frequency("spelling", one)))
        return None
