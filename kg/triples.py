"""Records as RDF: which triples each kind of record gives (graph `asserted`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.namespaces import ID, PREFIXES, SP, thing
from loaders import parts, records
from loaders.corpus import Corpus
from loaders.figures import plain, value_of

A = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
DCTERMS, SKOS, SCHEMA, XSD, ORG = (PREFIXES[name] for name in ("dcterms", "skos", "schema", "xsd", "org"))
DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
Triples = Iterator[Triple]

CLASSES = {
    "document": "Document",
    "framework": "Framework",
    "theme": "Theme",
    "workstream": "Workstream",
    "recommendation": "Recommendation",
    "action": "RecommendedAction",
    "domain": "Domain",
    "standard": "Standard",
    "resource": "Resource",
    "programme": "Programme",
    "implementation": "Implementation",
    "collaborative": "Collaborative",
    "office": "LocalOffice",
    "region": "Region",
    "ICS principle": "ICSPrinciple",
    "core principle": "CorePrinciple",
    "constitution principle": "ConstitutionPrinciple",
    "case study": "CaseStudy",
    "local practice": "LocalPractice",
    "scenario": "Scenario",
    "national body": "NationalBody",
    "provider": "Provider",
    "partner": "Partner",
}
"""The class of each kind of record, or of its type where the kind has types."""


def sp(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(SP + name)


def node(kind: str, key: str) -> NamedNode:
    """A thing."""
    return NamedNode(thing(kind, key))


def refer(reference: str) -> NamedNode:
    """The thing that a reference KIND/KEY names."""
    kind, _, key = reference.partition("/")
    return node(kind, key)


def words(text: str) -> Literal:
    """Text in English."""
    return Literal(text, language="en")


def date(value: str) -> Literal:
    """A year, month or day with the datatype that fits it."""
    return Literal(value, datatype=NamedNode(XSD + DATES[len(value)]))


def concept(scheme: str, key: str) -> NamedNode:
    """A concept of a code list or vocabulary; blanks in the record's word become hyphens."""
    return node(scheme, key.replace(" ", "-"))


def corpus_triples(corpus: Corpus) -> Triples:
    """Every triple of every record, in the order of the records' references."""
    for _, entry in sorted(corpus.entries.items()):
        yield from record_triples(entry.record)


def record_triples(record: records.AnyRecord) -> Triples:
    """The triples of one record."""
    subject = node("assertion" if record.kind == "implementation" else record.kind, record.id)
    form = getattr(record, "type", None)
    yield Triple(subject, A, sp(CLASSES.get(form or "") or CLASSES[record.kind]))
    if isinstance(record, records.Resource | records.Programme):
        yield from _texts(subject, {"form": form})
    yield from _common(subject, record)
    yield from _particular(subject, record)


def _common(subject: NamedNode, record: records.Record) -> Triples:
    yield Triple(subject, LABEL, words(record.title))
    yield Triple(subject, NamedNode(DCTERMS + "description"), words(record.summary))
    if record.body:
        yield Triple(subject, NamedNode(SCHEMA + "text"), words(record.body))
    for other in record.see_also:
        yield Triple(subject, sp("seeAlso"), refer(other))
    yield from _cited(subject, record.citations)
    if record.current_status:
        yield from _status(subject, record.current_status)
    for number, fact in enumerate(record.later, 1):
        yield from _later(subject, number, fact)


def _particular(subject: NamedNode, record: records.AnyRecord) -> Triples:
    if isinstance(record, records.RequirementRecord):
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
            yield from _many(subject, "providedBy", record.provided_by)
            yield from _address(subject, record.address)
        case records.Programme():
            yield from _many(subject, "ledBy", record.led_by)
            yield from _many(subject, "partner", record.partners)
            yield from _address(subject, record.address)
        case records.Implementation():
            yield from _claim(subject, record, refer(record.subject), "implements", refer(record.object))


def _requirement(subject: NamedNode, record: records.RequirementRecord) -> Triples:
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
    yield from _texts(
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
    yield from _address(subject, record.address)


def _organisation(subject: NamedNode, record: records.Organisation) -> Triples:
    for name in record.alternative_names:
        yield Triple(subject, NamedNode(SKOS + "altLabel"), words(name))
    if record.part_of:
        yield Triple(subject, NamedNode(ORG + "subOrganizationOf"), refer(record.part_of))
    yield from _address(subject, record.address)


def _allocations(subject: NamedNode, record: records.Workstream) -> Triples:
    for claim in record.allocations:
        number = claim.recommendation.partition("/")[2]
        assertion = node("assertion", f"recommendation-{number}--workstream-{record.id}")
        yield Triple(assertion, A, sp("Allocation"))
        yield Triple(assertion, LABEL, words(f"Recommendation {number} is in workstream {record.number}"))
        yield Triple(assertion, sp("allocatedAs"), concept("allocation", claim.how))
        yield from _claim(assertion, claim, refer(claim.recommendation), "inWorkstream", subject)
        yield from _cited(assertion, claim.citations)


def _practice(subject: NamedNode, record: records.Practice) -> Triples:
    yield Triple(subject, sp("scope"), concept("scope", record.scope))
    yield Triple(subject, sp("maturity"), concept("maturity", record.maturity))
    yield Triple(subject, sp("reported"), date(record.reported))
    yield Triple(subject, sp("evidence"), concept("evidence", record.evidence))
    yield from _texts(
        subject, {"evidenceBecause": record.evidence_because, "unlinkedBecause": record.unlinked_because}
    )
    yield from _many(subject, "ledBy", record.led_by)
    yield from _many(subject, "partner", record.partners)
    yield from _many(subject, "resource", record.resources)
    for scheme, keys in (
        ("setting", record.settings),
        ("profession", record.professions),
        ("topic", record.topics),
        ("method", record.methods),
    ):
        for key in keys:
            yield Triple(subject, sp(scheme), concept(scheme, key))
    for outcome in record.outcomes:
        yield from _outcome(subject, record.id, outcome)
    for number, context in enumerate(record.context_numbers, 1):
        item = node("context", f"{record.id}/{number}")
        yield Triple(subject, sp("contextNumber"), item)
        yield Triple(item, A, sp("ContextNumber"))
        yield from _texts(item, {"printed": context.printed, "meaning": context.meaning})
    for link in record.links:
        yield from _link(subject, record, link)


def _outcome(subject: NamedNode, practice: str, outcome: parts.Outcome) -> Triples:
    item = node("outcome", f"{practice}/{outcome.id}")
    yield Triple(subject, sp("outcome"), item)
    yield Triple(item, A, sp("Outcome"))
    yield Triple(item, LABEL, words(outcome.measure))
    yield Triple(item, sp("outcomeKind"), concept("outcome-kind", outcome.kind))
    for name, printed in outcome.figures().items():
        yield Triple(item, sp(name), Literal(plain(value_of(printed)), datatype=NamedNode(XSD + "decimal")))
        yield Triple(item, sp(name + "Printed"), Literal(printed))
    if outcome.change_is:
        yield Triple(item, sp("changeIs"), concept("change", outcome.change_is))
    if outcome.direction:
        yield Triple(item, sp("direction"), concept("direction", outcome.direction))
    yield from _texts(
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
    yield from _cited(item, outcome.citations)


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
    yield from _claim(assertion, link, subject, "addresses", refer(link.to))
    yield from _cited(assertion, link.citations)


def _claim(
    assertion: NamedNode, claim: parts.Claim, subject: NamedNode, predicate: str, target: NamedNode
) -> Triples:
    yield Triple(assertion, sp("subject"), subject)
    yield Triple(assertion, sp("predicate"), sp(predicate))
    yield Triple(assertion, sp("object"), target)
    yield Triple(assertion, sp("basis"), concept("basis", claim.basis))
    yield Triple(assertion, sp("assertionStatus"), concept("assertion-status", claim.status))
    yield Triple(assertion, sp("assertedOn"), date(claim.asserted_on))
    yield from _texts(
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
        yield from _texts(item, {"reviewedBy": review.by})
        if review.comment:
            yield Triple(item, NamedNode(DCTERMS + "description"), words(review.comment))


def _status(subject: NamedNode, status: parts.Status) -> Triples:
    item = node("status", subject.value.removeprefix(ID))
    yield Triple(subject, sp("currentStatus"), item)
    yield Triple(item, A, sp("Status"))
    yield Triple(item, sp("state"), concept("state", status.state))
    yield Triple(item, NamedNode(DCTERMS + "date"), date(status.date))
    yield Triple(item, NamedNode(DCTERMS + "description"), words(status.note))
    if status.successor:
        yield Triple(item, sp("successor"), refer(status.successor))
    yield from _cited(item, status.citations)


def _later(subject: NamedNode, number: int, fact: parts.LaterFact) -> Triples:
    item = node("later-fact", f"{subject.value.removeprefix(ID)}/{number}")
    yield Triple(subject, sp("laterFact"), item)
    yield Triple(item, A, sp("LaterFact"))
    yield Triple(item, NamedNode(DCTERMS + "date"), date(fact.date))
    yield Triple(item, NamedNode(DCTERMS + "description"), words(fact.fact))
    yield from _cited(item, fact.citations)


def _cited(subject: NamedNode, citations: list[parts.Citation]) -> Triples:
    for citation in citations:
        place = node("citation", f"{citation.document}/{_digest(citation)}")
        yield Triple(subject, sp("citation"), place)
        yield Triple(place, A, sp("Citation"))
        yield Triple(place, sp("citedDocument"), node("document", citation.document))
        yield from _texts(place, {"locator": citation.locator})
        for passage in citation.passages:
            yield Triple(place, sp("passage"), Literal(passage))


def _digest(citation: parts.Citation) -> str:
    """The same place in the same document is the same thing, whoever cites it."""
    return hashlib.sha256("\n".join([citation.locator, *citation.passages]).encode()).hexdigest()[:12]


def _many(subject: NamedNode, name: str, references: list[str]) -> Triples:
    for reference in references:
        yield Triple(subject, sp(name), refer(reference))


def _texts(subject: NamedNode, named: dict[str, Any]) -> Triples:
    for name, text in named.items():
        if text is not None:
            yield Triple(subject, sp(name), Literal(text))


def _address(subject: NamedNode, address: str | None) -> Triples:
    if address:
        yield Triple(subject, NamedNode(SCHEMA + "url"), Literal(address, datatype=NamedNode(XSD + "anyURI")))
