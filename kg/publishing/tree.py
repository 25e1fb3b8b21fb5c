"""The text of a document as pandoc's tree, in which nothing is left that could run or load anything.

Markdown of records is not trusted: raw HTML and other raw parts become words, a picture that is not the
document's own becomes its alternative text, an address that is not of the web loses its link.
https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from kg.publishing.document import Picture, PublishingError

SCHEMES = {"http", "https", "mailto"}
NO_ATTRIBUTES: list[Any] = ["", [], []]
DEEPEST = 30
"""Levels of the tree. What is nested deeper shows as its words: nobody reads it, and typesetters give up."""
NESTING = {"BlockQuote": True, "BulletList": True, "OrderedList": True, "Emph": False, "Strong": False}
"""Parts that can stand within themselves, and whether they are blocks."""

Block = dict[str, Any]


def safe(blocks: list[Block], pictures: tuple[Picture, ...]) -> list[Block]:
    """The blocks of a document without what could do harm. Raises PublishingError."""
    made = [_made(one, {picture.name for picture in pictures}, 0) for one in blocks]
    _order(made)
    return made


def _order(blocks: list[Block]) -> None:
    """Let no heading be more than one level below the one before it, as PDF/UA and screen readers ask."""
    level = 0
    for heading in _headings(blocks):
        level = min(heading["c"][0], level + 1)
        heading["c"][0] = level


def _headings(part: Any) -> Iterator[dict[str, Any]]:
    """The headings in a part of the tree, in the order in which they are read."""
    if isinstance(part, dict) and part.get("t") == "Header":
        yield part
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _headings(one)


def _made(part: Any, pictures: set[str], depth: int) -> Any:
    """A part of the tree, made safe with everything in it."""
    if isinstance(part, list):
        return [_made(one, pictures, depth + 1) for one in part]
    if not isinstance(part, dict):
        return part
    kind: str = part.get("t", "")
    content: Any = part.get("c")
    if depth > DEEPEST and kind in NESTING:
        return _paragraph(words(part)) if NESTING[kind] else _words(words(part))
    if kind in RAW:
        return RAW[kind](content[1])
    if kind == "Image":
        return _image(content, pictures, depth)
    if kind == "Link" and not _is_web(content[2][0]):
        return {"t": "Span", "c": [NO_ATTRIBUTES, _made(content[1], pictures, depth + 1)]}
    made = {name: _made(value, pictures, depth + 1) for name, value in part.items()}
    if kind in ADAPTED:
        ADAPTED[kind](made)
    return made


def words(part: Any) -> str:
    """The words of a part of the tree, without its marks."""
    if isinstance(part, list):
        return "".join(map(words, part))
    if not isinstance(part, dict):
        return ""
    kind, content = part.get("t"), part.get("c", [])
    if kind in ("Str", "Code"):
        return str(content if kind == "Str" else content[1])
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else words(content)


def _words(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": " ".join(text.split())}


def _paragraph(text: str) -> dict[str, Any]:
    return {"t": "Para", "c": [_words(text)]}


RAW = {"RawBlock": _paragraph, "RawInline": _words}
"""Raw parts, and what shows their text as it is written."""


def _image(content: list[Any], pictures: set[str], depth: int) -> dict[str, Any]:
    """One of the document's own pictures; of any other the alternative text."""
    alternative, (target, _) = content[1], content[2]
    if target not in pictures:
        return {"t": "Span", "c": [NO_ATTRIBUTES, _made(alternative, pictures, depth + 1)]}
    if not alternative:
        raise PublishingError(
            f"The picture {target} has no alternative text. Write what it shows: ![What it shows]({target})."
        )
    return {"t": "Image", "c": [NO_ATTRIBUTES, _made(alternative, pictures, depth + 1), [target, ""]]}


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES or address.startswith("#")
    except ValueError:
        return False


def _table(made: dict[str, Any]) -> None:
    """The first column of a table heads its rows; widths and sides are left to each form's style."""
    table = made["c"]
    table[2] = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in table[2]]
    for body in table[4]:
        body[1] = 1


def _heading(made: dict[str, Any]) -> None:
    """A heading without what a record could have made of its identifier."""
    made["c"][1] = NO_ATTRIBUTES


ADAPTED = {"Table": _table, "Header": _heading}
