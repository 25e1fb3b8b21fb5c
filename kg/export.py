"""A thing of a release, or all of it, as RDF and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, serialize

from kg import query
from kg.namespaces import DEFAULT_GRAPHS, ID, ONTOLOGY, PREFIXES

SYNTAXES = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}
"""The suffix of a file -> the syntax of its triples."""
WHOLE = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE}
"""The suffix of a file with a whole release -> its syntax; Turtle knows no graphs."""
EXAMPLE = re.compile(r"<https://w3id\.org/safer-practice/id/[^>]+>")
"""The thing that a query file is about, so that the file can be run as it stands."""
AT_A_TIME = 5_000  # quads that are written together when a whole release is exported
DECLARATIONS = re.compile(rb"\A(?:@prefix [^\n]*\n)*")


def description_query(iri: str) -> str:
    """The query whose answer is `description`, to be read, shown and run."""
    return EXAMPLE.sub(lambda _: str(NamedNode(iri)), query.text("description"))


def description(store: Store, iri: str) -> list[Triple]:
    """All that the release says of a thing, each statement once: what the query of its page gives."""
    found = store.query(description_query(iri), default_graph=query.GRAPHS)
    assert isinstance(found, QueryTriples)
    return list(dict.fromkeys(found))


def ontology_triples(store: Store) -> list[Triple]:
    """The ontology without the vocabularies and code lists, whose concepts are things with pages."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY))
    return [quad.triple for quad in quads if not str(quad.subject).startswith(f"<{ID}")]


def as_rdf(
    triples: Iterable[Triple], suffix: str, first: str = "", prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """The triples in the syntax of a suffix of SYNTAXES: those about the IRI `first`, then by subject."""
    ordered = sorted(triples, key=lambda one: (str(one.subject) != f"<{first}>", str(one)))
    written = serialize(ordered, format=SYNTAXES[suffix], prefixes=_used(ordered, prefixes))
    assert written is not None
    return written


def _used(triples: list[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that at least one of the triples needs."""
    terms = chain.from_iterable((one.subject, one.predicate, one.object) for one in triples)
    iris = {
        iri.value
        for term in terms
        if isinstance(iri := term.datatype if isinstance(term, Literal) else term, NamedNode)
    }
    return {name: start for name, start in prefixes.items() if any(iri.startswith(start) for iri in iris)}


def whole(store: Store, suffix: str) -> Iterator[bytes]:
    """A whole release, piece by piece, in a syntax of WHOLE.

    N-Quads and TriG hold every graph; Turtle holds the union of those that a query sees by itself.
    """
    form = WHOLE[suffix]
    names: Sequence[Any] = sorted(store.named_graphs(), key=str)
    if not form.supports_datasets:
        names = [name for name in names if name.value in DEFAULT_GRAPHS]
    first = True
    for name in names:
        quads = store.quads_for_pattern(None, None, None, name)
        while some := list(islice(quads, AT_A_TIME)):
            written = _written(some, form)
            yield written if first else DECLARATIONS.sub(b"", written, count=1)
            first = False


def _written(quads: list[Quad], form: RdfFormat) -> bytes:
    statements: list[Any] = quads if form.supports_datasets else [quad.triple for quad in quads]
    written = serialize(statements, format=form, prefixes=PREFIXES)
    assert written is not None
    return written
