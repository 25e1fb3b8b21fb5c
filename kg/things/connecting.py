"""How two things are connected: each way step by step, each step with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg.namespaces import thing
from kg.things.citing import Cited, citations
from kg.things.node import Node, term
from kg.traverse import Edge, Walk
from loaders.sources import Sources

FAR = 4
"""A way of more steps than this says that two things have little to do with each other."""
RECORDED, CHOSEN, VOCABULARY = "recorded", "chosen", "vocabulary"


@dataclass(frozen=True)
class Proof:
    """What a step rests on.

    `assertion` is the statement somebody answers for, where the step has one. Else `how` is recorded
    (a fact of the thing `record`), chosen (a facet or a cross-reference that editors chose for it) or
    vocabulary (how the terms of a vocabulary are ordered). `cited` are the citations of the assertion
    or of the record.
    """

    assertion: Node | None
    how: str
    record: Node
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Step:
    """One step of a way: `start` `reads` `end`, and its proof."""

    start: Node
    reads: str
    end: Node
    relation: str
    proof: Proof


@dataclass(frozen=True)
class Connection:
    """How two things are connected: the ways, the most telling first; none where they are not."""

    start: Node
    end: Node
    ways: tuple[tuple[Step, ...], ...]

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation of every step."""
        return tuple(one for way in self.ways for step in way for one in step.proof.cited)

    @property
    def far(self) -> bool:
        """Whether even the most telling way is so long that it says little."""
        return bool(self.ways) and len(self.ways[0]) > FAR


def connection(store: Store, walk: Walk, start: str, end: str, sources: Sources) -> Connection:
    """How two things (IRIs) of this store are connected. Raises SourceError where a copy cannot be read."""
    ways = [tuple(_step(store, edge, sources) for edge in way) for way in walk.ways(start, end)]
    return Connection(Node(store, start), Node(store, end), tuple(ways))


def _step(store: Store, edge: Edge, sources: Sources) -> Step:
    start, end = Node(store, edge.start), Node(store, edge.end)
    proof = _proof(edge, *((start, end) if edge.forward else (end, start)), sources)
    return Step(start, edge.reads, end, edge.relation.name, proof)


def _proof(edge: Edge, subject: Node, target: Node, sources: Sources) -> Proof:
    """What the statement about `subject` rests on."""
    assertion = assertion_of(subject, edge.relation.name, target)
    if edge.relation.name == "skos:broader":
        return Proof(None, VOCABULARY, Node(subject.store, thing("vocabulary", subject.kind)), ())
    chosen = edge.relation.family == "facets" or edge.relation.name == "seeAlso"
    return Proof(
        assertion, CHOSEN if chosen else RECORDED, subject, tuple(citations(assertion or subject, sources))
    )


def assertion_of(subject: Node, relation: str, target: Node) -> Node | None:
    """The published assertion from which the statement is projected, or None where it has none."""
    predicate = Node(subject.store, term(relation))
    return next(
        (
            one
            for one in subject.incoming("subject")
            if one.node("object") == target
            and one.node("predicate") == predicate
            and one.code("assertionStatus") == "published"
        ),
        None,
    )
