"""How wide the columns of a printed table are: as their words need, and not each the same.

A table that fits keeps the widths that typst finds. In one that is wider than the page, columns of short
cells have the room they need, and the others share the rest by what they have to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

from kg.publishing.tree import words

LINE = 105
"""Characters of a table's type that fit on a line of A4, a little less where many are capitals."""
SHORT = 26
"""A column whose cells all have so many characters at most keeps each on one line."""
BETWEEN = 4
"""Room between two columns, in characters; headings are bold and need some of it."""


def shared(blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a document with the widths of wide tables set."""
    return [_with_widths(block) if block.get("t") == "Table" else block for block in blocks]


def _with_widths(block: dict[str, Any]) -> dict[str, Any]:
    attributes, caption, columns, head, bodies, foot = block["c"]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    cells = list(zip(*([words(cell[4]) for cell in row[1]] for row in rows), strict=True))
    longest = [max(map(len, column)) + BETWEEN for column in cells]
    short = sum(one for one in longest if one <= SHORT + BETWEEN)
    if sum(longest) <= LINE or short > LINE / 2:
        return block
    typical = [
        sqrt(one + sum(map(len, column)) / len(column)) for one, column in zip(longest, cells, strict=True)
    ]  # twice the words ask for less than twice the width: they may take more lines
    share = (LINE - short) / sum(typical[at] for at, one in enumerate(longest) if one > SHORT + BETWEEN)
    widths = [
        [aligned, {"t": "ColWidth", "c": (one if one <= SHORT + BETWEEN else share * typical[at]) / LINE}]
        for at, ((aligned, _), one) in enumerate(zip(columns, longest, strict=True))
    ]
    return {**block, "c": [attributes, caption, widths, head, bodies, foot]}
