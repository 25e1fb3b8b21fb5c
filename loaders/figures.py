"""Figures as a source prints them: their value, and the numbers that stand in a text."""

from __future__ import annotations

import re
from decimal import Decimal

WORDS = {"zero": Decimal(0)} | {
    word: Decimal(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
"""Number words that count as numbers. "One" does not: it is a pronoun more often than a figure."""
MULTIPLES = {
    "k": Decimal(1000),
    "m": Decimal(10**6),
    "bn": Decimal(10**9),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "thousand": Decimal(1000),
    "hundred": Decimal(100),
}
NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,])[£$€]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?:\s?(?P<multiple>k|m|bn|million|billion|thousand|hundred)\b)?(?P<rest>[A-Za-z]*)",
    re.IGNORECASE,
)
WORD = re.compile(
    rf"\b(?P<word>{'|'.join(WORDS)})(?:[\s-](?P<multiple>million|billion|thousand|hundred))?\b", re.IGNORECASE
)


class FigureError(ValueError):
    """A figure that cannot be read as one number."""


def value_of(printed: str) -> Decimal:
    """The number that a printed figure means: `£1.3m` is 1300000, `2,439` is 2439, `seven` is 7.

    The unit is not part of it (`8.5%` is 8.5). Raises FigureError when there is no number, or two.
    """
    found = numbers(printed)
    if len(found) != 1:
        wanted = "no number" if not found else f"{len(found)} numbers ({', '.join(map(str, found))})"
        raise FigureError(f"{printed!r} holds {wanted}; give one figure as the source prints it.")
    return found[0]


def numbers(text: str) -> list[Decimal]:
    """Every number of a text in order, in digits or in words (zero, two to twenty), also times a hundred.

    `2016/17` is two numbers, `23.5cm` is 23.5, a footnote mark behind a word (`Model2`) is none.
    """
    found = [(match.start(), _value(match)) for match in NUMBER.finditer(text)]
    for match in WORD.finditer(text):
        found.append((match.start(), _multiplied(WORDS[match["word"].casefold()], match)))
    return [value for _, value in sorted(found)]


def _value(match: re.Match[str]) -> Decimal:
    return _multiplied(Decimal(match["digits"].replace(",", "") + (match["fraction"] or "")), match)


def _multiplied(value: Decimal, match: re.Match[str]) -> Decimal:
    return value * MULTIPLES[match["multiple"].casefold()] if match["multiple"] else value


def plain(value: Decimal) -> str:
    """A value without exponent or trailing zeros, as XSD decimals are written."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
