"""What is published: a title, a text in Markdown and its pictures; and how records get into it safely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FORMS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""The forms in which a document is published, each with its media type."""
MARKS = re.compile(r"([\\`*_\[\]<|~^]|&(?=#?\w+;)|^[-+=#>])")
"""What marks up wherever it stands, and what does so at the beginning of a line."""
NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
"""What begins a numbered list."""
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
"""Characters that XML cannot hold: a file with one of them does not open in Word."""


class PublishingError(Exception):
    """A document cannot be made; the text says why and how to mend it."""


class Slow(PublishingError):
    """Making a document was stopped because it took too long."""


@dataclass(frozen=True)
class Picture:
    """A picture that the text names as `![alternative text](NAME)`: as SVG for page and PDF, PNG for DOCX."""

    name: str
    svg: bytes
    png: bytes


@dataclass(frozen=True)
class Document:
    """A document in British English. Equal documents give equal files.

    `text` is Markdown (CommonMark with tables and footnotes; HTML in it is shown as it is written). Its
    highest headings are `#`, the title stands above them. `note` is the line at the foot of each printed
    page; `date` is when it was made, as YYYY-MM-DD. With `contents` a list of its parts stands first. A
    `sheet` is set smaller, as far as it can be read, to stand on one page; how much it holds is short,
    long or longest.
    """

    title: str
    text: str
    description: str = ""
    note: str = ""
    date: str = ""
    pictures: tuple[Picture, ...] = ()
    contents: bool = False
    sheet: Literal["", "short", "long", "longest"] = ""


def plain(text: str) -> str:
    """Text as Markdown that shows exactly these words: on one line, with nothing in it that marks up."""
    line = " ".join(UNSEEN.sub("", text).split())
    return NUMBERED.sub(r"\1\\\2", MARKS.sub(r"\\\1", line))


def readable(text: str) -> str:
    """The same text without the characters that no form can hold."""
    return UNSEEN.sub("", text)
