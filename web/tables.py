"""Tables as CSV and JSON: exactly the rows that a page shows, with the release they come from."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from kg.spreadsheet import as_csv
from web import release

SUFFIX = "<any(csv, json):suffix>"
"""The end of the route of a table."""
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
