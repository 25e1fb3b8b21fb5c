"""Practice that is told in the same words as another: which words they share, and how much these say."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kg.match.matching import OTHERWISE_READ, TELLING
from kg.search import Search
from kg.search.kinds import PRACTICE, SCHEMES
from kg.search.question import Part, Question
from kg.search.rank import SATURATION
from kg.search.words import name_stems

FEWEST = 2
"""A single word that two practices share makes them not alike."""
SAYS = 0.2
"""What a shared word says at least, that of which only two practices are full being 1."""
ENOUGH = 0.5
"""What the shared words say together at least."""
RARE = 0.2
"""A word that a larger share of all practice has says nothing, except where practice is little."""
LITTLE = 4
PLAIN = frozenset(
    name_stems(
        "across aim aware bring build call deliver develop different direct each education effect eight"
        " england excellent expect five four framework improve increase involve join lead less long lower"
        " many more nation need nine one other people person place project provide quality reduce run see"
        " seven several short show six stay still support sure ten three trust two understand wide within"
        " work"
    )
)
"""Stems of words that stand in the summary of any practice."""


@dataclass(frozen=True)
class Alike:
    """The words that another practice shares, those that say most first, and what they say together."""

    words: tuple[str, ...]
    weight: float


def alike(search: Search, iri: str, title: str, summary: str) -> dict[str, Alike]:
    """By IRI, the practices that have several telling words of the title and summary of one, of its IRI.

    The words may stand anywhere in their texts, and say more in titles and summaries, and the fewer
    practices have them. What was withdrawn is left out.
    """
    within = search.arrays.of_kinds({PRACTICE}) & ~search.arrays.withdrawn
    size = int(np.count_nonzero(within))
    shared: dict[int, list[tuple[float, str]]] = {}
    question = search.read(f"{title}. {summary}".translate(OTHERWISE_READ))
    for part in {part.stems: part for part in question.parts if _says_something(part)}.values():
        found = search.weigh(Part(part.said, part.stems, phrase=True)).weights * within
        having = np.flatnonzero(found)
        if FEWEST <= len(having) <= max(LITTLE, RARE * size):
            rarity = math.log(size / len(having)) / math.log(size)
            for document in having.tolist():
                gain = rarity * float(found[document]) / (SATURATION + float(found[document]))
                shared.setdefault(document, []).append((gain, part.said))
    told = {document: _told(words) for document, words in shared.items()}
    chosen = {document: one for document, one in told.items() if _enough(one)}
    named = {search.explain(document, Question("")).record["id"]: one for document, one in chosen.items()}
    return {other: one for other, one in named.items() if other != iri}


def _says_something(part: Part) -> bool:
    """Whether a part of a summary may show what it is about: a name of an organisation shows who did it."""
    kinds = {name.kind for name in part.names}
    return not (part.near or set(part.stems) <= TELLING | PLAIN or kinds - set(SCHEMES.values()))


def _told(words: list[tuple[float, str]]) -> Alike:
    """The words that say something, a word that stands in a longer one left out."""
    best = sorted((one for one in words if one[0] >= SAYS), reverse=True)
    kept = [
        (gain, said)
        for gain, said in best
        if not any(said != other and said.casefold() in other.casefold() for _, other in best)
    ]
    return Alike(tuple(said for _, said in kept), sum(gain for gain, _ in kept))


def _enough(one: Alike) -> bool:
    return len(one.words) >= FEWEST and one.weight >= ENOUGH
