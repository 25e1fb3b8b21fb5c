"""Citations against the reader's copies of the source documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel

from kg.check.remembered import Remembered
from kg.check.report import Table
from loaders.corpus import Corpus, Entry, text_of
from loaders.faults import Fault
from loaders.frontmatter import Place
from loaders.parts import Citation
from loaders.passages import Text
from loaders.records import Document
from loaders.sources import Sources

Copies = dict[str, Text | None]
"""By the key of a document the text of the reader's copy, or None where there is none."""
STATES = ("found", "not found", "ambiguous", "not checked", "public page")
MENDS = {
    "not found": "Copy the words from the document and run `saferpractice cite` again.",
    "ambiguous": "It stands more than once: run `saferpractice cite` with more words.",
}


@dataclass(frozen=True)
class CheckedPassage:
    """One passage that a record cites, and what became of looking for it.

    `state` is one of STATES; a citation of a public page has no passage and says so.
    """

    file: str
    line: int
    record: str
    document: str
    locator: str
    passage: str
    state: str

    def as_dict(self) -> dict[str, Any]:
        """The row as plain data, for `--json`."""
        return asdict(self)


def citations(value: Any, place: Place = ()) -> Iterator[tuple[Place, Citation]]:
    """Every citation that a record holds, with its place in the record."""
    if isinstance(value, Citation):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from citations(getattr(value, name), (*place, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from citations(item, (*place, at))


def check_citations(
    corpus: Corpus, sources: Sources, remembered: Remembered | None = None
) -> list[CheckedPassage]:
    """Every passage of every record, looked for in the reader's copy of its document.

    What is `remembered` of another time is not looked for again. Raises SourceError where a copy is there
    and cannot be read.
    """
    known = remembered or Remembered()
    cited = [
        (entry, place, citation)
        for _, entry in sorted(corpus.entries.items())
        for place, citation in citations(entry.record)
    ]
    named = {citation.document for _, _, citation in cited if citation.passages}
    copies = {document: text_of(corpus, sources, document) for document in sorted(named)}
    return [
        row
        for entry, place, citation in cited
        for row in _rows(corpus, copies, known, entry, place, citation)
    ]


def faults(corpus: Corpus, checked: list[CheckedPassage]) -> list[Fault]:
    """The checked passages that are faults, and citations that name no passage where they could."""
    wrong = [
        Fault(
            row.file,
            row.line,
            f"the passage {row.passage} of {row.document} ({row.locator}) is {row.state}.",
            MENDS[row.state],
        )
        for row in checked
        if row.state in MENDS
    ]
    bare = [
        Fault(
            row.file,
            row.line,
            f"the citation of {row.document} ({row.locator}) names no passage.",
            "Add one with `saferpractice cite`.",
        )
        for row in checked
        if not row.passage and row.state != "public page"
    ]
    return wrong + bare


def in_words(checked: list[CheckedPassage]) -> str:
    """How many passages are in which state."""
    counts = Counter(row.state for row in checked)
    return ", ".join(f"{counts[state]} {state}" for state in STATES) + "."


def table(checked: list[CheckedPassage]) -> Table:
    """How many passages of each document are in which state."""
    counts = Counter((row.document, row.state) for row in checked)
    documents = sorted({row.document for row in checked})
    return ("document", *STATES), tuple(
        (document, *(counts[document, state] for state in STATES)) for document in documents
    )


def _rows(
    corpus: Corpus, copies: Copies, known: Remembered, entry: Entry, place: Place, citation: Citation
) -> Iterator[CheckedPassage]:
    def row(passage: str, state: str, line: int) -> CheckedPassage:
        return CheckedPassage(
            entry.sheet.file, line, entry.reference, citation.document, citation.locator, passage, state
        )

    for at, (passage, state) in enumerate(passages(corpus, copies.get(citation.document), citation, known)):
        yield row(passage, state, entry.sheet.line((*place, "passages", at)))


def passages(
    corpus: Corpus, text: Text | None, citation: Citation, known: Remembered
) -> list[tuple[str, str]]:
    """Each passage of a citation with its state in the text of the reader's copy (None: there is none).

    A citation without passages gives one empty passage.
    """
    if not citation.passages:
        cited = corpus.entries.get(f"document/{citation.document}")
        page = cited and isinstance(cited.record, Document) and cited.record.availability == "public page"
        return [("", "public page" if page else "not checked")]
    return [(passage, known.state(text, passage)) for passage in citation.passages]
