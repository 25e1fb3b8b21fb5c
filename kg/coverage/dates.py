"""Dates as sources give them: a year, a month or a day, compared by their first and last days."""

from __future__ import annotations


def last_day(date: str) -> str:
    """The end of a year, month or day, to compare with other ends: 2017-03 ends on "2017-03-31"."""
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def first_day(date: str) -> str:
    """The beginning of a year, month or day."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date
