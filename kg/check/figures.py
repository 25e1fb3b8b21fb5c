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
    """Faults of every practice's figures; practices whose document the reader lacks are passed over."""
    return [fault for _, entry in sorted(corpus.entries.items()) if isinstance(entry.record, Practice)
            for fault in _of_practice(corpus, sources, entry, entry.record)]


def _of_practice(corpus: Corpus, sources: Sources, entry: Entry, practice: Practice) -> Iterator[Fault]:
    claimed: set[Decimal] = set()
    read: list[str] = quotations(corpus, sources, practice.citations)
    for at, outcome in enumerate(practice.outcomes):
        passages = quotations(corpus, sources, outcome.citations)
        read += passages
        for name, printed in outcome.figures().items():
            claimed.add(value_of(printed))
            if passages and not _stands_in(printed, passages):
                yield Fault(entry.sheet.file, entry.sheet.line(("outcomes", at, name)),
                            f"the figure {printed!r} is not in the passages that the outcome {outcome.id!r} cites.",
                            "Cite the passage in which it stands, or print it as the source does.")
    text = " \n ".join(read)
    for at, context in enumerate(practice.context_numbers):
        claimed.update(numbers(context.printed))
        if read and not _stands_in(context.printed, read):
            yield Fault(entry.sheet.file, entry.sheet.line(("context_numbers", at)),
                        f"{context.printed!r} is not in the text of this case study.", "Remove it, or print it as the source does.")
    for value in sorted(set(numbers(text)) - claimed):
        yield Fault(entry.sheet.file, entry.sheet.line(("context_numbers",)),
                    f"the number {plain(value)} of this case study's text is claimed by nothing.",
                    "Make it an outcome, or list it under context_numbers with what it means.")


def quotations(corpus: Corpus, sources: Sources, cited: list[Citation]) -> list[str]:
    """The passages of some citations that are found in the reader's copies, as text."""
    return [finding.quotation for citation in cited for passage in citation.passages
            if (finding := look_up(text_of(corpus, sources, citation.document), passage)).span is not None]


def _stands_in(printed: str, passages: list[str]) -> bool:
    wanted = [token.text for token in tokens(printed)]
    return any(_holds([token.text for token in tokens(passage)], wanted)
               and set(numbers(printed)) <= set(numbers(passage)) for passage in passages)


def _holds(words: list[str], wanted: list[str]) -> bool:
    return any(words[at:at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
