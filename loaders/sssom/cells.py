"""The cells of a table that spreadsheets open: lists within a cell, and text that looks like a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

ITEM, PART = "|", ";"
"""What stands between the items of a list, and between the parts of an item."""
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula, and what `guard` has made of such text."""
MARKED = re.compile(r"\\([\\|;])|([|;])")


def guard(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def escape(text: str) -> str:
    r"""The text as one part of a list: `\`, `|` and `;` get a `\` before them."""
    return re.sub(r"([\\|;])", r"\\\1", text)


def join(items: Iterable[Iterable[str]]) -> str:
    """A list of items as a cell: `one; its second part | two`. Empty parts at an item's end are left out."""
    written = []
    for item in items:
        parts = list(item)
        while parts and not parts[-1]:
            parts.pop()
        written.append(f"{PART} ".join(map(escape, parts)))
    return f" {ITEM} ".join(written)


def split(cell: str) -> list[list[str]]:
    """The items of a cell that `join` wrote, each with its parts. An empty cell has none."""
    if not cell.strip():
        return []
    items: list[list[str]] = [[""]]
    for text, mark in _pieces(cell):
        if mark == ITEM:
            items.append([""])
        elif mark == PART:
            items[-1].append("")
        items[-1][-1] += text
    return [[part.strip(" \n\t") for part in item] for item in items]


def _pieces(cell: str) -> Iterator[tuple[str, str]]:
    """The text between marks, each with the mark before it."""
    begun, text, mark = 0, "", ""
    for found in MARKED.finditer(cell):
        text += cell[begun : found.start()] + (found[1] or "")
        begun = found.end()
        if found[2]:
            yield text, mark
            text, mark = "", found[2]
    yield text + cell[begun:], mark
