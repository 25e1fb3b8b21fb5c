"""Records as RDF: which triples each kind of record gives (graph `asserted`)."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from kg.triples.delivery import delivery
from kg.triples.handbook import handbook
from kg.triples.parts import cited, later, statement, status
from kg.triples.spine import allocation_key, link_key, spine
from kg.triples.terms import DCTERMS, LABEL, SCHEMA, XSD, A, Triples, node, refer, sp, words
from loaders.record import Record
from loaders.records import AnyRecord

__all__ = [
    "XSD",
    "A",
    "allocation_key",
    "class_of",
    "link_key",
    "node",
    "record_triples",
    "sp",
]

CLASSES = {
    "document": "Document",
    "framework": "Framework",
    "theme": "Theme",
    "workstream": "Workstream",
    "recommendation": "Recommendation",
    "action": "RecommendedAction",
    "domain": "Domain",
    "standard": "Standard",
    "objective": "Objective",
    "priority": "StrategicPriority",
    "resource": "Resource",
    "programme": "Programme",
    "collaborative": "Collaborative",
    "office": "LocalOffice",
    "region": "Region",
    "implementation": "Implementation",
    "likeness": "Likeness",
    "correspondence": "Correspondence",
    "progress": "ProgressNote",
    "assessment": "Assessment",
    "commitment": "Commitment",
    "group": "GovernanceGroup",
    "event": "Event",
    "discrepancy": "Discrepancy",
    "thread": "Thread",
    "cycle-step": "CycleStep",
    "risk-matrix": "RiskMatrix",
    "risk-level": "RiskLevel",
    "intervention": "QualityIntervention",
    "scenario": "Scenario",
    "term": "Term",
    "subject": "Subject",
}
"""The class of each kind of record whose kind says it."""
TYPED = {
    "ICS principle": "ICSPrinciple",
    "core principle": "CorePrinciple",
    "constitution principle": "ConstitutionPrinciple",
    "case study": "CaseStudy",
    "local practice": "LocalPractice",
    "national body": "NationalBody",
    "provider": "Provider",
    "partner": "Partner",
}
"""The class of each type of principle, practice and organisation."""
ASSERTIONS = {"implementation", "likeness", "correspondence"}
"""Kinds of record whose thing is an assertion."""


def class_of(record: AnyRecord) -> str:
    """The class of a record's thing: the local name of a class of the ontology."""
    return CLASSES.get(record.kind) or TYPED[getattr(record, "type", "")]


def record_triples(record: AnyRecord) -> Triples:
    """The triples of one record."""
    subject = node("assertion" if record.kind in ASSERTIONS else record.kind, record.id)
    yield Triple(subject, A, sp(class_of(record)))
    yield from _common(subject, record)
    for particular in (spine, delivery, handbook):
        yield from particular(subject, record)


def _common(subject: NamedNode, record: Record) -> Triples:
    yield Triple(subject, LABEL, words(record.title))
    yield Triple(subject, NamedNode(DCTERMS + "description"), words(record.summary))
    if record.body:
        yield Triple(subject, NamedNode(SCHEMA + "text"), words(record.body))
    for other in record.see_also:
        yield Triple(subject, sp("seeAlso"), refer(other))
    yield from cited(subject, record.citations)
    if record.current_status:
        yield from status(subject, record.current_status)
    for number, fact in enumerate(record.later, 1):
        yield from later(subject, number, fact)
    for said in record.statements:
        yield from statement(subject, said)
