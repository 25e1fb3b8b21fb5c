"""Rows as a table of plain text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.namespaces import kind_and_key, shorten

WIDEST = 100
"""Characters after which a cell is shortened; CSV and JSON print all of it."""


def table(names: Sequence[str], rows: Sequence[Sequence[object]], widest: int = WIDEST) -> str:
    """Columns under their names, shortened to `widest` characters a cell."""
    cells = [[_short(str(value), widest) for value in row] for row in [names, *rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    lines = [
        "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _short(text: str, widest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= widest else text[: widest - 1] + "…"


def answer_table(variables: Sequence[str], bindings: Sequence[Mapping[str, Mapping[str, str]]]) -> str:
    """The bindings of SPARQL JSON results; a thing is called KIND/KEY, a known term by its prefix."""
    return table(variables, [[_term(row.get(name, {})) for name in variables] for row in bindings])


def _term(term: Mapping[str, str]) -> str:
    value = term.get("value", "")
    if term.get("type") != "uri":
        return value
    named = kind_and_key(value)
    return "/".join(named) if named else shorten(value)
