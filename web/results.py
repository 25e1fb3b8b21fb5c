"""Answers to queries as tables for readers: the name of a thing beside its IRI, with a link to its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.answer_pictures import Bars, Network, bars, network
from kg.labels import NUMBERS, label_of
from kg.namespaces import ID, SP, shorten
from kg.sparql import QueryResult
from kg.things import Node
from web.addresses import address_of_iri
from web.fetch import name_of

SHOWN = 200
"""Rows of a page; the downloads hold all that the query gave."""
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

    `truncated` says that the query gave more than the `count` that were taken. `bars` and `network` are
    what can be drawn of the `rows`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: int
    truncated: bool
    seconds: float
    truth: bool | None = None
    triples: bool = False
    bars: Bars | None = None
    network: Network | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was found: no row, a no, or one row that counts nothing."""
        if self.truth is not None:
            return not self.truth
        cells = [cell for row in self.rows for cell in row]
        return not self.count or (self.count == 1 and all(cell.text in ("", "0") for cell in cells))


def results(answer: QueryResult, store: Store, *, names: bool = True) -> Results:
    """An answer (as JSON or Turtle) as a table, with names from the store or with whole IRIs instead."""
    found = answer.as_python(SHOWN)
    columns = tuple(answer.variables)
    if isinstance(found, bool):
        return Results((), (), 1, False, answer.seconds, truth=found)
    if answer.kind == "graph":
        columns = ("subject", "predicate", "object")
    terms = [_terms(row, columns) for row in found]
    named: dict[str, Cell] = {}
    called = partial(_called, store=store, named=named)
    return Results(
        columns,
        tuple(tuple(_cell(term, store, named) if names else _bare(term) for term in row) for row in terms),
        answer.rows,
        answer.truncated,
        answer.seconds,
        triples=answer.kind == "graph",
        bars=bars(columns, terms, called),
        network=network(columns, terms, called),
    )


def _called(term: Term, store: Store, named: dict[str, Cell]) -> str:
    """What a term is called in a picture: a thing by its name, a term of the ontology by its label."""
    cell = _cell(term, store, named)
    own = isinstance(term, NamedNode) and term.value.startswith(SP)
    return cell.note if own and cell.note else cell.text


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


def _bare(term: Term | None) -> Cell:
    """The cell of a term as it is: an IRI in full, with the link to its page."""
    if isinstance(term, NamedNode):
        own = term.value.startswith((SP, ID))
        outside = not own and term.value.startswith(("http://", "https://"))
        return Cell(term.value, href=_page(term.value) or (term.value if outside else ""), outside=outside)
    if isinstance(term, Literal):
        return Cell(term.value, number=term.datatype.value in NUMBERS)
    return Cell(str(term or ""))


def _page(iri: str) -> str:
    """The page of this site on a thing or term; empty where there is none."""
    return f"/ontology#{iri.removeprefix(SP)}" if iri.startswith(SP) else address_of_iri(iri) or ""


def _named(iri: str, store: Store) -> Cell:
    """The cell of an IRI: a thing by its name, a term of the ontology by its prefixed name and label."""
    node = Node(store, iri)
    if iri.startswith(SP):
        return Cell(shorten(iri), note=label_of(store, iri), href=_page(iri))
    if iri.startswith(ID) and node.exists:
        return Cell(name_of(node), note=iri.removeprefix(ID), href=_page(iri))
    outside = iri.startswith(("http://", "https://")) and not iri.startswith(ID)
    short = shorten(iri)
    return Cell(short, href=iri if outside and short == iri else "", outside=outside and short == iri)
