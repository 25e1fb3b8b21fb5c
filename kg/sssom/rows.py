"""One assertion, or one candidate that was not kept, as the cells of a SSSOM row."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from kg.sssom.assertions import KINDS, Assertion
from kg.triples import class_of
from loaders.corpus import Corpus
from loaders.delivery import Assessment, Candidate, Correspondence
from loaders.parts import AllocationClaim, Citation, Claim, Link, Review
from loaders.record import Record
from loaders.records import Document, Framework, Practice
from loaders.sssom import cells
from loaders.sssom.columns import CURATED, NO_TERM, STATED

Cells = dict[str, str]
NEGATED = "Not"
JUSTIFICATIONS = {"curated": CURATED, "stated": STATED}
UNPUBLISHED = {"draft": "it is a draft", "withdrawn": "it was withdrawn"}
AGREEMENT = {"agree": "1", "unsure": "0", "disagree": "-1"}
NOT_MORE = {"kind", "id", "title", "summary", "body", "subject", "object", "relation", "to_edition"}
"""Fields of an assertion's own record that have columns, beside those of every claim."""


def assertion_cells(one: Assertion, corpus: Corpus) -> Cells:
    """The cells of an assertion by column; what is empty is left out."""
    claim = one.claim
    found = {
        "record_id": f"id:assertion/{one.key}",
        **_ends(corpus, one.subject, one.kind.predicate, one.object),
        "mapping_justification": JUSTIFICATIONS[claim.basis],
        "author_label": cells.escape(claim.asserted_by),
        "mapping_source": f"id:document/{claim.citations[0].document}" if claim.basis == "stated" else "",
        "mapping_date": claim.asserted_on if _is_day(claim.asserted_on) else "",
        "asserted_on": "" if _is_day(claim.asserted_on) else claim.asserted_on,
        "comment": claim.rationale,
        "status": claim.status,
        "set_aside": set_aside(one),
        "basis": claim.basis,
        "citations": citations_cell(claim.citations),
        "withdrawn_because": claim.withdrawn_because or "",
        **_reviews(claim.reviews),
        **_particular(claim),
    }
    if isinstance(claim, Correspondence) and not one.object:
        found |= _source(corpus, "object", claim.to_edition)
    return {name: text for name, text in found.items() if text}


def set_aside(one: Assertion) -> str:
    """Why an assertion counts nowhere and is not projected (`ontology/projection`); empty where it is."""
    if one.claim.status != "published":
        return UNPUBLISHED[one.claim.status]
    practice = one.entry.record
    if not isinstance(practice, Practice):
        return ""
    if practice.current_status and practice.current_status.state == "withdrawn":
        return "the practice was withdrawn"
    return "the practice had not begun" if practice.maturity == "planned" else ""


def candidate_cells(assessment: Assessment, number: int, candidate: Candidate, corpus: Corpus) -> Cells:
    """The cells of a candidate (counted from 1) that an assessment did not keep."""
    found = {
        "record_id": f"id:candidate/{assessment.id}/{number}",
        **_ends(corpus, candidate.thing, "addresses", assessment.about),
        "predicate_modifier": NEGATED,
        "mapping_justification": CURATED,
        "author_label": cells.escape(assessment.assessed_by),
        "mapping_source": f"id:assessment/{assessment.id}",
        "mapping_date": assessment.assessed_on if _is_day(assessment.assessed_on) else "",
        "comment": candidate.because,
    }
    return {name: text for name, text in found.items() if text}


def citations_cell(citations: list[Citation]) -> str:
    """`document; locator; passage passage | document; …`"""
    return cells.join((one.document, one.locator, " ".join(one.passages)) for one in citations)


def reviews_cell(reviews: list[Review]) -> str:
    """`by; date; verdict; comment | by; …`"""
    return cells.join((one.by, one.date, one.verdict, one.comment or "") for one in reviews)


def _is_day(date: str) -> bool:
    return len(date) == len("2026-11-22")


def _ends(corpus: Corpus, subject: str, predicate: str, target: str | None) -> Cells:
    return {
        "predicate_id": f"sp:{predicate}",
        "predicate_label": KINDS[predicate].label,
        **_end(corpus, "subject", subject),
        **(_end(corpus, "object", target) if target else {"object_id": NO_TERM}),
    }


def _end(corpus: Corpus, end: str, reference: str) -> Cells:
    record = corpus.entries[reference].record
    return {
        f"{end}_id": f"id:{reference}",
        f"{end}_label": record.title,
        f"{end}_category": f"sp:{class_of(record)}",
        **_source(corpus, end, reference),
    }


def _source(corpus: Corpus, end: str, reference: str) -> Cells:
    """The framework that a thing belongs to, or else the document cited for it, with its edition."""
    source = framework_of(corpus, reference) or _document(corpus, reference)
    if not source:
        return {}
    record = corpus.entries[source].record
    edition = record.edition if isinstance(record, Framework | Document) else None
    return {f"{end}_source": f"id:{source}", f"{end}_source_version": edition or ""}


def framework_of(corpus: Corpus, reference: str) -> str | None:
    """The framework that a thing belongs to, by its own record or by that of what it is part of."""
    record: Any = corpus.entries[reference].record
    if isinstance(record, Framework):
        return reference
    above = getattr(record, "framework", None) or getattr(record, "part_of", None)
    return framework_of(corpus, above) if above else None


def _document(corpus: Corpus, reference: str) -> str | None:
    cited = corpus.entries[reference].record.citations
    return f"document/{cited[0].document}" if cited else None


def _reviews(reviews: list[Review]) -> Cells:
    found = {
        "reviews": reviews_cell(reviews),
        "reviewer_label": cells.ITEM.join(cells.escape(one.by) for one in reviews),
    }
    if len(reviews) == 1:
        found["review_date"] = reviews[0].date if _is_day(reviews[0].date) else ""
        found["reviewer_agreement"] = AGREEMENT[reviews[0].verdict]
    return found


def _particular(claim: Claim) -> Cells:
    """The cells that only one kind of assertion has."""
    found: Cells = {}
    match claim:
        case Link():
            found = {"extent": claim.extent, "figures": cells.join([figure] for figure in claim.figures)}
        case AllocationClaim():
            found = {"how": claim.how}
        case Correspondence():
            found = {"relation": claim.relation, "to_edition": f"id:{claim.to_edition}"}
    if isinstance(claim, Record):
        found |= {"title": claim.title, "summary": claim.summary, "body": claim.body, "more": _more(claim)}
    return found


def _more(record: BaseModel) -> str:
    rest = record.model_dump(
        mode="json", exclude=NOT_MORE | set(Claim.model_fields), exclude_defaults=True, exclude_none=True
    )
    return json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else ""
