"""The full-text engine: postings as packed arrays of numbers, read from disk as they are needed.

Each text of each document is a stretch of one long row of stems, with a GAP after it. A stem's postings are
its places in that row, so that whether stems stand together is arithmetic over sorted arrays; and, worked out
when the index is written, what it counts in each document.
"""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.search.engine import FIELDS, Record, Row, Weights, norms
from kg.search.standing import BETWEEN, Order, Run

GAP = BETWEEN + 1
"""Empty places after each text, so that no run of words goes from the one into the next."""
SHORT, LONG = 6, 30
"""Up to so many letters a word with two other letters is another word; longer ones nobody meant."""
FOLDER = "words"
"""Below the folder of the index."""
Numbers = npt.NDArray[np.int32]


def write(folder: Path, rows: Iterable[Row]) -> None:
    """Write an index of rows, numbered from 0 in their order, into a folder. See `kg.search.engine.Write`."""
    into = folder / FOLDER
    into.mkdir(parents=True)
    row = _Row()
    written: Counter[str] = Counter()
    starts = array("q", [0])
    with (into / "records").open("wb") as records:
        for document, one in enumerate(rows):
            row.add(document, one)
            written.update(one.written)
            records.write(json.dumps(one.record, ensure_ascii=False, sort_keys=True).encode())
            starts.append(records.tell())
    row.save(into)
    np.save(into / "record-starts.npy", np.array(starts, np.int64))
    _dump(into / "written.json", dict(sorted(written.items())))


class _Row:
    """The long row of stems while it is written."""

    def __init__(self) -> None:
        self.end = self.documents = 0
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        self.starts, self.document, self.field, self.length = (array("i") for _ in range(4))

    def add(self, document: int, row: Row) -> None:
        """Put a document's texts at the end; each of its fields is one segment."""
        self.documents = document + 1
        for field, name in enumerate(FIELDS):
            texts = row.texts.get(name, [])
            if not any(texts):
                continue
            self.starts.append(self.end)
            self.document.append(document)
            self.field.append(field)
            self.length.append(sum(map(len, texts)))
            for text in texts:
                for stem in text:
                    self.places[stem].append(self.end)
                    self.end += 1
                self.end += GAP

    def save(self, into: Path) -> None:
        """Write the postings of each stem: its places, and what it counts in each document."""
        stems = sorted(self.places)
        places = np.concatenate([np.array(self.places[stem], np.int32) for stem in stems] or [_none()])
        ends = np.cumsum([0, *(len(self.places[stem]) for stem in stems)], dtype=np.int64)
        starts, documents = np.array(self.starts, np.int32), np.array(self.document, np.int32)
        weights = self._weights()
        segment = np.searchsorted(starts, places, "right") - 1
        holder = documents[segment] if places.size else _none()
        stem = np.repeat(np.arange(len(stems)), np.diff(ends))
        first = np.flatnonzero(np.diff(stem, prepend=-1) | np.diff(holder, prepend=-1))
        summed = np.add.reduceat(weights[segment], first) if first.size else weights[:0]
        for name, numbers in {
            "places": places, "place-ends": ends, "segment-starts": starts, "segment-documents": documents,
            "segment-weights": weights, "documents": holder[first], "weights": summed.astype(np.float32),
            "document-ends": np.searchsorted(first, ends).astype(np.int64),
        }.items():  # fmt: skip
            np.save(into / f"{name}.npy", numbers)
        _dump(into / "stems.json", stems)

    def _weights(self) -> Weights:
        """What a word counts in each segment."""
        fields, lengths = np.array(self.field, np.int32), np.array(self.length, np.int64)
        weights = np.zeros(len(fields), np.float32)
        for field, weight in enumerate(FIELDS.values()):
            chosen = fields == field
            weights[chosen] = norms(lengths[chosen], weight)
        return weights


class Packed:
    """An index that `write` wrote, open for reading. See `kg.search.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where the folder holds no index."""
        self._folder = folder / FOLDER
        stems: list[str] = json.loads((self._folder / "stems.json").read_text(encoding="utf-8"))
        self._stems = {stem: at for at, stem in enumerate(stems)}
        self._places, self._place_ends = self._array("places"), self._array("place-ends")
        self._documents, self._weights = self._array("documents"), self._array("weights")
        self._document_ends, self._starts = self._array("document-ends"), self._array("segment-starts")
        self._holders, self._counts = self._array("segment-documents"), self._array("segment-weights")
        self._record_starts = self._array("record-starts")
        self._records = (self._folder / "records").open("rb")
        self._written: dict[str, int] = json.loads((self._folder / "written.json").read_text("utf-8"))
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in self._written:
            self._by_first[word[0]].append(word)

    def _array(self, name: str) -> npt.NDArray[Any]:
        path = self._folder / f"{name}.npy"
        read: npt.NDArray[Any] = np.load(path, mmap_mode="r")
        return read

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._record_starts) - 1

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        self._records.close()

    def knows(self, stem: str) -> bool:
        """Whether a stem stands in any text."""
        return stem in self._stems

    def together(self, run: Run, order: Order) -> Weights:
        """What the places at which stems stand together count in each document."""
        found = np.zeros(self.size, np.float32)
        known = [self._stems[stem] for stem in run if stem in self._stems]
        if not run or len(known) < len(run):
            return found
        if len(run) == 1:
            first, last = self._document_ends[known[0] : known[0] + 2]
            found[self._documents[first:last]] = self._weights[first:last]
            return found
        places = [self._places[self._place_ends[stem] : self._place_ends[stem + 1]] for stem in known]
        segments = np.searchsorted(self._starts, _stretches(places, order), "right") - 1
        np.add.at(found, self._holders[segments], self._counts[segments])
        return found

    def record(self, document: int) -> Record:
        """The record of a document."""
        first, last = (int(at) for at in self._record_starts[document : document + 2])
        record: Record = json.loads(os.pread(self._records.fileno(), last - first, first))
        return record

    def similar(self, word: str) -> str | None:
        """The written word of the nearest spelling with the same first letter, or None."""
        if not word or len(word) > LONG:
            return None
        near = process.extract(
            word,
            self._by_first.get(word[0], []),
            scorer=OSA.distance,
            limit=None,
            score_cutoff=2 if len(word) > SHORT else 1,
        )
        others = [(distance, -self._written[one], one) for one, distance, _ in near if one != word]
        return min(others)[2] if others else None


def _stretches(places: Sequence[Numbers], order: Order) -> Numbers:
    """The first places of the stretches in which stems stand together, given the places of each.

    The same, for arrays, as `kg.search.standing.together`.
    """
    first = last = places[0]
    for one in places[1:]:
        at = np.searchsorted(one, last, "right")
        kept = at < len(one)
        first, last = first[kept], one[at[kept]]
    within = last < first + len(places) + (0 if order == "next" else BETWEEN)
    found = first[within]
    if order == "any":
        found = np.union1d(found, _windows(places))
    return found


def _windows(places: Sequence[Numbers]) -> Numbers:
    """The places of stems from which as many places as there are stems hold each of the stems."""
    size = len(places)
    rarest = min(places, key=len)
    first = np.unique(np.concatenate([rarest - back for back in range(size)]))
    starts = np.zeros(len(first), np.bool_)
    inside = np.ones(len(first), np.bool_)
    for one in places:
        at = np.searchsorted(one, first)
        starts |= (at < len(one)) & (one[np.minimum(at, len(one) - 1)] == first)
        inside &= np.searchsorted(one, first + size) > at
    return first[starts & inside]


def _none() -> Numbers:
    return np.zeros(0, np.int32)


def _dump(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
