"""Answers to queries as tables for readers: the name of a thing beside its IRI, with a link to its page."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.namespaces import ID, PREFIXES, SP, shorten
from kg.sparql import QueryResult
from kg.things import Node
from web.addresses import address_of_iri
from web.fetch import name_of

SHOWN = 200
"""Rows of a page; the downloads hold all that the query gave."""
NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}
Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Cell:
    """A value: what it is called, the IRI or datatype beside it, where it leads, whether to another site."""

    text: str
    note: str = ""
    href: str = ""
    outside: bool = False
    number: bool = False


@dataclass(frozen=True)
class Results:
    """An answer to show. `truth` is that of an ASK; `rows` at most SHOWN of `count`.

    `truncated` says that the query gave more than the `count` that were taken.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: int
    truncated: bool
    seconds: float
    truth: bool | None = None
    triples: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was found: no row, a no, or one row that counts nothing."""
        if self.truth is not None:
            return not self.truth
        cells = [cell for row in self.rows for cell in row]
        return not self.count or (self.count == 1 and all(cell.text in ("", "0") for cell in cells))


def results(answer: QueryResult, store: Store) -> Results:
    """An answer (as JSON or Turtle) as a table, with names from the store."""
    found = answer.as_python()
    columns = tuple(answer.variables)
    if isinstance(found, bool):
        return Results((), (), 1, False, answer.seconds, truth=found)
    if answer.kind == "graph":
        columns = ("subject", "predicate", "object")
    named: dict[str, Cell] = {}
    rows = tuple(
        tuple(_cell(term, store, named) for term in _terms(row, columns)) for row in found[:SHOWN]
    )
    return Results(
        columns, rows, answer.rows, answer.truncated, answer.seconds, triples=answer.kind == "graph"
    )


def _terms(row: dict[str, Term] | Triple, columns: tuple[str, ...]) -> list[Term | None]:
    if isinstance(row, Triple):
        return [row.subject, row.predicate, row.object]
    return [row.get(name) for name in columns]


def _cell(term: Term | None, store: Store, named: dict[str, Cell]) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, NamedNode):
        if term.value not in named:
            named[term.value] = _named(term.value, store)
        return named[term.value]
    if isinstance(term, Literal):
        return Cell(term.value, number=term.datatype.value in NUMBERS)
    return Cell(str(term))


def _named(iri: str, store: Store) -> Cell:
    """The cell of an IRI: a thing by its name, a term of the ontology by its prefixed name."""
    if iri.startswith(SP):
        return Cell(shorten(iri), href=f"/ontology#{iri.removeprefix(SP)}")
    node = Node(store, iri)
    if iri.startswith(ID) and node.exists:
        return Cell(name_of(node), note=iri.removeprefix(ID), href=address_of_iri(iri) or "")
    outside = iri.startswith(("http://", "https://")) and not iri.startswith(ID)
    short = shorten(iri)
    return Cell(short, href=iri if outside and short == iri else "", outside=outside and short == iri)
