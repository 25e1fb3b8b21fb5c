"""Named queries in the graph `meta`: each is a SPARQL executable of SHACL, with its question and audience.

https://www.w3.org/TR/shacl/#sparql-constraints-prefixes and https://www.w3.org/TR/shacl-af/#SPARQLExecutable
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.named.model import NamedQuery
from kg.namespaces import BASE, PREFIXES, thing
from kg.triples import XSD, A, sp

SH, RDFS, DCTERMS = (PREFIXES[name] for name in ("sh", "rdfs", "dcterms"))
DECLARATIONS = NamedNode(BASE + "data#prefixes")
"""What carries the declarations of the prefixes that the queries use."""


def query_triples(queries: Iterable[NamedQuery]) -> Iterator[Triple]:
    """Everything that the graph says of named queries, and of the prefixes they use."""
    some = False
    for query in queries:
        some = True
        yield from _of(query)
    if some:
        yield from _prefixes()


def _of(query: NamedQuery) -> Iterator[Triple]:
    itself = NamedNode(thing("query", query.name))
    for name in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield Triple(itself, A, NamedNode(SH + name))
    yield Triple(itself, NamedNode(SH + "select"), Literal(query.body))
    yield Triple(itself, NamedNode(SH + "prefixes"), DECLARATIONS)
    yield Triple(itself, NamedNode(RDFS + "label"), Literal(query.title, language="en"))
    yield Triple(itself, NamedNode(DCTERMS + "description"), Literal(query.question, language="en"))
    for one in query.audience:
        yield Triple(itself, sp("audience"), Literal(one))


def _prefixes() -> Iterator[Triple]:
    for name, namespace in PREFIXES.items():
        declared = NamedNode(f"{BASE}data#prefix-{name}")
        yield Triple(DECLARATIONS, NamedNode(SH + "declare"), declared)
        yield Triple(declared, NamedNode(SH + "prefix"), Literal(name))
        address = Literal(namespace, datatype=NamedNode(XSD + "anyURI"))
        yield Triple(declared, NamedNode(SH + "namespace"), address)
