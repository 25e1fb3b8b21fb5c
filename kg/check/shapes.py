"""SHACL: the shapes of `ontology/shapes/` over the assembled graph, through pySHACL."""

from __future__ import annotations

from pathlib import Path

import pyshacl
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.check.places import GraphFault, name
from kg.namespaces import DEFAULT_GRAPHS
from kg.vocabulary import read_turtle


def check_shapes(store: Store, shapes: Graph) -> list[GraphFault]:
    """What in the store's default graphs breaks a shape: one finding for each thing and constraint."""
    _, results, _ = pyshacl.validate(
        as_graph(store), shacl_graph=shapes, inference="none", inplace=True, do_owl_imports=False
    )
    assert isinstance(results, Graph)
    return sorted(
        {_finding(results, shapes, result) for result in results.subjects(RDF.type, SH.ValidationResult)}
    )


def read_shapes(ontology: Path) -> Graph:
    """The files of shapes as one graph. Raises OntologyError naming file and line, or that there are none."""
    return read_turtle(sorted((ontology / "shapes").glob("*.ttl")), ontology)


def as_graph(store: Store) -> Graph:
    """The union of a store's default graphs for rdflib."""
    graph = Graph()
    for named in DEFAULT_GRAPHS:
        dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(named))
        assert dumped is not None
        graph.parse(data=dumped, format="nt")
    return graph


def _finding(results: Graph, shapes: Graph, result: Node) -> GraphFault:
    constraint = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
    focus, path, value = (results.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.value))
    what = str(results.value(result, SH.resultMessage))
    if value is not None and value != focus:
        what += f" Here it is {name(str(value)) if isinstance(value, URIRef) else repr(str(value))}."
    mend = shapes.value(constraint, SH.description) if constraint is not None else None
    return GraphFault(str(focus), str(path) if isinstance(path, URIRef) else "", what, str(mend or ""))
