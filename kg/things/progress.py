"""How far work on what is asked for is, by what the sources say; beside it, what practice is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.release import Release
from kg.things.citing import Cited, citations
from kg.things.node import Node, of_class
from kg.things.standing import Standing, standing
from loaders.sources import Sources

NOT_STATED = "not stated"
STATES = ("done", "under-way", "planned", "not-stated")
"""The states of progress, the furthest first."""
FIELDS = (
    ("progressDone", "What is done"),
    ("progressBy", "By whom"),
    ("lever", "With which lever"),
    ("barrier", "Against which barrier"),
    ("nextStep", "What is next"),
)
"""What a note tells, and what each is called."""


@dataclass(frozen=True)
class Note:
    """A progress note: `state` is a key of the code list progress-state, `as_of` a date or "not stated".

    `fields` are pairs of label and text, in the order of FIELDS; text is "not stated" where the
    sources say nothing.
    """

    node: Node
    state: str
    as_of: str
    fields: tuple[tuple[str, str], ...]
    cited: tuple[Cited, ...]

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The fields of which the sources say something."""
        return tuple(pair for pair in self.fields if pair[1] != NOT_STATED)

    @property
    def unstated(self) -> tuple[str, ...]:
        """The labels of those of which they say nothing."""
        return tuple(label for label, text in self.fields if text == NOT_STATED)


@dataclass(frozen=True)
class Row:
    """A requirement with its progress notes, the latest first, and its coverage."""

    standing: Standing
    notes: tuple[Note, ...]

    @property
    def node(self) -> Node:
        """The requirement."""
        return self.standing.node


@dataclass(frozen=True)
class Group:
    """A recommendation with the actions under it."""

    whole: Row
    parts: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The recommendation, then its actions."""
        return (self.whole, *self.parts)


def note(node: Node, sources: Sources) -> Note:
    """One progress note. Raises SourceError where a cited copy cannot be read."""
    return Note(
        node=node,
        state=node.code("progressState") or "not-stated",
        as_of=node.text("asOf") or NOT_STATED,
        fields=tuple((label, node.text(name) or NOT_STATED) for name, label in FIELDS),
        cited=tuple(citations(node, sources)),
    )


def notes_of(requirement: Node, sources: Sources) -> tuple[Note, ...]:
    """The progress notes of a requirement, the latest first; those without a date last."""
    found = [note(one, sources) for one in requirement.incoming("progressOf")]
    dated = sorted((one for one in found if one.as_of != NOT_STATED), key=lambda one: one.as_of, reverse=True)
    return (*dated, *(one for one in found if one.as_of == NOT_STATED))


def progress(release: Release, sources: Sources) -> tuple[Group, ...]:
    """Every recommendation with its actions, each with its notes and coverage."""

    def row(node: Node) -> Row:
        return Row(standing(release, node), notes_of(node, sources))

    return tuple(
        Group(row(node), tuple(map(row, node.nodes("hasPart"))))
        for node in of_class(release.store, "Recommendation")
    )


def tally(groups: tuple[Group, ...]) -> dict[str, int]:
    """How many recommendations and actions are in each state by their latest note; "none" have no note."""
    found = Counter(one.notes[0].state if one.notes else "none" for group in groups for one in group.rows)
    return {state: found[state] for state in (*STATES, "none") if found[state]}
