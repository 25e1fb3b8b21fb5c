"""Vocabularies and code lists: their concepts, what these mean and how many things use them."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg import query
from kg.namespaces import ID, ONTOLOGY, PREFIXES, SP
from kg.search.kinds import SCHEMES
from kg.things.node import TYPE, Node, natural, ordered

NOUNS = {
    "Coverage": ("requirement", "requirements"),
    "Outcome": ("figure", "figures"),
    "Status": ("status of a thing", "statuses of things"),
}
"""What is counted for a code where the label of the things' class would not say it to readers."""
FACETS = tuple(SCHEMES)
"""The vocabularies by which practice can be searched."""
OF_PRACTICE = (*FACETS, "scope", "maturity")
"""The vocabularies that describe practice, and so are counted in practices."""


@dataclass(frozen=True)
class Use:
    """How many things use a concept, with the words for one and for many of them."""

    number: int
    one: str
    many: str


@dataclass(frozen=True)
class Concept:
    """A concept with its other names, its neighbours and its uses."""

    node: Node
    other_names: tuple[str, ...]
    broader: tuple[Node, ...]
    narrower: tuple[Node, ...]
    related: tuple[Node, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary with its concepts. One that is a `facet` can be searched by."""

    node: Node
    facet: bool
    concepts: tuple[Concept, ...]

    @property
    def used(self) -> int:
        """How many of its concepts are used at all."""
        return sum(1 for concept in self.concepts if any(use.number for use in concept.uses))


def schemes(store: Store) -> list[Node]:
    """The vocabularies: those that describe practice first, each group by name."""
    quads = store.quads_for_pattern(
        None, NamedNode(TYPE), NamedNode(PREFIXES["skos"] + "ConceptScheme"), NamedNode(ONTOLOGY)
    )
    found = ordered(Node(store, quad.subject.value) for quad in quads if isinstance(quad.subject, NamedNode))
    return sorted(found, key=lambda node: FACETS.index(node.key) if node.key in FACETS else len(FACETS))


def vocabularies(store: Store) -> list[Vocabulary]:
    """Every vocabulary with its concepts and their uses."""
    uses = all_uses(store)
    return [_vocabulary(node, uses) for node in schemes(store)]


def vocabulary(node: Node) -> Vocabulary:
    """One vocabulary with its concepts and their uses."""
    return _vocabulary(node, all_uses(node.store))


def _vocabulary(node: Node, uses: dict[str, list[Use]]) -> Vocabulary:
    found = sorted(node.incoming("skos:inScheme"), key=lambda one: (natural(_order(one)), natural(one.title)))
    return Vocabulary(node, node.key in FACETS, tuple(_concept(one, node.key, uses) for one in found))


def _order(concept: Node) -> str:
    """Where a concept stands in a list that has an order of its own, such as the scale of evidence."""
    return concept.text("skos:notation") or ""


def _concept(node: Node, scheme: str, uses: dict[str, list[Use]]) -> Concept:
    broader, narrower = node.nodes("skos:broader"), node.nodes("skos:narrower")
    unused = [Use(0, "practice", "practices")] if scheme in OF_PRACTICE else [Use(0, "use", "uses")]
    return Concept(
        node=node,
        other_names=tuple(node.texts("skos:altLabel")),
        broader=tuple(dict.fromkeys([*broader, *node.incoming("skos:narrower")])),
        narrower=tuple(dict.fromkeys([*narrower, *node.incoming("skos:broader")])),
        related=tuple(dict.fromkeys([*node.nodes("skos:related"), *node.incoming("skos:related")])),
        uses=tuple(uses.get(node.iri, unused)),
    )


def all_uses(store: Store) -> dict[str, list[Use]]:
    """The uses of every concept that is used, by its IRI."""
    found: dict[str, list[Use]] = {}
    for iri, number in practices_by_concept(store).items():
        found[iri] = [Use(number, "practice", "practices")]
    for row in query.rows(store, "code-uses"):
        word = row["label"][:1].lower() + row["label"][1:] if row["label"][1:2].islower() else row["label"]
        one, many = NOUNS.get(row["class"].removeprefix(SP), (word, f"{word}s"))
        found.setdefault(row["concept"], []).append(Use(int(row["things"]), one, many))
    return found


def practices_by_concept(store: Store) -> dict[str, int]:
    """How many practices name each concept or a narrower one, by its IRI: what a search by it finds."""
    return {row["concept"]: int(row["practices"]) for row in query.rows(store, "concept-uses")}


def busiest(store: Store, scheme: str, most: int) -> tuple[tuple[Node, int], ...]:
    """The concepts of a vocabulary that most practices name, with how many; the busiest first."""
    start = f"{ID}{scheme}/"
    counted = [
        (Node(store, iri), number)
        for iri, number in practices_by_concept(store).items()
        if iri.startswith(start)
    ]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0].title))[:most])
