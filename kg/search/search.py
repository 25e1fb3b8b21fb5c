"""A search over one open release: question in, page of hits with facets out."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.search.arrays import ARRAYS, Arrays, bits
from kg.search.engine import Engine
from kg.search.explain import Explanation
from kg.search.kinds import BY_KEY
from kg.search.question import Question, read
from kg.search.rank import Ranker, Ranking
from kg.search.results import Addressed, Hit, Results, SearchError
from kg.search.understood import understood
from kg.search.words import tokens

MOST_PER_PAGE = 100
MOST_CORRECTED = 3
"""Words of a question for which the nearest spelling is looked up."""


class Search:
    """The search of one release. It keeps one index open, and threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the index that `build_index` wrote into a folder. Raises OSError or whoosh's EmptyIndexError
        where there is none."""
        self._arrays = Arrays.read(folder / ARRAYS)
        self._engine = Engine(folder)
        self._ranker = Ranker(self._engine, self._arrays)

    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        self._engine.close()

    def search(self, words: str, chosen: Mapping[str, Sequence[str]] | None = None, *, page: int = 1,
               per_page: int = 20, kinds: Iterable[str] | None = None) -> Results:
        """Answer a question, which may be any text; an empty one finds everything, practices first.

        `chosen` gives, by facet, values of which a hit has at least one (AND between facets). `kinds`
        limits the hits to kinds of thing. Raises SearchError for a facet, value, kind or page that is
        not there. Example: `search("A&E", {"collaborative": ["west-of-england"]}).hits[0].title`.
        """
        given = {facet: values for facet, values in (chosen or {}).items() if values}
        limits = self._arrays.chosen(given)
        question = read(words, self._arrays)
        ranking = self._ranker.rank(question)
        order = ranking.documents if kinds is None else self._of_kinds(ranking.documents, kinds)
        matches = bits(order, self._engine.size)
        allowed = matches
        for limit in limits.values():
            allowed &= limit
        if allowed != matches:
            order = [one for one in order if allowed >> one & 1]
        pages = _pages(len(order), page, per_page)
        shown = order[(page - 1) * per_page:page * per_page]
        return Results(question.text, understood(question, ranking),
                       tuple(self._hit(one, question, ranking) for one in shown), len(order), page, pages,
                       self._arrays.count(matches, limits, given), self._suggestion(question, ranking))

    def _of_kinds(self, documents: list[int], kinds: Iterable[str]) -> list[int]:
        wanted = set(kinds)
        for kind in wanted - BY_KEY.keys():
            raise SearchError.unknown("kinds", kind, BY_KEY)
        return [one for one in documents if self._arrays.kinds[one] in wanted]

    def _hit(self, document: int, question: Question, ranking: Ranking) -> Hit:
        record = self._engine.record(document)
        explanation, score = Explanation(record, question), ranking.scores.get(document, 0.0)
        addresses = tuple(Addressed(*one) for one in record["addresses"])
        return Hit(record["id"], record["kind"], record["key"], record["title"], record["summary"], score,
                   explanation.why(), explanation.matched(), addresses, record["status"], record["headline"])

    def _suggestion(self, question: Question, ranking: Ranking) -> str | None:
        """The question with each word that stands nowhere replaced by the nearest that does, or None."""
        better = question.text
        for said in ranking.unknown[:MOST_CORRECTED]:
            word = tokens(said)[0].folded
            near = self._engine.similar(word) if word.isalpha() and len(word) > 3 else None
            if near is None:
                return None
            better = better.replace(said, near, 1)
        return better if ranking.unknown else None


def _pages(total: int, page: int, per_page: int) -> int:
    """How many pages there are. Raises SearchError where the page asked for is not one of them."""
    if not 1 <= per_page <= MOST_PER_PAGE:
        raise SearchError("per_page", str(per_page), f"choose from 1 to {MOST_PER_PAGE}.",
                          str(min(max(per_page, 1), MOST_PER_PAGE)))
    pages = max(1, math.ceil(total / per_page))
    if not 1 <= page <= pages:
        raise SearchError("page", str(page), f"there {'is 1 page' if pages == 1 else f'are {pages} pages'}.",
                          str(min(max(page, 1), pages)))
    return pages
