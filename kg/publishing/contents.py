"""A list of the parts of a document, each leading to its heading, in every form alike."""

from __future__ import annotations

from typing import Any

DEPTH = 2
"""Levels of headings that are listed."""
HEADING = "Contents"

Block = dict[str, Any]


def with_contents(blocks: list[Block]) -> list[Block]:
    """The blocks, their headings named `part-N`, after a list of links to those of the first levels."""
    rows = []
    for number, heading in enumerate((one for one in blocks if one.get("t") == "Header"), 1):
        level, _, words = heading["c"]
        heading["c"][1] = [f"part-{number}", [], []]
        if level <= DEPTH:
            rows.append((level, {"t": "Link", "c": [["", [], []], words, [f"#part-{number}", ""]]}))
    if not rows:
        return blocks
    title = {"t": "Header", "c": [1, ["contents", [], []], [{"t": "Str", "c": HEADING}]]}
    return [title, _list(rows), *blocks]


def _list(rows: list[tuple[int, Block]]) -> Block:
    """Links of the first level as a list, those below as a list within their item."""
    items: list[list[Block]] = []
    inner: list[list[Block]] = []
    for level, link in rows:
        item: list[Block] = [{"t": "Plain", "c": [link]}]
        if level == 1 or not items:
            items.append(item)
            inner = []
            continue
        if not inner:
            items[-1].append({"t": "BulletList", "c": inner})
        inner.append(item)
    return {"t": "BulletList", "c": items}
