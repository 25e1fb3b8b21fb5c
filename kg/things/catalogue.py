"""All practice in groups, a page at a time."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Store

from kg import query
from kg.namespaces import thing
from kg.things.figures import Figure
from kg.things.names import place_of
from kg.things.node import Node, natural, of_class
from kg.things.practices import headline, not_counted, withdrawn_last

GROUPINGS = {"lead": "practices-by-lead", "topic": "practices-by-topic"}
"""By what practice is grouped -> the query that says so."""
PER_PAGE = 100
WITHDRAWN = thing("state", "withdrawn")


@dataclass(frozen=True)
class Entry:
    """A practice as a list shows it: who led it, what it addresses, its grade and the figure that says most.

    `not_counted` says why it counts nowhere: withdrawn, planned, scenario or nothing.
    """

    practice: Node
    leaders: tuple[Node, ...]
    addresses: tuple[Node, ...]
    evidence: Node | None
    headline: Figure | None
    not_counted: str


@dataclass(frozen=True)
class Group:
    """Some practices under one heading, which is None for those that have none.

    `size` counts all practices of the group, of which a page may hold some.
    """

    heading: Node | None
    size: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Catalogue:
    """One page of all practice. A practice with two headings stands under both and counts once in `total`."""

    groups: tuple[Group, ...]
    total: int
    withdrawn: int
    page: int
    pages: int


def catalogue(store: Store, by: str = "lead", page: int = 1, per_page: int = PER_PAGE) -> Catalogue:
    """Practice grouped `by` lead or topic; within a group by title, withdrawn last.

    A page past the last is the last. Raises KeyError for another grouping.
    """
    rows = query.rows(store, GROUPINGS[by])
    placed = _placed(store, rows)
    sizes = {heading: len(practices) for heading, practices in placed}
    flat = [(heading, practice) for heading, practices in placed for practice in practices]
    pages = max(1, -(-len(flat) // per_page))
    page = min(page, pages)
    shown: dict[Node | None, list[Entry]] = defaultdict(list)
    for heading, iri in flat[(page - 1) * per_page:page * per_page]:
        shown[heading].append(entry(Node(store, iri)))
    return Catalogue(
        groups=tuple(Group(heading, sizes[heading], tuple(entries)) for heading, entries in shown.items()),
        total=len({row["practice"] for row in rows}),
        withdrawn=len({row["practice"] for row in rows if row.get("state") == WITHDRAWN}),
        page=page, pages=pages)


def _placed(store: Store, rows: list[query.Row]) -> list[tuple[Node | None, list[str]]]:
    """The headings in natural order of their titles, the practices without one last."""
    members: dict[str, dict[str, tuple[bool, object]]] = defaultdict(dict)
    for row in rows:
        last = row.get("state") == WITHDRAWN
        members[row.get("group", "")][row["practice"]] = (last, natural(row["title"]))
    headings = [(Node(store, iri) if iri else None, sorted(found, key=lambda one: (*found[one], one)))
                for iri, found in members.items()]
    return sorted(headings, key=lambda pair: (pair[0] is None, natural(pair[0].title) if pair[0] else ()))


def entry(practice: Node) -> Entry:
    """A practice as a list shows it."""
    return Entry(
        practice=practice,
        leaders=tuple(practice.nodes("ledBy")),
        addresses=tuple(sorted(practice.nodes("addresses"), key=_requirement_order)),
        evidence=practice.node("evidence"),
        headline=headline(practice),
        not_counted=not_counted(practice),
    )


def _requirement_order(requirement: Node) -> tuple[int, object]:
    """Recommendations and their actions before standards and principles, each in natural order."""
    return place_of(requirement.kind), natural(requirement.key)


def entries(store: Store) -> list[Entry]:
    """Every practice once, by title, those withdrawn last. Scenarios are no practice."""
    return [entry(node) for node in withdrawn_last(of_class(store, "Practice")) if node.kind == "practice"]
