"""A figure of a practice as one line of plain text, hedged as its source hedges it."""
from __future__ import annotations

from kg.namespaces import kind_and_key
from kg.query import Row

ORDER = ("outcome", "process", "cost", "reach", "target")
"""Which kind of figure says most of what a practice did, first to last."""
DIRECTIONS = {"increase": " more", "decrease": " less"}


def line(row: Row) -> str:
    """A row of `outcomes.rq` as text: `Falls avoided: potentially 2,439 falls`."""
    aim = " (an aim)" if _code(row["kind"]) == "target" else ""
    return f"{row['measure']}: {_hedged(_value(row), row.get('qualifier', ''))}{aim}"


def headline(outcomes: list[Row]) -> str | None:
    """The figure that says most of what came of a practice, or None where it has none."""
    return line(min(outcomes, key=_rank)) if outcomes else None


def _rank(row: Row) -> tuple[int, bool, str]:
    kind = _code(row["kind"])
    place = ORDER.index(kind) if kind in ORDER else len(ORDER)
    return place, "result" not in row and "change" not in row, row["outcome"]


def _value(row: Row) -> str:
    if "baseline" in row and "result" in row:
        return f"from {row['baseline']} to {_counted(row['result'], row['unit'])}"
    if "result" in row or "baseline" in row:
        return _counted(row.get("result") or row["baseline"], row["unit"])
    return _counted(row["change"], row["unit"]) + DIRECTIONS.get(_code(row.get("direction", "")), "")


def _counted(printed: str, unit: str) -> str:
    """A printed value with its unit, unless the sign of the unit is printed with it."""
    return printed if "%" in printed or "£" in printed else f"{printed} {unit}"


def _hedged(value: str, qualifier: str) -> str:
    """A short qualifier ("over", "more than") stands before one value, any other behind it."""
    if not qualifier:
        return value
    short = qualifier.replace(" ", "").isalpha() and len(qualifier.split()) <= 2
    return f"{qualifier} {value}" if short and not value.startswith("from ") else f"{value}, {qualifier}"


def _code(iri: str) -> str:
    named = kind_and_key(iri)
    return named[1] if named else iri
