"""Citations of a thing, with the quoted passages where the reader has the document."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from kg.things.node import Node
from loaders.passages import Text
from loaders.sources import SourceError, Sources, look_up

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Quotation:
    """One passage: found, not found, ambiguous or not checked, and its text where it was found."""

    passage: str
    state: str
    text: str
    start: int


@dataclass(frozen=True)
class Cited:
    """A citation: its node, the document, the locator and the passages in the document's order."""

    node: Node
    document: Node
    locator: str
    quotations: tuple[Quotation, ...]

    @property
    def address(self) -> str | None:
        """The web address of a cited public page."""
        return self.document.text("schema:url")


def citations(of: Node, sources: Sources) -> list[Cited]:
    """The citations of a thing in the order of document and locator.

    A copy that cannot be read counts as none; the log says why.
    """
    found = [cited(node, sources) for node in of.nodes("citation")]
    return sorted(
        found,
        key=lambda one: (one.document.title, min((q.start for q in one.quotations), default=0), one.locator),
    )


def cited(node: Node, sources: Sources) -> Cited:
    """One citation with its passages looked up."""
    document = node.node("citedDocument")
    assert document is not None, f"{node.iri} cites no document, which the shapes forbid"
    text = document_text(document, sources)
    quotations = sorted(
        (_quotation(text, passage) for passage in node.texts("passage")), key=lambda one: one.start
    )
    return Cited(node, document, node.text("locator") or "", tuple(quotations))


def document_text(document: Node, sources: Sources) -> Text | None:
    """The reader's copy of a document; None where there is none that can be read (the log says why)."""
    named = document.text("sourceFile")
    try:
        return sources.text(*((document.key, named) if named else (document.key,)))
    except SourceError as error:
        log.error("%s", error)
        return None


def _quotation(text: Text | None, passage: str) -> Quotation:
    finding = look_up(text, passage)
    return Quotation(passage, finding.state, finding.quotation, finding.span.start if finding.span else 0)
