"""Practice that is like another: it addresses the same, is about the same or is told in the same words.

The reasons are told with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode, Store

from kg.match.alike import Alike, alike
from kg.namespaces import ASSERTED, kind_and_key
from kg.search import Search
from kg.things.node import Node, term

MOST = 6
"""So many are shown."""
SHARED = ("topic", "method", "partner")
"""What makes practice alike besides requirements. Settings and professions are too common."""
OF_WORDS = 0.3
"""How much shared words weigh beside what is shared by record."""


@dataclass(frozen=True)
class Related:
    """A practice with what it has in common with another.

    `named` is whether the record of one names the other; `words` are telling ones that both use.
    """

    practice: Node
    named: bool
    requirements: tuple[Node, ...]
    topics: tuple[Node, ...]
    methods: tuple[Node, ...]
    partners: tuple[Node, ...]
    words: tuple[str, ...]


def related(practice: Node, search: Search, most: int = MOST) -> tuple[Related, ...]:
    """The practices that have most in common with one, best first; none that was withdrawn.

    A record that names the other goes first. What few practices share (falls) says more than what many
    do (safe care around learners): each thing shared weighs one divided by how many practices have it.
    A method alone is no reason. `search` is that of the practice's release.
    """
    told = alike(search, practice.iri, practice.title, practice.summary)
    seen = practice.nodes("seeAlso") + practice.incoming("seeAlso")
    named = {other.iri for other in seen if other.kind == "practice"}
    weights = {name: _weights(practice, name) for name in ("addresses", *SHARED)}
    shared = set(weights["addresses"]) | set(weights["topic"]) | set(weights["partner"])
    found = (named | shared | set(told)) - {practice.iri}
    weights["words"] = {iri: OF_WORDS * one.weight for iri, one in told.items()}
    weight = {iri: sum(each.get(iri, 0.0) for each in weights.values()) for iri in found}
    best = sorted(found, key=lambda iri: (iri not in named, -weight[iri], iri))
    current = (one for one in (Node(practice.store, iri) for iri in best) if not one.withdrawn)
    return tuple(_common(practice, one, one.iri in named, told.get(one.iri)) for one in islice(current, most))


def _weights(practice: Node, name: str) -> dict[str, float]:
    """How much the values of a property that each practice shares with this one weigh, by IRI."""
    weights: dict[str, float] = defaultdict(float)
    for value in practice.nodes(name):
        sharing = _subjects(practice.store, name, value.iri)
        for iri in sharing:
            weights[iri] += 1 / len(sharing)
    return weights


def _subjects(store: Store, name: str, iri: str) -> set[str]:
    """The practices that have a value: programmes and resources may have the same partners and topics."""
    quads = store.quads_for_pattern(None, NamedNode(term(name)), NamedNode(iri), NamedNode(ASSERTED))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return {one for one in subjects if (kind_and_key(one) or ("",))[0] == "practice"}


def _common(practice: Node, other: Node, named: bool, told: Alike | None) -> Related:
    both = {
        name: tuple(node for node in practice.nodes(name) if node in other.nodes(name))
        for name in ("addresses", *SHARED)
    }
    words = told.words if told else ()
    return Related(other, named, both["addresses"], both["topic"], both["method"], both["partner"], words)
