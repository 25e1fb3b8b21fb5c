"""The placeholder or block of a report's template that was begun and never closed."""

from __future__ import annotations

import re

INSIDE = r"(?:(?!\{\{|\{%).)*?"
PART = re.compile(rf"\{{#.*?#\}}|\{{\{{{INSIDE}\}}\}}|\{{%{INSIDE}%\}}|\{{\{{|\{{%|\{{#", re.DOTALL)
WORD = re.compile(r"\{%[-+]?\s*(\w+)")
BLOCKS = ("for", "if", "macro", "filter", "call", "block")


def unclosed(body: str) -> tuple[int, str] | None:
    """The line of it, from 1, and what is missing; None where all is closed."""
    still_open: list[tuple[int, str]] = []
    for part in PART.finditer(body):
        line = body.count("\n", 0, part.start()) + 1
        if len(part[0]) == 2:
            closing = part[0][::-1].translate(CLOSING)
            return line, f"this is begun with {part[0]} and never closed with {closing}"
        named = WORD.match(part[0])
        word = named[1] if named else ""
        if word in BLOCKS:
            still_open.append((line, word))
        elif word.startswith("end") and still_open:
            still_open.pop()
    if not still_open:
        return None
    line, word = still_open[-1]
    return line, f"this “{word}” is never closed: {{% end{word} %}} is missing"


CLOSING = str.maketrans("{", "}")
