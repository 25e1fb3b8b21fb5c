"""Records of how the recommendations are carried out: progress, promises, meetings, groups, searches."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loaders.parts import Citation, Claim, Date, Key, Part, Reference, State, Words
from loaders.record import Record

NOT_STATED = "not stated"


class Progress(Record):
    """What the sources say of how far a recommendation or action is; "not stated" is a value.

    `by`, `lever`, `barrier` and `next_step` are our words for what the sources say.
    """

    kind: Literal["progress"]
    about: Reference
    state: Literal["done", "under way", "planned", "not stated"]
    as_of: Date | Literal["not stated"]
    done: Words = NOT_STATED
    by: Words = NOT_STATED
    lever: Words = NOT_STATED
    barrier: Words = NOT_STATED
    next_step: Words = NOT_STATED

    @model_validator(mode="after")
    def _a_state_has_a_source(self) -> Progress:
        if self.state != NOT_STATED and not self.citations:
            raise ValueError(
                f"state {self.state!r} needs a citation; where no source says anything write 'not stated'"
            )
        return self


class Candidate(Part):
    """A thing weighed in an assessment: whether it was kept as practice for the requirement, and why."""

    thing: Reference
    kept: bool
    because: Words


class Assessment(Record):
    """That somebody looked for practice for a requirement: where, what was weighed, what was found.

    `corpus_state` is the state of practice that was searched (`loaders.state`).
    """

    kind: Literal["assessment"]
    about: Reference
    assessed_on: Date
    assessed_by: Words = "corpus editors"
    corpus_state: State
    documents: list[Key] = Field(min_length=1)
    places: list[Words] = Field(min_length=1)
    candidates: list[Candidate] = []
    found: bool

    @model_validator(mode="after")
    def _found_means_kept(self) -> Assessment:
        if self.found != any(candidate.kept for candidate in self.candidates):
            raise ValueError("found is true exactly where a candidate was kept")
        return self


class Commitment(Record):
    """What a source says will be done: who, what, by when, and what later documents say of it."""

    kind: Literal["commitment"]
    who: list[Reference] = Field(min_length=1)
    due: Date | None = None
    due_note: Words | None = None
    about: list[Reference] = []
    outcome: Literal["kept", "partly kept", "overtaken", "not stated"]
    became: Words | None = None
    became_citations: list[Citation] = []

    @model_validator(mode="after")
    def _an_outcome_has_a_source(self) -> Commitment:
        if (self.outcome == NOT_STATED) != (self.became is None):
            raise ValueError("say in became what later documents say of it, or outcome: not stated")
        if self.became and not self.became_citations:
            raise ValueError("became needs became_citations")
        return self


class Group(Record):
    """A board, forum or group that governs or advises."""

    kind: Literal["group"]
    part_of_organisation: Reference | None = None
    chair: Words | None = None
    meets: Words | None = None
    set_up: Date | None = None
    set_up_note: Words | None = None
    reports_to: list[Reference] = []
    members: list[Words] = []


class Event(Record):
    """Something with a date: a workshop, roundtable, conference, report, transfer or publication."""

    kind: Literal["event"]
    type: Literal["workshop", "roundtable", "conference", "report", "publication", "transfer", "start", "law"]
    date: Date
    date_note: Words | None = None
    until: Date | None = None
    held_by: list[Reference] = []
    attended_by: list[Words] = []
    about: list[Reference] = []
    alternative_names: list[Words] = []


class Correspondence(Record, Claim):
    """That a standard of one edition corresponds to one of another, or to none."""

    kind: Literal["correspondence"]
    subject: Reference
    relation: Literal["same", "moved", "narrower", "wider", "none"]
    object: Reference | None = None
    to_edition: Reference
    citations: list[Citation] = Field(min_length=1)

    @model_validator(mode="after")
    def _none_has_no_object(self) -> Correspondence:
        if (self.relation == "none") != (self.object is None):
            raise ValueError("relation none has no object, every other relation has one")
        return self


class Side(Part):
    """One side of a discrepancy: what one place says."""

    says: Words
    citations: list[Citation] = Field(min_length=1)


class Discrepancy(Record):
    """Statements of the sources that disagree, each with its place; both are kept."""

    kind: Literal["discrepancy"]
    type: Literal["date", "number", "wording", "name", "reference", "arithmetic", "structure"]
    about: list[Reference] = Field(min_length=1)
    sides: list[Side] = Field(min_length=2)
    reading: Words


class Step(Part):
    """One stage of a thread: what it was called or was, when, and what the source says."""

    thing: Reference | None = None
    name: Words
    date: Date | None = None
    says: Words
    citations: list[Citation] = Field(min_length=1)


class Thread(Record):
    """What became of it: one thing followed through the documents under its changing names."""

    kind: Literal["thread"]
    steps: list[Step] = Field(min_length=2)
