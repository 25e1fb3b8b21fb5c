"""What is told beside an answer: names that the release does not have, and why it is empty.

Both are kept for who asks the same again, as answers are: a release never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from kg.compared import Reason
from kg.patterns import Graphs, Row
from kg.release import Release
from kg.sparql import QueryRefused
from kg.unknown import UnknownName, unknown_names
from kg.why_empty import LONGEST, why_empty
from web import querying, release
from web.kept_answers import lasting
from web.per_release import PerRelease
from web.protocol import Question

MOST = 512
"""Queries of which is kept what was told, in each release; of none that is too long to explain."""
Chosen = tuple[str, ...] | None
"""The graphs that a request chooses; None where it leaves that to the query."""


def _names(opened: Release, text: str) -> tuple[UnknownName, ...]:
    return tuple(unknown_names(opened.store, text))


def _reasons(text: str, default: Chosen, named: Chosen, counted: bool) -> tuple[Reason, ...]:
    """The reasons, asked of this request's release. Raises QueryRefused, of which nothing is kept."""

    def ask(query: str, graphs: Graphs) -> list[Row]:
        chosen: tuple[Sequence[str] | None, Sequence[str] | None] = (default, named)
        if chosen == (None, None):
            chosen = (graphs.default, graphs.named)
        found = querying.run(query, ("json",), *chosen).as_python()
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    return tuple(why_empty(text, ask, counted=counted))


_kept_names = PerRelease(lambda opened: lru_cache(MOST)(partial(_names, opened)))
_kept_reasons = PerRelease(lambda opened: lru_cache(MOST)(_reasons))


def unknown(asked: Question) -> tuple[UnknownName, ...]:
    """The terms of the ontology and things that a query names and this request's release does not have."""
    opened, text = release.current(), asked.text
    return _names(opened, text) if len(text) > LONGEST else _kept_names.of(opened)(text)


def why_nothing(asked: Question, *, counted: bool) -> tuple[Reason, ...]:
    """Why there is no answer, or a count of 0 (`counted`), as far as the limits of the one who asks allow."""
    default, named = (
        None if graphs is None else tuple(graphs) for graphs in (asked.default_graphs, asked.named_graphs)
    )
    keeps = len(asked.text) <= LONGEST and lasting(asked.text)
    explain = _kept_reasons.of(release.current()) if keeps else _reasons
    try:
        return explain(asked.text, default, named, counted)
    except QueryRefused:
        return ()
