"""Where each thing has its page: from KIND and KEY to an address and back."""

from __future__ import annotations

from urllib.parse import quote

from kg.namespaces import kind_and_key
from kg.things import Node

FOLDERS = {
    "practice": "practices",
    "recommendation": "recommendations",
    "action": "actions",
    "workstream": "workstreams",
    "theme": "themes",
    "standard": "standards",
    "domain": "domains",
    "framework": "frameworks",
    "principle": "principles",
    "organisation": "organisations",
    "collaborative": "organisations",
    "office": "organisations",
    "region": "organisations",
    "document": "documents",
    "resource": "resources",
    "programme": "programmes",
    "assertion": "assertions",
    "progress": "progress",
    "assessment": "assessments",
    "commitment": "commitments",
    "group": "groups",
    "event": "events",
    "discrepancy": "discrepancies",
    "thread": "threads",
    "cycle-step": "quality-cycle",
    "risk-matrix": "risk-matrices",
    "risk-level": "risk-levels",
    "intervention": "interventions",
    "scenario": "scenarios",
    "term": "glossary",
    "objective": "objectives",
    "priority": "priorities",
    "subject": "subjects",
    "query": "queries",
}
"""The folder of the address of each KIND that has a page of its own."""
SCHEMES = (
    "setting",
    "profession",
    "topic",
    "method",
    "evidence",
    "answerable",
    "extent",
    "basis",
    "assertion-status",
    "allocation",
    "outcome-kind",
    "direction",
    "change",
    "scope",
    "maturity",
    "state",
    "verdict",
    "coverage-state",
    "progress-state",
    "commitment-state",
    "correspondence",
    "risk-rating",
    "aspect",
    "word",
    "sought",
)
"""KINDs that are vocabularies: their concepts stand on the page of the vocabulary."""
PARTS = {
    "outcome": "practice",
    "context": "practice",
    "candidate": "assessment",
    "side": "discrepancy",
    "thread-step": "thread",
    "risk-cell": "risk-matrix",
    "scale-value": "risk-matrix",
}
"""KINDs without a page of their own, whose key begins with that of the thing whose page shows them."""
BESIDE = {"office": "office-", "region": "region-"}
"""What the address of an organisation begins with where the name alone could mean a collaborative."""


def address(node: Node) -> str:
    """The address of the page on which a thing is shown.

    A thing without a page of its own is shown on that of the thing it belongs to: a figure on its
    practice's, a citation on its document's.
    """
    return address_of(node.kind, node.key)


def address_of(kind: str, key: str) -> str:
    """The address of the thing id/KIND/KEY; the thing itself need not exist."""
    if kind in FOLDERS:
        return f"/{FOLDERS[kind]}/{BESIDE.get(kind, '')}{quote(key)}"
    if kind in SCHEMES:
        return f"/vocabularies/{kind}#{quote(key)}"
    if kind == "vocabulary":
        return f"/vocabularies/{quote(key)}"
    owner, _, rest = key.rpartition("/")
    if kind == "citation":
        return f"/documents/{quote(owner)}#{quote(rest)}"
    if kind == "review":
        return f"/assertions/{quote(owner)}"
    if kind in PARTS:
        return f"{address_of(PARTS[kind], owner)}#{kind}-{quote(rest)}"
    if kind == "statement":
        return f"{address_of(*owner.partition('/')[::2])}#statement-{quote(rest)}"
    if kind in ("status", "coverage"):
        return address_of(*key.partition("/")[::2])
    if kind == "later-fact":
        return address_of(*owner.partition("/")[::2])
    raise KeyError(kind)


def address_of_iri(iri: str) -> str | None:
    """The address of a thing's page, or None where the IRI is not of a thing that has one."""
    named = kind_and_key(iri)
    try:
        return address_of(*named) if named else None
    except KeyError:
        return None
