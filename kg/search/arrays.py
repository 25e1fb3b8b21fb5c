"""What is held in memory while a release is open: kinds, facets, names, numbers, who serves what."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kg.search.facets import FACETS
from kg.search.results import FacetCount, SearchError

ARRAYS = "arrays.json"
"""Beside Whoosh's files: what is held in memory while a release is open."""


class Name(NamedTuple):
    """A name that a question may use: the IRI it means, how that is called, of what kind it is."""

    id: str
    called: str
    kind: str
    text: str


class Number(NamedTuple):
    """A numbered thing: its number, kind, document, IRI, and how a sentence names it."""

    number: str
    kind: str
    document: int
    id: str
    said: str


class FacetValue(NamedTuple):
    """A value of a facet and, as the bits of an integer, the documents that carry it."""

    key: str
    label: str
    documents: int


def bits(documents: Iterable[int], size: int) -> int:
    """A set of document numbers as an integer with one bit a document.

    Sets of this form are joined, met and counted at once, whatever the number of documents.
    """
    array = bytearray(size // 8 + 1)
    for document in documents:
        array[document >> 3] |= 1 << (document & 7)
    return int.from_bytes(array, "little")


@dataclass(frozen=True)
class Arrays:
    """The arrays of one index."""

    data: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Arrays:
        """The arrays that the builder wrote. Raises OSError where the file is not there."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @property
    def kinds(self) -> list[str]:
        """The kind of each document."""
        kinds: list[str] = self.data["kinds"]
        return kinds

    @property
    def lengths(self) -> dict[str, list[int]]:
        """How many terms each document has in each field of words."""
        lengths: dict[str, list[int]] = self.data["lengths"]
        return lengths

    @cached_property
    def withdrawn(self) -> frozenset[int]:
        """The documents of what was withdrawn."""
        return frozenset(self.data["withdrawn"])

    @cached_property
    def names(self) -> dict[tuple[str, ...], list[Name]]:
        """The names that a question may use, by their key."""
        names: dict[tuple[str, ...], list[Name]] = {}
        for key, *rest in self.data["names"]:
            names.setdefault(tuple(key), []).append(Name(*rest))
        return names

    @cached_property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        return max(map(len, self.names), default=0)

    @cached_property
    def numbers(self) -> dict[str, list[Number]]:
        """The numbered things by their number."""
        numbers: dict[str, list[Number]] = {}
        for row in self.data["numbers"]:
            numbers.setdefault(row[0], []).append(Number(*row))
        return numbers

    def serves(self, iri: str) -> list[tuple[int, float]]:
        """The documents that answer a question for a requirement or group, each with how well."""
        return [(document, strength) for document, strength in self.data["serves"].get(iri, [])]

    @cached_property
    def facets(self) -> dict[str, list[FacetValue]]:
        """The values of each facet in their order."""
        size = len(self.kinds)
        return {key: [FacetValue(value, label, bits(documents, size)) for value, label, documents in values]
                for key, values in self.data["facets"].items()}

    def chosen(self, given: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """For each facet that is chosen from, the documents that carry any of the chosen values.

        Raises SearchError for a facet or a value that is not there.
        """
        found: dict[str, int] = {}
        for facet, values in given.items():
            if facet not in self.facets:
                raise SearchError.unknown(facet, facet, self.facets)
            known = {value.key: value.documents for value in self.facets[facet]}
            for value in values:
                if value not in known:
                    raise SearchError.unknown(facet, value, known)
                found[facet] = found.get(facet, 0) | known[value]
        return found

    def count(self, matches: int, limits: Mapping[str, int], given: Mapping[str, Sequence[str]]
              ) -> dict[str, list[FacetCount]]:
        """The facets of some matches: each value with how many matches within the other facets carry it."""
        counted = {}
        for facet in FACETS:
            within = matches
            for key, limit in limits.items():
                within &= limit if key != facet.key else within
            chosen = set(given.get(facet.key, ()))
            counts = [FacetCount(key, label, (documents & within).bit_count(), key in chosen)
                      for key, label, documents in self.facets[facet.key]]
            shown = [count for count in counts if count.count or count.chosen]
            counted[facet.key] = shown if facet.ordered else sorted(shown, key=lambda one: -one.count)
        return counted

