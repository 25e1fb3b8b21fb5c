"""Requirements as rows of a table: what /gaps.csv and the lists of requirements hold."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from kg.things.gaps import COLUMNS, Row
from web.addresses import address
from web.tables import table


def requirements_table(name: str, rows: Iterable[Row], suffix: str) -> Response:
    """Requirements with their coverage and the addresses of their pages, as CSV or JSON."""
    found = [{**row.as_dict(), "page": address(row.node)} for row in rows]
    return table(name, [*COLUMNS, "page"], found, suffix)
