"""Figures against the passages they cite, and numbers of a case study that nothing claims."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from loaders.corpus import Corpus, Entry, text_of
from loaders.faults import Fault
from loaders.figures import numbers, plain, value_of
from loaders.parts import Citation
from loaders.passages import tokens
from loaders.records import Practice
from loaders.sources import Sources, look_up


def check_figures(corpus: Corpus, sources: Sources) -> list[Fault]:
    """Figures, context numbers and figures of statements that do not stand where they should.

    A practice whose document the reader lacks is passed over.
    """
    return [
        fault
        for entry, practice in _practices(corpus)
        for fault in (
            *_outcomes(corpus, sources, entry, practice),
            *_context(corpus, sources, entry, practice),
        )
    ] + [
        fault for _, entry in sorted(corpus.entries.items()) for fault in _statements(corpus, sources, entry)
    ]


def count_figures(corpus: Corpus, sources: Sources) -> tuple[int, int]:
    """How many figures of outcomes and statements are checked, and how many not: no cited passage is found."""
    figures = [
        (len(outcome.figures()), outcome.citations)
        for _, practice in _practices(corpus)
        for outcome in practice.outcomes
    ]
    for entry in corpus.entries.values():
        figures += [(1, statement.citations) for statement in entry.record.statements if statement.figure]
    read = [(number, bool(quotations(corpus, sources, cited))) for number, cited in figures]
    return sum(number for number, found in read if found), sum(number for number, found in read if not found)


def unclaimed_numbers(corpus: Corpus, sources: Sources) -> list[Fault]:
    """Numbers in the passages that a practice cites which are neither a figure nor a context number of it."""
    return [
        fault
        for entry, practice in _practices(corpus)
        for fault in _unclaimed(corpus, sources, entry, practice)
    ]


def quotations(corpus: Corpus, sources: Sources, cited: list[Citation]) -> list[str]:
    """The passages of some citations that are found in the reader's copies, as text."""
    return [
        finding.quotation
        for citation in cited
        for passage in citation.passages
        if (finding := look_up(text_of(corpus, sources, citation.document), passage)).span is not None
    ]


def _practices(corpus: Corpus) -> Iterator[tuple[Entry, Practice]]:
    for _, entry in sorted(corpus.entries.items()):
        if isinstance(entry.record, Practice):
            yield entry, entry.record


def _text(corpus: Corpus, sources: Sources, practice: Practice) -> list[str]:
    """All that is quoted of a practice: the passages that it and its outcomes cite."""
    cited = [
        *practice.citations,
        *(citation for outcome in practice.outcomes for citation in outcome.citations),
    ]
    return quotations(corpus, sources, cited)


def _outcomes(corpus: Corpus, sources: Sources, entry: Entry, practice: Practice) -> Iterator[Fault]:
    for at, outcome in enumerate(practice.outcomes):
        passages = quotations(corpus, sources, outcome.citations)
        for name, printed in outcome.figures().items():
            if passages and not _stands_in(printed, passages):
                yield Fault(
                    entry.sheet.file,
                    entry.sheet.line(("outcomes", at, name)),
                    f"the figure {printed!r} is not in the passages that the outcome {outcome.id!r} cites.",
                    "Cite the passage in which it stands, or print it as the source does.",
                )


def _context(corpus: Corpus, sources: Sources, entry: Entry, practice: Practice) -> Iterator[Fault]:
    read = _text(corpus, sources, practice)
    for at, context in enumerate(practice.context_numbers):
        if read and not _stands_in(context.printed, read):
            yield Fault(
                entry.sheet.file,
                entry.sheet.line(("context_numbers", at)),
                f"{context.printed!r} is not in the text of this practice.",
                "Remove it, or print it as the source does.",
            )


def _statements(corpus: Corpus, sources: Sources, entry: Entry) -> Iterator[Fault]:
    for at, statement in enumerate(entry.record.statements):
        passages = quotations(corpus, sources, statement.citations)
        if statement.figure and passages and not _stands_in(statement.figure, passages):
            yield Fault(
                entry.sheet.file,
                entry.sheet.line(("statements", at, "figure")),
                f"the figure {statement.figure!r} is not in the passages that the statement {statement.id!r} cites.",
                "Cite the passage in which it stands, or print it as the source does.",
            )


def _unclaimed(corpus: Corpus, sources: Sources, entry: Entry, practice: Practice) -> Iterator[Fault]:
    claimed: set[Decimal] = set()
    for outcome in practice.outcomes:
        claimed.update(map(value_of, outcome.figures().values()))
    for context in practice.context_numbers:
        claimed.update(numbers(context.printed))
    there = {value for passage in _text(corpus, sources, practice) for value in numbers(passage)}
    for value in sorted(there - claimed):
        yield Fault(
            entry.sheet.file,
            entry.sheet.line(("context_numbers",)),
            f"the number {plain(value)} of this practice's text is claimed by nothing.",
            "Make it an outcome, or list it under context_numbers with what it means.",
        )


def _stands_in(printed: str, passages: list[str]) -> bool:
    wanted = [token.text for token in tokens(printed)]
    return any(
        _holds([token.text for token in tokens(passage)], wanted)
        and set(numbers(printed)) <= set(numbers(passage))
        for passage in passages
    )


def _holds(words: list[str], wanted: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
