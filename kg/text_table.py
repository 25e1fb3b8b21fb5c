"""Rows as a table of plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

WIDEST = 100
"""Characters after which a cell is shortened; CSV and JSON print all of it."""


def table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns under their names, shortened to WIDEST characters a cell."""
    cells = [[_short(str(value)) for value in row] for row in [names, *rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    lines = [
        "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
