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
    _, _, _, head, bodies, _ = block["c"]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    cells = list(zip(*([words(cell[4]) for cell in row[1]] for row in rows), strict=True))
    longest = [max(map(len, column)) + BETWEEN for column in cells]
    short = sum(one for one in longest if one <= SHORT + BETWEEN)
    if sum(longest) <= LINE:
        return block
    if short > LINE / 2:
        return _widths(block, _by_words(cells, longest))
    typical = [
        sqrt(one + sum(map(len, column)) / len(column)) for one, column in zip(longest, cells, strict=True)
    ]  # twice the words ask for less than twice the width: they may take more lines
    share = (LINE - short) / sum(typical[at] for at, one in enumerate(longest) if one > SHORT + BETWEEN)
    return _widths(
        block, [one if one <= SHORT + BETWEEN else share * typical[at] for at, one in enumerate(longest)]
    )


def _by_words(cells: Sequence[Sequence[str]], longest: Sequence[int]) -> list[float]:
    """Room for the longest word of each column, and the rest shared by what does not fit in that."""
    least = [
        max((len(word) for cell in column for word in cell.split()), default=0) + BETWEEN for column in cells
    ]
    wanted = [one - word for one, word in zip(longest, least, strict=True)]
    spare = max(0, LINE - sum(least)) / (sum(wanted) or 1)
    return [word + spare * more for word, more in zip(least, wanted, strict=True)]


def _widths(block: dict[str, Any], characters: Sequence[float]) -> dict[str, Any]:
    """The table with these widths of its columns, in characters, as shares of the line."""
    attributes, caption, columns, head, bodies, foot = block["c"]
    whole = max(LINE, sum(characters))
    widths = [
        [aligned, {"t": "ColWidth", "c": one / whole}]
        for (aligned, _), one in zip(columns, characters, strict=True)
    ]
    return {**block, "c": [attributes, caption, widths, head, bodies, foot]}
