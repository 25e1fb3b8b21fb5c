"""How a record's values become RDF terms: things, text, dates, concepts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.namespaces import PREFIXES, SP, thing
from loaders.figures import plain

A = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
DCTERMS, SKOS, SCHEMA, XSD, ORG = (PREFIXES[name] for name in ("dcterms", "skos", "schema", "xsd", "org"))
DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
Triples = Iterator[Triple]


def sp(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(SP + name)


def node(kind: str, key: str) -> NamedNode:
    """A thing."""
    return NamedNode(thing(kind, key))


def refer(reference: str) -> NamedNode:
    """The thing that a reference KIND/KEY names."""
    kind, _, key = reference.partition("/")
    return node(kind, key)


def words(text: str) -> Literal:
    """Text in English."""
    return Literal(text, language="en")


def date(value: str) -> Literal:
    """A year, month or day with the datatype that fits it."""
    return Literal(value, datatype=NamedNode(XSD + DATES[len(value)]))


def concept(scheme: str, key: str) -> NamedNode:
    """A concept of a code list or vocabulary; blanks in the record's word become hyphens."""
    return node(scheme, key.replace(" ", "-"))


def many(subject: NamedNode, name: str, references: list[str]) -> Triples:
    """One triple for each reference KIND/KEY."""
    for reference in references:
        yield Triple(subject, sp(name), refer(reference))


def other_names(subject: NamedNode, names: list[str]) -> Triples:
    """What else a thing is called."""
    for name in names:
        yield Triple(subject, NamedNode(SKOS + "altLabel"), words(name))


def texts(subject: NamedNode, named: dict[str, Any]) -> Triples:
    """One triple for each text that is there, by the name of its property."""
    for name, text in named.items():
        if text is not None:
            yield Triple(subject, sp(name), Literal(text))


def address(subject: NamedNode, address: str | None) -> Triples:
    """The web address of a thing."""
    if address:
        yield Triple(subject, NamedNode(SCHEMA + "url"), Literal(address, datatype=NamedNode(XSD + "anyURI")))


def amount(value: Decimal) -> Literal:
    """A number as a query writes it, so that it matches: 36 is an integer, 26.6 a decimal."""
    text = plain(value)
    return Literal(text, datatype=NamedNode(XSD + ("decimal" if "." in text else "integer")))


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
