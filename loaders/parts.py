"""The parts that records are made of: references, citations, figures, outcomes, links, status."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from loaders.figures import FigureError, value_of
from loaders.passages import FINGERPRINT

KEY = re.compile(r"^[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[a-z0-9]+(?:[.-][a-z0-9]+)*)?$")
STATE = re.compile(r"^\d+:[0-9a-f]{12}$")
DATE = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")


def _key(value: str) -> str:
    if not KEY.match(value):
        raise ValueError(
            f"{value!r} is not a key: use lower-case letters, digits, hyphens and dots, "
            "such as safety-huddles, 7.4 or hee-qf-2017-18/1.1"
        )
    return value


def _reference(value: str) -> str:
    kind, slash, key = value.partition("/")
    if not slash or not kind.islower():
        raise ValueError(
            f"{value!r} is not a reference: write KIND/KEY, such as action/6.1 or standard/hee-qf-2017-18/1.1"
        )
    _key(key)
    return value


def _as_text(value: Any) -> Any:
    """YAML reads 2017-05-31 as a date and 2017 as a number; records hold both as text.

    A decimal such as 7.10 is refused, because YAML has already made it 7.1.
    """
    if isinstance(value, float):
        raise ValueError(f"write it between quotes ('{value}'), or YAML reads a decimal number")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date(value: str) -> str:
    if not DATE.match(value):
        raise ValueError(f"{value!r} is not a date: write 2017, 2017-05 or 2017-05-31")
    if len(value) == 10:
        try:
            datetime.date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"{value!r} is no day of the calendar") from error
    return value


def _passage(value: str) -> str:
    if not FINGERPRINT.match(value):
        raise ValueError(
            f'{value!r} is not a passage fingerprint: paste what `saferpractice cite DOCUMENT "words"` prints'
        )
    return value


def _state(value: str) -> str:
    if not STATE.match(value):
        raise ValueError(
            f"{value!r} is not a state of practice: paste the one that `saferpractice check` names as current"
        )
    return value


def _figure(value: str) -> str:
    try:
        value_of(value)
    except FigureError as error:
        raise ValueError(str(error)) from error
    return value


def _address(value: str) -> str:
    if not re.match(r"^https?://[^\s<>\"']+$", value):
        raise ValueError(f"{value!r} is not a web address: begin with http:// or https://")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(_as_text)]
Key = Annotated[str, BeforeValidator(_as_text), AfterValidator(_key)]
Reference = Annotated[str, AfterValidator(_reference)]
Date = Annotated[str, BeforeValidator(_as_text), AfterValidator(_date)]
Passage = Annotated[str, AfterValidator(_passage)]
State = Annotated[str, BeforeValidator(_as_text), AfterValidator(_state)]
PrintedFigure = Annotated[str, BeforeValidator(_as_text), AfterValidator(_figure)]
Address = Annotated[str, AfterValidator(_address)]


class Part(BaseModel):
    """What every part and record has in common: unknown fields are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Citation(Part):
    """A place in a document: a locator that a person can follow and the passages meant."""

    document: Key
    locator: Words
    passages: list[Passage] = []


class LaterFact(Part):
    """What became of a thing after the document that describes it."""

    date: Date
    fact: Words
    citations: list[Citation] = Field(min_length=1)


class Status(Part):
    """That a thing is no longer what its document says: withdrawn, superseded, dissolved, renamed."""

    state: Literal["withdrawn", "superseded", "dissolved", "renamed"]
    date: Date
    note: Words
    successor: Reference | None = None
    citations: list[Citation] = Field(min_length=1)


class Outcome(Part):
    """A figure that a source gives for a practice.

    `baseline`, `result` and `change` are figures as the source prints them ("2,439", "8.5%",
    "seven"); at least one is there. `unit` says what is counted in plain words ("falls",
    "percent of patients", "GBP per year").
    """

    id: Key
    measure: Words
    kind: Literal["reach", "process", "outcome", "cost", "target"]
    baseline: PrintedFigure | None = None
    result: PrintedFigure | None = None
    change: PrintedFigure | None = None
    change_is: Literal["relative", "absolute"] | None = None
    direction: Literal["increase", "decrease", "maintain"] | None = None
    unit: Words
    qualifier: Words | None = None
    period: Words | None = None
    population: Words | None = None
    reported_by: Words | None = None
    citations: list[Citation] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_a_figure(self) -> Outcome:
        if self.baseline is None and self.result is None and self.change is None:
            raise ValueError("an outcome needs a figure: baseline, result or change")
        if (self.change is None) != (self.change_is is None):
            raise ValueError(
                "change and change_is go together: say whether the change is relative or absolute"
            )
        return self

    def figures(self) -> dict[str, str]:
        """The printed figures by the field that holds them."""
        named = {"baseline": self.baseline, "result": self.result, "change": self.change}
        return {name: printed for name, printed in named.items() if printed is not None}


class ContextNumber(Part):
    """A number in the text of a practice that is not an outcome: a year, a dose, a footnote mark."""

    printed: Words
    meaning: Words


class Review(Part):
    """What a reader other than the asserter said of an assertion."""

    by: Words
    date: Date
    verdict: Literal["agree", "disagree", "unsure"]
    comment: Words | None = None


class Claim(Part):
    """What every assertion carries: who says so, why, from where, and how it stands."""

    basis: Literal["stated", "curated"]
    rationale: Words
    citations: list[Citation] = Field(min_length=1)
    asserted_by: Words = "corpus editors"
    asserted_on: Date
    status: Literal["draft", "published", "withdrawn"] = "published"
    withdrawn_because: Words | None = None
    reviews: list[Review] = []

    @model_validator(mode="after")
    def _withdrawn_says_why(self) -> Claim:
        if (self.status == "withdrawn") != (self.withdrawn_because is not None):
            raise ValueError("status withdrawn and withdrawn_because go together")
        return self


class Link(Claim):
    """That a practice addresses a requirement, to what extent, and which figures bear on it."""

    to: Reference
    extent: Literal["full", "partial", "minor"]
    figures: list[Key] = []


class AllocationClaim(Claim):
    """That a recommendation is worked on in a workstream: as a whole, or embedded in it."""

    recommendation: Reference
    how: Literal["whole", "embedded"]


def decimal_of(printed: str) -> Decimal:
    """The value of a printed figure that has passed validation."""
    return value_of(printed)
