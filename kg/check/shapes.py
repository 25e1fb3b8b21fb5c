"""SHACL: the shapes of `ontology/shapes/` over the assembled graph, through pySHACL."""

from __future__ import annotations

from pathlib import Path

import pyshacl
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.check.places import GraphFault, name
from kg.namespaces import DEFAULT_GRAPHS
from kg.vocabulary import OntologyError
from loaders.faults import Fault, relative


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
    shapes, faults = Graph(), []
    for path in sorted((ontology / "shapes").glob("*.ttl")):
        try:
            for _ in parse(path=path, format=RdfFormat.TURTLE):
                pass  # Oxigraph names the line of a fault; rdflib may fail on it without
            shapes.parse(path, format="turtle")
        except SyntaxError as error:
            name = relative(path, ontology.parent)
            faults.append(
                Fault(name, error.lineno or 0, f"this is not Turtle: {error.msg}.", "Correct it there.")
            )
    if not faults and not len(shapes):
        folder = relative(ontology / "shapes", ontology.parent)
        faults.append(Fault(folder, 0, "there are no shapes.", "Restore its .ttl files."))
    if faults:
        raise OntologyError(faults)
    return shapes


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
