"""Assessments against links: what the graph `negative` denies, no published link may say."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.corpus import Corpus
from loaders.delivery import Assessment
from loaders.faults import Fault
from loaders.records import Practice


def contradictions(corpus: Corpus) -> Iterator[Fault]:
    """A fault for each candidate that an assessment did not keep, where a published link says otherwise."""
    linked = {
        (f"practice/{practice.id}", link.to)
        for practice in corpus.of(Practice)
        for link in practice.links
        if link.status == "published"
    }
    for assessment in corpus.of(Assessment):
        sheet = corpus.entries[f"assessment/{assessment.id}"].sheet
        for at, candidate in enumerate(assessment.candidates):
            if not candidate.kept and (candidate.thing, assessment.about) in linked:
                yield Fault(
                    sheet.file,
                    sheet.line(("candidates", at)),
                    f"this says that {candidate.thing} does not address {assessment.about}, and a published "
                    "link says that it does.",
                    "Keep the candidate, or withdraw the link.",
                )
