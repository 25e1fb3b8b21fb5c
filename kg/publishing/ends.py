"""Marks where pandoc's typst ends: `#strong[x].y` and `#strong[x](y)` would else be read as code.

Pandoc writes what follows a function as it stands. A semicolon ends the function, and shows nothing.
https://typst.app/docs/reference/scripting/#expressions
"""

from __future__ import annotations

import re
from typing import Any

from kg.publishing.tree import words

FUNCTIONS = {
    "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted", "Cite",
    "Link", "Note",
}  # fmt: skip
"""Inline parts that pandoc writes as `#name[...]` or `#name(...)`."""
END = {"t": "RawInline", "c": ["typst", ";"]}


def ended(part: Any) -> Any:
    """A part of a safe tree, for the typst writer alone: each function with its end.

    Code and pictures are written here: pandoc leaves out the alternative text that PDF/UA asks for.
    """
    if isinstance(part, list):
        return [made for one in part for made in _inline(one)]
    if isinstance(part, dict):
        return {name: ended(value) for name, value in part.items()}
    return part


def _inline(one: Any) -> list[Any]:
    kind = one.get("t") if isinstance(one, dict) else None
    if kind == "Code":
        return [{"t": "RawInline", "c": ["typst", f"#raw({_string(one['c'][1])});"]}]
    if kind == "Image":
        shown = f"image({_string(one['c'][2][0])}, alt: {_string(words(one['c'][1]))})"
        return [{"t": "RawInline", "c": ["typst", f"#box({shown});"]}]
    return [ended(one), END] if kind in FUNCTIONS else [ended(one)]


def _string(text: str) -> str:
    """Text as a string of typst's code."""
    return '"' + re.sub(r'(["\\])', r"\\\1", " ".join(text.split())) + '"'
