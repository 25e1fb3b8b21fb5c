"""The names of things: namespaces, IRIs of things and of named graphs."""

from __future__ import annotations

BASE = "https://w3id.org/safer-practice/"
SP = BASE + "ontology#"
ID = BASE + "id/"
GRAPH = BASE + "graph/"

ASSERTED, INFERRED, ONTOLOGY, META, SUGGESTED, NEGATIVE = (
    GRAPH + name for name in ("asserted", "inferred", "ontology", "meta", "suggested", "negative")
)
DEFAULT_GRAPHS = (ASSERTED, INFERRED, ONTOLOGY, META)
"""The graphs whose union a query sees unless it names others. A careless query would read the
other two, `suggested` and `negative`, as positive."""

PREFIXES = {
    "sp": SP,
    "id": ID,
    "graph": GRAPH,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def thing(kind: str, key: str) -> str:
    """The IRI of a thing: `thing("action", "7.4")`."""
    return f"{ID}{kind}/{key}"


def kind_and_key(iri: str) -> tuple[str, str] | None:
    """KIND and KEY of a thing's IRI, or None where the IRI is not of a thing."""
    kind, slash, key = iri.removeprefix(ID).partition("/")
    return (kind, key) if iri.startswith(ID) and slash and key else None


def shorten(iri: str) -> str:
    """An IRI with a known prefix where one fits: `sp:Practice`, else the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and not set(rest) & set("/#?"):
            return f"{prefix}:{rest}"
    return iri
