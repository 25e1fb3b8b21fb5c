"""Records of the handbook's way of working: the cycle, risk, interventions, scenarios, terms."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loaders.parts import Citation, Date, Part, Reference, Words
from loaders.record import Record, RequirementRecord

Rating = Literal["G", "G/A", "A", "A/R", "R"]


class CycleStep(Record):
    """One step of the quality cycle."""

    kind: Literal["cycle-step"]
    number: Words


class ScaleValue(Part):
    """One value of the scale of likelihood or impact."""

    score: int = Field(ge=1, le=5)
    name: Words
    descriptors: list[Words] = Field(min_length=1)


class RiskMatrix(Record):
    """A risk matrix: `cells[likelihood][impact]` (scores from 1) is the rating, and both scales."""

    kind: Literal["risk-matrix"]
    cells: dict[int, dict[int, Rating]]
    likelihood: list[ScaleValue]
    impact: list[ScaleValue]
    citations: list[Citation] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_complete(self) -> RiskMatrix:
        scores = set(range(1, 6))
        if set(self.cells) != scores or any(set(row) != scores for row in self.cells.values()):
            raise ValueError("the matrix needs a rating for every likelihood and impact from 1 to 5")
        for name in ("likelihood", "impact"):
            if [value.score for value in getattr(self, name)] != sorted(scores):
                raise ValueError(f"{name} needs the scores 1 to 5, each once and in order")
        return self


class RiskLevel(Record):
    """A level of risk, with the interventions that the handbook gives for it."""

    kind: Literal["risk-level"]
    interventions: list[Reference] = []


class Intervention(Record):
    """A quality intervention: exploratory, or supportive."""

    kind: Literal["intervention"]
    type: Literal["exploratory", "supportive", "not stated"]


class Scenario(Record):
    """A made example for teaching: shown and found, never counted as practice."""

    kind: Literal["scenario"]
    levels: list[Reference] = Field(min_length=1)
    found: Words
    interventions: list[Reference] = []
    intervention_note: Words
    result: Words
    concerns: list[Reference] = []
    concerns_because: Words | None = None
    citations: list[Citation] = Field(min_length=1)


class Term(Record):
    """A term or abbreviation that the documents use, and what it stands for."""

    kind: Literal["term"]
    stands_for: Words | None = None
    about: Reference | None = None


class Objective(RequirementRecord):
    """An objective of the business plan, with its indicator, executive lead and assurance opportunities."""

    kind: Literal["objective"]
    framework: Reference
    indicator: Words
    executive_lead: Words
    assurance_opportunities: list[int] = Field(min_length=1)


class Priority(RequirementRecord):
    """A strategic priority of the quality strategy."""

    kind: Literal["priority"]
    framework: Reference


class Subject(Record):
    """Something a document describes that is none of the other kinds: a survey, an agreement, a role."""

    kind: Literal["subject"]
    type: Literal[
        "survey",
        "agreement",
        "tool",
        "role",
        "process",
        "report",
        "principle set",
        "programme",
        "duty",
        "data source",
        "other",
    ]
    part_of: Reference | None = None
    alternative_names: list[Words] = []
    issued: Date | None = None
