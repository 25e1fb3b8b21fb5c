"""Who looked for practice for a requirement, where and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.coverage.dates import last_day
from kg.coverage.facts import Assessment, Document
from kg.coverage.index import Index


@dataclass(frozen=True)
class Searched:
    """The latest assessment of a requirement, a current one before any other.

    `documents` are those that had been published by the as-of date. `kept` is whether it kept anything as
    practice in the slice that is asked about.
    """

    assessment: Assessment
    documents: tuple[Document, ...]
    kept: bool

    @property
    def found_none(self) -> bool:
        """Whether it still holds, and looked somewhere, and kept nothing."""
        return self.assessment.current and bool(self.documents) and not self.kept


class Search:
    """The assessment of a requirement itself that counts, to be asked of one slice after another."""

    def __init__(self, index: Index, requirement: str, as_of: str | None) -> None:
        many = index.assessments[requirement]
        self._numbers: list[int | None] = []
        self._none: Searched | None = None
        self._found: Searched | None = None
        if many:
            one = next((one for one in many if one.current), many[0])
            documents = [index.facts.documents[iri] for iri in one.documents]
            self._numbers = [index.number.get(iri) for iri in one.kept]
            published = tuple(document for document in documents if _published(document, as_of))
            self._none = Searched(assessment=one, documents=published, kept=False)
            self._found = replace(self._none, kept=True)

    def within(self, practices: int) -> Searched | None:
        """What it says of the practices of a slice and date; None where nobody searched.

        What was kept elsewhere is no find here. What was kept and is no practice is a find everywhere.
        """
        kept = any(number is None or practices >> number & 1 for number in self._numbers)
        return self._found if kept else self._none


def _published(document: Document, as_of: str | None) -> bool:
    """Whether a document was published by then; of one whose date is not known it is not certain."""
    if as_of is None:
        return True
    return document.published != "" and last_day(document.published) <= last_day(as_of)
