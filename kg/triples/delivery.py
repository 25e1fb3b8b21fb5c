"""The triples of progress, assessments, commitments, groups, events, discrepancies and threads."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.triples.parts import cited, claim
from kg.triples.terms import (
    DCTERMS,
    LABEL,
    A,
    Triples,
    concept,
    date,
    integer,
    many,
    node,
    other_names,
    refer,
    sp,
    texts,
    words,
)
from loaders import delivery as records
from loaders.record import Record


def delivery(subject: NamedNode, record: Record) -> Triples:
    """The particular triples of a record of how recommendations are carried out; none for another kind."""
    match record:
        case records.Progress():
            yield from _progress(subject, record)
        case records.Assessment():
            yield from _assessment(subject, record)
        case records.Commitment():
            yield from _commitment(subject, record)
        case records.Group():
            yield from _group(subject, record)
        case records.Event():
            yield from _event(subject, record)
        case records.Correspondence():
            target = refer(record.object) if record.object else refer(record.to_edition)
            yield Triple(subject, sp("correspondsAs"), concept("correspondence", record.relation))
            yield Triple(subject, sp("toEdition"), refer(record.to_edition))
            yield from claim(subject, record, refer(record.subject), "corresponds", target)
        case records.Discrepancy():
            yield from _discrepancy(subject, record)
        case records.Thread():
            yield from _thread(subject, record)


def _progress(subject: NamedNode, record: records.Progress) -> Triples:
    yield Triple(subject, sp("progressOf"), refer(record.about))
    yield Triple(subject, sp("progressState"), concept("progress-state", record.state))
    yield Triple(
        subject, sp("asOf"), Literal(record.as_of) if record.as_of == "not stated" else date(record.as_of)
    )
    yield from texts(
        subject,
        {
            "progressDone": record.done,
            "progressBy": record.by,
            "lever": record.lever,
            "barrier": record.barrier,
            "nextStep": record.next_step,
        },
    )


def _assessment(subject: NamedNode, record: records.Assessment) -> Triples:
    yield Triple(subject, sp("assessmentOf"), refer(record.about))
    yield Triple(subject, sp("assessedOn"), date(record.assessed_on))
    yield Triple(subject, sp("found"), Literal(record.found))
    yield from texts(subject, {"assessedBy": record.assessed_by, "corpusState": record.corpus_state})
    for document in record.documents:
        yield Triple(subject, sp("searchedDocument"), node("document", document))
    for place in record.places:
        yield from texts(subject, {"searchedPlace": place})
    for number, candidate in enumerate(record.candidates, 1):
        item = node("candidate", f"{record.id}/{number}")
        yield Triple(subject, sp("candidate"), item)
        yield Triple(item, A, sp("Candidate"))
        yield Triple(item, sp("weighed"), refer(candidate.thing))
        yield Triple(item, sp("kept"), Literal(candidate.kept))
        yield from texts(item, {"because": candidate.because})


def _commitment(subject: NamedNode, record: records.Commitment) -> Triples:
    for document in dict.fromkeys(citation.document for citation in record.citations):
        yield Triple(subject, NamedNode(DCTERMS + "source"), node("document", document))
    yield from many(subject, "committedBy", record.who)
    yield from many(subject, "about", record.about)
    if record.due:
        yield Triple(subject, sp("due"), date(record.due))
    yield Triple(subject, sp("commitmentState"), concept("commitment-state", record.outcome))
    yield from texts(subject, {"dueNote": record.due_note, "became": record.became})
    for citation in record.became_citations:
        for triple in cited(subject, [citation]):
            yield triple
            if triple.predicate == sp("citation"):
                yield Triple(subject, sp("becameCitation"), triple.object)


def _group(subject: NamedNode, record: records.Group) -> Triples:
    yield from many(subject, "reportsTo", record.reports_to)
    if record.part_of_organisation:
        yield Triple(subject, sp("groupOf"), refer(record.part_of_organisation))
    if record.set_up:
        yield Triple(subject, sp("setUp"), date(record.set_up))
    yield from texts(subject, {"chair": record.chair, "meets": record.meets, "setUpNote": record.set_up_note})
    for member in record.members:
        yield from texts(subject, {"member": member})


def _event(subject: NamedNode, record: records.Event) -> Triples:
    yield Triple(subject, sp("eventDate"), date(record.date))
    if record.until:
        yield Triple(subject, sp("eventUntil"), date(record.until))
    yield from texts(subject, {"form": record.type, "dateNote": record.date_note})
    yield from many(subject, "heldBy", record.held_by)
    yield from many(subject, "about", record.about)
    yield from other_names(subject, record.alternative_names)
    for attended in record.attended_by:
        yield from texts(subject, {"attendedBy": attended})


def _discrepancy(subject: NamedNode, record: records.Discrepancy) -> Triples:
    yield from many(subject, "about", record.about)
    yield from texts(subject, {"form": record.type, "reading": record.reading})
    for number, side in enumerate(record.sides, 1):
        item = node("side", f"{record.id}/{number}")
        yield Triple(subject, sp("side"), item)
        yield Triple(item, A, sp("Side"))
        yield Triple(item, sp("position"), integer(number))
        yield from texts(item, {"says": side.says})
        yield from cited(item, side.citations)


def _thread(subject: NamedNode, record: records.Thread) -> Triples:
    for number, step in enumerate(record.steps, 1):
        item = node("thread-step", f"{record.id}/{number}")
        yield Triple(subject, sp("threadStep"), item)
        yield Triple(item, A, sp("ThreadStep"))
        yield Triple(item, LABEL, words(step.name))
        yield Triple(item, sp("position"), integer(number))
        yield from texts(item, {"says": step.says})
        if step.thing:
            yield Triple(item, sp("about"), refer(step.thing))
        if step.date:
            yield Triple(item, sp("eventDate"), date(step.date))
        yield from cited(item, step.citations)
