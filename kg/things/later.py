"""What became of a thing: the status it has now and what was reported after its document."""
from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import thing
from kg.things.citing import Cited, citations
from kg.things.node import Node, natural
from loaders.sources import Sources


@dataclass(frozen=True)
class Status:
    """That a thing is no longer what its document says.

    `state` is withdrawn, superseded, dissolved or renamed; `date` a year, month or day; `successor`
    what took its place, where something did.
    """

    node: Node
    state: str
    date: str
    note: str
    successor: Node | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class LaterFact:
    """What was reported of a thing after the document that describes it, with its date and source."""

    node: Node
    date: str
    fact: str
    cited: tuple[Cited, ...]


def status_of(node: Node, sources: Sources) -> Status | None:
    """The current status of a thing, or None where it is still what its document says.

    Raises SourceError where a reader's copy that it cites cannot be read.
    """
    found = node.node("currentStatus")
    if found is None:
        return None
    return Status(found, found.code("state") or "", found.text("dcterms:date") or "", found.summary,
                  found.node("successor"), tuple(citations(found, sources)))


def later_facts(node: Node, sources: Sources) -> tuple[LaterFact, ...]:
    """What became of a thing, the earliest first. Raises SourceError as `status_of` does."""
    facts = [LaterFact(one, one.text("dcterms:date") or "", one.summary, tuple(citations(one, sources)))
             for one in node.nodes("laterFact")]
    return tuple(sorted(facts, key=lambda fact: (fact.date, natural(fact.node.key))))


def cited_by_events(status: Status | None, later: tuple[LaterFact, ...]) -> tuple[Cited, ...]:
    """The citations of what became of a thing: of its status, then of the facts."""
    return (*(status.cited if status else ()), *(one for fact in later for one in fact.cited))


def succeeds(node: Node) -> list[Node]:
    """The things whose place a thing took."""
    owners = [status.key.partition("/") for status in node.incoming("successor")]
    return [Node(node.store, thing(kind, key)) for kind, _, key in owners]
