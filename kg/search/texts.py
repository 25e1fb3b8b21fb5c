"""The texts of a document: in which field each is indexed, and how a sentence calls the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.search.documents import Document
from kg.search.engine import ASKED
from kg.search.kinds import PRACTICE
from kg.search.words import tokens

ABSENT = re.compile(r"does not say|do not say|is not known|not stated", re.IGNORECASE)
"""Headings below which stands what a source does not say: nobody who looks for a thing means that."""
HEADING = re.compile(r"^#{1,6}\s+(.*)$", re.MULTILINE)
MARKUP = [
    (re.compile(pattern), put)
    for pattern, put in (
        (r"<[^<>]*>", " "),
        (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", ""),
    )
]


MISSPELT = "a way in which people write its name"
INITIALS = "the initials of its title"
HOW_ASKED = "how people ask for it"
NO_SPELLING = {MISSPELT, INITIALS, HOW_ASKED}
"""Places whose words nobody is led to."""
CALLED_BY_INITIALS = {PRACTICE, "programme", "resource"}
FEWEST_INITIALS = 3


class Text(NamedTuple):
    """A text of a document: the field of the index that it is in, and the place it is, in words."""

    field: str
    text: str
    place: str


def texts(document: Document) -> list[Text]:
    """All that a document is found by: what says most of it first, how people ask for it last."""
    return list(dict.fromkeys(text for text in _texts(document) if text.text))


def _texts(document: Document) -> Iterator[Text]:
    yield Text("title", document.title, "its title")
    if document.number:
        yield Text("title", f"{document.said} {document.edition}".strip(), "its number")
    for name in document.names:
        yield Text("names", name, "another name for it")
    for name in document.slips:
        yield Text("names", name, MISSPELT)
    yield Text("summary", document.summary, "its summary")
    for outcome in document.outcomes:
        yield Text("outcomes", outcome, "its outcomes")
    for other in document.related:
        yield Text("related", other.text, f"the name of {other.what}")
    yield Text("body", plain(document.body), "its text")
    if document.kind in CALLED_BY_INITIALS:
        yield Text("body", initials(document.title), INITIALS)
    for line in document.asked:
        yield Text(ASKED, line, HOW_ASKED)


def initials(title: str) -> str:
    """The initials by which people may call a thing, for one and for many, with and without its last word.

    Empty where there are fewer than three. "Better Training, Better Care pilots" gives BTBCP and BTBC.
    """
    letters = "".join(token.folded[0] for token in tokens(title) if token.stem).upper()
    short = [one for one in (letters, letters[:-1]) if len(one) >= FEWEST_INITIALS]
    return " ".join(f"{one} {one}s" for one in short)


def plain(markdown: str) -> str:
    """The text of a record's body without markup, and without what a source does not say."""
    before, *headed = HEADING.split(markdown)
    sections = [
        f"{heading}. {text}"
        for heading, text in zip(headed[::2], headed[1::2], strict=True)
        if not ABSENT.search(heading)
    ]
    text = "\n".join([before, *sections])
    for pattern, put in MARKUP:
        text = pattern.sub(put, text)
    return " ".join(text.split())
