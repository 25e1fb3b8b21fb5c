"""What is wrong, or worth knowing, about a claim that a row makes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.check.citations import MENDS, citations, passages
from kg.check.remembered import Remembered
from kg.sssom.assertions import Assertion
from kg.sssom.fields import FIELD_COLUMNS, ONCE, Said, normal
from kg.sssom.rows import Cells, assertion_cells
from loaders.corpus import Corpus, references, text_of
from loaders.delivery import Assessment
from loaders.parts import Citation, Claim, Link
from loaders.records import Practice
from loaders.sources import Sources
from loaders.sssom.columns import COLUMNS

BARE = 'Add one: `saferpractice cite DOCUMENT "words"` prints it.'


def wrong(one: Assertion, changed: set[str] | None, corpus: Corpus, sources: Sources) -> Iterator[Said]:
    """What a claim names and is not there. `changed` are its changed fields, None where it is new.

    Passages are looked for only where the citations changed: those of the records have been found before.
    """
    for place, reference in references(one.claim):
        if reference not in corpus.entries:
            column = FIELD_COLUMNS.get(str(place[0]), str(place[0]))
            yield column, f"{reference} is not in the corpus.", "Correct it, or add a record for it."
    practice = one.entry.record
    if isinstance(one.claim, Link) and isinstance(practice, Practice):
        yield from _unknown_figures(one.claim, practice)
    if changed is None or "citations" in changed:
        yield from _uncited(one.claim, corpus, sources)


def _unknown_figures(link: Link, practice: Practice) -> Iterator[Said]:
    known = [outcome.id for outcome in practice.outcomes]
    for figure in link.figures:
        if figure not in known:
            has = ", ".join(known) or "none"
            yield "figures", f"{figure!r} is no outcome of this practice.", f"Its outcomes: {has}."


def _uncited(claim: Claim, corpus: Corpus, sources: Sources) -> Iterator[Said]:
    for _, citation in citations(claim):
        if f"document/{citation.document}" in corpus.entries:
            yield from _not_found(citation, corpus, sources)


def _not_found(citation: Citation, corpus: Corpus, sources: Sources) -> Iterator[Said]:
    where = f"{citation.document} ({citation.locator})"
    text = text_of(corpus, sources, citation.document)
    for passage, state in passages(corpus, text, citation, Remembered()):
        if state in MENDS:
            yield "citations", f"the passage {passage} of {where} is {state}.", MENDS[state]
        elif not passage and state != "public page":
            yield "citations", f"the citation of {where} names no passage.", BARE


def doubtful(
    row: Cells, one: Assertion, current: Assertion | None, changed: set[str], corpus: Corpus
) -> Iterator[Said]:
    """Cells that were changed and are not read, and assessments that found otherwise."""
    now = normal(assertion_cells(current, corpus)) if current else {}
    then = normal(assertion_cells(one, corpus))
    for name, cell in row.items():
        follows = name in COLUMNS and not COLUMNS[name].read
        if follows and cell not in ("", now.get(name, ""), then.get(name, "")):
            yield name, f"{cell!r} is not read.", f"It follows from the rest: {then.get(name, 'nothing')!r}."
    if current:
        for name in sorted(changed & set(ONCE)):
            yield name, "it is not read, because the record is there.", f"Change {current.entry.sheet.file}."
    else:
        yield from _weighed(one, corpus)


def _weighed(one: Assertion, corpus: Corpus) -> Iterator[Said]:
    for assessment in corpus.of(Assessment):
        not_kept = {candidate.thing for candidate in assessment.candidates if not candidate.kept}
        if one.kind.predicate == "addresses" and assessment.about == one.object and one.subject in not_kept:
            found = f"the assessment {assessment.id} weighed {one.subject} and did not keep it."
            yield "object_id", found, "Mend the assessment too."
