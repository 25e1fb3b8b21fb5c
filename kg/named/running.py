"""Runs a named query inside this process: for reports and programs, whose queries are the release's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from kg.named.asking import ask
from kg.named.model import NamedQuery
from kg.named.reading import find
from kg.query import GRAPHS
from kg.release import Release

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Answer:
    """A query's answer: its columns, its rows (a column that is not bound is left out), the text that ran."""

    query: NamedQuery
    text: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]


def answer(release: Release, name: str, values: Mapping[str, str] | None = None) -> Answer:
    """Run a named query of a release with values as readers write them: `{"workstream": "workstream/2"}`.

    Raises UnknownQueryError and ParameterError.
    """
    query = find(release, name)
    text = ask(release.store, query, values)
    found = release.store.query(text, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    columns = tuple(one.value for one in found.variables)
    rows = tuple(
        {column: term for column in columns if (term := solution[column]) is not None} for solution in found
    )
    return Answer(query, text, columns, rows)
