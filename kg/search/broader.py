"""Questions that ask for more than one that found nothing: a wider word, one part less, one field less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.search.arrays import Arrays
from kg.search.documents import in_sentence
from kg.search.engine import Engine
from kg.search.question import Part, Question
from kg.search.results import Broader
from kg.search.words import STOP

MOST = 6
FIELD_ALONE = re.compile(r"\b[A-Za-z]+:$")
"""The field of a value that goes."""


def broader(question: Question, arrays: Arrays, engine: Engine) -> tuple[Broader, ...]:
    """Wider questions, what is nearest to the one asked first; none is tried here."""
    found = [
        *_wider_words(question, arrays, engine),
        *(Broader(question.without(one), f"without {_said(question, one.start, one.end)}")
          for one in question.taken if one.kind == "field"),
        *_fewer_parts(question),
    ]  # fmt: skip
    return tuple({one.query: one for one in found if one.query}.values())[:MOST]


def _wider_words(question: Question, arrays: Arrays, engine: Engine) -> Iterator[Broader]:
    """The question with a wider concept in the place of one that it names, or of a subject not recorded."""
    for part in question.parts:
        if topic := arrays.instead.get(part.sought):
            yield Broader(_instead(question, part, in_sentence(topic)), f"near to “{part.said}”")
        for name in part.names:
            for iri in engine.record(name.document)["wider"]:
                called = arrays.called[iri]
                yield Broader(_instead(question, part, called), f"with the wider “{called}”")


def _fewer_parts(question: Question) -> Iterator[Broader]:
    """The question without one of its parts, where it has others."""
    several = len(question.parts) + len(question.numbers) > 1
    for part in question.parts if several else ():
        yield Broader(_instead(question, part, ""), f"without {_said(question, part.start, part.end)}")


def _instead(question: Question, part: Part, text: str) -> str:
    """The question with other words for a part, without little words that are left at its ends."""
    words = (FIELD_ALONE.sub("", question.text[: part.start]) + text + question.text[part.end :]).split()
    while words and words[0].casefold() in STOP:
        del words[0]
    while words and words[-1].casefold() in STOP:
        del words[-1]
    return " ".join(words)


def _said(question: Question, start: int, end: int) -> str:
    return f"“{question.text[start:end]}”"
