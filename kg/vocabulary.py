"""The ontology folder: its files, vocabularies and the keys that records may name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, SKOS, Graph

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
    """The ontology and vocabularies as one graph. Raises OntologyError naming file and line."""
    graph, faults = Graph(), []
    for path in files(folder):
        try:
            graph.parse(path, format="turtle")
        except SyntaxError as error:
            line = int(getattr(error, "lines", 0) or 0) + 1
            why = getattr(error, "_why", None) or error
            faults.append(
                Fault(relative(path, folder.parent), line, f"this is not Turtle: {why}.", "Correct it there.")
            )
    if faults or not len(graph):
        raise OntologyError(
            faults
            or [
                Fault(
                    str(folder), 0, "there is no ontology.", "Name the folder that holds safer-practice.ttl."
                )
            ]
        )
    return graph


def concept_keys(graph: Graph) -> dict[str, set[str]]:
    """The keys of each vocabulary that records name concepts of."""
    return {scheme: set(_keys(graph, scheme)) for scheme in FACETS}


def _keys(graph: Graph, scheme: str) -> Iterator[str]:
    start = thing(scheme, "")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        if str(concept).startswith(start):
            yield str(concept).removeprefix(start)
