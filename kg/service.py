"""What the SPARQL endpoint says of itself: languages, formats, limits, and the graphs it answers from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg import dataset
from kg.dataset import DCAT, VOID, GraphCount
from kg.namespaces import DEFAULT_GRAPHS, GRAPH
from kg.release import Release
from kg.sparql import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
PREFIXES = {**dataset.PREFIXES, "sd": SD, "formats": FORMATS}
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
"""The names of https://www.w3.org/ns/formats/ for what the pool can write."""


def iri(absolute: Callable[[str], str]) -> str:
    """The IRI of the service, which is not that of its address."""
    return absolute("/sparql#service")


def description(
    release: Release, graphs: Sequence[GraphCount], limits: Limits, absolute: Callable[[str], str]
) -> list[Triple]:
    """The service as SPARQL 1.1 Service Description has it, with the VoID and DCAT of its data.

    `graphs` are those of `kg.dataset.graphs`; `absolute` makes an address of a path on this site.
    https://www.w3.org/TR/sparql11-service-description/
    """
    return [*_service(limits, absolute), *_graphs(graphs), *dataset.description(release, absolute)]


def _service(limits: Limits, absolute: Callable[[str], str]) -> Iterator[Triple]:
    rdf, dcterms = PREFIXES["rdf"], PREFIXES["dcterms"]
    words = (
        f"Read-only. A query is stopped after {limits.seconds:g} seconds; an answer has at most "
        f"{limits.rows:,} rows or triples, and the header X-Truncated says whether there were more. "
        "SERVICE is not answered."
    )
    said: list[tuple[str, NamedNode | Literal]] = [
        (rdf + "type", NamedNode(SD + "Service")),
        (SD + "endpoint", NamedNode(absolute("/sparql"))),
        (SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query")),
        (SD + "defaultDataset", NamedNode(dataset.IRI)),
        (dcterms + "description", Literal(words, language="en")),
        (DCAT + "landingPage", NamedNode(absolute("/sparql"))),
        *((SD + "resultFormat", NamedNode(FORMATS + name)) for name in RESULT_FORMATS),
    ]
    return (Triple(NamedNode(iri(absolute)), NamedNode(name), value) for name, value in said)


def _graphs(counts: Sequence[GraphCount]) -> Iterator[Triple]:
    """The default graph, which is the union of four named ones, and each named graph, with their sizes."""
    rdf, data = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(dataset.IRI)
    whole = NamedNode(f"{dataset.IRI}#default-graph")
    yield Triple(data, rdf, NamedNode(SD + "Dataset"))
    yield Triple(data, NamedNode(SD + "defaultGraph"), whole)
    size = sum(one.statements for one in counts if GRAPH + one.name in DEFAULT_GRAPHS)
    yield from _graph(
        whole, size, "What a query sees that names no graph: asserted, inferred, ontology and meta."
    )
    for one in counts:
        named, graph = (NamedNode(f"{dataset.IRI}#{kind}-{one.name}") for kind in ("named", "graph"))
        yield Triple(data, NamedNode(SD + "namedGraph"), named)
        yield Triple(named, rdf, NamedNode(SD + "NamedGraph"))
        yield Triple(named, NamedNode(SD + "name"), NamedNode(GRAPH + one.name))
        yield Triple(named, NamedNode(SD + "graph"), graph)
        yield from _graph(graph, one.statements, one.text)


def _graph(graph: NamedNode, size: int, text: str) -> Iterator[Triple]:
    yield Triple(graph, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(SD + "Graph"))
    yield Triple(graph, NamedNode(VOID + "triples"), dataset.number(size))
    yield Triple(graph, NamedNode(PREFIXES["dcterms"] + "description"), Literal(text, language="en"))
