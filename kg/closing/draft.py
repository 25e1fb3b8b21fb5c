"""A ready record of a link that somebody may complete: text to copy, never an assertion."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg.closing.near import NearMiss
from kg.namespaces import ID
from kg.things.node import Node

HEAD = """\
# A draft that nobody asserts. Read the source first, then fill in what is empty: until you have,
# "saferpractice build" refuses it and names the line. While its status is draft it counts nowhere."""
EMPTY = (
    ("extent", "full, partial or minor"),
    ("basis", "stated (by the source itself) or curated (your judgement)"),
    ("rationale", "one plain sentence: why, and what the source does not say"),
    ("asserted_by", "a role, such as corpus editors"),
    ("asserted_on", "the date, such as 2026-11-22, between quotes"),
)
"""The fields that only a reader of the source can fill, each with what belongs there."""


@dataclass(frozen=True)
class Draft:
    """What to do with a near miss: the file, in words, and the text to copy ("" where a link is there)."""

    file: str
    says: str
    text: str


def draft_of(miss: NearMiss, requirement: Node) -> Draft:
    """The record to complete for a near miss; where a link to the requirement is there, what to change."""
    file = f"corpus/practices/{miss.practice.key}.md"
    if miss.link is None:
        says = "Add this under its links:, if the source bears it out"
        if miss.practice.text("unlinkedBecause"):
            says += ", and take out its unlinked_because"
        return Draft(file, f"{says}.", _text(miss, requirement))
    status, extent = miss.link.code("assertionStatus"), miss.link.code("extent")
    return Draft(
        file,
        f"It has a link already (extent {extent}, status {status}): change that one if the source says more.",
        "",
    )


def _text(miss: NearMiss, requirement: Node) -> str:
    """The link as YAML, as it stands in the list of links of a practice's record."""
    lines = [HEAD, f"  - to: {requirement.iri.removeprefix(ID)}"]
    lines += [f"    {name}:  # {hint}" for name, hint in EMPTY]
    lines += [
        "    status: draft",
        "    citations:  # of the practice: keep only what bears on this requirement",
    ]
    for citation in miss.practice.nodes("citation"):
        lines += _citation(citation)
    return "\n".join(lines) + "\n"


def _citation(citation: Node) -> list[str]:
    document = citation.node("citedDocument")
    assert document is not None, f"{citation.iri} cites no document, which the shapes forbid"
    lines = [
        f"      - document: {document.key}",
        f"        locator: {json.dumps(citation.text('locator') or '', ensure_ascii=False)}",
    ]
    passages = citation.texts("passage")
    return [*lines, "        passages:", *(f"          - {one}" for one in passages)] if passages else lines
