"""How people ask for a practice: short lines in our words, by which it is found and nothing is claimed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST, MOST = 80, 18
"""Characters of a line, and lines of a practice: what is asked for in every way is found by everything."""


def _line(value: str) -> str:
    if "\n" in value:
        raise ValueError("holds several lines: give each way of asking a line of its own")
    if len(value) > LONGEST:
        raise ValueError(
            f"has {len(value)} characters, {LONGEST} at most: write what people type, a few words"
        )
    if not any(sign.isalpha() for sign in value):
        raise ValueError(f"{value!r} has no word: write what people type, a few words")
    return value


def _lines(values: list[str]) -> list[str]:
    if len(values) > MOST:
        raise ValueError(f"has {len(values)} lines, {MOST} at most: keep those that fit this practice best")
    return values


Lines = Annotated[
    list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_line)]],
    AfterValidator(_lines),
]
"""The lines of one practice."""


def repeated(lines: list[str]) -> list[int]:
    """The places, from 0, of the lines that say what an earlier one says, capitals and blanks apart."""
    said = [" ".join(line.casefold().split()) for line in lines]
    return [at for at, line in enumerate(said) if line in said[:at]]
