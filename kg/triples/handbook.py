"""The triples of the handbook's way of working, of objectives, priorities, terms and subjects."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

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
from loaders import handbook as records
from loaders.record import Record


def handbook(subject: NamedNode, record: Record) -> Triples:
    """The particular triples of a record of the handbook or the strategies; none for another kind."""
    match record:
        case records.CycleStep():
            yield Triple(subject, sp("number"), Literal(record.number))
        case records.RiskMatrix():
            yield from _matrix(subject, record)
        case records.RiskLevel():
            yield from many(subject, "intervention", record.interventions)
        case records.Intervention():
            yield from texts(subject, {"form": record.type})
        case records.Scenario():
            yield from many(subject, "riskLevel", record.levels)
            yield from many(subject, "intervention", record.interventions)
            yield from many(subject, "concerns", record.concerns)
            yield from texts(
                subject,
                {
                    "scenarioFound": record.found,
                    "interventionNote": record.intervention_note,
                    "scenarioResult": record.result,
                    "concernsBecause": record.concerns_because,
                },
            )
        case records.Term():
            yield from texts(subject, {"standsFor": record.stands_for})
            yield from many(subject, "about", [record.about] if record.about else [])
        case records.Objective():
            yield Triple(subject, sp("groupedUnder"), refer(record.framework))
            yield from texts(subject, {"indicator": record.indicator, "executiveLead": record.executive_lead})
            for number in record.assurance_opportunities:
                yield Triple(subject, sp("assuranceOpportunity"), integer(number))
        case records.Priority():
            yield Triple(subject, sp("groupedUnder"), refer(record.framework))
        case records.Subject():
            yield from texts(subject, {"form": record.type})
            yield from many(subject, "belongsTo", [record.part_of] if record.part_of else [])
            yield from other_names(subject, record.alternative_names)
            if record.issued:
                yield Triple(subject, NamedNode(DCTERMS + "issued"), date(record.issued))


def _matrix(subject: NamedNode, record: records.RiskMatrix) -> Triples:
    for likelihood, row in record.cells.items():
        for impact, rating in row.items():
            cell = node("risk-cell", f"{record.id}/{likelihood}-{impact}")
            yield Triple(subject, sp("cell"), cell)
            yield Triple(cell, A, sp("RiskCell"))
            yield Triple(cell, sp("likelihood"), integer(likelihood))
            yield Triple(cell, sp("impact"), integer(impact))
            yield Triple(cell, sp("rating"), concept("risk-rating", rating.lower().replace("/", "-")))
    for scale in ("likelihood", "impact"):
        for value in getattr(record, scale):
            item = node("scale-value", f"{record.id}/{scale}-{value.score}")
            yield Triple(subject, sp("scaleValue"), item)
            yield Triple(item, A, sp("ScaleValue"))
            yield Triple(item, LABEL, words(value.name))
            yield Triple(item, sp("scale"), Literal(scale))
            yield Triple(item, sp("score"), integer(value.score))
            for descriptor in value.descriptors:
                yield from texts(item, {"descriptor": descriptor})
