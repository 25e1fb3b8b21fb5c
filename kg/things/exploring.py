"""What lies around a thing, in the order in which a reader takes it in; the picture shows the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.linking import ways
from kg.things.names import place_of
from kg.things.node import Node, natural
from kg.things.wording import segments
from kg.traverse import FAMILIES, RELATIONS, Edge, Walk

STEPS = (1, 2)
"""How far from a thing its surroundings may reach."""


@dataclass(frozen=True)
class Tie:
    """A thing at the end of a relation; for an inferred one also the ways in which it follows."""

    node: Node
    because: tuple[list[str | Node], ...] = ()


@dataclass(frozen=True)
class Bundle:
    """The things to which one thing has the same relation: "is led by", and who leads it."""

    reads: str
    inferred: bool
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Through:
    """A neighbour, and what lies one step behind it."""

    node: Node
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True)
class Surroundings:
    """The surroundings of a thing.

    `bundles` are its own relations, `further` what lies behind each neighbour, `among` the relations
    of the neighbours to one another. `nodes` are all things, the centre first, each with its distance
    in steps; `edges` all relations. `counts` says how many relations each family has here, those
    switched off too. `left_out` counts the things that were too many to show; `opened` are the IRIs of those
    from which one step further was taken.
    """

    centre: Node
    steps: int
    families: tuple[str, ...]
    bundles: tuple[Bundle, ...]
    further: tuple[Through, ...]
    among: tuple[tuple[Node, Bundle], ...]
    nodes: tuple[tuple[Node, int], ...]
    edges: tuple[Edge, ...]
    counts: dict[str, int]
    left_out: int
    opened: tuple[str, ...] = ()

    def at(self, distance: int) -> int:
        """How many things are so many steps away."""
        return sum(far == distance for _, far in self.nodes)


def surroundings(
    store: Store,
    walk: Walk,
    iri: str,
    steps: int = 1,
    families: Collection[str] = tuple(FAMILIES),
    opened: Sequence[str] = (),
    hidden: Collection[str] = (),
) -> Surroundings:
    """The surroundings of a thing of this store, along the relations of some families.

    One step further is taken from what is `opened`; things of the KINDs in `hidden` are left out.
    """
    found = walk.neighbourhood(iri, steps, families, opened=opened, hidden=hidden)
    nodes = {one: Node(store, one) for one in found.distance}
    behind: dict[str, list[Edge]] = {one: [] for one in nodes}
    among: dict[str, list[Edge]] = {one: [] for one in nodes}
    for edge in found.edges:
        same = found.distance[edge.start] == found.distance[edge.end]
        (among if same else behind)[edge.start].append(edge)
    far = max(found.distance.values())
    around = [
        node
        for step in range(1, far + 1)
        for node in in_order(node for one, node in nodes.items() if found.distance[one] == step)
    ]
    everything = set(families) >= set(FAMILIES)
    whole = found if everything else walk.neighbourhood(iri, steps, opened=opened, hidden=hidden)
    counts = Counter(edge.family for edge in whole.edges)
    return Surroundings(
        centre=nodes[iri],
        steps=steps,
        families=tuple(family for family in FAMILIES if family in families),
        bundles=bundles(nodes, behind[iri], explained=True),
        further=tuple(Through(one, bundles(nodes, behind[one.iri])) for one in around if behind[one.iri]),
        among=tuple((one, bundle) for one in around for bundle in bundles(nodes, among[one.iri])),
        nodes=tuple((nodes[one], far) for one, far in found.distance.items()),
        edges=found.edges,
        counts={family: counts[family] for family in FAMILIES if counts[family]},
        left_out=found.left_out,
        opened=tuple(one for one in opened if one in nodes),
    )


def bundles(nodes: dict[str, Node], edges: Iterable[Edge], explained: bool = False) -> tuple[Bundle, ...]:
    """The relations of one thing, those of the same name together: asserted ones first, as in RELATIONS.

    Where they are to be explained, each inferred one comes with the ways in which it follows.
    """
    grouped: dict[tuple[bool, int, str], list[Edge]] = {}
    for edge in edges:
        key = (edge.inferred, RELATIONS.index(edge.relation), edge.reads)
        grouped.setdefault(key, []).append(edge)
    return tuple(
        Bundle(
            reads,
            inferred,
            tuple(
                Tie(nodes[edge.end], _because(nodes, edge) if explained else ())
                for edge in _ends_in_order(nodes, grouped[inferred, at, reads])
            ),
        )
        for inferred, at, reads in sorted(grouped)
    )


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Things by kind (practice, what is asked for, the rest), number and title; withdrawn ones last."""
    return sorted(nodes, key=_order)


def _ends_in_order(nodes: dict[str, Node], edges: list[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: _order(nodes[edge.end]))


def _order(node: Node) -> tuple[object, ...]:
    return (node.withdrawn, place_of(node.kind), natural(node.number or "~"), natural(node.title), node.iri)


def _because(nodes: dict[str, Node], edge: Edge) -> tuple[list[str | Node], ...]:
    if edge.relation.name != "reaches":
        return ()
    subject, target = (edge.start, edge.end) if edge.forward else (edge.end, edge.start)
    found = ways(nodes[edge.end].store, nodes[subject], nodes[target])
    return tuple(segments(way) for way in found)
