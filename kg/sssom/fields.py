"""From the cells of a row to the fields of a claim: which differ from the records, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from kg.sssom import values
from kg.sssom.assertions import KINDS, Assertion, Kind
from kg.sssom.rows import Cells, assertion_cells
from loaders.corpus import Corpus, model_fault
from loaders.frontmatter import Sheet
from loaders.parts import Claim
from loaders.sssom.columns import COLUMNS

Fields = dict[str, Any]
Said = tuple[str, str, str]
"""The column that something is said of, what, and how to mend it."""
ENDS = {"record_id", "subject_id", "predicate_id", "predicate_modifier", "object_id"}
"""Columns that say which assertion a row is of."""
FIELD_COLUMNS = {
    "rationale": "comment",
    "asserted_by": "author_label",
    "asserted_on": "mapping_date",
    "subject": "subject_id",
    "recommendation": "subject_id",
    "to": "object_id",
    "object": "object_id",
}
"""The column of a field that has another name."""
AS_IT_IS = {"how", "extent", "relation", "status", "withdrawn_because", "title", "summary"}
PARSED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "author_label": ("asserted_by", values.author),
    "citations": ("citations", values.citations),
    "comment": ("rationale", str),
    "figures": ("figures", values.figures),
    "reviews": ("reviews", values.reviews),
}
"""Columns with a form of their own: the field, and what reads it."""
ONCE = ("body", "more")
"""Columns that are read only where they make a new record."""


def normal(cells: Cells) -> Cells:
    """Cells as they come back from a file."""
    return {name: text.replace("\r\n", "\n").replace("\r", "\n").strip() for name, text in cells.items()}


def changed_columns(row: Cells, current: Assertion | None, corpus: Corpus) -> set[str]:
    """The columns that an import reads and that say something else than the records do."""
    now = normal(assertion_cells(current, corpus)) if current else {}
    return {
        name
        for name, cell in row.items()
        if name in COLUMNS and COLUMNS[name].read and name not in ENDS and cell != now.get(name, "")
    }


def foreign(row: Cells, kind: Kind, changed: set[str]) -> list[Said]:
    """The cells that only another kind of assertion has."""
    others = {name for other in KINDS.values() for name in other.columns} - set(kind.columns)
    return [
        (column, f"it belongs to another kind: a {kind.name} has none.", "Leave it empty.")
        for column in sorted(others & changed)
        if row[column]
    ]


def fields_of(
    row: Cells, changed: set[str], current: Assertion | None, prefixes: dict[str, str]
) -> tuple[Fields, list[Said]]:
    """The fields of a claim as plain data, with those of the changed columns, and what is wrong with them."""
    fields = current.claim.model_dump(mode="json", exclude_none=True) if current else {}
    wrong: list[Said] = []
    for column in sorted(changed if current else changed | {"basis"}):
        try:
            fields |= _read(column, row, current, prefixes)
        except values.CellError as error:
            wrong.append((error.column, error.what, error.mend))
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    return given, list(dict.fromkeys(wrong))


def _read(column: str, row: Cells, current: Assertion | None, prefixes: dict[str, str]) -> Fields:
    """The field that a column gives. Raises CellError."""
    cell = row.get(column, "")
    if column in ("basis", "mapping_justification"):
        return {"basis": values.basis(row, prefixes)}
    if column in ("mapping_date", "asserted_on"):
        given = row.get("mapping_date") or row.get("asserted_on")
        known = current.claim.asserted_on if current else ""
        return {"asserted_on": values.date(given, known) if given else None}
    if column in PARSED:
        name, read = PARSED[column]
        return {name: read(cell) if cell else None}
    if column in ONCE:
        return {} if current else {"body": cell} if column == "body" else values.more(cell)
    return {column: cell} if column in AS_IT_IS else {}


def validated(kind: Kind, key: str, fields: Fields) -> Claim | list[Said]:
    """The claim that fields make, or what is wrong with them."""
    own = {"kind": kind.name, "id": key} if "kind" in kind.model.model_fields else {}
    try:
        return kind.model.model_validate(fields | own)
    except ValidationError as error:
        sheet = Sheet("", fields, "", {})
        return [_said(kind, sheet, problem) for problem in error.errors()]


def _said(kind: Kind, sheet: Sheet, problem: Any) -> Said:
    fault = model_fault(sheet, kind.model, problem)
    of_whole = next((name for name in ("withdrawn_because", "relation") if name in fault.what), "record_id")
    found = str(problem["loc"][0]) if problem["loc"] else of_whole
    return FIELD_COLUMNS.get(found, found), fault.what, fault.mend


def plain(claim: Claim) -> Fields:
    """A claim as plain data, without what goes without saying."""
    return claim.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def differences(claim: Claim, current: Claim) -> Fields:
    """The fields of a claim that differ from what it was, as plain data; None where one went."""
    new, old = plain(claim), plain(current)
    return {name: new.get(name) for name in {**old, **new} if new.get(name) != old.get(name)}
