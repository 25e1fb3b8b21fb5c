"""Writes the triples of a CONSTRUCT or DESCRIBE: Turtle, N-Triples, RDF/XML, JSON-LD."""
from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import PREFIXES
from kg.sparql.tables import NotWritable, check_xml

_XML_NAME_AT_END = re.compile(r"[^\W\d][\w.\-·]*\Z")


@dataclass(frozen=True)
class GraphFormat:
    """A syntax for triples: the name callers use, the engine's, and what goes over the wire."""

    name: str
    syntax: ox.RdfFormat
    media_type: str


GRAPHS = {one.name: one for one in (
    GraphFormat("ttl", ox.RdfFormat.TURTLE, "text/turtle; charset=utf-8"),
    GraphFormat("nt", ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    GraphFormat("rdfxml", ox.RdfFormat.RDF_XML, "application/rdf+xml"),
    GraphFormat("jsonld", ox.RdfFormat.JSON_LD, "application/ld+json"),
)}


def write(triples: list[ox.Triple], form: GraphFormat) -> bytes:
    """The triples in this format, those of a subject together. Raises NotWritable."""
    ordered = sorted(triples, key=str)
    if form.name == "rdfxml":
        for triple in ordered:
            _check_rdfxml(triple)
    written = ox.serialize(ordered, format=form.syntax, prefixes=_prefixes_used(ordered))
    assert written is not None
    return written


def _prefixes_used(triples: list[ox.Triple]) -> dict[str, str]:
    iris = set()
    for triple in triples:
        parts = (triple.subject, triple.predicate, triple.object)
        iris |= {part.value for part in parts if isinstance(part, ox.NamedNode)}
        iris |= {part.datatype.value for part in parts if isinstance(part, ox.Literal)}
    return {prefix: space for prefix, space in PREFIXES.items() if any(iri.startswith(space) for iri in iris)}


def _check_rdfxml(triple: ox.Triple) -> None:
    """The engine writes RDF/XML that cannot be read again for these."""
    if not _XML_NAME_AT_END.search(triple.predicate.value):
        raise NotWritable(f"RDF/XML has no way to write the property <{triple.predicate.value}>.")
    if isinstance(triple.object, ox.Literal):
        check_xml(triple.object.value)
    if isinstance(triple.object, ox.Triple):
        _check_rdfxml(triple.object)
