"""What is held in memory while a release is open: kinds, names, numbers, relations, facets, dates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg.search.engine import Weights
from kg.search.facets import FACETS, NOT_STATED
from kg.search.kinds import PRACTICE, SCHEMES
from kg.search.light import telling_stems
from kg.search.lists import Lists, Mask
from kg.search.results import FacetCount, SearchError
from kg.search.standing import Order, Run, settled, together
from kg.search.words import name_run, tokens

ARRAYS = "arrays.json"
"""In the folder of the index, beside the files of the engine."""
WIDER = 0.5
"""How much of a relation is left where a thing only carries a narrower concept."""


class Name(NamedTuple):
    """A name a question may use: the IRI it means, how that is called, its kind, the text, its document."""

    id: str
    called: str
    kind: str
    text: str
    document: int


class Number(NamedTuple):
    """A numbered thing: its number, kind, document, IRI, and how a sentence names it."""

    number: str
    kind: str
    document: int
    id: str
    said: str


class Saying(NamedTuple):
    """A text that says what a thing is, by which things related to it are found too.

    `what` is title, name or meaning; `weight` is how much a word of it counts for what is related.
    """

    document: int
    id: str
    called: str
    kind: str
    what: str
    weight: float
    text: str


@dataclass(frozen=True)
class Arrays:
    """The arrays of one index."""

    data: Mapping[str, Any]
    related: Lists
    """By document, the documents that are related to it."""
    wider: Lists
    """Of these, those to which it is only a wider concept."""
    holders: Lists
    """By value of a facet, in the order of FACETS, the documents that carry it."""

    @classmethod
    def read(cls, folder: Path) -> Arrays:
        """The arrays that the builder wrote. Raises OSError where they are not there."""
        data = json.loads((folder / ARRAYS).read_text(encoding="utf-8"))
        return cls(data, *(Lists.read(folder, name) for name in ("related", "wider", "holders")))

    def save(self, folder: Path) -> None:
        """Write them into a folder."""
        (folder / ARRAYS).write_text(
            json.dumps(self.data, ensure_ascii=False, sort_keys=True), encoding="utf-8"
        )
        for name in ("related", "wider", "holders"):
            getattr(self, name).save(folder, name)

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each document."""
        kinds: list[str] = self.data["kinds"]
        return kinds

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.kinds)

    def of_kinds(self, kinds: set[str]) -> Mask:
        """The documents of some kinds."""
        mask = np.zeros(self.size, np.bool_)
        for kind in kinds & self._by_kind.keys():
            mask |= self._by_kind[kind]
        return mask

    @cached_property
    def _by_kind(self) -> dict[str, Mask]:
        every = np.array(self.kinds)
        return {kind: every == kind for kind in set(self.kinds)}

    @cached_property
    def withdrawn(self) -> Mask:
        """The documents of what was withdrawn."""
        return self._mask(self.data["withdrawn"])

    @cached_property
    def superseded(self) -> Mask:
        """The documents of what a later edition took the place of."""
        return self._mask(self.data["superseded"])

    def _mask(self, documents: Sequence[int]) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[np.array(documents, np.int64)] = True
        return mask

    @cached_property
    def ranks(self) -> dict[str, Weights]:
        """By a way of sorting, a number for each document; the highest comes first, what has none has 0."""
        return {way: np.array(ranks, np.float32) for way, ranks in self.data["ranks"].items()}

    @cached_property
    def names(self) -> dict[tuple[str, ...], list[Name]]:
        """The names that a question may use, by their key."""
        names: dict[tuple[str, ...], list[Name]] = {}
        for key, *rest in self.data["names"]:
            names.setdefault(tuple(key), []).append(Name(*rest))
        return names

    @cached_property
    def sought(self) -> dict[tuple[str, ...], str]:
        """What the subjects are called that are looked for and not recorded, by the keys of their names."""
        return {tuple(key): label for key, label, _ in self.data["sought"]}

    @cached_property
    def instead(self) -> dict[str, str]:
        """By the name of a subject that is looked for and not recorded, the topic that is offered for it."""
        return {label: topic for _, label, topic in self.data["sought"] if topic}

    @cached_property
    def sought_words(self) -> frozenset[str]:
        """The stems in the names of the subjects that are looked for and not recorded."""
        return frozenset(stem for key in self.sought for stem in key)

    @cached_property
    def plain_words(self) -> dict[str, str]:
        """By stem, the shortest way in which the vocabularies of practice write a word."""
        words: dict[str, str] = {}
        for saying in (Saying(*row) for row in self.data["sayings"]):
            if saying.kind in SCHEMES.values() and saying.what != "meaning":
                for token in tokens(saying.text):
                    if token.stem and token.folded.isalpha():
                        known = words.setdefault(token.stem, token.folded)
                        words[token.stem] = min(known, token.folded, key=lambda word: (len(word), word))
        return words

    @cached_property
    def called(self) -> dict[str, str]:
        """What each thing whose name a question may use is called, by its IRI."""
        return {name.id: name.called for names in self.names.values() for name in names}

    @cached_property
    def _runs(self) -> dict[str, list[Run]]:
        """By IRI, the stems of each name of a thing whose name a question may use."""
        runs: dict[str, dict[Run, None]] = {}
        for names in self.names.values():
            for name in names:
                runs.setdefault(name.id, {})[name_run(name.text)] = None
        return {iri: [run for run in found if run] for iri, found in runs.items()}

    def otherwise(self, name: Name) -> list[Run]:
        """The stems of each name of a concept that no practice carries; texts of practice may have them."""
        carried = any(self.kinds[document] == PRACTICE for document in self.related[name.document])
        return [] if carried or name.kind not in SCHEMES.values() else self._runs[name.id]

    @cached_property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        return max(map(len, [*self.names, *self.sought]), default=0)

    @cached_property
    def exact(self) -> dict[tuple[str, ...], list[int]]:
        """The documents that come first when the question is their name, by the key of the name."""
        exact: dict[tuple[str, ...], list[int]] = {}
        for key, document in self.data["exact"]:
            exact.setdefault(tuple(key), []).append(document)
        return exact

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
    def _sayings(self) -> dict[str, list[Saying]]:
        """The sayings by each of their stems."""
        by_stem: dict[str, list[Saying]] = {}
        for row in self.data["sayings"]:
            saying = Saying(*row)
            for stem in dict.fromkeys(telling_stems(saying.text)):
                by_stem.setdefault(stem, []).append(saying)
        return by_stem

    def sayings(self, run: Run, order: Order) -> list[Saying]:
        """The sayings in which stems stand together."""
        if not run:
            return []
        found = min((self._sayings.get(stem, []) for stem in run), key=len)
        return [saying for saying in found if len(run) == 1 or _stand(telling_stems(saying.text), run, order)]

    def says(self, stem: str) -> bool:
        """Whether a stem stands in a saying."""
        return stem in self._sayings

    @cached_property
    def alike(self) -> dict[Run, list[Run]]:
        """By an everyday word, the other words that say the same."""
        alike: dict[Run, list[Run]] = {}
        for family in self.data["alike"]:
            for run in family:
                alike.setdefault(tuple(run), []).extend(tuple(other) for other in family if other != run)
        return alike

    def spread(self, weights: Mapping[int, float]) -> Weights:
        """What the documents that are related to some documents get of the weights of these."""
        found = np.zeros(self.size, np.float32)
        for document, weight in weights.items():
            found[self.related[document]] += weight
            found[self.wider[document]] -= weight * (1 - WIDER)
        return found

    @cached_property
    def values(self) -> dict[str, dict[str, tuple[int, str]]]:
        """By facet and key, each value's place in `holders` and its label."""
        values: dict[str, dict[str, tuple[int, str]]] = {}
        for at, (facet, key, label) in enumerate(self.data["values"]):
            values.setdefault(facet, {})[key] = at, label
        return values

    def carrying(self, facet: str, keys: Sequence[str]) -> Mask:
        """The documents that carry any of some values of a facet.

        Raises SearchError for a facet or a value that is not there.
        """
        if facet not in self.values:
            raise SearchError.unknown(facet, facet, self.values)
        mask = np.zeros(self.size, np.bool_)
        for key in keys:
            if key not in self.values[facet]:
                raise SearchError.unknown(facet, key, self.values[facet])
            mask[self.holders[self.values[facet][key][0]]] = True
        return mask

    def count(
        self, matches: Mask, limits: Mapping[str, Mask], given: Mapping[str, Sequence[str]]
    ) -> dict[str, list[FacetCount]]:
        """The facets of some matches: each value with how many matches within the other facets carry it."""
        counted = {}
        for facet in FACETS:
            values = self.values.get(facet.key, {})
            within = np.logical_and.reduce(
                [matches, *(mask for key, mask in limits.items() if key != facet.key)]
            )
            first = next(iter(values.values()))[0] if values else 0
            numbers = self.holders.counts(within, first, first + len(values))
            chosen = set(given.get(facet.key, ()))
            counts = [
                FacetCount(key, label, number, key in chosen)
                for (key, (_, label)), number in zip(values.items(), numbers, strict=True)
            ]
            counted[facet.key] = (
                counts
                if facet.ordered
                else sorted(counts, key=lambda one: (one.key == NOT_STATED, -one.count))
            )
        return counted


def _stand(text: Run, run: Run, order: Order) -> bool:
    """Whether the stems of a run stand together in a short text without stop words."""
    places = [[at for at, stem in enumerate(text) if stem == wanted] for wanted in run]
    return any(True for _ in together(places, settled(run, order)))
