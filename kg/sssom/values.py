"""What the cells of a row mean: dates, citations, reviews, figures, basis."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from kg.sssom.names import expanded
from kg.sssom.rows import JUSTIFICATIONS, Cells
from loaders.parts import DATE
from loaders.sssom import cells

REWRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")
"""A date as a spreadsheet rewrites it."""
ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]0?0:00(:00)?")


class CellError(Exception):
    """A cell that does not mean what its column asks for: which column, what is wrong, how to mend it."""

    def __init__(self, column: str, what: str, mend: str) -> None:
        self.column, self.what, self.mend = column, what, mend
        super().__init__(what)


def date(text: str, known: str = "") -> str:
    """A date, also one that a spreadsheet rewrote: 22/11/2026 where that can be one day only.

    `known` is the date that the record has: where the cell may mean that, it does. Raises CellError.
    """
    text = ISO_TIME.sub(r"\1", text)
    found = REWRITTEN.fullmatch(text)
    if not found:
        if not DATE.match(text):
            raise CellError("mapping_date", f"{text!r} is no date.", "Write 2026-11-22, 2026-11 or 2026.")
        return text
    first, second, year = (int(part) for part in found.groups())
    days = {day for one, other in ((first, second), (second, first)) if (day := _day(year, other, one))}
    if known in days:
        return known
    if len(days) != 1:
        raise CellError(
            "mapping_date",
            f"{text!r} may be more than one day, or none: a spreadsheet rewrote it.",
            "Write 2026-11-22, in a cell whose format is text.",
        )
    return days.pop()


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def basis(row: Cells, prefixes: dict[str, str]) -> str:
    """stated or curated, from the columns basis and mapping_justification. Raises CellError."""
    given, said = expanded(row.get("mapping_justification", ""), prefixes), row.get("basis", "")
    means = {expanded(justification, {}): word for word, justification in JUSTIFICATIONS.items()}
    if given and given not in means:
        raise CellError(
            "mapping_justification",
            f"{row['mapping_justification']!r} is a machine's or another table's, and a suggestion is no "
            "assertion.",
            "Read what it rests on. If you stand by it, write semapv:ManualMappingCuration, yourself as "
            "author and your reason as comment.",
        )
    if not said and means.get(given) == "stated":
        raise CellError(
            "basis",
            "it is empty, and semapv:UnspecifiedMatching alone does not say on whose word it stands.",
            "Write stated where a cited document says it; else curated, with semapv:ManualMappingCuration.",
        )
    if said and given and means[given] != said and said in JUSTIFICATIONS:
        raise CellError(
            "basis",
            f"it says {said}, and mapping_justification says {means[given]}.",
            f"Beside {said} write {JUSTIFICATIONS[said]}.",
        )
    return said or means.get(given, "")


def author(text: str) -> str:
    """The one role that asserts. Raises CellError where there are more."""
    roles = cells.split(text)
    if len(roles) > 1:
        raise CellError("author_label", "it names more than one.", "Name one role, such as corpus editors.")
    return f"{cells.PART} ".join(roles[0])


def citations(text: str) -> list[dict[str, Any]]:
    """Citations from `document; locator; passage passage | …`. Raises CellError."""
    found = []
    for parts in cells.split(text):
        if len(parts) not in (2, 3):
            raise CellError(
                "citations",
                f"{cells.PART.join(parts)!r} has {len(parts)} parts.",
                r"Write document; locator; passages, and | between two citations. A ; of the locator is \;.",
            )
        name, locator, passages = (*parts, "")[:3]
        one: dict[str, Any] = {"document": _key(name, "document"), "locator": locator}
        found.append(one | ({"passages": passages.split()} if passages else {}))
    return found


def reviews(text: str) -> list[dict[str, Any]]:
    """Reviews from `by; date; verdict; comment | …`. Raises CellError."""
    found = []
    for parts in cells.split(text):
        if len(parts) not in (3, 4):
            raise CellError(
                "reviews",
                f"{cells.PART.join(parts)!r} has {len(parts)} parts.",
                r"Write by; date; verdict; comment, and | between two reviews. A ; of a part is \;.",
            )
        by, day, verdict, comment = (*parts, "")[:4]
        found.append({"by": by, "date": day, "verdict": verdict} | ({"comment": comment} if comment else {}))
    return found


def figures(text: str) -> list[str]:
    """The ids of outcomes, however they are separated."""
    return [one for one in re.split(r"[|,;\s]+", text) if one]


def more(text: str) -> dict[str, Any]:
    """Further fields of a record. Raises CellError."""
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise CellError("more", f"it is no JSON: {error}.", "Leave it empty.") from error
    if not isinstance(found, dict):
        raise CellError("more", "it is no JSON object.", "Leave it empty.")
    return found


def _key(name: str, kind: str) -> str:
    return name.removeprefix("id:").removeprefix(f"{kind}/")
