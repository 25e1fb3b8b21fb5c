"""What every record has, and every requirement."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loaders.parts import Citation, Key, LaterFact, Part, PrintedFigure, Reference, Status, Words


class Statement(Part):
    """One thing that a document says of what the record is about, in our words, with its place.

    `aspect` says which question it answers (a concept of the vocabulary `aspect`): purpose, duty,
    member, question, finding, figure … `number` keeps the order of a list in the source, and `in_list`
    names that list where the record has several. A `figure` is as the source prints it, with its unit.
    """

    id: Key
    aspect: Key
    says: Words
    number: int | None = Field(default=None, ge=1)
    in_list: Words | None = None
    answer: Words | None = None
    figure: PrintedFigure | None = None
    unit: Words | None = None
    qualifier: Words | None = None
    about: list[Reference] = []
    citations: list[Citation] = Field(min_length=1)

    @model_validator(mode="after")
    def _a_figure_has_a_unit(self) -> Statement:
        if (self.figure is None) != (self.unit is None):
            raise ValueError("figure and unit go together: say what is counted")
        return self

    @model_validator(mode="after")
    def _a_list_is_numbered(self) -> Statement:
        if self.in_list is not None and self.number is None:
            raise ValueError("a statement in_list needs its number: the place it has in that list")
        return self


class Record(Part):
    """What every record has: its kind and key, a title, a summary, a body in Markdown, citations.

    `id` is the KEY of the thing's address `id/KIND/KEY`.
    """

    id: Key
    title: Words
    summary: Words
    body: str = ""
    citations: list[Citation] = []
    see_also: list[Reference] = []
    current_status: Status | None = None
    later: list[LaterFact] = []
    statements: list[Statement] = []

    @model_validator(mode="after")
    def _statements_differ(self) -> Record:
        keys = [statement.id for statement in self.statements]
        if len(set(keys)) < len(keys):
            raise ValueError("two statements have the same id")
        return self

    @model_validator(mode="after")
    def _places_differ(self) -> Record:
        taken: dict[tuple[str, str | None, int], str] = {}
        for one in self.statements:
            if one.number is None:
                continue
            other = taken.setdefault((one.aspect, one.in_list, one.number), one.id)
            if other != one.id:
                raise ValueError(
                    f"the statements {other} and {one.id} are both number {one.number} of one list: "
                    "where a source has several lists, name each in in_list"
                )
        return self


class RequirementRecord(Record):
    """What practice can be asked to address, and who can answer it."""

    number: Words
    answerable_by: Literal["practice", "institution", "both"]
    answerable_because: Words
