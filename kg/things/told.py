"""What other records tell of a thing, whatever its kind: shown on the page of every thing."""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import thing
from kg.things.citing import Cited
from kg.things.differing import Difference, differences_about
from kg.things.editions import Match, matches_of
from kg.things.names import place_of
from kg.things.node import Node, natural
from kg.things.progress import Note, notes_of
from kg.things.statements import Answers, Mention, mentions, statements
from kg.things.threads import threads_through
from loaders.sources import Sources

NAMED_BY = (
    ("assessmentOf", ("assessment",), "Searches for practice for it"),
    ("about", ("commitment",), "Promises about it"),
    ("committedBy", ("commitment",), "Promises it made"),
    ("about", ("event",), "Events about it"),
    ("heldBy", ("event",), "Events it held"),
    ("groupOf", ("group",), "Its groups"),
    ("reportsTo", ("group",), "Groups that report to it"),
    ("belongsTo", ("subject",), "What belongs to it"),
    ("concerns", ("scenario",), "Scenarios that teach it"),
    ("intervention", ("scenario",), "Scenarios that use it"),
    ("intervention", ("risk-level",), "Levels of risk it is for"),
    ("riskLevel", ("scenario",), "Scenarios at this level"),
    ("about", ("term",), "Terms for it"),
)
"""Property, KINDs of its subjects and what they are called on the page of the object."""


@dataclass(frozen=True)
class Tied:
    """Records that name a thing, under what they are to it."""

    words: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Told:
    """What records say of a thing beyond its own fields.

    `weighed` are the assessments in which it was a candidate, `threads` the records that follow it
    from name to name, `matches` what it corresponds to in other editions. None of it
    is counted as practice.
    """

    node: Node
    statements: tuple[Answers, ...]
    differences: tuple[Difference, ...]
    progress: tuple[Note, ...]
    threads: tuple[Node, ...]
    matches: tuple[Match, ...]
    mentions: tuple[Mention, ...]
    tied: tuple[Tied, ...]

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation in it."""
        found = [one.cited for answers in self.statements for one in answers.said]
        found += [one.all_cited for one in self.differences]
        found += [one.cited for one in self.progress]
        return tuple(cited for many in found for cited in many)

    @property
    def elsewhere(self) -> bool:
        """Whether other records name it."""
        return bool(self.threads or self.matches or self.mentions or self.tied)


def told(node: Node, sources: Sources) -> Told:
    """What records say of a thing. Raises SourceError where a cited copy cannot be read."""
    return Told(
        node=node,
        statements=statements(node, sources),
        differences=differences_about(node, sources),
        progress=notes_of(node, sources),
        threads=threads_through(node),
        matches=matches_of(node) if node.kind in ("standard", "domain") else (),
        mentions=mentions(node),
        tied=tied(node),
    )


def tied(node: Node) -> tuple[Tied, ...]:
    """The records that name a thing, by what they are to it."""
    found = [
        Tied(words, tuple(one for one in node.incoming(name) if one.kind in kinds))
        for name, kinds, words in NAMED_BY
    ]
    weighed = {assessment_of(one) for one in node.incoming("weighed")}
    found.append(Tied("Searches in which it was weighed", tuple(sorted(weighed, key=_order))))
    return tuple(one for one in found if one.nodes)


def assessment_of(candidate: Node) -> Node:
    """The assessment in which something was weighed."""
    return Node(candidate.store, thing("assessment", candidate.key.rpartition("/")[0]))


def _order(node: Node) -> tuple[object, ...]:
    return place_of(node.kind), natural(node.title), node.iri
