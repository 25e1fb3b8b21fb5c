"""Which documents answer a question, and how well: BM25F over Whoosh's postings."""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.namespaces import ID
from kg.search.arrays import Arrays
from kg.search.engine import TEXTS, Engine
from kg.search.kinds import BY_KEY
from kg.search.question import Part, Question, order_of
from kg.search.standing import Order, Run, together
from kg.search.words import exact_term, name_run

BOOSTS = {"title": 10.0, "labels": 6.0, "summary": 4.0, "outcomes": 3.0, "people": 2.5, "related": 2.5,
          "other_labels": 1.0, "body": 1.0}
"""How much a word counts in each field (the weights of BM25F)."""
RELATED, RELATED_WIDER = 8.0, 4.0
"""How much it counts that a document carries the concept or organisation that a question names."""
AS_CALLED = 0.6
"""How much less it counts that a thing stands in a text as it is called and not as it was typed."""
SATURATION, LENGTHS = 6.0, 0.6
"""BM25's k1 and b: how soon more of a word stops helping, and how much long fields are held back."""
ENOUGH, NEAR_BEST = 0.4, 0.7
"""A match carries at least these shares of the weight of what was asked for, and of what the best carries."""
PREFERRED = 15.0
"""How much more a document of a kind counts that the question names ("which standards ...")."""
BY_NUMBER = 10.0
"""The score of a document that answers a question for a numbered requirement in full."""

Scores = dict[int, float]


@dataclass(frozen=True)
class Ranking:
    """What answers a question, best first, with scores.

    `complete` says whether anything has all of the words, `unknown` names those that stand nowhere.
    """

    documents: list[int]
    scores: Scores
    complete: bool = True
    unknown: tuple[str, ...] = ()


class Ranker:
    """Ranks the documents of an open index. Threads may share it."""

    def __init__(self, engine: Engine, arrays: Arrays) -> None:
        self.engine, self.arrays = engine, arrays

    @cached_property
    def _norms(self) -> dict[str, list[float]]:
        """By field and document, what a word counts there: the boost, less in a long field."""
        norms = {}
        for field in TEXTS:
            lengths = self.arrays.lengths[field]
            used = [length for length in lengths if length]
            mean = sum(used) / len(used) if used else 1.0
            norms[field] = [BOOSTS[field] / (1 - LENGTHS + LENGTHS * length / mean) for length in lengths]
        return norms

    def rank(self, question: Question) -> Ranking:
        """The documents that answer a question, in order, whatever facets are chosen."""
        if question.is_empty:
            return self._everything(question)
        weighed = [(part, self._part(part)) for part in question.parts]
        if question.numbers:
            return self._by_number(question, _added(weighed, self.engine.size))
        return self._by_words(question, weighed)

    def _everything(self, question: Question) -> Ranking:
        kinds = self.arrays.kinds
        everything = range(self.engine.size)
        return Ranking([one for one in everything if not question.kinds or kinds[one] in question.kinds], {})

    def _by_number(self, question: Question, by_words: Scores) -> Ranking:
        scores: Scores = {}
        for number in question.numbers:
            for document, strength in self.arrays.serves(number.id):
                scores[document] = scores.get(document, 0.0) + BY_NUMBER * strength
        best = max((by_words.get(document, 0.0) for document in scores), default=0.0)
        for document in scores if best else ():
            scores[document] += BY_NUMBER * by_words.get(document, 0.0) / best
        first = {number.document for number in question.numbers}
        return self._sorted(scores | dict.fromkeys(first, BY_NUMBER), first, complete=best > 0)

    def _by_words(self, question: Question, weighed: list[tuple[Part, Scores]]) -> Ranking:
        size = self.engine.size
        scores, carried, whole = _added(weighed, size), _carried(weighed, size), _whole(weighed, size)
        best = max(carried.values(), default=0.0)
        least = max(ENOUGH * whole, NEAR_BEST * best)
        kept = {}
        for document, share in carried.items():
            if share >= least:
                kind = self.arrays.kinds[document]
                weight = BY_KEY[kind].weight * (PREFERRED if kind in question.kinds else 1.0)
                kept[document] = scores[document] * weight * share / whole
        unknown = tuple(part.said for part, found in weighed if not found)
        first = {document for document, _ in self.engine.postings("exact", exact_term(question.key))}
        return self._sorted(kept, first & kept.keys(), best > 0.999 * whole, unknown)

    def _sorted(self, scores: Scores, first: Iterable[int], complete: bool = True,
                unknown: tuple[str, ...] = ()) -> Ranking:
        """What is asked for by its name or number first, what was withdrawn last, else the best first."""
        top = max(scores.values(), default=0.0)
        for document in first:
            scores[document] += top
        for document in self.arrays.withdrawn & scores.keys():
            scores[document] = 0.0
        order = sorted(scores, key=lambda one: (one in self.arrays.withdrawn, -round(scores[one], 6), one))
        return Ranking(order, {one: round(score, 3) for one, score in scores.items()}, complete, unknown)

    def _part(self, part: Part) -> Scores:
        """How often each document has a part, each field weighed: the frequency that BM25F saturates.

        A name is also looked for as the thing is called, and in what documents are related to.
        """
        found = self._words(part.stems, part.order)
        for name in part.names:
            called = name_run(name.called)
            if called != part.stems:
                _add(found, self._words(called, order_of(name)), AS_CALLED)
            for field, weight in (("things", RELATED), ("wider_things", RELATED_WIDER)):
                _add(found, dict(self.engine.postings(field, name.id.removeprefix(ID))), weight)
        return found

    def _words(self, run: Run, order: Order) -> Scores:
        """Documents in a field of which these stems stand together: as often as the rarest of them."""
        if len(run) < 2:
            return self._word(run[0]) if run else {}
        found: Scores = {}
        for field in TEXTS:
            each = [dict(self.engine.postings(field, stem)) for stem in run]
            common = sorted(set.intersection(*map(set, each)))
            places = [self.engine.positions(field, stem, common) for stem in run] if common else []
            norms = self._norms[field]
            _add(found, {document: min(one[document] for one in each) * norms[document] for document in common
                         if any(True for _ in together([one[document] for one in places], order))})
        return found

    def _word(self, stem: str) -> Scores:
        found: Scores = {}
        for field in TEXTS:
            norms = self._norms[field]
            for document, frequency in self.engine.postings(field, stem):
                found[document] = found.get(document, 0.0) + frequency * norms[document]
        return found


def _add(found: Scores, more: Scores, weight: float = 1.0) -> None:
    for document, frequency in more.items():
        found[document] = found.get(document, 0.0) + weight * frequency


def _rarity(found: Scores, size: int) -> float:
    """The inverse document frequency of BM25: a part that few documents have says more."""
    return math.log(1 + (size - len(found) + 0.5) / (len(found) + 0.5))


def _added(weighed: list[tuple[Part, Scores]], size: int) -> Scores:
    scores: Scores = {}
    for _, found in weighed:
        rarity = _rarity(found, size)
        for document, frequency in found.items():
            scores[document] = scores.get(document, 0.0) + rarity * frequency / (SATURATION + frequency)
    return scores


def _carried(weighed: list[tuple[Part, Scores]], size: int) -> Scores:
    """By document, the rarity of the parts that it has."""
    carried: Scores = {}
    for _, found in weighed:
        rarity = _rarity(found, size)
        for document in found:
            carried[document] = carried.get(document, 0.0) + rarity
    return carried


def _whole(weighed: list[tuple[Part, Scores]], size: int) -> float:
    return sum(_rarity(found, size) for _, found in weighed)
