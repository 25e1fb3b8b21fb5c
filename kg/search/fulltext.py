"""The full-text engine, Whoosh, behind `kg.search.engine`: it keeps words and records, and reads them once.

Whoosh reads each place of a stem in Python. So the places of a stem that is there often are also kept as
arrays, from when the index is written; those of any other are decoded when somebody asks, and kept a while.
Whether stems stand together is then arithmetic over sorted arrays.
"""

from __future__ import annotations

import json
import threading
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA
from whoosh import fields, index  # type: ignore[import-untyped]
from whoosh.analysis import SpaceSeparatedTokenizer  # type: ignore[import-untyped]
from whoosh.codec.whoosh3 import W3Codec  # type: ignore[import-untyped]

from kg.search.engine import FIELDS, Record, Row, Weights, norms
from kg.search.lists import Lists
from kg.search.standing import BETWEEN, Order, Run, settled

GAP = ["|"] * (BETWEEN + 1)
"""Terms between two texts of a field, so that no run of words crosses. No stem is one."""
WRITTEN = "written"
"""The field of words as they are written."""
SLIPS = ((6, 1), (9, 2), (30, 3))
"""Up to so many letters a word may have so many slips and still be the same; longer ones nobody meant."""
FOLDER = "words"
"""Below the folder of the index."""
LENGTHS = "lengths.npy"
"""Beside Whoosh's files: how many stems each field of each document has, exactly and without the gaps."""
MEMORY = 256
"""Megabytes that the writer may fill before it writes a part."""
PACKING = 0
"""How hard zlib tries on each place of each stem: none is a third larger and a fifth quicker to write."""
OFTEN = 200
"""A stem with as many places is there often."""
COMMON = "common"
"""Beside Whoosh's files: the places of the stems that are there often, by field."""
KEPT = 4096
"""Other stems whose places are kept decoded."""
SHIFT = 32
STRIDE = 1 << SHIFT
"""A place is document * STRIDE + position, so that no stretch goes from one document into the next."""
NOWHERE = np.iinfo(np.int64).max
"""After every place."""
MUCH_RARER = 8
"""A stem with so many times fewer places than another says where to look for the other."""
Numbers = npt.NDArray[np.int64]
Places: TypeAlias = "defaultdict[str, tuple[array[int], ...]]"
"""By stem and field, places in ascending order."""


def write(folder: Path, rows: Iterable[Row]) -> None:
    """Write an index of rows, numbered from 0 in their order, into a folder. See `kg.search.engine.Write`."""
    into = folder / FOLDER
    into.mkdir(parents=True)
    texts = {name: fields.TEXT(analyzer=SpaceSeparatedTokenizer()) for name in FIELDS}
    # Scorable: Whoosh asks for the length of a field at each place, and for a field that keeps none it looks
    # on the disk each time.
    schema = fields.Schema(**texts, **{WRITTEN: fields.KEYWORD(scorable=True)}, record=fields.STORED)
    made = index.create_in(str(into), schema)
    writer = made.writer(limitmb=MEMORY, compound=False, codec=W3Codec(compression=PACKING))
    lengths = array("q")
    places: Places = defaultdict(_of_no_field)
    for document, row in enumerate(rows):
        given = {name: _joined(row.texts.get(name, [])) for name in FIELDS}
        given[WRITTEN] = sorted(row.written)
        record = json.dumps(row.record, ensure_ascii=False, sort_keys=True)
        writer.add_document(**{name: one for name, one in given.items() if one}, record=record)
        lengths.extend(sum(map(len, row.texts.get(name, []))) for name in FIELDS)
        _note(places, document, row)
    writer.commit(optimize=True)
    made.close()
    np.save(into / LENGTHS, np.array(lengths, np.int64).reshape(-1, len(FIELDS)))
    _save_common(into, places)
    for lock in into.glob("*_WRITELOCK"):
        lock.unlink()


def _of_no_field() -> tuple[array[int], ...]:
    return tuple(array("q") for _ in FIELDS)


def _note(places: Places, document: int, row: Row) -> None:
    """Note the places of a document's stems, as Whoosh will number what `_joined` gives it."""
    for field, name in enumerate(FIELDS):
        place = document * STRIDE
        for text in filter(None, row.texts.get(name, [])):
            for stem in text:
                places[stem][field].append(place)
                place += 1
            place += len(GAP)


def _save_common(into: Path, places: Places) -> None:
    """Write the places of the stems that are there often: list `stem * fields + field` of some lists."""
    stems = sorted(stem for stem, by_field in places.items() if sum(map(len, by_field)) >= OFTEN)
    Lists.of((one for stem in stems for one in places[stem]), np.int64).save(into, COMMON)
    (into / f"{COMMON}.json").write_text(json.dumps(stems, ensure_ascii=False), "utf-8")


def _joined(texts: Sequence[Sequence[str]]) -> list[str]:
    """The stems of a field with a gap between its texts. Whoosh takes a list as words that are told apart."""
    joined: list[str] = []
    for text in filter(None, texts):
        joined += [*GAP, *text] if joined else text
    return joined


class FullText:
    """An index that `write` wrote, open for reading. See `kg.search.engine.Engine`.

    Whoosh's readers keep a place in their files, so one thread at a time reads them.
    """

    def __init__(self, folder: Path) -> None:
        """Raises OSError where the folder holds no index."""
        into = folder / FOLDER
        lengths = np.load(into / LENGTHS)
        self._norms = [norms(lengths[:, at], weight) for at, weight in enumerate(FIELDS.values())]
        self._reader = index.open_dir(str(into), readonly=True).reader()
        self._lock = threading.Lock()
        self._closed = False
        self._size = len(lengths)
        self._written = {
            term.decode(): int(info.doc_frequency()) for term, info in self._reader.iter_field(WRITTEN)
        }
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._written:
            self._by_first[word[0]].append(word)
        common = json.loads((into / f"{COMMON}.json").read_text("utf-8"))
        self._common = {stem: at * len(FIELDS) for at, stem in enumerate(common)}
        self._common_places = Lists.read(into, COMMON)
        self._rare_places = lru_cache(maxsize=KEPT)(self._decoded)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._size

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        with self._lock:
            if not self._closed:
                self._reader.close()
            self._closed = True

    def knows(self, stem: str) -> bool:
        """Whether a stem stands in any text."""
        return any(len(one) for one in self._places(stem))

    def together(self, run: Run, order: Order, within: Container[str] = FIELDS) -> Weights:
        """What the places at which stems stand together within some fields count in each document."""
        found = np.zeros(self._size, np.float32)
        of_stems = [self._places(stem) for stem in run]
        for at, (field, weights) in enumerate(zip(FIELDS, self._norms, strict=True)):
            places = [one[at] for one in of_stems]
            if field not in within or not places or not all(map(len, places)):
                continue
            first = places[0] if len(places) == 1 else _stretches(places, settled(run, order))
            documents, times = _counted(first >> SHIFT)
            found[documents] += times.astype(np.float32) * weights[documents]
        return found

    def _places(self, stem: str) -> tuple[Numbers, ...]:
        """The places of a stem in each field, ascending."""
        if (first := self._common.get(stem)) is None:
            return self._rare_places(stem)
        return tuple(self._common_places[first + field] for field in range(len(FIELDS)))

    def _decoded(self, stem: str) -> tuple[Numbers, ...]:
        """The same, out of Whoosh's files."""
        with self._lock:
            return tuple(self._in_field(field, stem) for field in FIELDS)

    def _in_field(self, field: str, stem: str) -> Numbers:
        places = array("q")
        if stem not in GAP and (field, stem) in self._reader:
            matcher = self._reader.postings(field, stem)
            while matcher.is_active():
                start = matcher.id() * STRIDE
                places.extend(start + at for at in matcher.value_as("positions"))
                matcher.next()
        return np.array(places, np.int64)

    def record(self, document: int) -> Record:
        """The record of a document."""
        with self._lock:
            stored = self._reader.stored_fields(document)
        record: Record = json.loads(stored["record"])
        return record

    def similar(self, word: str) -> str | None:
        """The written word of the nearest spelling with the same first letter, or None."""
        slips = next((slips for longest, slips in SLIPS if len(word) <= longest), 0)
        if not word or not slips:
            return None
        near = process.extract(
            word,
            self._by_first.get(word[0], []),
            scorer=OSA.distance,
            limit=None,
            score_cutoff=slips,
        )
        others = [(distance, -self._written[one], one) for one, distance, _ in near if one != word]
        return min(others)[2] if others else None


def _counted(ascending: Numbers) -> tuple[Numbers, Numbers]:
    """Which numbers there are and how often each, as `np.unique` says, which would sort them once more."""
    starts = np.flatnonzero(np.diff(ascending, prepend=-1) != 0)
    return ascending[starts], np.diff(starts, append=len(ascending))


def _stretches(places: Sequence[Numbers], order: Order) -> Numbers:
    """The first places of the stretches in which stems stand together, given the places of each.

    The same, for arrays, as `kg.search.standing.together`.
    """
    places = _near_rarest(places)
    size = len(places) + (0 if order == "next" else BETWEEN)
    first = last = places[0]
    for one in places[1:]:
        at = np.searchsorted(one, last, "right")
        following = np.append(one, NOWHERE)[at]
        within = following < first + size
        first, last = first[within], following[within]
    if order == "any":
        first = np.union1d(first, _windows(places))
    return first


def _near_rarest(places: Sequence[Numbers]) -> list[Numbers]:
    """The places of each stem that are so near one of the rarest stem's that a stretch may hold both."""
    rarest = min(places, key=len)
    reach = len(places) + BETWEEN
    return [one if len(one) < MUCH_RARER * len(rarest) else _around(rarest, one, reach) for one in places]


def _around(middles: Numbers, places: Numbers, reach: int) -> Numbers:
    """The places that are at most so far from a middle, each once."""
    ends = np.searchsorted(places, middles + reach, "right")
    starts = np.maximum(np.searchsorted(places, middles - reach), np.concatenate([[0], ends[:-1]]))
    counts = ends - starts
    near: Numbers = places[np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)]
    return near


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
