"""Requirements as rows of a table: what /gaps.csv and the lists of requirements hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response

from kg.things.gaps import Row
from web.addresses import address
from web.tables import table

COLUMNS = [
    "kind",
    "number",
    "title",
    "id",
    "page",
    "group",
    "workstreams",
    "answerable_by",
    "state",
    "practices",
    "with_figure",
    "minor",
    "inferred",
    "fragile",
    "progress",
    "reason",
]
"""`group` is the recommendation, domain or framework; `state` to `fragile` are its coverage.

`fragile` is 1 where the state hangs on one link that one editor judged; `progress` is what the latest
note says.
"""


def requirements_table(name: str, rows: Iterable[Row], suffix: str) -> Response:
    """Requirements with their coverage as CSV or JSON."""
    return table(name, COLUMNS, [as_row(row) for row in rows], suffix)


def as_row(row: Row) -> dict[str, Any]:
    """A requirement as plain values, one for each of COLUMNS."""
    cover = row.standing.coverage
    return {
        "kind": row.node.kind,
        "number": row.node.number,
        "title": row.node.title,
        "id": row.node.iri,
        "page": address(row.node),
        "group": row.heading.iri,
        "workstreams": list(row.workstreams),
        "answerable_by": row.standing.answerable,
        "state": cover.state,
        "practices": cover.number,
        "with_figure": len(cover.with_figure),
        "minor": len(cover.minor),
        "inferred": len(cover.inferred),
        "fragile": int(cover.fragile),
        "progress": row.progress,
        "reason": cover.reason,
    }
