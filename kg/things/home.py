"""What is inside a release, counted, and what of it was withdrawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.coverage import Facts
from kg.coverage.bits import positions
from kg.namespaces import thing
from kg.release import Release
from kg.things.later import Status, status_of
from kg.things.node import Node
from kg.things.standing import facts_of
from kg.things.vocabularies import busiest
from loaders.sources import Sources

KINDS = ("practice", "recommendation", "action", "domain", "standard", "principle", "workstream", "document")
"""The kinds of record that are counted."""
EDITED = ("domain", "standard")
"""The kinds of which several editions are held."""
STARTING_POINTS = 8
"""How many topics the home page offers to begin with."""


@dataclass(frozen=True)
class Contents:
    """True counts of what a release holds; domains and standards of superseded editions are left out.

    `practices` are all pieces of practice; `counted` of them have a link that counts; `links` are the
    links that count; `withdrawn` must no longer be used; `topics` are those that most practices have.
    """

    practices: int
    counted: int
    links: int
    recommendations: int
    actions: int
    domains: int
    standards: int
    principles: int
    workstreams: int
    documents: int
    withdrawn: tuple[tuple[Node, Status], ...]
    topics: tuple[tuple[Node, int], ...]


def contents(release: Release, sources: Sources) -> Contents:
    """What is inside a release: from its manifest, its table of link facts and its graph.

    Raises SourceError where a copy that a withdrawal cites cannot be read.
    """
    counts: Counter[str] = Counter(release.manifest["counts"])
    counts.subtract(_superseded(release))
    counted, links = _linked(facts_of(release))
    return Contents(
        **{f"{kind}s": counts[kind] for kind in KINDS},
        counted=counted,
        links=links,
        withdrawn=tuple(withdrawn_practice(release, sources)),
        topics=busiest(release.store, "topic", STARTING_POINTS),
    )


def _superseded(release: Release) -> Counter[str]:
    """How many domains and standards, by kind, belong to an edition that another has replaced.

    They would otherwise be counted with those that replaced them: a number that is true of no edition.
    """
    statuses = Node(release.store, thing("state", "superseded")).incoming("state")
    owners = [owner for status in statuses for owner in status.incoming("currentStatus")]
    return Counter(owner.kind for owner in owners if owner.kind in EDITED)


def _linked(facts: Facts) -> tuple[int, int]:
    """How many practices have a link that counts, and how many such links there are."""
    counting = set(positions(facts.index.counting(as_of=None)))
    linked = [practice for practice in facts.links.practice if practice in counting]
    return len(set(linked)), len(linked)


def withdrawn_practice(release: Release, sources: Sources) -> list[tuple[Node, Status]]:
    """The practices that must no longer be used, each with since when and why, the latest first."""
    statuses = Node(release.store, thing("state", "withdrawn")).incoming("state")
    owners = [owner for status in statuses for owner in status.incoming("currentStatus")]
    found = [
        (owner, status)
        for owner in owners
        if owner.kind == "practice" and (status := status_of(owner, sources))
    ]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)
