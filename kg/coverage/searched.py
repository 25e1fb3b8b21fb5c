"""Who looked for practice for a requirement, where and when."""

from __future__ import annotations

from dataclasses import dataclass

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


def searched(index: Index, requirement: str, as_of: str | None, within: int) -> Searched | None:
    """The assessment of a requirement itself that counts; None where there is none.

    `within` are the practices of the slice and date that are asked about: what was kept elsewhere is no
    find here. What was kept and is no practice counts as a find everywhere.
    """
    many = index.assessments[requirement]
    if not many:
        return None
    one = next((one for one in many if one.current), many[0])
    documents = [index.facts.documents[iri] for iri in one.documents]
    numbers = [index.number.get(iri) for iri in one.kept]
    return Searched(
        assessment=one,
        documents=tuple(document for document in documents if _published(document, as_of)),
        kept=any(number is None or within >> number & 1 for number in numbers),
    )


def _published(document: Document, as_of: str | None) -> bool:
    """Whether a document was published by then; of one whose date is not known it is not certain."""
    if as_of is None:
        return True
    return document.published != "" and last_day(document.published) <= last_day(as_of)
