"""The triples of requirements and their groups, practice, organisations, documents and resources."""

from __future__ import annotations

from pathlib import PurePath

from pyoxigraph import Literal, NamedNode, Triple

from kg.triples.parts import cited, claim, outcome
from kg.triples.terms import (
    DCTERMS,
    LABEL,
    ORG,
    A,
    Triples,
    address,
    concept,
    date,
    many,
    node,
    other_names,
    refer,
    sp,
    texts,
    words,
)
from loaders import parts, records
from loaders.record import Record, RequirementRecord


def spine(subject: NamedNode, record: Record) -> Triples:
    """The particular triples of a record of the spine; none for another kind."""
    if isinstance(record, RequirementRecord):
        yield from _requirement(subject, record)
    match record:
        case records.Document():
            yield from _document(subject, record)
        case records.Organisation():
            yield from _organisation(subject, record)
        case records.Framework():
            yield Triple(subject, sp("edition"), Literal(record.edition))
            yield Triple(subject, NamedNode(DCTERMS + "source"), node("document", record.document))
        case records.Theme():
            yield Triple(subject, sp("number"), Literal(record.number))
        case records.Workstream():
            yield Triple(subject, sp("number"), Literal(record.number))
            yield from _allocations(subject, record)
        case records.Practice():
            yield from _practice(subject, record)
        case records.Resource():
            yield from texts(subject, {"form": record.type})
            yield from many(subject, "providedBy", record.provided_by)
            yield from address(subject, record.address)
        case records.Programme():
            yield from texts(subject, {"form": record.type})
            yield from many(subject, "ledBy", record.led_by)
            yield from many(subject, "partner", record.partners)
            yield from address(subject, record.address)
        case records.Implementation():
            yield from claim(subject, record, refer(record.subject), "implements", refer(record.object))
        case records.Likeness():
            yield from claim(subject, record, refer(record.subject), "asksTheSameAs", refer(record.object))


def _requirement(subject: NamedNode, record: RequirementRecord) -> Triples:
    yield Triple(subject, sp("number"), Literal(record.number))
    yield Triple(subject, sp("answerableBy"), concept("answerable", record.answerable_by))
    yield Triple(subject, sp("answerableBecause"), Literal(record.answerable_because))
    match record:
        case records.Recommendation():
            yield Triple(subject, sp("groupedUnder"), refer(record.theme))
        case records.Action() | records.Standard():
            yield Triple(subject, sp("partOf"), refer(record.part_of))
        case records.Domain() | records.Principle():
            yield Triple(subject, sp("groupedUnder"), refer(record.framework))


def _document(subject: NamedNode, record: records.Document) -> Triples:
    for publisher in record.publisher:
        yield Triple(subject, NamedNode(DCTERMS + "publisher"), refer(publisher))
    if record.issued:
        yield Triple(subject, NamedNode(DCTERMS + "issued"), date(record.issued))
    yield from texts(
        subject,
        {
            "issuedNote": record.issued_note,
            "edition": record.edition,
            "availability": record.availability,
            "sourceFile": record.file and PurePath(record.file).stem,
        },
    )
    if record.looked_up:
        yield Triple(subject, sp("lookedUp"), date(record.looked_up))
    yield from address(subject, record.address)


def _organisation(subject: NamedNode, record: records.Organisation) -> Triples:
    yield from other_names(subject, record.alternative_names)
    if record.part_of:
        yield Triple(subject, NamedNode(ORG + "subOrganizationOf"), refer(record.part_of))
    yield from address(subject, record.address)


def _allocations(subject: NamedNode, record: records.Workstream) -> Triples:
    for held in record.allocations:
        number = held.recommendation.partition("/")[2]
        assertion = node("assertion", allocation_key(number, record.id))
        yield Triple(assertion, A, sp("Allocation"))
        yield Triple(assertion, LABEL, words(f"Recommendation {number} is in workstream {record.number}"))
        yield Triple(assertion, sp("allocatedAs"), concept("allocation", held.how))
        yield from claim(assertion, held, refer(held.recommendation), "inWorkstream", subject)
        yield from cited(assertion, held.citations)


def allocation_key(recommendation: str, workstream: str) -> str:
    """The key of an allocation: `recommendation-3--workstream-1`."""
    return f"recommendation-{recommendation}--workstream-{workstream}"


def _practice(subject: NamedNode, record: records.Practice) -> Triples:
    yield Triple(subject, sp("scope"), concept("scope", record.scope))
    yield Triple(subject, sp("maturity"), concept("maturity", record.maturity))
    yield Triple(subject, sp("reported"), date(record.reported))
    yield Triple(subject, sp("evidence"), concept("evidence", record.evidence))
    yield from texts(
        subject, {"evidenceBecause": record.evidence_because, "unlinkedBecause": record.unlinked_because}
    )
    for line in record.asked:
        yield from texts(subject, {"askedAs": line})
    yield from many(subject, "ledBy", record.led_by)
    yield from many(subject, "partner", record.partners)
    yield from many(subject, "resource", record.resources)
    for scheme, keys in (
        ("setting", record.settings),
        ("profession", record.professions),
        ("topic", record.topics),
        ("method", record.methods),
    ):
        for key in keys:
            yield Triple(subject, sp(scheme), concept(scheme, key))
    for figure in record.outcomes:
        yield from outcome(subject, record.id, figure)
    for number, context in enumerate(record.context_numbers, 1):
        item = node("context", f"{record.id}/{number}")
        yield Triple(subject, sp("contextNumber"), item)
        yield Triple(item, A, sp("ContextNumber"))
        yield from texts(item, {"printed": context.printed, "meaning": context.meaning})
    for link in record.links:
        yield from _link(subject, record, link)


def link_key(practice: str, target: str) -> str:
    """The key of a practice link: `safety-huddles--action-6.1`."""
    return f"{practice}--{target.replace('/', '-')}"


def _link(subject: NamedNode, record: records.Practice, link: parts.Link) -> Triples:
    assertion = node("assertion", link_key(record.id, link.to))
    yield Triple(assertion, A, sp("PracticeLink"))
    kind, _, key = link.to.partition("/")
    yield Triple(assertion, LABEL, words(f"{record.title} addresses {kind} {key.rpartition('/')[2]}"))
    yield Triple(assertion, sp("extent"), concept("extent", link.extent))
    for figure in link.figures:
        yield Triple(assertion, sp("bearingFigure"), node("outcome", f"{record.id}/{figure}"))
    yield from claim(assertion, link, subject, "addresses", refer(link.to))
    yield from cited(assertion, link.citations)
