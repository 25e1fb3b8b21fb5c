"""Practice that is like another: it addresses the same, is about the same or is told in the same words.

The reasons are told with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import islice
from sys import intern

from pyoxigraph import NamedNode, Store

from kg.match.alike import Alike, alike
from kg.namespaces import ASSERTED, thing
from kg.search import Search
from kg.things.node import Node, term

PRACTICES = thing("practice", "")
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


class Sharing:
    """Which practices of a release have which value of what makes them alike. It holds nothing of the store.

    It is read at once and kept: a topic that a thousand practices have would be read for each of them.
    """

    def __init__(self, store: Store) -> None:
        self._practices = {name: _by_value(store, name) for name in ("addresses", *SHARED)}

    def weigh(self, practice: Node, name: str, weight: dict[str, float]) -> None:
        """Add how much the values of a property weigh that each practice (IRI) shares with this one."""
        for value in practice.nodes(name):
            sharing = self._practices[name].get(value.iri, ())
            for iri in sharing:
                weight[iri] += 1 / len(sharing)


def _by_value(store: Store, name: str) -> dict[str, list[str]]:
    """By value the practices that have it: programmes and resources may have the same partners and topics."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(term(name)), None, NamedNode(ASSERTED)):
        subject, value = quad.subject, quad.object
        practice = isinstance(subject, NamedNode) and subject.value.startswith(PRACTICES)
        if practice and isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            found[value.value].add(intern(subject.value))
    return {value: sorted(practices) for value, practices in found.items()}


def related(practice: Node, search: Search, sharing: Sharing, most: int = MOST) -> tuple[Related, ...]:
    """The practices that have most in common with one, best first; none that was withdrawn.

    A record that names the other goes first. What few practices share (falls) says more than what many
    do (safe care around learners): each thing shared weighs one divided by how many practices have it.
    A method alone is no reason. `search` and `sharing` are those of the practice's release.
    """
    told = alike(search, practice.iri, practice.title, practice.summary)
    seen = practice.nodes("seeAlso") + practice.incoming("seeAlso")
    named = {other.iri for other in seen if other.kind == "practice"}
    weight: dict[str, float] = defaultdict(float)
    for name in ("addresses", "topic", "partner"):
        sharing.weigh(practice, name, weight)
    found = (named | weight.keys() | told.keys()) - {practice.iri}
    sharing.weigh(practice, "method", weight)
    for iri, one in told.items():
        weight[iri] += OF_WORDS * one.weight
    current = (one for one in _best(practice.store, found, named, weight) if not one.withdrawn)
    return tuple(_common(practice, one, one.iri in named, told.get(one.iri)) for one in islice(current, most))


def _best(store: Store, found: Set[str], named: Set[str], weight: Mapping[str, float]) -> Iterator[Node]:
    """What was found, best first: as few as are asked for are put in order, of thousands."""
    order = [(iri not in named, -weight.get(iri, 0.0), iri) for iri in found]
    heapify(order)
    while order:
        yield Node(store, heappop(order)[-1])


def _common(practice: Node, other: Node, named: bool, told: Alike | None) -> Related:
    both = {
        name: tuple(node for node in practice.nodes(name) if node in other.nodes(name))
        for name in ("addresses", *SHARED)
    }
    words = told.words if told else ()
    return Related(other, named, both["addresses"], both["topic"], both["method"], both["partner"], words)
