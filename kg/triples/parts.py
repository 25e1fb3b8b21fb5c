"""The triples of the parts that records share: citations, claims, figures, status, statements."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode, Triple

from kg.namespaces import ID
from kg.triples.terms import (
    DCTERMS,
    LABEL,
    A,
    Triples,
    amount,
    concept,
    date,
    integer,
    node,
    refer,
    sp,
    texts,
    words,
)
from loaders import parts
from loaders.figures import value_of
from loaders.record import Statement


def outcome(subject: NamedNode, practice: str, outcome: parts.Outcome) -> Triples:
    """A figure of a practice."""
    item = node("outcome", f"{practice}/{outcome.id}")
    yield Triple(subject, sp("outcome"), item)
    yield Triple(item, A, sp("Outcome"))
    yield Triple(item, LABEL, words(outcome.measure))
    yield Triple(item, sp("outcomeKind"), concept("outcome-kind", outcome.kind))
    for name, printed in outcome.figures().items():
        yield Triple(item, sp(name), amount(value_of(printed)))
        yield Triple(item, sp(name + "Printed"), Literal(printed))
    if outcome.change_is:
        yield Triple(item, sp("changeIs"), concept("change", outcome.change_is))
    if outcome.direction:
        yield Triple(item, sp("direction"), concept("direction", outcome.direction))
    yield from texts(
        item,
        {
            "measure": outcome.measure,
            "unit": outcome.unit,
            "qualifier": outcome.qualifier,
            "period": outcome.period,
            "population": outcome.population,
            "reportedBy": outcome.reported_by,
        },
    )
    yield from cited(item, outcome.citations)


def claim(
    assertion: NamedNode, claim: parts.Claim, subject: NamedNode, predicate: str, target: NamedNode
) -> Triples:
    """What an assertion carries, and what it states."""
    yield Triple(assertion, sp("subject"), subject)
    yield Triple(assertion, sp("predicate"), sp(predicate))
    yield Triple(assertion, sp("object"), target)
    yield Triple(assertion, sp("basis"), concept("basis", claim.basis))
    yield Triple(assertion, sp("assertionStatus"), concept("assertion-status", claim.status))
    yield Triple(assertion, sp("assertedOn"), date(claim.asserted_on))
    yield from texts(
        assertion,
        {
            "rationale": claim.rationale,
            "assertedBy": claim.asserted_by,
            "withdrawnBecause": claim.withdrawn_because,
        },
    )
    for number, review in enumerate(claim.reviews, 1):
        item = node("review", f"{assertion.value.rpartition('/')[2]}/{number}")
        yield Triple(assertion, sp("review"), item)
        yield Triple(item, A, sp("Review"))
        yield Triple(item, sp("verdict"), concept("verdict", review.verdict))
        yield Triple(item, sp("reviewedOn"), date(review.date))
        yield from texts(item, {"reviewedBy": review.by})
        if review.comment:
            yield Triple(item, NamedNode(DCTERMS + "description"), words(review.comment))


def status(subject: NamedNode, status: parts.Status) -> Triples:
    """What became of a thing's standing."""
    item = node("status", subject.value.removeprefix(ID))
    yield Triple(subject, sp("currentStatus"), item)
    yield Triple(item, A, sp("Status"))
    yield Triple(item, LABEL, words(status.note))
    yield Triple(item, sp("state"), concept("state", status.state))
    yield Triple(item, NamedNode(DCTERMS + "date"), date(status.date))
    yield Triple(item, NamedNode(DCTERMS + "description"), words(status.note))
    if status.successor:
        yield Triple(item, sp("successor"), refer(status.successor))
    yield from cited(item, status.citations)


def later(subject: NamedNode, number: int, fact: parts.LaterFact) -> Triples:
    """A later fact about a thing."""
    item = node("later-fact", f"{subject.value.removeprefix(ID)}/{number}")
    yield Triple(subject, sp("laterFact"), item)
    yield Triple(item, A, sp("LaterFact"))
    yield Triple(item, LABEL, words(fact.fact))
    yield Triple(item, NamedNode(DCTERMS + "date"), date(fact.date))
    yield Triple(item, NamedNode(DCTERMS + "description"), words(fact.fact))
    yield from cited(item, fact.citations)


def cited(subject: NamedNode, citations: list[parts.Citation]) -> Triples:
    """The citations of a thing. The same place in the same document is one citation, whoever cites it."""
    for citation in citations:
        place = node("citation", f"{citation.document}/{_digest(citation)}")
        yield Triple(subject, sp("citation"), place)
        yield Triple(place, A, sp("Citation"))
        yield Triple(place, sp("citedDocument"), node("document", citation.document))
        yield from texts(place, {"locator": citation.locator})
        for passage in citation.passages:
            yield Triple(place, sp("passage"), Literal(passage))


def _digest(citation: parts.Citation) -> str:
    """The same place in the same document is the same thing, whoever cites it."""
    return hashlib.sha256("\n".join([citation.locator, *citation.passages]).encode()).hexdigest()[:12]


def statement(subject: NamedNode, said: Statement) -> Triples:
    """What a document says of a thing."""
    item = node("statement", f"{subject.value.removeprefix(ID)}/{said.id}")
    yield Triple(subject, sp("statement"), item)
    yield Triple(item, A, sp("Statement"))
    yield Triple(item, LABEL, words(said.says))
    yield Triple(item, sp("aspect"), concept("aspect", said.aspect))
    yield from texts(
        item,
        {
            "says": said.says,
            "inList": said.in_list,
            "answer": said.answer,
            "unit": said.unit,
            "qualifier": said.qualifier,
        },
    )
    if said.number is not None:
        yield Triple(item, sp("position"), integer(said.number))
    if said.figure is not None:
        yield Triple(item, sp("value"), amount(value_of(said.figure)))
        yield from texts(item, {"printed": said.figure})
    for reference in said.about:
        yield Triple(item, sp("about"), refer(reference))
    yield from cited(item, said.citations)
