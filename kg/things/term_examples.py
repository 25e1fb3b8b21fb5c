"""One example of each term of the ontology: a thing of the class, or a thing with a value of the property."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.namespaces import ASSERTED, ID, META, SP, kind_and_key
from kg.things.node import Node, term

LONGEST = 90  # characters of a text that serves as an example
GRAPHS = (ASSERTED, META)


@dataclass(frozen=True)
class Example:
    """A thing with its title; for a property also the value: title or text, and its IRI if it is a thing."""

    thing: str
    title: str
    value: str = ""
    value_iri: str = ""


def examples(store: Store) -> dict[str, Example]:
    """The IRI of a term -> its example: the first by name, so that every build shows the same."""
    first: dict[str, Quad] = {}
    of_class = NamedNode(term("rdf:type"))
    for graph in GRAPHS:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
            name = quad.object if quad.predicate == of_class else quad.predicate
            if not isinstance(name, NamedNode) or not name.value.startswith(SP):
                continue
            if _is_thing(quad.subject) and (
                name.value not in first or _order(quad) < _order(first[name.value])
            ):
                first[name.value] = quad
    return {iri: _example(store, quad, quad.predicate == of_class) for iri, quad in first.items()}


def _is_thing(subject: object) -> bool:
    return isinstance(subject, NamedNode) and kind_and_key(subject.value) is not None


def _order(quad: Quad) -> tuple[str, str]:
    return str(quad.subject), str(quad.object)


def _example(store: Store, quad: Quad, of_class: bool) -> Example:
    assert isinstance(quad.subject, NamedNode)
    thing = quad.subject.value
    title = Node(store, thing).title or thing.removeprefix(ID)
    if of_class:
        return Example(thing, title)
    if isinstance(quad.object, NamedNode):
        iri = quad.object.value
        return Example(thing, title, Node(store, iri).title or iri.removeprefix(ID), iri)
    assert isinstance(quad.object, Literal)
    text = quad.object.value
    return Example(thing, title, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
