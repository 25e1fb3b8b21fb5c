"""The rules of `ontology/rules/` against an OWL RL reasoner (owlrl): both infer the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import owlrl  # type: ignore[import-untyped]
from owlrl.Namespaces import ERRNS  # type: ignore[import-untyped]
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.check.places import GraphFault, iri_of, name
from kg.namespaces import ASSERTED, DEFAULT_GRAPHS, ID, META, SP

TYPE = str(RDF.type)
STATED = (ASSERTED, META)
"""The graphs that rules infer from, besides the ontology."""
Fact = tuple[str, str, str]
"""Subject, property and object of an inferred triple, as IRIs."""


@dataclass(frozen=True)
class Closure:
    """What owlrl infers: facts about things (relations of ours and memberships of classes of ours),
    and the contradictions that it meets, in its words."""

    facts: frozenset[Fact]
    contradictions: tuple[str, ...]


def close(store: Store, ontology: Graph) -> Closure:
    """The OWL RL closure of what is asserted in a store under the ontology's axioms.

    owlrl is slow (31 s at 94,000 triples), so it gets no more than can lead to a relation or a
    membership: the axioms, and the asserted relations and memberships. Of OWL RL's rules only
    prp-dom makes such a fact from a text, number or date, and what it makes depends on the property
    alone; so one such triple for each property and kind of subject stands for all of them.
    """
    graph = Graph()
    for triple in (*_axioms(ontology), *_asserted(store)):
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    inferred = frozenset(
        fact
        for subject, predicate, value in graph
        if isinstance(value, URIRef)
        and _compared(fact := (str(subject), str(predicate), str(value)), ontology)
    )
    return Closure(inferred, tuple(sorted({str(message) for message in graph.objects(None, ERRNS.error)})))


def check_rules(store: Store, ontology: Graph, closure: Closure) -> list[GraphFault]:
    """Every fact that owlrl infers and the rules do not, and the reverse."""
    ours = facts(store, ontology)
    missing = [
        _finding(
            fact,
            "owlrl infers it from the ontology's axioms and no rule does.",
            "Add or correct a rule in ontology/rules/, or correct the axiom.",
        )
        for fact in closure.facts - ours
    ]
    extra = [
        _finding(
            fact,
            "a rule infers it and owlrl does not.",
            "Add the axiom to ontology/safer-practice.ttl, or correct the rule.",
        )
        for fact in ours - closure.facts
    ]
    return sorted(missing + extra)


def facts(store: Store, ontology: Graph) -> frozenset[Fact]:
    """What the store's default graphs say: relations of ours and memberships of classes of ours."""
    return frozenset(
        fact
        for graph in DEFAULT_GRAPHS
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph))
        if _compared(fact := (iri_of(quad.subject), quad.predicate.value, iri_of(quad.object)), ontology)
    )


def _compared(fact: Fact, ontology: Graph) -> bool:
    subject, predicate, value = fact
    if not subject.startswith(ID) or not value:
        return False
    return predicate.startswith(SP) or (
        predicate == TYPE and (URIRef(value), RDF.type, OWL.Class) in ontology
    )


def _axioms(ontology: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """What is written with the words of RDF, RDFS and OWL, but for labels and comments."""
    for subject, predicate, value in ontology:
        comment = str(predicate).startswith(str(RDFS)) and isinstance(value, Literal)
        if str(predicate).startswith((str(RDF), str(RDFS), str(OWL))) and not comment:
            yield subject, predicate, value


def _asserted(store: Store) -> Iterator[tuple[Node, Node, Node]]:
    quads = [quad for graph in STATED for quad in store.quads_for_pattern(None, None, None, NamedNode(graph))]
    triples = [(iri_of(quad.subject), quad.predicate.value, iri_of(quad.object)) for quad in quads]
    kinds: dict[str, set[str]] = {}
    for subject, predicate, value in triples:
        if predicate == TYPE:
            kinds.setdefault(subject, set()).add(value)
    told: set[tuple[str, frozenset[str]]] = set()
    for subject, predicate, value in triples:
        sort = (predicate, frozenset(kinds.get(subject, ())))
        if value or sort not in told:
            yield URIRef(subject), URIRef(predicate), URIRef(value) if value else Literal("text")
        if not value:
            told.add(sort)


def _finding(fact: Fact, what: str, mend: str) -> GraphFault:
    subject, predicate, value = fact
    relation = "is a" if predicate == TYPE else name(predicate)
    return GraphFault(subject, predicate, f"{relation} {name(value)}: {what}", mend)
