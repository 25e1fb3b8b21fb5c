"""A document, or the record of a practice, as a bibliography gives it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.coverage.reasons import date
from kg.things.node import Node

US = "Safer Practice"


@dataclass(frozen=True)
class Reference:
    """What a bibliography says of something: `by` are bodies, `issued` is YYYY, YYYY-MM or YYYY-MM-DD or "".

    `note` is what a reader must know before using it, such as that it was withdrawn.
    """

    key: str
    title: str
    by: tuple[str, ...]
    issued: str
    edition: str
    url: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""

    @property
    def said(self) -> str:
        """In one line: "NHS England. May 2017. Title. Edition. Address"."""
        parts = (" and ".join(self.by), date(self.issued) if self.issued else "", self.title, self.edition)
        return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), self.url]).strip()


def of_document(document: Node) -> Reference:
    """A source document."""
    return Reference(
        key=document.key,
        title=document.title,
        by=tuple(one.title for one in document.nodes("dcterms:publisher")),
        issued=document.text("dcterms:issued") or "",
        edition=document.text("edition") or "",
        url=document.text("schema:url") or "",
    )


def of_practice(practice: Node, release: str) -> Reference:
    """The record of a practice here: description, links and grade of evidence, in one release."""
    facets = (one.title for name in ("topic", "method", "setting") for one in practice.nodes(name))
    return Reference(
        key=practice.key,
        title=practice.title + (" (withdrawn)" if practice.withdrawn else ""),
        by=(US,),
        issued="",
        edition=f"Data release {release}",
        url=practice.iri,
        abstract=practice.summary,
        keywords=tuple(facets),
        note=_note(practice),
    )


def _note(practice: Node) -> str:
    """Whether it may be used, and where and when it was reported."""
    cited = {one for citation in practice.nodes("citation") for one in citation.nodes("citedDocument")}
    where = "; ".join(sorted(one.title for one in cited))
    warning = "Withdrawn: do not use it or teach from it. " if practice.withdrawn else ""
    return f"{warning}Reported {date(practice.text('reported') or '')} in: {where}."
