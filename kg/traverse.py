"""Traversal: the neighbourhood of a thing and the ways between two things, with networkx.

The graph that is walked has the things of a release as nodes and the RELATIONS as edges. It is made
once a release; walking it changes nothing.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx
from pyoxigraph import NamedNode, Store

from kg.namespaces import ASSERTED, INFERRED, ONTOLOGY
from kg.things.node import Node, term

WAYS = 3
"""How many ways between two things are shown."""


@dataclass(frozen=True)
class Relation:
    """A relation that is walked: its property, how it reads either way, and the family it is switched with."""

    name: str
    forward: str
    backward: str
    family: str


RELATIONS = (
    Relation("addresses", "addresses", "is addressed by", "requirements"),
    Relation("partOf", "is part of", "has the part", "requirements"),
    Relation("implements", "implements", "is implemented by", "requirements"),
    Relation("reaches", "reaches by inference", "is reached by inference by", "inferred"),
    Relation("groupedUnder", "stands under", "groups", "groups"),
    Relation("inWorkstream", "is in", "includes", "groups"),
    Relation("ledBy", "is led by", "leads", "organisations"),
    Relation("partner", "has the partner", "is a partner in", "organisations"),
    Relation("providedBy", "is provided by", "provides", "organisations"),
    Relation("org:subOrganizationOf", "belongs to", "has the member", "organisations"),
    Relation("setting", "takes place in the setting", "is the setting of", "facets"),
    Relation("profession", "involves", "are involved in", "facets"),
    Relation("topic", "is about", "is the topic of", "facets"),
    Relation("method", "uses", "is used by", "facets"),
    Relation("skos:broader", "is a kind of", "is broader than", "facets"),
    Relation("resource", "has the resource", "belongs to", "resources"),
    Relation("seeAlso", "is related to", "is related to", "resources"),
)
FAMILIES = {"requirements": "What is asked for", "inferred": "Inferred", "groups": "Themes, workstreams and frameworks",
            "organisations": "Organisations", "facets": "Settings, professions, topics and methods", "resources": "Resources and see also"}
"""What each family of relations is called where it is switched on and off."""


@dataclass(frozen=True)
class Edge:
    """A relation between two things; `reads` says it from `start` to `end`."""

    start: Node
    end: Node
    relation: Relation
    forward: bool

    @property
    def reads(self) -> str:
        """The relation in words, from start to end."""
        return self.relation.forward if self.forward else self.relation.backward

    @property
    def inferred(self) -> bool:
        """Whether it was inferred."""
        return self.relation.family == "inferred"

    @property
    def assertion(self) -> Node | None:
        """The assertion that it is projected from, where it has one: the proof of this step."""
        subject, target = (self.start, self.end) if self.forward else (self.end, self.start)
        return next((found for found in subject.incoming("subject")
                     if found.node("object") == target and found.node("predicate") == Node(subject.store, term(self.relation.name))
                     and found.code("assertionStatus") == "published"), None)


@dataclass(frozen=True)
class Neighbourhood:
    """The things around one thing: `distance` by IRI, nearest first, and the edges among them.

    `left_out` things were further than `limit` allowed to show.
    """

    centre: Node
    distance: dict[str, int]
    edges: tuple[Edge, ...]
    left_out: int


class Walk:
    """The graph of a release that is walked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.graph: nx.Graph[str] = nx.Graph()
        for relation in RELATIONS:
            for start, end in _pairs(store, relation):
                if not self.graph.has_edge(start, end):  # the first relation of a pair is the one that is read
                    self.graph.add_edge(start, end, relation=relation, start=start)

    def neighbourhood(self, iri: str, steps: int = 1, families: set[str] | None = None, limit: int = 300) -> Neighbourhood:
        """What lies within some steps of a thing, along the relations of some families (None: all)."""
        seen = self._view(families)
        reached = nx.single_source_shortest_path_length(seen, iri, cutoff=steps) if iri in seen else {iri: 0}
        nearest = sorted(reached, key=lambda one: (reached[one], one))
        shown = {one: reached[one] for one in nearest[:limit]}
        edges = [self._edge(start, end, away) for start, end in seen.subgraph(shown).edges
                 for away in [(reached[start], start) <= (reached[end], end)]]
        return Neighbourhood(Node(self.store, iri), shown, tuple(sorted(edges, key=_edge_order)), len(nearest) - len(shown))

    def ways(self, start: str, end: str, count: int = WAYS) -> list[list[Edge]]:
        """Up to `count` ways between two things, the most telling first; none where they are not connected.

        A step through a thing that connects everything (a setting that every practice has) costs more than
        one through a thing that connects few, so that a way says something about both ends. Inferred
        relations are no steps: the asserted ones from which they follow say more.
        """
        walked = self._view(set(FAMILIES) - {"inferred"})
        if start not in walked or end not in walked or start == end or not nx.has_path(walked, start, end):
            return []
        found = nx.shortest_simple_paths(walked, start, end, weight=self._weight)
        return [[self._edge(one, next_one, True) for one, next_one in zip(way, way[1:], strict=False)] for way in islice(found, count)]

    def _weight(self, start: str, end: str, _data: object) -> float:
        return 1 + (math.log2(self.graph.degree[start]) + math.log2(self.graph.degree[end])) / 4

    def _view(self, families: set[str] | None) -> nx.Graph[str]:
        if families is None:
            return self.graph
        return nx.subgraph_view(self.graph, filter_edge=lambda one, other: self.graph[one][other]["relation"].family in families)

    def _edge(self, one: str, other: str, away: bool) -> Edge:
        start, end = (one, other) if away else (other, one)
        data = self.graph[one][other]
        return Edge(Node(self.store, start), Node(self.store, end), data["relation"], data["start"] == start)


def _pairs(store: Store, relation: Relation) -> Iterator[tuple[str, str]]:
    for graph in (ASSERTED, INFERRED, ONTOLOGY):
        for quad in store.quads_for_pattern(None, NamedNode(term(relation.name)), None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.object.value


def _edge_order(edge: Edge) -> tuple[str, str, str]:
    return edge.relation.name, edge.start.iri, edge.end.iri


def sentence(edge: Edge) -> str:
    """One step in words: "Safety huddles addresses Concerns are raised"."""
    return f"{edge.start.title} {edge.reads} {edge.end.title}"
