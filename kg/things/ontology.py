"""The terms of the ontology as readers look them up: classes, properties, code lists, and their uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Store

from kg import query
from kg.namespaces import ONTOLOGY, PREFIXES, SP, shorten
from kg.things.node import Node, ordered, term

OWL, RDF, RDFS = (PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
CHARACTERISTICS = {
    "TransitiveProperty": "transitive",
    "FunctionalProperty": "at most one value",
    "SymmetricProperty": "symmetric",
    "AsymmetricProperty": "asymmetric",
    "InverseFunctionalProperty": "names one thing at most",
    "IrreflexiveProperty": "never of itself",
}
"""What OWL calls a characteristic of a property -> what it means, in words."""


@dataclass(frozen=True)
class Term:
    """A term: its IRI, what it is called, what it means; `uses` counts things or statements that use it."""

    id: str
    label: str
    definition: str
    uses: int

    @property
    def name(self) -> str:
        """Its name in the ontology, which is also its fragment: `Practice`."""
        return self.id.removeprefix(SP)


@dataclass(frozen=True)
class Class(Term):
    """A class, with the IRIs of the classes next above and below it; `uses` are its things."""

    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Property(Term):
    """A property; `uses` are the statements that it makes.

    `relation` says whether it leads to things (else to text, numbers and dates); `domain` and `range`
    are the IRIs of the classes or datatypes, of which any may be meant; each of `chains` is a sequence
    of IRIs of properties that together give this one.
    """

    relation: bool
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None
    characteristics: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Ontology:
    """The ontology of a release: its title, version, terms, code lists (whose `uses` are concepts).

    `borrowed` are terms of other vocabularies that the data uses, with what they hold here.

    It holds no store, so it may be kept after the release is closed.
    """

    id: str
    title: str
    version: str
    classes: tuple[Class, ...]
    properties: tuple[Property, ...]
    vocabularies: tuple[Term, ...]
    borrowed: tuple[Term, ...]


def ontology(store: Store) -> Ontology:
    """The terms of the release's ontology, by name. Counting their uses reads the whole graph."""
    itself = Node(store, SP.rstrip("#"))
    return Ontology(
        id=SP,
        title=itself.text("dcterms:title") or "",
        version=itself.text("owl:versionInfo") or "",
        classes=tuple(_classes(store)),
        properties=tuple(_properties(store)),
        vocabularies=tuple(_vocabularies(store)),
        borrowed=tuple(_borrowed(store)),
    )


def _classes(store: Store) -> Iterator[Class]:
    uses = _uses(store, "class-uses")
    for node in _own(store, "Class"):
        yield Class(
            node.iri,
            node.title,
            node.summary,
            uses.get(node.iri, 0),
            above=tuple(_named(store, node.iri, RDFS + "subClassOf")),
            below=tuple(one.iri for one in node.incoming("rdfs:subClassOf")),
        )


def _properties(store: Store) -> Iterator[Property]:
    uses = _uses(store, "property-uses")
    relations = set(_own(store, "ObjectProperty"))
    for node in sorted(relations | set(_own(store, "DatatypeProperty")), key=_name):
        inverse = node.node("owl:inverseOf") or next(iter(node.incoming("owl:inverseOf")), None)
        types = [one.iri.removeprefix(OWL) for one in node.nodes("rdf:type")]
        chains = store.quads_for_pattern(
            NamedNode(node.iri), NamedNode(OWL + "propertyChainAxiom"), None, NamedNode(ONTOLOGY)
        )
        yield Property(
            node.iri,
            node.title,
            node.summary,
            uses.get(node.iri, 0),
            relation=node in relations,
            domain=tuple(_named(store, node.iri, RDFS + "domain")),
            range=tuple(_named(store, node.iri, RDFS + "range")),
            inverse=inverse.iri if inverse else None,
            characteristics=tuple(CHARACTERISTICS[one] for one in types if one in CHARACTERISTICS),
            chains=tuple(sorted(tuple(_members(store, quad.object)) for quad in chains)),
        )


def _vocabularies(store: Store) -> Iterator[Term]:
    for node in ordered(_typed(store, PREFIXES["skos"] + "ConceptScheme")):
        yield Term(node.iri, node.title, node.summary, len(node.incoming("skos:inScheme")))


def _borrowed(store: Store) -> Iterator[Term]:
    uses = _uses(store, "class-uses") | _uses(store, "property-uses")
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"):
        for node in sorted(_typed(store, OWL + kind), key=_name):
            if not node.iri.startswith(SP) and (holds := node.text("skos:scopeNote")):
                yield Term(node.iri, shorten(node.iri), holds, uses.get(node.iri, 0))


def _own(store: Store, owl_class: str) -> list[Node]:
    """The ontology's own terms of a kind, by name."""
    return sorted((node for node in _typed(store, OWL + owl_class) if node.iri.startswith(SP)), key=_name)


def _name(node: Node) -> str:
    return node.iri.casefold()


def _typed(store: Store, type_iri: str) -> list[Node]:
    quads = store.quads_for_pattern(None, NamedNode(term("rdf:type")), NamedNode(type_iri), None)
    return list(
        dict.fromkeys(Node(store, one.subject.value) for one in quads if isinstance(one.subject, NamedNode))
    )


def _uses(store: Store, name: str) -> dict[str, int]:
    return {row["term"]: int(row["uses"]) for row in query.rows(store, name)}


def _named(store: Store, iri: str, name: str) -> list[str]:
    """The classes that a property of a term names, those of a union one by one."""
    found: list[str] = []
    for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(name), None, NamedNode(ONTOLOGY)):
        if isinstance(quad.object, NamedNode):
            found.append(quad.object.value)
        elif isinstance(quad.object, BlankNode):
            unions = store.quads_for_pattern(quad.object, NamedNode(OWL + "unionOf"), None, None)
            found += [member for union in unions for member in _members(store, union.object)]
    return sorted(found)


def _members(store: Store, head: object) -> Iterator[str]:
    """The IRIs in an RDF list, in its order."""
    while isinstance(head, BlankNode):
        first = next(store.quads_for_pattern(head, NamedNode(RDF + "first"), None, None))
        rest = next(store.quads_for_pattern(head, NamedNode(RDF + "rest"), None, None))
        yield query.plain(first.object)
        head = rest.object
