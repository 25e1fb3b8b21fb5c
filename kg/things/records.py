"""Records of the kinds that share one page: what a page tells of one, and their lists in groups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.citing import Cited, citations
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of, succeeds
from kg.things.node import Node, natural, of_class, ordered
from kg.things.record_kinds import KINDS, Field
from kg.things.told import Told, told
from loaders.sources import Sources


@dataclass(frozen=True)
class Value:
    """A field of a record with its values: texts, or things for links; one of the two is empty."""

    field: Field
    texts: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Candidate:
    """A thing that was weighed in an assessment: whether it was kept, and why."""

    node: Node
    weighed: Node | None
    kept: bool
    because: str

    @property
    def anchor(self) -> str:
        """The fragment of the assessment's page at which it stands."""
        return f"candidate-{self.node.key.rpartition('/')[2]}"


@dataclass(frozen=True)
class RecordView:
    """A record with all that its page tells of it; `became` are the citations of what became of a promise."""

    node: Node
    values: tuple[Value, ...]
    candidates: tuple[Candidate, ...]
    told: Told
    see_also: tuple[Node, ...]
    took_over_from: tuple[Node, ...]
    status: Status | None
    later: tuple[LaterFact, ...]
    cited: tuple[Cited, ...]
    became: tuple[Cited, ...]

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on the page but those of the parts of its kind."""
        events = cited_by_events(self.status, self.later)
        return self.cited + self.became + events + self.told.all_cited


@dataclass(frozen=True)
class Heading:
    """Some records of a list under one heading; empty where the list has none."""

    title: str
    members: tuple[Node, ...]

    @property
    def size(self) -> int:
        """How many records stand under it."""
        return len(self.members)


def record_view(node: Node, sources: Sources) -> RecordView:
    """A record's page. Raises KeyError for another kind, SourceError where a cited copy cannot be read."""
    became = node.nodes("becameCitation")
    all_cited = citations(node, sources)
    return RecordView(
        node=node,
        values=values(node),
        candidates=candidates(node),
        told=told(node, sources),
        see_also=tuple(ordered({*node.nodes("seeAlso"), *node.incoming("seeAlso")})),
        took_over_from=tuple(succeeds(node)),
        status=status_of(node, sources),
        later=later_facts(node, sources),
        cited=tuple(one for one in all_cited if one.node not in became),
        became=tuple(one for one in all_cited if one.node in became),
    )


def values(node: Node) -> tuple[Value, ...]:
    """The fields of a record that have a value, in the order of its kind."""
    found = (value(node, field) for field in KINDS[node.kind].fields)
    return tuple(one for one in found if one.texts or one.nodes)


def value(node: Node, field: Field) -> Value:
    """What a record has in a field."""
    if field.shape in ("things", "code"):
        return Value(field, (), tuple(node.nodes(field.name)))
    return Value(field, tuple(node.texts(field.name)), ())


def candidates(assessment: Node) -> tuple[Candidate, ...]:
    """What was weighed in an assessment: what was kept first, each in the order of the record."""
    found = [
        Candidate(one, one.node("weighed"), one.text("kept") == "true", one.text("because") or "")
        for one in assessment.nodes("candidate")
    ]
    return tuple(sorted(found, key=lambda one: (not one.kept, natural(one.node.key))))


def listing(store: Store, kind: str) -> tuple[Heading, ...]:
    """Every record of a kind, grouped as its kind says, in natural order. KeyError for another kind."""
    by = KINDS[kind].by
    found: dict[str, list[Node]] = defaultdict(list)
    for node in of_class(store, KINDS[kind].of_class):
        found[heading_of(node, by)].append(node)
    return tuple(Heading(title, tuple(found[title])) for title in sorted(found, key=natural))


def heading_of(node: Node, by: str) -> str:
    """The heading under which a record stands: the names of the concepts or things, or the text."""
    if not by:
        return ""
    named = [one.title for one in node.nodes(by)]
    title = ", ".join(named) or node.text(by) or "not stated"
    return title[:1].upper() + title[1:]
