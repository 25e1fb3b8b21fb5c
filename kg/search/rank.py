"""Which documents answer a question, and how well: BM25F over words, names and what is related."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kg.search.arrays import Arrays
from kg.search.engine import ASKED, RECORDED, Engine, Weights
from kg.search.kinds import BY_KEY, CONCEPT, GROUPING, PRACTICE, REQUIREMENTS
from kg.search.light import LITTLE
from kg.search.lists import Documents, Mask
from kg.search.question import Part, Question, order_of
from kg.search.words import name_run

RELATED = 8.0
"""How much it counts that a document carries the concept or organisation that a question names."""
AS_CALLED = 0.6
"""How much less it counts that a thing stands in a text as it is called and not as it was typed."""
ALIKE = 0.4
"""How much less another everyday word counts that says the same."""
LOOSE = 0.3
"""How much less the words of a name count where they do not stand together."""
NEAR = 0.7
"""How much less a word counts that is only the nearest in spelling."""
PAIR = 0.5
"""How much more it counts that words stand side by side in a text as they do in the question."""
SATURATION = 6.0
"""BM25's k1: how soon more of a word stops helping."""
ENOUGH, NEAR_BEST = 0.4, 0.55
"""A match carries at least these shares of the weight of what was asked for, and of what the best carries."""
ANY, HALF, AS_WELL, FEW = 0.25, 0.4, 0.6, 3
"""Practice is shown that carries the first share of what the best match carries, whatever that is, and, where
fewer than FEW would be shown, from the second share of what the best practice carries; it comes before
everything else from the third share on."""
BY_NUMBER = 10.0
"""The score of a document that answers a question for a numbered requirement in full."""
IN_LINES = 2
"""So many parts of a question stand in the lines in which people ask for a thing where these count."""
NAMED_AT_MOST = 2
"""So many things, not counting practice, come first because the question is their name."""
GROUPS = ("named", "practice", "asked-for", "nearly", "other", "word", "withdrawn")
"""The groups in which matches are listed: what the question is the name or number of, or which kind it asks
for; practice; requirements; practice that has only a part of what was asked; other things; words of
vocabularies; what was withdrawn."""
SORTS = ("relevance", "newest", "evidence")
"""The orders in which matches can be had; practice comes first in each, and what was withdrawn last."""

Tiers = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Ranking:
    """What answers a question, best first, with a score for every document and its place in GROUPS.

    `complete` says whether anything has all of the words; `nearest` that nothing has enough of them, so that
    these are only the nearest that there are; `unmet` that no practice has enough of them, or nothing at all
    one of the subjects, and the question is the name of nothing; `unknown` names words that stand nowhere.
    `asked_so` are the documents of which the lines in which people ask for them count.
    """

    documents: Documents
    tiers: Tiers
    scores: Weights
    complete: bool = True
    nearest: bool = False
    unmet: bool = False
    unknown: tuple[str, ...] = ()
    asked_so: Mask | None = None


@dataclass(frozen=True)
class Weighed:
    """A part of a question: by document how much it counts and which share of it is there; its rarity."""

    part: Part
    weights: Weights
    share: Weights
    rarity: float


class Ranker:
    """Ranks the documents of an open index. Threads may share it."""

    def __init__(self, engine: Engine, arrays: Arrays) -> None:
        self.engine, self.arrays = engine, arrays
        self._practice = arrays.of_kinds({PRACTICE})
        places = {
            PRACTICE: "practice",
            CONCEPT: "word",
            **dict.fromkeys(REQUIREMENTS | GROUPING, "asked-for"),
        }
        self._tiers = np.array([GROUPS.index(places.get(kind, "other")) for kind in arrays.kinds], np.int8)
        self._kind_weights = np.array([BY_KEY[kind].weight for kind in arrays.kinds], np.float32)

    def rank(self, question: Question, within: Mask, sort: str = SORTS[0]) -> Ranking:
        """The documents of a mask that answer a question, in order, whatever facets are chosen."""
        if question.is_empty:
            return self._everything(question, within, sort)
        recorded = [self.weigh(part, RECORDED) for part in question.parts]
        if question.numbers:
            return self._by_number(question, recorded, within, sort)
        lines = [self.weigh(part, () if part.phrase else (ASKED,)) for part in question.parts]
        asked_so = self._asked_so(question, recorded, lines)
        weighed = [self._both(*each, asked_so) for each in zip(recorded, lines, strict=True)]
        return replace(self._by_words(question, weighed, within, sort), asked_so=asked_so)

    def _asked_so(self, question: Question, recorded: Sequence[Weighed], lines: Sequence[Weighed]) -> Mask:
        """The documents of which the lines in which people ask for them count.

        A word in passing is no reason to show a thing: several parts of the question have to stand there, or
        all its words together; or a part of it is recorded of no practice, and only lines know what it means.
        """
        practice = self._practice & ~self.arrays.withdrawn
        both = zip(recorded, lines, strict=True)
        if any(line.rarity and not np.any(one.share[practice] >= 1) for one, line in both):
            return np.ones(self.arrays.size, np.bool_)
        standing = sum((line.share >= 1 for line in lines), np.zeros(self.arrays.size, np.int64))
        mask: Mask = standing >= IN_LINES
        if len(question.stems) > 1:
            mask |= self.engine.together(question.stems, "after", (ASKED,)) > 0
        return mask

    def _both(self, recorded: Weighed, lines: Weighed, asked_so: Mask) -> Weighed:
        """What a part counts by what is recorded, and by lines where these count; as rare as in both."""
        rarity = self._rarity(np.maximum(recorded.share, lines.share)) * _told_by(recorded.part)
        weights = recorded.weights + np.where(asked_so, lines.weights, 0)
        share = np.maximum(recorded.share, np.where(asked_so, lines.share, 0))
        return Weighed(recorded.part, weights, share, rarity)

    def _everything(self, question: Question, within: Mask, sort: str) -> Ranking:
        if question.kinds:
            within = within & self.arrays.of_kinds(set(question.kinds))
        scores = np.zeros(self.arrays.size, np.float32)
        return Ranking(*self._ranked(question, within, scores, sort, (), self._practice), scores)

    def _by_number(self, question: Question, weighed: Sequence[Weighed], within: Mask, sort: str) -> Ranking:
        scores = np.zeros(self.arrays.size, np.float32)
        for number in question.numbers:
            for document, strength in self.arrays.serves(number.id):
                scores[document] += BY_NUMBER * strength
        found = scores > 0
        by_words = np.where(found, self._added(weighed), 0)
        best = float(by_words.max(initial=0.0))
        if best:
            scores += BY_NUMBER * by_words / best
        named = [number.document for number in question.numbers]
        found[named] = True
        scores[named] = np.maximum(scores[named], BY_NUMBER)
        scores[self.arrays.withdrawn] = 0
        current = [one for one in named if not self.arrays.superseded[one]] or named
        ranked = self._ranked(question, found & within, scores, sort, current, self._practice)
        unmet = not np.any(found & within & self._practice & ~self.arrays.withdrawn)
        return Ranking(*ranked, scores, complete=best > 0, unmet=unmet)

    def _by_words(self, question: Question, weighed: Sequence[Weighed], within: Mask, sort: str) -> Ranking:
        known = [one for one in weighed if one.rarity]
        share = self._share(known) * within
        scores = (self._added(known) + self._paired(question)) * self._kind_weights * share
        scores[self.arrays.withdrawn] = 0
        best = float(share.max(initial=0.0))
        best_practice = float(share[self._practice & ~self.arrays.withdrawn].max(initial=0.0))
        few = np.count_nonzero(self._practice & (share >= NEAR_BEST * best_practice)) < FEW
        least = np.where(
            self._practice,
            max((HALF if few else NEAR_BEST) * best_practice, ANY * best),
            max(NEAR_BEST * best, min(ENOUGH, best)),
        )
        kept = (share >= least) & (share > 0)
        named = [one for one in self.arrays.exact.get(question.key, []) if kept[one]]
        documents, tiers = self._ranked(
            question, kept, scores, sort, named, well=self._practice & (share >= AS_WELL * best)
        )
        said = self._said(known, len(weighed))
        unsaid = any(one.part.sought for one in weighed if not one.rarity)
        return Ranking(
            documents,
            tiers,
            scores,
            complete=best > 0.999 and len(known) == len(weighed),
            nearest=bool(known) and (best * said < ENOUGH or all(one.part.near for one in known)),
            unmet=(best_practice * said < ENOUGH or unsaid) and not named,
            unknown=tuple(one.part.said for one in weighed if not one.rarity or one.part.near),
        )

    def _share(self, known: Sequence[Weighed]) -> Weights:
        """Which share of what was asked for each document carries, each part weighed by its rarity."""
        whole = sum(one.rarity for one in known)
        share: Weights = np.zeros(self.arrays.size, np.float32)
        for one in known:
            share += one.rarity / whole * one.share
        return share

    def _said(self, known: Sequence[Weighed], parts: int) -> float:
        """Which share of what was asked for stands anywhere; what stands nowhere is as rare as can be."""
        whole = sum(one.rarity for one in known)
        rarest = math.log(2 * self.arrays.size + 2)
        return whole / (whole + rarest * (parts - len(known))) if known else 0.0

    def _ranked(
        self, question: Question, kept: Mask, scores: Weights, sort: str, named: Sequence[int], well: Mask
    ) -> tuple[Documents, Tiers]:
        """Documents in order, and the place in GROUPS of every one: what was named first, withdrawn last.

        `named` are documents that the question is the name or number of, `well` is the practice that fits
        well.
        """
        tiers = np.where(well, self._tiers, np.where(self._practice, GROUPS.index("nearly"), self._tiers))
        tiers[self.arrays.of_kinds(set(question.kinds))] = 0
        others = [one for one in named if not self._practice[one]]
        first = np.zeros(self.arrays.size, np.bool_)
        first[
            [
                *(one for one in named if self._practice[one]),
                *(others if question.numbers else others[:NAMED_AT_MOST]),
            ]
        ] = True
        tiers[first] = 0
        tiers[self.arrays.withdrawn] = GROUPS.index("withdrawn")
        by = scores if sort == SORTS[0] else self.arrays.ranks[sort]
        documents = np.flatnonzero(kept)
        keys = (
            documents,
            -np.round(scores, 5)[documents],
            -by[documents],
            ~first[documents],
            tiers[documents],
        )
        return documents[np.lexsort(keys)].astype(np.int32), tiers

    def weigh(self, part: Part, within: Container[str]) -> Weighed:
        """How often each document has a part within some fields, each weighed: what BM25F saturates.

        A name is also looked for as the thing is called, and in what documents are related to; words are also
        looked for in the names of these things.
        """
        found = self.engine.together(part.stems, part.order, within)
        if not part.phrase:
            found = found + self._called(part, within)
            if "related" in within:
                found = found + self._related(part)
        share = (found > 0).astype(np.float32)
        if len(part.stems) > 1 and not part.phrase:
            words = [self.engine.together((stem,), "next", within) for stem in part.stems]
            some = np.mean([word > 0 for word in words], axis=0, dtype=np.float32) * LOOSE
            found = found + LOOSE * np.mean(words, axis=0, dtype=np.float32)
            share = np.maximum(share, some)
        if part.near:
            found = found * NEAR
        return Weighed(part, found, share, self._rarity(share) * _told_by(part))

    def _called(self, part: Part, within: Container[str]) -> Weights:
        """What a part counts where things stand as they are called, and everyday words that say the same."""
        called: Weights = np.zeros(self.arrays.size, np.float32)
        for name in part.names:
            run = name_run(name.called)
            if run and run != part.stems:
                called += AS_CALLED * self.engine.together(run, order_of(name), within)
            for run in self.arrays.otherwise(name):
                called += ALIKE * self.engine.together(run, "next", within)
        for run in self.arrays.alike.get(part.stems, []):
            called += ALIKE * self.engine.together(run, "after", within)
        return called

    def _related(self, part: Part) -> Weights:
        """What a part counts for what is related to the things that it names."""
        runs = [(part.stems, part.order)]
        runs += [(run, order_of(name)) for name in part.names if (run := name_run(name.called))]
        weights = {name.document: RELATED for name in part.names}
        for saying in (one for run in dict.fromkeys(runs) for one in self.arrays.sayings(*run)):
            weights[saying.document] = max(weights.get(saying.document, 0.0), saying.weight)
        return self.arrays.spread(weights)

    def _rarity(self, share: Weights) -> float:
        """The inverse document frequency of BM25: a part that few documents have says more. 0 for none."""
        having = int(np.count_nonzero(share >= 1)) or int(np.count_nonzero(share))
        return math.log(1 + (self.arrays.size - having + 0.5) / (having + 0.5)) if having else 0.0

    def _added(self, weighed: Sequence[Weighed]) -> Weights:
        scores: Weights = np.zeros(self.arrays.size, np.float32)
        for one in weighed:
            scores += one.rarity * one.weights / (SATURATION + one.weights)
        return scores

    def _paired(self, question: Question) -> Weights:
        """What it counts that words stand side by side in what is recorded, or all of them."""
        scores: Weights = np.zeros(self.arrays.size, np.float32)
        for run in dict.fromkeys([*question.pairs, *([question.stems] if len(question.stems) > 1 else [])]):
            found = self.engine.together(run, "after", RECORDED)
            scores += PAIR * self._rarity((found > 0).astype(np.float32)) * found / (SATURATION + found)
        return scores


def _told_by(part: Part) -> float:
    """How much it tells that a part is there."""
    return LITTLE if part.light else 1.0
