"""A thing of a release and its statements, read from the graph when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from kg.namespaces import ASSERTED, DEFAULT_GRAPHS, ID, ONTOLOGY, PREFIXES, SP, kind_and_key, thing

TYPE, LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
PREF_LABEL = PREFIXES["skos"] + "prefLabel"
COUNTED = set(DEFAULT_GRAPHS)
Read = dict[str, list[NamedNode | Literal]]
"""By property, the values that were read of one thing."""
Lasting = Mapping[str, Read]
"""By IRI, what was read of the things that many others name: each is read once for a release."""
LASTING = (SP + "Requirement", PREFIXES["org"] + "Organization", PREFIXES["skos"] + "Concept")
"""Their classes. They are some hundreds, however much practice there is."""


def term(name: str) -> str:
    """The IRI of a property: `addresses` is of the ontology, `dcterms:issued` of that prefix."""
    prefix, colon, local = name.rpartition(":")
    return PREFIXES[prefix] + local if colon else SP + local


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key that puts 2 before 10 and 1.9 before 1.10."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|\D+", text.casefold())
    )


class Node:
    """A thing, by its IRI, in a release's store. Two nodes of one IRI are equal.

    Example: `find(store, "practice", "safety-huddles").nodes("addresses")`.
    """

    def __init__(
        self, store: Store, iri: str, known: dict[str, Node] | None = None, lasting: Lasting | None = None
    ) -> None:
        self.store = store
        self.iri = iri
        self._known = {} if known is None else known
        self._known.setdefault(iri, self)
        self._lasting = {} if lasting is None else lasting
        self._read: Read = self._lasting.get(iri, {})

    def other(self, iri: str) -> Node:
        """Another thing of the same store. Nodes reached from one another are read once."""
        return self._known.get(iri) or Node(self.store, iri, self._known, self._lasting)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"Node({self.iri})"

    def _values(self, iri: str) -> list[NamedNode | Literal]:
        """The values of one property. Only it is read: a standard may have thousands of the others."""
        if iri not in self._read:
            quads = self.store.quads_for_pattern(NamedNode(self.iri), NamedNode(iri), None, None)
            self._read[iri] = [
                quad.object
                for quad in quads
                if _graph(quad.graph_name) in COUNTED and isinstance(quad.object, NamedNode | Literal)
            ]
        return self._read[iri]

    @cached_property
    def exists(self) -> bool:
        """Whether the release says anything of it; of what cannot be an IRI ("a b") it says nothing."""
        try:
            quads = self.store.quads_for_pattern(NamedNode(self.iri), None, None, None)
        except ValueError:
            return False
        return any(_graph(quad.graph_name) in COUNTED for quad in quads)

    @property
    def kind(self) -> str:
        """KIND of its IRI, such as practice; empty for a term of an ontology."""
        named = kind_and_key(self.iri)
        return named[0] if named else ""

    @property
    def key(self) -> str:
        """KEY of its IRI, such as safety-huddles or hee-qf-2017-18/1.1."""
        named = kind_and_key(self.iri)
        return named[1] if named else self.iri

    @property
    def title(self) -> str:
        """Its name for readers; its key where it has none."""
        values = self._values(LABEL) or self._values(PREF_LABEL)
        return values[0].value if values else self.key

    @property
    def summary(self) -> str:
        """One or two sentences on what it is."""
        return self.text("dcterms:description") or self.text("skos:definition") or ""

    @property
    def number(self) -> str | None:
        """The number people say, such as 7.4."""
        return self.text("number")

    @property
    def classes(self) -> list[str]:
        """The local names of the ontology's classes it belongs to."""
        return sorted(
            value.value.removeprefix(SP) for value in self._values(TYPE) if value.value.startswith(SP)
        )

    @property
    def withdrawn(self) -> bool:
        """Whether it must no longer be used."""
        return any(status.code("state") == "withdrawn" for status in self.nodes("currentStatus"))

    def texts(self, name: str) -> list[str]:
        """The values of a property as text, sorted."""
        return sorted(value.value for value in self._values(term(name)))

    def text(self, name: str) -> str | None:
        """The first value of a property as text."""
        return next(iter(self.texts(name)), None)

    def code(self, name: str) -> str | None:
        """The key of the concept that a property names, such as partial for extent."""
        return next((node.key for node in self.nodes(name)), None)

    def nodes(self, name: str) -> list[Node]:
        """The things that a property names, in natural order of number and title."""
        return ordered(
            self.other(value.value) for value in self._values(term(name)) if isinstance(value, NamedNode)
        )

    def node(self, name: str) -> Node | None:
        """The first thing that a property names."""
        return next(iter(self.nodes(name)), None)

    def incoming(self, name: str) -> list[Node]:
        """The things whose property names this one, in natural order."""
        quads = self.store.quads_for_pattern(None, NamedNode(term(name)), NamedNode(self.iri), None)
        return ordered(
            {
                self.other(quad.subject.value)
                for quad in quads
                if _graph(quad.graph_name) in COUNTED and isinstance(quad.subject, NamedNode)
            }
        )


def lasting(store: Store) -> Lasting:
    """A place for what will be read of the things that many others name. It holds nothing of the store."""
    found = [store.quads_for_pattern(None, NamedNode(TYPE), NamedNode(name), None) for name in LASTING]
    things = [quad.subject for quads in found for quad in quads]
    return {one.value: {} for one in things if isinstance(one, NamedNode)}


def _graph(name: object) -> str:
    return name.value if isinstance(name, NamedNode) else ""


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Nodes by number, then title, then IRI, each in natural order."""
    found = list(nodes)
    if len(found) < 2:  # to read the one thing's number and title would cost a document its many citations
        return found
    return sorted(found, key=lambda node: (natural(node.number or "~"), natural(node.title), node.iri))


def find(store: Store, kind: str, key: str) -> Node | None:
    """The thing id/KIND/KEY, or None where the release has none."""
    node = Node(store, thing(kind, key))
    return node if node.exists else None


def of_class(store: Store, name: str) -> list[Node]:
    """Every thing of a class of the ontology, in natural order."""
    quads = store.quads_for_pattern(None, NamedNode(TYPE), NamedNode(SP + name), None)
    return ordered({Node(store, quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode)})


def all_keys(store: Store, kind: str) -> list[str]:
    """The keys of every thing of a KIND that was recorded: to suggest the nearest of a wrong one."""
    start = f"{ID}{kind}/"
    quads = store.quads_for_pattern(None, NamedNode(TYPE), None, NamedNode(ASSERTED))
    concepts, schemes = (
        store.quads_for_pattern(
            None, NamedNode(TYPE), NamedNode(PREFIXES["skos"] + name), NamedNode(ONTOLOGY)
        )
        for name in ("Concept", "ConceptScheme")
    )
    iris = {
        quad.subject.value
        for found in (quads, concepts, schemes)
        for quad in found
        if isinstance(quad.subject, NamedNode)
    }
    return sorted((iri.removeprefix(start) for iri in iris if iri.startswith(start)), key=natural)
