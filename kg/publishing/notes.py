"""Notes at the end of a PDF, each once: typst can leave a footnote on the page before its mark.

https://github.com/typst/typst/issues/5314
"""

from __future__ import annotations

import json
from typing import Any

from kg.publishing.tree import NO_ATTRIBUTES

HEADING = "Notes"

Block = dict[str, Any]


def at_the_end(blocks: list[Block]) -> list[Block]:
    """The blocks of a safe tree, for the typst writer alone: each note a mark, and a list of them last."""
    notes: dict[str, list[Block]] = {}
    marked: list[Block] = _marked(blocks, notes)
    if not notes:
        return marked
    items = [_item(number, content) for number, content in enumerate(notes.values(), 1)]
    numbered = [1, {"t": "Decimal"}, {"t": "Period"}]
    heading = {"t": "Header", "c": [1, NO_ATTRIBUTES, [{"t": "Str", "c": HEADING}]]}
    return [*marked, heading, {"t": "OrderedList", "c": [numbered, items]}]


def _marked(part: Any, notes: dict[str, list[Block]]) -> Any:
    """A part of the tree with marks for its notes, which are kept by what they say, in order."""
    if isinstance(part, list):
        return [_marked(one, notes) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") == "Note":
        said = json.dumps(part["c"])
        notes.setdefault(said, part["c"])
        number = list(notes).index(said) + 1
        return _raw(f"#super[#link(<note-{number}>)[{number}]];")
    return {name: _marked(value, notes) for name, value in part.items()}


def _item(number: int, content: list[Block]) -> list[Block]:
    """A note as an item of the list, to which its marks lead."""
    anchor = {"t": "Plain", "c": [_raw(f"#metadata(none) <note-{number}>")]}
    first = content[0]
    if first.get("t") in ("Para", "Plain"):
        return [{**first, "c": [*anchor["c"], *first["c"]]}, *content[1:]]
    return [anchor, *content]


def _raw(text: str) -> Block:
    return {"t": "RawInline", "c": ["typst", text]}
