"""A search over one open release: question in, page of hits with facets out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from kg.search.arrays import Arrays
from kg.search.broader import broader
from kg.search.engine import FIELDS, RECORDED, Open
from kg.search.explain import Explanation
from kg.search.fulltext import FullText
from kg.search.kinds import BY_KEY
from kg.search.lists import Documents, Mask
from kg.search.question import Part, Question
from kg.search.rank import GROUPS, SORTS, Ranker, Ranking, Weighed
from kg.search.reading import read
from kg.search.results import Addressed, Hit, Results, SearchError
from kg.search.understood import better, readings, understood
from kg.search.wanted import wanted

MOST_PER_PAGE = 100


class Search:
    """The search of one release. It keeps one index open, and threads may share it."""

    def __init__(self, folder: Path, engine: Open = FullText) -> None:
        """Open the index that `build_index` wrote into a folder with the same engine. Raises OSError where
        there is none."""
        self._arrays = Arrays.read(folder)
        self._engine = engine(folder)
        self._read = self._arrays, self._engine
        self._ranker = Ranker(self._engine, self._arrays)

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        self._engine.close()

    def search(
        self,
        words: str,
        chosen: Mapping[str, Sequence[str]] | None = None,
        *,
        page: int = 1,
        per_page: int = 20,
        kinds: Iterable[str] | None = None,
        sort: str = SORTS[0],
    ) -> Results:
        """Answer a question, which may be any text; an empty one finds everything, practices first.

        `chosen` gives, by facet, values of which a hit has at least one (AND between facets). `kinds`
        limits the hits to kinds of thing. `sort` is one of SORTS. Raises SearchError for a facet, value,
        kind, sort or page that is not there.
        Example: `search("A&E", {"collaborative": ["west-of-england"]}).hits[0].title`.
        """
        if sort not in SORTS:
            raise SearchError.unknown("sort", sort, SORTS)
        given = {facet: values for facet, values in (chosen or {}).items() if values}
        limits = self._limits(given)
        question = read(words, *self._read)
        ranking = self._ranker.rank(question, self._within(question, kinds), sort)
        better_spelling = better(question)
        matches = np.zeros(self._arrays.size, np.bool_)
        matches[ranking.documents] = True
        order = _limited(ranking.documents, limits)
        unmet = (ranking.unmet or not len(order)) and bool(question.text)
        pages = _pages(len(order), page, per_page)
        shown = order[(page - 1) * per_page : page * per_page].tolist()
        return Results(
            question.text,
            understood(question, ranking),
            readings(question),
            tuple(self._hit(one, question, ranking) for one in shown),
            len(order),
            page,
            pages,
            self._arrays.count(matches, limits, given),
            better_spelling,
            ranking.nearest,
            sort,
            () if better_spelling or (len(order) and not ranking.nearest) else broader(question, *self._read),
            unmet,
            wanted(question, given, self._arrays) if unmet else (),
        )

    def total(self, words: str, chosen: Mapping[str, Sequence[str]]) -> tuple[int, bool]:
        """How much `search` finds, and whether these are only the nearest that there are."""
        question = read(words, *self._read)
        ranking = self._ranker.rank(question, self._within(question, None))
        return len(_limited(ranking.documents, self._limits(chosen))), ranking.nearest

    def read(self, words: str) -> Question:
        """How a question is read."""
        return read(words, *self._read)

    def weigh(self, part: Part) -> Weighed:
        """How much a part of a question counts for each document by what is recorded of it, and how rare
        it is: how people ask for it is no part of that."""
        return self._ranker.weigh(part, RECORDED)

    def explain(self, document: int, question: Question) -> Explanation:
        """Why a document answers a question by what is recorded of it; the explanation has its record too."""
        return Explanation(self._engine.record(document), question, self._arrays, RECORDED)

    @property
    def arrays(self) -> Arrays:
        """Kinds, names, numbers and states of the documents."""
        return self._arrays

    def _limits(self, chosen: Mapping[str, Sequence[str]]) -> dict[str, Mask]:
        """By facet the documents that carry one of its chosen values."""
        return {facet: self._arrays.carrying(facet, values) for facet, values in chosen.items() if values}

    def _within(self, question: Question, kinds: Iterable[str] | None) -> Mask:
        """The documents that may be found: of the kinds, and with the values that the question names."""
        within = np.ones(self._arrays.size, np.bool_)
        if kinds is not None:
            wanted = set(kinds)
            for kind in wanted - BY_KEY.keys():
                raise SearchError.unknown("kinds", kind, BY_KEY)
            within &= self._arrays.of_kinds(wanted)
        for facet, values in question.fields.items():
            within &= self._arrays.carrying(facet, values)
        return within

    def _hit(self, document: int, question: Question, ranking: Ranking) -> Hit:
        record = self._engine.record(document)
        asked_so = ranking.asked_so is not None and ranking.asked_so[document]
        explanation = Explanation(record, question, self._arrays, FIELDS if asked_so else RECORDED)
        score = float(ranking.scores[document])
        addresses = tuple(Addressed(*one) for one in record["addresses"])
        return Hit(
            record["id"],
            record["kind"],
            record["key"],
            record["title"],
            record["summary"],
            score,
            explanation.why(),
            explanation.matched(),
            addresses,
            record["status"],
            explanation.missing(),
            GROUPS[ranking.tiers[document]],
        )


def _limited(documents: Documents, limits: Mapping[str, Mask]) -> Documents:
    for limit in limits.values():
        documents = documents[limit[documents]]
    return documents


def _pages(total: int, page: int, per_page: int) -> int:
    """How many pages there are. Raises SearchError where the page asked for is not one of them."""
    if not 1 <= per_page <= MOST_PER_PAGE:
        raise SearchError(
            "per_page",
            str(per_page),
            f"choose from 1 to {MOST_PER_PAGE}.",
            str(min(max(per_page, 1), MOST_PER_PAGE)),
        )
    pages = max(1, math.ceil(total / per_page))
    if not 1 <= page <= pages:
        raise SearchError(
            "page",
            str(page),
            f"there {'is 1 page' if pages == 1 else f'are {pages} pages'}.",
            str(min(max(page, 1), pages)),
        )
    return pages
