"""What a text touches: each requirement and practice with the sentences that show it, and how sure.

Each sentence is read as a question to the search. A word counts by how rare it is and by how much it says of
a thing: in its title, in what it is about, in its summary, in its text.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from kg.match.sentences import sentences
from kg.search import Search, Segment
from kg.search.kinds import SCHEMES
from kg.search.lists import Mask
from kg.search.question import Part, Question
from kg.search.rank import SATURATION, Weighed
from kg.search.standing import joined
from kg.search.words import name_stems, stems

GROUPS = {
    "practice": ("practice",),
    "recommendation": ("recommendation", "action"),
    "standard": ("domain", "standard"),
    "principle": ("principle", "priority", "objective"),
}
"""The groups in which things are listed, and the KINDs in each."""
MOST = 20
"""Things of a group that are given, the surest first."""
SHOWN, REASONS = 3, 2
"""Sentences that are given of each thing, and reasons of each sentence."""
COMMON = 0.36
"""A word does not count that is no rarer than this, the rarest word being 1: patient, care, team."""
TELLING = frozenset(
    name_stems(
        "able after again aim away became began before between bring came course day describe"
        " description did discuss during end enough explain explore family feel felt follow following"
        " full given goes going gone happen happened hour include introduction late later letter list"
        " little long march minute module month morning new next night nobody none number objective"
        " often old outcome outline part plan read recent review said same saw session set several"
        " small start stop take talk teach think told took topic understand until went week write year"
    )
)
"""Stems of words with which an event is told or a course is laid out; they say nothing of the subject."""
CLEARLY, PROBABLY, PERHAPS = 0.7, 0.38, 0.25
"""What the words of one sentence add up to at least, the rarest word that says most of a thing being 1."""
SAYS_MUCH = 0.45
"""A thing is about a topic or method, and not only names it, where that says so much of it, 1 at the most."""
ABOUT = {SCHEMES["topic"], SCHEMES["method"]}
"""Kinds of names that say by themselves what a sentence is about."""
OTHERWISE_READ = str.maketrans({'"': "|", "“": "|", "”": "|", "„": "|", "«": "|", "»": "|", ":": ";"})
"""Quotes and colons mean something in a question; in a text they do not."""


class Sureness(IntEnum):
    """How sure it is that a text touches a thing."""

    PERHAPS = 1
    PROBABLY = 2
    CLEARLY = 3


@dataclass(frozen=True)
class Evidence:
    """A sentence of the text that shows it: the words marked, and why they lead to the thing."""

    segments: tuple[Segment, ...]
    words: tuple[str, ...]
    why: tuple[str, ...]
    sureness: Sureness


@dataclass(frozen=True)
class Touched:
    """A thing that a text touches: its IRI, kind, key and title, how sure it is, what shows it (best first).

    `more` counts the sentences that show it too and are not given.
    """

    id: str
    kind: str
    key: str
    title: str
    sureness: Sureness
    evidence: tuple[Evidence, ...]
    more: int


@dataclass(frozen=True)
class Touches:
    """What a text touches, by group, the surest first; `left_out` counts by group what is not given."""

    sentences: int
    groups: dict[str, tuple[Touched, ...]]
    left_out: dict[str, int]

    @property
    def total(self) -> int:
        """How many things are given."""
        return sum(map(len, self.groups.values()))


class _Seen(NamedTuple):
    """A sentence that touches a document: how sure, how much its words add up to, which they are."""

    sureness: Sureness
    gained: float
    sentence: str
    question: Question
    parts: tuple[Part, ...]


def touched(search: Search, text: str) -> Touches:
    """What a text touches of current requirements and practice. Raises TextError where it is unreadable."""
    matching = _Matching(search)
    found = sentences(text)
    for sentence in found:
        matching.read(sentence)
    groups = {group: matching.of_kinds(kinds) for group, kinds in GROUPS.items()}
    return Touches(
        len(found),
        {group: tuple(map(matching.told, things[:MOST])) for group, things in groups.items()},
        {group: len(things) - MOST for group, things in groups.items() if len(things) > MOST},
    )


class _Matching:
    """The sentences of one text, read one after the other."""

    def __init__(self, search: Search) -> None:
        self.search, self.arrays = search, search.arrays
        kinds = {kind for group in GROUPS.values() for kind in group}
        self.within: Mask = self.arrays.of_kinds(kinds) & ~self.arrays.withdrawn & ~self.arrays.superseded
        self.rarest = math.log(1 + (self.arrays.size - 0.5) / 1.5)
        self.seen: dict[int, list[_Seen]] = defaultdict(list)
        self._weighed: dict[Part, Weighed] = {}

    def read(self, sentence: str) -> None:
        """Note what a sentence touches."""
        question = self.search.read(sentence.translate(OTHERWISE_READ))
        weighed = [self._weigh(part) for part in question.parts if _says_something(part)]
        counting = [one for one in weighed if one.rarity >= COMMON * self.rarest]
        gained = np.zeros(self.arrays.size, np.float32)
        for one in counting:
            gained += self._gain(one)
        numbered = {number.document for number in question.numbers if self.within[number.document]}
        enough = np.flatnonzero((gained >= PERHAPS) & self.within).tolist()
        said = frozenset(stems(sentence))
        for document in {*enough, *numbered}:
            strong = [one for one in counting if one.weights[document]]
            sure = self._sure(document, float(gained[document]), strong, said, document in numbered)
            if sure:
                parts = tuple(one.part for one in strong)
                self.seen[document].append(_Seen(sure, float(gained[document]), sentence, question, parts))

    def _weigh(self, part: Part) -> Weighed:
        alike = Part(part.said, part.stems, part.names, part.phrase)
        if alike not in self._weighed:
            self._weighed[alike] = self.search.weigh(alike)
        known = self._weighed[alike]
        return Weighed(part, known.weights, known.share, known.rarity)

    def _gain(self, one: Weighed) -> np.typing.NDArray[np.float32]:
        """What a part adds for each document: from 0 to 1."""
        return one.rarity / self.rarest * one.weights / (SATURATION + one.weights)

    def _sure(
        self, document: int, gained: float, strong: list[Weighed], said: frozenset[str], numbered: bool
    ) -> Sureness | None:
        """How sure it is that a sentence touches a document; None where one plain word is all they share."""
        title = self._title(document)
        if numbered or (len(title) > 1 and title <= said and strong):
            return Sureness.CLEARLY
        about = any(
            {name.kind for name in one.part.names} & ABOUT
            and one.weights[document] / (SATURATION + one.weights[document]) >= SAYS_MUCH
            for one in strong
        )
        if gained >= CLEARLY and len(strong) > (1 if about else 2):
            return Sureness.CLEARLY
        if gained >= PROBABLY and (about or len(strong) > 1):
            return Sureness.PROBABLY
        in_title = any(set(one.part.stems) <= title for one in strong)
        if about and in_title:
            return Sureness.PROBABLY
        return Sureness.PERHAPS if about or in_title or len(strong) > 1 else None

    def _title(self, document: int) -> frozenset[str]:
        return frozenset(name_stems(self.search.explain(document, Question("")).record["title"]))

    def of_kinds(self, kinds: Iterable[str]) -> list[int]:
        """The documents of some kinds that were touched, the surest first."""
        mask = self.arrays.of_kinds(set(kinds))
        found = [document for document in self.seen if mask[document]]
        return sorted(found, key=lambda one: (*_strength(self.seen[one]), one))

    def told(self, document: int) -> Touched:
        """A document that was touched, with its best sentences."""
        best = sorted(self.seen[document], key=lambda one: (-one.sureness, -one.gained))
        record = self.search.explain(document, best[0].question).record
        return Touched(
            record["id"],
            record["kind"],
            record["key"],
            record["title"],
            best[0].sureness,
            tuple(self._evidence(document, one) for one in best[:SHOWN]),
            max(0, len(best) - SHOWN),
        )

    def _evidence(self, document: int, seen: _Seen) -> Evidence:
        numbers = [one for one in seen.question.numbers if one.document == document]
        said = {number.said for number in numbers}
        places = [(taken.start, taken.end) for taken in seen.question.taken if taken.means in said]
        spans = joined([*((part.start, part.end) for part in seen.parts), *places])
        question = Question(seen.question.text, parts=list(seen.parts), numbers=numbers)
        same = len(seen.sentence) == len(question.text)  # sign by sign, but for quotes and colons
        text = seen.sentence if same else question.text
        return Evidence(
            tuple(_segments(text, spans)),
            tuple(text[start:end] for start, end in spans),
            self.search.explain(document, question).why()[:REASONS],
            seen.sureness,
        )


def _says_something(part: Part) -> bool:
    """Whether a part of a sentence may show what it is about."""
    graded = bool(part.names) and {name.kind for name in part.names} == {SCHEMES["evidence"]}
    telling = set(part.stems) <= TELLING or all(stem.isdigit() for stem in part.stems)
    return not (part.near or graded or (telling and not part.phrase))


def _strength(seen: list[_Seen]) -> tuple[int, float]:
    return -max(one.sureness for one in seen), -sum(one.gained for one in seen)


def _segments(text: str, spans: list[tuple[int, int]]) -> Iterator[Segment]:
    at = 0
    for start, end in spans:
        if text[at:start]:
            yield Segment(text[at:start], False)
        yield Segment(text[start:end], True)
        at = end
    if text[at:]:
        yield Segment(text[at:], False)
