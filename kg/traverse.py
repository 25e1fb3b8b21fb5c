"""Traversal: what lies around a thing and the ways between two things, with networkx.

The graph that is walked has the things of a release as nodes, by their IRIs, and the RELATIONS as
edges. It is made once a release and holds nothing of the store; walking it changes nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import networkx as nx
from pyoxigraph import NamedNode, Store

from kg.cheapest import cheapest
from kg.namespaces import ASSERTED, INFERRED, ONTOLOGY, kind_and_key
from kg.search.kinds import BY_KEY, SCHEMES
from kg.things.node import natural, term

WAYS = 3
"""How many ways between two things are given."""
TRIED = 10
"""So many ways are looked at for WAYS that say something new."""
LONGER = 1
"""How many more steps than the first a way may take."""
SHOWN = 300
"""So many things of a neighbourhood are given: more cannot be read, as a picture or as a list."""


@dataclass(frozen=True)
class Relation:
    """A relation that is walked: its property, how it reads either way, the family it is switched with.

    `cost` says how little a step along it tells: a way between two things avoids costly steps.
    """

    name: str
    forward: str
    backward: str
    family: str
    cost: float = 1.0


RELATIONS = (
    Relation("addresses", "addresses", "is addressed by", "requirements"),
    Relation("partOf", "is part of", "has the part", "requirements"),
    Relation("implements", "implements", "is implemented by", "requirements"),
    Relation("asksTheSameAs", "asks the same as", "asks the same as", "requirements"),
    Relation("corresponds", "corresponds to", "corresponds to", "requirements"),
    Relation("reaches", "reaches", "is reached by", "inferred"),
    Relation("groupedUnder", "stands under", "groups", "groups"),
    Relation("dcterms:source", "comes from", "is the source of", "groups"),
    Relation("inWorkstream", "is in", "includes", "groups"),
    Relation("ledBy", "is led by", "leads", "organisations"),
    Relation("groupOf", "is a group of", "has the group", "organisations"),
    Relation("reportsTo", "reports to", "hears from", "organisations"),
    Relation("dcterms:publisher", "was published by", "published", "organisations", 2.0),
    Relation("partner", "has the partner", "is a partner in", "organisations"),
    Relation("providedBy", "is provided by", "provides", "organisations"),
    Relation("org:subOrganizationOf", "belongs to", "has the member", "organisations"),
    Relation("setting", "takes place in", "is the setting of", "facets", 1.5),
    Relation("profession", "involves", "is involved in", "facets", 1.5),
    Relation("topic", "is about", "is the topic of", "facets", 1.5),
    Relation("method", "uses", "is used by", "facets", 1.5),
    Relation("skos:broader", "is a kind of", "is broader than", "facets", 2.0),
    Relation("resource", "has the resource", "is a resource of", "resources"),
    Relation("seeAlso", "is related to", "is related to", "resources", 1.5),
    Relation("belongsTo", "belongs to", "includes", "resources", 1.5),
    Relation("progressOf", "says how far work is on", "has the progress note", "delivery", 1.5),
    Relation("assessmentOf", "is a search for practice for", "has the assessment", "delivery", 1.5),
    Relation("committedBy", "is a commitment of", "made the commitment", "delivery", 1.5),
    Relation("heldBy", "was held by", "held", "delivery", 1.5),
    Relation("about", "is about", "is the subject of", "delivery", 1.5),
    Relation("concerns", "is an example for teaching", "is taught with the example", "teaching", 1.5),
    Relation("riskLevel", "has the level of risk", "is the level of risk of", "teaching", 1.5),
    Relation("intervention", "uses the intervention", "is an intervention for", "teaching", 1.5),
)
FAMILIES = {
    "requirements": "What is asked for, and what addresses it",
    "inferred": "What follows by inference",
    "groups": "Themes, workstreams and frameworks",
    "organisations": "Organisations",
    "facets": "Settings, professions, topics and methods",
    "resources": "Resources and related things",
    "delivery": "Progress, assessments, commitments and events",
    "teaching": "Scenarios, levels of risk and interventions",
}
"""What each family of relations is called where it is switched on and off."""


PEOPLE = frozenset({"profession"})
"""The kinds whose things are called by a plural: nurses, learners."""
OF_SEVERAL = {"is": "are", "has": "have", "was": "were"}


def of_several(reads: str) -> str:
    """The words of a relation for several: "is involved in" gives "are involved in"."""
    verb, _, rest = reads.partition(" ")
    return f"{OF_SEVERAL.get(verb, verb)} {rest}"


@dataclass(frozen=True)
class Edge:
    """A relation between two things, said from `start` to `end` (IRIs).

    `forward` says whether start is the subject of the statement; `inferred`, whether a rule gave it.
    """

    start: str
    end: str
    relation: Relation
    forward: bool
    inferred: bool

    @property
    def reads(self) -> str:
        """The relation in words, from start to end; of several people where start is a group of them."""
        reads = self.relation.forward if self.forward else self.relation.backward
        kind, _ = kind_and_key(self.start) or ("", "")
        return of_several(reads) if kind in PEOPLE else reads

    @property
    def family(self) -> str:
        """What it is switched on and off with: what is inferred is a family of its own."""
        return "inferred" if self.inferred else self.relation.family

    def seen_from(self, iri: str) -> Edge:
        """The same relation, said from one of its two ends."""
        if iri == self.start:
            return self
        return Edge(self.end, self.start, self.relation, not self.forward, self.inferred)


@dataclass(frozen=True)
class Neighbourhood:
    """The things around one thing: `distance` in steps by IRI, nearest first, and the edges.

    An edge is said from its nearer end. Edges between two things that both lie furthest out are left
    out where that is further than one step. `left_out` counts the things that were too many to give.
    """

    centre: str
    distance: dict[str, int]
    edges: tuple[Edge, ...]
    left_out: int


class Walk:
    """The graph of a release that is walked."""

    def __init__(self, store: Store) -> None:
        self._graph: nx.Graph[str] = nx.Graph()
        for edge in _edges(store):
            self._add(edge)
        crowds = {one: math.log2(degree + 1) for one, degree in self._graph.degree}
        most = max(crowds.values(), default=1.0)
        for start, end, data in self._graph.edges(data=True):
            data["cost"] = _cost(data["edges"], (crowds[start] + crowds[end]) / most / 2)
        self._cheapest_first: dict[str, list[tuple[float, str]]] = {}

    def _add(self, edge: Edge) -> None:
        known = self._graph.get_edge_data(edge.start, edge.end, {"edges": ()})["edges"]
        # what is asserted of two things makes an inference between them nothing new, and "is related
        # to" says the same from either end
        if not (edge.inferred and known) and edge.relation not in {before.relation for before in known}:
            self._graph.add_edge(edge.start, edge.end, edges=(*known, edge))

    def __contains__(self, iri: str) -> bool:
        """Whether a thing has any relation that is walked."""
        return iri in self._graph

    def neighbourhood(
        self,
        iri: str,
        steps: int = 1,
        families: Collection[str] = tuple(FAMILIES),
        limit: int = SHOWN,
        opened: Sequence[str] = (),
        hidden: Collection[str] = (),
    ) -> Neighbourhood:
        """What lies within some steps of a thing along the relations of some families.

        Of things equally far, those tied to most of the things before them come first. `opened` are things
        of it from which one step further is taken, in order; things of the KINDs in `hidden` are left out,
        and what lies behind them.
        """
        seen = self._along(families, set(hidden), iri)
        reached = dict(
            nx.single_source_shortest_path_length(seen, iri, cutoff=steps) if iri in seen else {iri: 0}
        )
        for one in opened:
            for other in seen.adj[one] if one in reached and one in seen else ():
                reached.setdefault(other, reached[one] + 1)
        ties = {
            one: sum(reached.get(other, steps) < far for other in seen.adj[one]) if far else 0
            for one, far in reached.items()
        }
        nearest = sorted(reached, key=lambda one: (reached[one], -ties[one], natural(one)))
        distance = {one: reached[one] for one in nearest[:limit]}
        edges = self._among(seen, distance, max(steps, 2), set(opened))
        kept = tuple(edge for edge in edges if edge.family in families)
        return Neighbourhood(iri, distance, kept, len(nearest) - len(distance))

    def _among(
        self, seen: nx.Graph[str], distance: dict[str, int], rim: int, opened: Set[str]
    ) -> Iterator[Edge]:
        """The edges among things of which one lies nearer than `rim` or is opened, in the things' order."""
        place = {iri: at for at, iri in enumerate(distance)}
        pairs = [sorted(pair, key=place.__getitem__) for pair in seen.subgraph(distance).edges]
        for start, end in sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]])):
            if distance[start] < rim or {start, end} & opened:
                yield from self._between(start, end)

    def ways(self, start: str, end: str, count: int = WAYS) -> list[list[Edge]]:
        """At most `count` ways between two things, the most telling first; none where there is no way.

        A step through a thing that connects everything (a setting that every practice has) costs more
        than one through a thing that connects few, so that a way says something of both ends. Each way
        is the cheapest that keeps away from what the ones before it went through; one that goes through
        all that an earlier one goes through is a detour, and left out. Inferred relations are no steps:
        the asserted ones from which they follow say more.
        """
        if start not in self._graph or end not in self._graph or start == end:
            return []
        found: list[list[str]] = []
        worn: Counter[str] = Counter()
        for _ in range(TRIED):
            way = cheapest(self._steps_from, start, end, worn, direct=[start, end] not in found)
            if way is None or (found and len(way) > len(found[0]) + LONGER):
                break
            if way not in found and not any(_detour(way, before) for before in found):
                found.append(way)
            if len(found) == count:
                break
            worn.update(way[1:-1])
        return [[self._step(one, next_one) for one, next_one in pairwise(way)] for way in found]

    def _steps_from(self, one: str) -> list[tuple[float, str]]:
        """What the steps from a thing cost and lead to, the cheapest first; kept: hubs have thousands."""
        if one not in self._cheapest_first:
            steps = [(data["cost"], other) for other, data in self._graph.adj[one].items()]
            own = [step for step in steps if step[0] is not None]
            self._cheapest_first[one] = sorted(own, key=itemgetter(0))
        return self._cheapest_first[one]

    def _step(self, start: str, end: str) -> Edge:
        asserted = [edge for edge in self._between(start, end) if not edge.inferred]
        return min(asserted, key=lambda edge: edge.relation.cost)

    def _between(self, start: str, end: str) -> list[Edge]:
        return [edge.seen_from(start) for edge in self._graph[start][end]["edges"]]

    def _along(self, families: Collection[str], hidden: Set[str], centre: str) -> nx.Graph[str]:
        """The part of the graph that has relations of some families, without things of hidden KINDs."""
        if set(families) >= set(FAMILIES) and not hidden:
            return self._graph
        return nx.subgraph_view(
            self._graph,
            filter_node=lambda one: one == centre or (kind_and_key(one) or ("",))[0] not in hidden,
            filter_edge=lambda one, other: any(
                edge.family in families for edge in self._graph[one][other]["edges"]
            ),
        )


def _detour(way: list[str], before: list[str]) -> bool:
    """Whether a way goes through all that an earlier one goes through, which is not a single step."""
    return bool(before[1:-1]) and set(before[1:-1]) <= set(way)


def _cost(edges: tuple[Edge, ...], crowd: float) -> float | None:
    """What a step costs, `crowd` (0 to 1) for the number of things that it might as well lead to.

    None, which says that there is no such step, where only inference takes it.
    """
    costs = [edge.relation.cost for edge in edges if not edge.inferred]
    return min(costs) + crowd if costs else None


def _walkable(node: NamedNode) -> bool:
    """Whether it is a thing of a kind that can be found by itself: not a step of a thread, nor a status."""
    named = kind_and_key(node.value)
    return named is not None and (named[0] in BY_KEY or named[0] in SCHEMES)


def _edges(store: Store) -> Iterator[Edge]:
    """Every statement that is walked, what is asserted first, always in the same order."""
    for graph in (ASSERTED, ONTOLOGY, INFERRED):
        for relation in RELATIONS:
            quads = store.quads_for_pattern(None, NamedNode(term(relation.name)), None, NamedNode(graph))
            pairs = {
                (quad.subject.value, quad.object.value)
                for quad in quads
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
                if _walkable(quad.subject) and _walkable(quad.object)
            }
            for start, end in sorted(pairs):
                yield Edge(start, end, relation, True, graph == INFERRED)
