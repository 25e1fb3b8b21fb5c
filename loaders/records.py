"""The kinds of record: one model each, as `docs/records.md` describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loaders.asked import Lines
from loaders.delivery import (
    Assessment,
    Commitment,
    Correspondence,
    Discrepancy,
    Event,
    Group,
    Progress,
    Thread,
)
from loaders.handbook import (
    CycleStep,
    Intervention,
    Objective,
    Priority,
    RiskLevel,
    RiskMatrix,
    Scenario,
    Subject,
    Term,
)
from loaders.parts import (
    Address,
    AllocationClaim,
    Citation,
    Claim,
    ContextNumber,
    Date,
    Key,
    Link,
    Outcome,
    Reference,
    Words,
)
from loaders.record import Record, RequirementRecord


class Document(Record):
    """A source: a published document of which the reader may hold a copy, or a public page."""

    kind: Literal["document"]
    publisher: list[Reference] = Field(min_length=1)
    issued: Date | None = None
    issued_note: Words | None = None
    edition: Words | None = None
    availability: Literal["copy", "public page"]
    file: Words | None = None
    address: Address | None = None
    looked_up: Date | None = None

    @model_validator(mode="after")
    def _a_page_has_an_address(self) -> Document:
        if self.availability == "public page" and not (self.address and self.looked_up):
            raise ValueError("a public page needs its address and the day it was looked_up")
        return self


class Organisation(Record):
    """A body: a collaborative, region, local office, national body, provider or another partner."""

    kind: Literal["organisation", "collaborative", "office", "region"]
    type: Literal["national body", "provider", "partner"] | None = None
    alternative_names: list[Words] = []
    address: Address | None = None
    part_of: Reference | None = None

    @model_validator(mode="after")
    def _an_organisation_has_a_type(self) -> Organisation:
        if (self.kind == "organisation") != (self.type is not None):
            raise ValueError(
                "an organisation needs a type (national body, provider or partner); the other kinds have none"
            )
        return self


class Framework(Record):
    """A set of domains, principles or priorities of one edition."""

    kind: Literal["framework"]
    edition: Words
    document: Key


class Theme(Record):
    """One of the four themes of the Commission's recommendations."""

    kind: Literal["theme"]
    number: Words


class Workstream(Record):
    """One of the four workstreams with the recommendations allocated to it."""

    kind: Literal["workstream"]
    number: Words
    allocations: list[AllocationClaim] = Field(min_length=1)


class Recommendation(RequirementRecord):
    """One of the Commission's twelve recommendations."""

    kind: Literal["recommendation"]
    theme: Reference


class Action(RequirementRecord):
    """One thing asked for under a recommendation."""

    kind: Literal["action"]
    part_of: Reference


class Domain(RequirementRecord):
    """A domain of one edition of the quality framework."""

    kind: Literal["domain"]
    framework: Reference


class Standard(RequirementRecord):
    """A standard of one edition of the quality framework."""

    kind: Literal["standard"]
    part_of: Reference


class Principle(RequirementRecord):
    """A principle; `type` says of which kind."""

    kind: Literal["principle"]
    type: Literal["ICS principle", "core principle", "constitution principle"]
    framework: Reference


class Practice(Record):
    """What has been done: a case study or a local practice, with its links."""

    kind: Literal["practice"]
    type: Literal["case study", "local practice"]
    scope: Literal["local", "regional", "multi-regional", "national"]
    maturity: Literal["running", "developing", "planned", "ended", "not stated"]
    reported: Date
    led_by: list[Reference] = Field(min_length=1)
    partners: list[Reference] = []
    settings: list[Key] = []
    professions: list[Key] = []
    topics: list[Key] = []
    methods: list[Key] = []
    asked: Lines = []
    evidence: Key
    evidence_because: Words
    resources: list[Reference] = []
    outcomes: list[Outcome] = []
    context_numbers: list[ContextNumber] = []
    links: list[Link] = []
    unlinked_because: Words | None = None
    citations: list[Citation] = Field(min_length=1)

    @model_validator(mode="after")
    def _figures_and_links_fit(self) -> Practice:
        known = [outcome.id for outcome in self.outcomes]
        if len(set(known)) < len(known):
            raise ValueError("two outcomes have the same id")
        for link in self.links:
            for figure in link.figures:
                if figure not in known:
                    raise ValueError(
                        f"the link to {link.to} names the figure {figure!r}, which is no outcome of this "
                        f"practice; it has: {', '.join(known) or 'none'}"
                    )
        if bool(self.links) == (self.unlinked_because is not None):
            raise ValueError("give links, or unlinked_because where the practice serves no requirement")
        return self


class Resource(Record):
    """A toolkit, platform or page: not practice."""

    kind: Literal["resource"]
    type: Literal["toolkit", "e-learning", "platform", "page"]
    address: Address | None = None
    provided_by: list[Reference] = []


class Programme(Record):
    """A campaign, network or unit: not practice."""

    kind: Literal["programme"]
    type: Literal["campaign", "network", "unit", "programme"]
    address: Address | None = None
    led_by: list[Reference] = []
    partners: list[Reference] = []


class Implementation(Record, Claim):
    """That a standard or domain of a framework carries out a recommendation."""

    kind: Literal["implementation"]
    subject: Reference
    object: Reference
    citations: list[Citation] = Field(min_length=1)


class Likeness(Record, Claim):
    """That a principle, priority or objective asks for the same as a standard or recommendation."""

    kind: Literal["likeness"]
    subject: Reference
    object: Reference
    citations: list[Citation] = Field(min_length=1)


AnyRecord = (
    Document
    | Organisation
    | Framework
    | Theme
    | Workstream
    | Recommendation
    | Action
    | Domain
    | Standard
    | Principle
    | Practice
    | Resource
    | Programme
    | Implementation
    | Likeness
    | Progress
    | Assessment
    | Commitment
    | Group
    | Event
    | Correspondence
    | Discrepancy
    | Thread
    | CycleStep
    | RiskMatrix
    | RiskLevel
    | Intervention
    | Scenario
    | Term
    | Objective
    | Priority
    | Subject
)

MODELS: dict[str, type[Record]] = {
    "document": Document,
    "organisation": Organisation,
    "collaborative": Organisation,
    "office": Organisation,
    "region": Organisation,
    "framework": Framework,
    "theme": Theme,
    "workstream": Workstream,
    "recommendation": Recommendation,
    "action": Action,
    "domain": Domain,
    "standard": Standard,
    "principle": Principle,
    "practice": Practice,
    "resource": Resource,
    "programme": Programme,
    "implementation": Implementation,
    "likeness": Likeness,
    "progress": Progress,
    "assessment": Assessment,
    "commitment": Commitment,
    "group": Group,
    "event": Event,
    "correspondence": Correspondence,
    "discrepancy": Discrepancy,
    "thread": Thread,
    "cycle-step": CycleStep,
    "risk-matrix": RiskMatrix,
    "risk-level": RiskLevel,
    "intervention": Intervention,
    "scenario": Scenario,
    "term": Term,
    "objective": Objective,
    "priority": Priority,
    "subject": Subject,
}
"""The model of each kind of record."""
