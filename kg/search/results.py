"""What a search gives back: hits with their reasons, facets with their counts, and what was understood."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

ASKED_AS = "people ask for it as "
"""How the reason begins that a hit is asked for in such words; the lines follow, each in quotes."""


class SearchError(ValueError):
    """A search that asks for something that is not there; the message says what to choose instead.

    `parameter` names what was wrong (a facet, `kinds`, `page`, `per_page`), `given` is its value and
    `nearest` the nearest that exists, or None.
    """

    def __init__(self, parameter: str, given: str, problem: str, nearest: str | None = None) -> None:
        super().__init__(f"{parameter}: {problem}" + (f" The nearest is {nearest!r}." if nearest else ""))
        self.parameter, self.given, self.nearest = parameter, given, nearest

    @classmethod
    def unknown(cls, parameter: str, given: str, known: Iterable[str]) -> SearchError:
        """The error for a value that is none of the `known`."""
        near = difflib.get_close_matches(given[:100], list(known), 1, 0.0)
        return cls(parameter, given, f"there is no {given[:100]!r}.", near[0] if near else None)


class Segment(NamedTuple):
    """A stretch of plain text and whether it is what was searched for."""

    text: str
    marked: bool


class Matched(NamedTuple):
    """A field in which words stand, named in plain words, and the stretch of it that has most of them."""

    field: str
    segments: tuple[Segment, ...]


class Addressed(NamedTuple):
    """A requirement that a practice addresses: its IRI, number, title and extent (full, partial, minor)."""

    id: str
    number: str
    title: str
    extent: str


@dataclass(frozen=True)
class Hit:
    """One thing found.

    `id` is its IRI and `score` at least 0, comparable within one search only. `why` are plain
    sentences; `missing` are words of the question that it does not have; `matched` shows where the others
    stand. `addresses` holds the published links of a practice. `status` is empty for a current thing, else
    withdrawn, superseded, dissolved or renamed. `group` is one of `kg.search.rank.GROUPS`.
    """

    id: str
    kind: str
    key: str
    title: str
    summary: str
    score: float
    why: tuple[str, ...] = ()
    matched: tuple[Matched, ...] = ()
    addresses: tuple[Addressed, ...] = ()
    status: str = ""
    missing: tuple[str, ...] = ()
    group: str = "other"

    @property
    def withdrawn(self) -> bool:
        """Whether it must no longer be used."""
        return self.status == "withdrawn"


@dataclass(frozen=True)
class FacetCount:
    """One value of a facet: how many matches carry it, and whether it is chosen."""

    key: str
    label: str
    count: int
    chosen: bool


class Reading(NamedTuple):
    """A stretch of a question that was taken for more than plain words.

    `kind` is name, number, kind, field or spelling; `means` says for what it was taken; `undone` is the
    question that asks the same without this reading.
    """

    said: str
    kind: str
    means: str
    undone: str


class Broader(NamedTuple):
    """A question that asks for more, and how it differs from the one that was asked."""

    query: str
    how: str


@dataclass(frozen=True)
class Results:
    """A page of hits.

    `query` is what was searched (cleaned, and cut where it was too long), `understood` says in
    sentences how it was read, `readings` part by part. `total` counts all matches, `pages` is at least 1,
    `suggestion` is a better spelling or None. `facets` counts all matches, not only this page's; a facet's
    own choice does not limit its own counts, so that they say what choosing another value would add.
    `nearest` says that nothing has enough of what was asked for, as it was typed: the hits are the nearest
    that there are. `broader` are questions that ask for more, where there is nothing or only the nearest.
    `unmet` says that no practice answers the question, and `wanted` then what it was about, in words of the
    vocabularies only.
    """

    query: str
    understood: str
    readings: tuple[Reading, ...]
    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    facets: dict[str, list[FacetCount]]
    suggestion: str | None = None
    nearest: bool = False
    sort: str = "relevance"
    broader: tuple[Broader, ...] = ()
    unmet: bool = False
    wanted: tuple[str, ...] = ()

    @property
    def only_withdrawn(self) -> bool:
        """Whether what answers a question was withdrawn, and no practice that may be used answers it."""
        found = {one.key: one.count for one in self.facets.get("kind", [])}
        return bool(self.query and found.get("withdrawn") and not found.get("practice"))
