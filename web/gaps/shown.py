"""What the page of the gaps shows, for the page and for every file of it: the list or the map."""

from __future__ import annotations

from kg.coverage import GapMap
from kg.things import gaps
from kg.things.gap_maps import drawn, requirements_in
from kg.things.gaps import Row
from web import release
from web.gaps.chosen import Chosen


def listed(asked: Chosen) -> list[Row]:
    """The rows of the list."""
    opened = release.current()
    rows = gaps.rows(opened, asked.asked)
    if asked.rows:
        within = requirements_in(opened, asked.rows, asked.asked.trust.as_of)
        rows = [row for row in rows if row.node.iri in within]
    if asked.weakest:
        rows.sort(key=lambda row: row.standing.coverage.strength)
    return rows


def mapped(asked: Chosen) -> GapMap:
    """The map; its rows are recommendations unless others are chosen."""
    assert asked.columns is not None
    rows = asked.rows or "recommendations"
    return drawn(release.current(), asked.asked, rows, asked.columns, asked.deep, asked.weakest)
