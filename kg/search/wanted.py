"""What a question was about, in words that are safe to keep: those of the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.search.arrays import Arrays
from kg.search.documents import in_sentence
from kg.search.kinds import SCHEMES
from kg.search.question import Part, Question

MOST = 4
"""So many words of one question are kept at most."""


def wanted(question: Question, chosen: Mapping[str, Sequence[str]], arrays: Arrays) -> tuple[str, ...]:
    """The subjects of a question in alphabetical order; none where it has no word of the vocabularies.

    A name of a person, a number, a place or any other word that no vocabulary has is left out.
    """
    words = dict.fromkeys(map(in_sentence, _words(question, chosen, arrays)))
    return tuple(sorted(list(words)[:MOST], key=str.casefold))


def _words(question: Question, chosen: Mapping[str, Sequence[str]], arrays: Arrays) -> Iterator[str]:
    named = [name for part in question.parts if (name := _named(part))]
    stems = [] if named else [stem for part in question.parts for stem in part.stems if not part.names]
    yield from named
    yield from (arrays.plain_words[stem] for stem in stems if stem in arrays.plain_words)
    yield from (number.said.partition(",")[0] for number in question.numbers)
    for given in (question.fields, chosen):
        for facet, keys in given.items():
            yield from (arrays.values[facet][key][1] for key in keys)


def _named(part: Part) -> str:
    """The subject that a part names, or the first concept; of an organisation's name nothing is kept."""
    concepts = (name.called for name in part.names if name.kind in SCHEMES.values())
    return part.sought or next(concepts, "")
