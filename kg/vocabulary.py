"""The ontology folder: its files, vocabularies and the keys that records may name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, SKOS, Graph

from kg.namespaces import thing
from loaders.faults import Fault, relative

FACETS = ("setting", "profession", "topic", "method", "evidence", "aspect")
"""The vocabularies whose concepts records name: facets and evidence of practice, aspects of statements."""


class OntologyError(Exception):
    """A file of the ontology that cannot be read; `faults` says where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def files(folder: Path) -> list[Path]:
    """The Turtle files that make the graph `ontology`: the ontology and the vocabularies."""
    return sorted(folder.glob("*.ttl")) + sorted((folder / "vocabularies").glob("*.ttl"))


def read(folder: Path) -> Graph:
    """The ontology and vocabularies as one graph, in which concepts have an rdfs:label as every thing has.

    SKOS makes skos:prefLabel a subproperty of it (S11), and who asks for labels should not have to know
    which things are concepts. Raises OntologyError naming file and line.
    """
    graph = read_turtle(files(folder), folder)
    for concept, name in list(graph.subject_objects(SKOS.prefLabel)):
        graph.add((concept, RDFS.label, name))
    return graph


def read_turtle(paths: list[Path], folder: Path) -> Graph:
    """Turtle files of the ontology folder as one graph.

    Raises OntologyError naming file and line of each fault, or that there is nothing in them.
    """
    graph, faults = Graph(), []
    for path in paths:
        try:
            for _ in parse(path=path, format=RdfFormat.TURTLE):
                pass  # Oxigraph names the line of every fault; on some rdflib fails without a word
            graph.parse(path, format="turtle")
        except SyntaxError as error:
            name = relative(path, folder.parent)
            faults.append(
                Fault(name, error.lineno or 0, f"this is not Turtle: {error.msg}.", "Correct it there.")
            )
    if not faults and not len(graph):
        faults.append(
            Fault(str(folder), 0, "there is no ontology.", "Name the folder that holds safer-practice.ttl.")
        )
    if faults:
        raise OntologyError(faults)
    return graph


def concept_keys(graph: Graph) -> dict[str, set[str]]:
    """The keys of each vocabulary that records name concepts of."""
    return {scheme: set(_keys(graph, scheme)) for scheme in FACETS}


def _keys(graph: Graph, scheme: str) -> Iterator[str]:
    start = thing(scheme, "")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        if str(concept).startswith(start):
            yield str(concept).removeprefix(start)
