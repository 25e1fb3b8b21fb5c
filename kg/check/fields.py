"""Which field of a record gives which property of the graph, where the two have different names."""

from __future__ import annotations

import re

from kg.namespaces import shorten

PARTS = {
    "sp:outcome": "outcomes",
    "sp:contextNumber": "context_numbers",
    "sp:laterFact": "later",
    "sp:review": "reviews",
    "sp:citation": "citations",
    "sp:becameCitation": "became_citations",
    "sp:statement": "statements",
    "sp:candidate": "candidates",
    "sp:side": "sides",
    "sp:threadStep": "steps",
}
"""Fields that list parts: the nth part of the field is the nth thing that the record has by the property."""
SINGLE_PARTS = {"sp:currentStatus": "current_status", "sp:cell": "cells"}
"""Fields that hold one part, or parts without an order."""
ASSERTED_BY = {"sp:subject": "links", "sp:object": "allocations"}
"""Fields whose parts become assertions of their own, by the end at which the record stands."""
FIELDS = {
    "dcterms:description": ("summary", "note", "fact", "comment"),
    "dcterms:source": ("document", "citations"),
    "org:subOrganizationOf": ("part_of",),
    "rdf:type": ("type", "kind"),
    "rdfs:label": ("title", "measure", "says", "name"),
    "schema:text": ("body",),
    "schema:url": ("address",),
    "skos:altLabel": ("alternative_names",),
    "sp:about": ("about", "thing"),
    "sp:allocatedAs": ("how",),
    "sp:askedAs": ("asked",),
    "sp:assertionStatus": ("status",),
    "sp:assessmentOf": ("about",),
    "sp:assuranceOpportunity": ("assurance_opportunities",),
    "sp:bearingFigure": ("figures",),
    "sp:belongsTo": ("part_of",),
    "sp:citedDocument": ("document",),
    "sp:commitmentState": ("outcome",),
    "sp:committedBy": ("who",),
    "sp:correspondsAs": ("relation",),
    "sp:eventDate": ("date",),
    "sp:eventUntil": ("until",),
    "sp:form": ("type",),
    "sp:groupOf": ("part_of_organisation",),
    "sp:groupedUnder": ("theme", "framework"),
    "sp:intervention": ("interventions",),
    "sp:member": ("members",),
    "sp:method": ("methods",),
    "sp:object": ("to", "object", "recommendation"),
    "sp:outcomeKind": ("kind",),
    "sp:partner": ("partners",),
    "sp:passage": ("passages",),
    "sp:position": ("number",),
    "sp:printed": ("figure",),
    "sp:profession": ("professions",),
    "sp:progressBy": ("by",),
    "sp:progressDone": ("done",),
    "sp:progressOf": ("about",),
    "sp:progressState": ("state",),
    "sp:resource": ("resources",),
    "sp:reviewedBy": ("by",),
    "sp:reviewedOn": ("date",),
    "sp:riskLevel": ("levels",),
    "sp:scenarioFound": ("found",),
    "sp:scenarioResult": ("result",),
    "sp:searchedDocument": ("documents",),
    "sp:searchedPlace": ("places",),
    "sp:setting": ("settings",),
    "sp:sourceFile": ("file",),
    "sp:topic": ("topics",),
    "sp:value": ("figure",),
    "sp:weighed": ("thing",),
}
"""The fields that may give a property, where it is not the property's own name."""


def fields_of(prop: str) -> tuple[str, ...]:
    """The names of the fields that may give a property (an IRI), the likeliest first."""
    short = shorten(prop)
    own = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", short.rpartition(":")[2]).lower()
    part = PARTS.get(short) or SINGLE_PARTS.get(short)
    printed = own.removesuffix("_printed")
    return (*FIELDS.get(short, ()), *([part] if part else []), *dict.fromkeys((own, printed)))
