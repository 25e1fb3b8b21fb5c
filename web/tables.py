"""Tables as CSV and JSON: exactly the rows that a page shows, with the release they come from."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response, jsonify

from web import release

SUFFIX = "<any(csv, json):suffix>"
"""The end of the route of a table."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; a record may hold such text."""

Row = dict[str, Any]


def table(name: str, columns: list[str], rows: list[Row], suffix: str) -> Response:
    """The rows as a file: `suffix` is csv or json. Every row has every column; an empty cell stays.

    JSON: {"release", "columns", "count", "rows"}. Lists within a row are joined by blanks in CSV.
    """
    if suffix == "json":
        return jsonify(release=release.name(), columns=columns, count=len(rows), rows=rows)
    answer = Response(as_csv(columns, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def as_csv(columns: list[str], rows: list[Row]) -> str:
    """The rows as CSV (RFC 4180) with a line of headings."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """A value as text that a spreadsheet shows and does not run."""
    if isinstance(value, list | tuple):
        value = " ".join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int | float) else text
