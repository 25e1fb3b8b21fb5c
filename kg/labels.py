"""Answers with the names of things in columns of their own, beside the columns of their IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Store

from kg.namespaces import PREFIXES
from kg.sparql import QueryResult
from kg.sparql.answers import Term
from kg.spreadsheet import as_csv
from kg.things import Node

LABEL = "_label"
"""The end of the name of a column that holds the names of what stands in the column before it."""
NUMBERS = {
    PREFIXES["xsd"] + name: number
    for name, number in (("integer", int), ("decimal", float), ("double", float), ("float", float))
}
"""The datatypes of numbers, and what makes them numbers of Python."""


def label_of(store: Store, iri: str) -> str:
    """What the release calls a thing or term, empty where it says nothing of it."""
    node = Node(store, iri)
    return node.title if node.exists else ""


def labelled_csv(answer: QueryResult, store: Store) -> str:
    """The rows of a SELECT (asked for as JSON) as CSV, with a column of names after each column of IRIs.

    A spreadsheet shows text of it that looks like a formula and does not run it. Raises ValueError for
    another kind of answer.
    """
    found = answer.as_python()
    if answer.kind != "select" or not isinstance(found, list):
        raise ValueError("only the rows of a SELECT have columns")
    columns, rows = with_labels(answer.variables, [row for row in found if isinstance(row, dict)], store)
    return as_csv(columns, rows)


def with_labels(
    columns: Sequence[str], rows: Sequence[Mapping[str, Term]], store: Store
) -> tuple[list[str], list[dict[str, str | float]]]:
    """Columns and rows of plain values, with a column of names after each that has an IRI in any row.

    It is called as the column and "_label", with more "_" where the query has a column of that name.
    """
    beside = _label_columns(columns, rows)
    known: dict[str, str] = {}
    told = []
    for row in rows:
        cells: dict[str, str | float] = {}
        for column in columns:
            term = row.get(column)
            cells[column] = plain(term)
            if column in beside:
                cells[beside[column]] = _label(term, store, known)
        told.append(cells)
    wide = [name for column in columns for name in (column, beside.get(column)) if name]
    return wide, told


def _label_columns(columns: Sequence[str], rows: Iterable[Mapping[str, Term]]) -> dict[str, str]:
    things = {column for row in rows for column, term in row.items() if isinstance(term, NamedNode)}
    found: dict[str, str] = {}
    for column in columns:
        name = column + LABEL
        while name in columns:
            name += "_"
        if column in things:
            found[column] = name
    return found


def _label(term: Term | None, store: Store, known: dict[str, str]) -> str:
    if not isinstance(term, NamedNode):
        return ""
    if term.value not in known:
        known[term.value] = label_of(store, term.value)
    return known[term.value]


def plain(term: Term | None) -> str | float:
    """A term as SPARQL's CSV has it (no brackets, no quotes), numbers as numbers; empty for None."""
    if isinstance(term, Literal):
        try:
            return NUMBERS.get(term.datatype.value, str)(term.value)
        except ValueError:
            return term.value  # "abc"^^xsd:integer is a term, if no number
    return term.value if isinstance(term, NamedNode) else str(term or "")
