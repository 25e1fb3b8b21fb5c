"""Everything that has a date, in order: events, groups set up, documents, what became of things, promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from kg.namespaces import thing
from kg.things.node import Node, natural, of_class

KINDS = {
    "event": "Events",
    "group": "Groups set up",
    "document": "Documents issued",
    "status": "What ended or changed",
    "commitment": "Promises due",
}
"""What a date can be of, in the order in which those of one day stand."""


@dataclass(frozen=True)
class Dated:
    """Something with a date: a year, month or day, as far as the sources give it.

    `kind` is a key of KINDS; `words` say what happened, before the name of the thing; `note` is what
    the record adds. `until` is the last day of what took longer, or empty.
    """

    date: str
    until: str
    kind: str
    words: str
    node: Node
    note: str


@dataclass(frozen=True)
class Year:
    """What is dated in one year, in order; what has only a year stands first."""

    year: str
    dated: tuple[Dated, ...]


def timeline(store: Store) -> tuple[Year, ...]:
    """Everything with a date, by year, the earliest first."""
    found: dict[str, list[Dated]] = defaultdict(list)
    for one in (*_events(store), *_groups(store), *_documents(store), *_changes(store), *_promises(store)):
        found[one.date[:4]].append(one)
    return tuple(Year(year, tuple(sorted(found[year], key=_order))) for year in sorted(found))


def _order(one: Dated) -> tuple[object, ...]:
    return one.date, list(KINDS).index(one.kind), natural(one.node.title), one.node.iri


def _events(store: Store) -> Iterator[Dated]:
    for node in of_class(store, "Event"):
        form = node.text("form") or "event"
        note = node.text("dateNote") or ""
        yield Dated(node.text("eventDate") or "", node.text("eventUntil") or "", "event", form, node, note)


def _groups(store: Store) -> Iterator[Dated]:
    for node in of_class(store, "GovernanceGroup"):
        date = node.text("setUp")
        if date and not _is_an_event(node, date):
            yield Dated(date, "", "group", "set up", node, node.text("setUpNote") or "")


def _is_an_event(group: Node, date: str) -> bool:
    """Whether an event of that date tells of the group: then its setting up stands there already."""
    return any(event.text("eventDate") == date for event in group.incoming("about"))


def _documents(store: Store) -> Iterator[Dated]:
    for node in of_class(store, "Document"):
        if date := node.text("dcterms:issued"):
            yield Dated(date, "", "document", "document", node, node.text("issuedNote") or "")


def _changes(store: Store) -> Iterator[Dated]:
    for status in of_class(store, "Status"):
        kind, _, key = status.key.partition("/")
        date, state = status.text("dcterms:date") or "", status.node("state")
        words = state.title.lower() if state else ""
        node = Node(store, thing(kind, key))
        if not _is_its_wholes(node, status):
            yield Dated(date, "", "status", words, node, status.summary)


def _is_its_wholes(part: Node, status: Node) -> bool:
    """Whether what a thing is part of ended likewise on that date: an edition is named, not its standards."""
    wholes = (*part.nodes("partOf"), *part.nodes("groupedUnder"))
    said = (above for whole in wholes for above in whole.nodes("currentStatus"))
    own = status.text("dcterms:date"), status.code("state")
    return any((above.text("dcterms:date"), above.code("state")) == own for above in said)


def _promises(store: Store) -> Iterator[Dated]:
    for node in of_class(store, "Commitment"):
        if date := node.text("due"):
            yield Dated(date, "", "commitment", "promise due", node, node.text("dueNote") or "")
