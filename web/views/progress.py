"""/progress: how far work on each recommendation and action is, beside the practice known for it."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kg.things.progress import Note, Row, progress, tally
from web import behind, release
from web.addresses import address
from web.fetch import sources
from web.tables import SUFFIX, table
from web.trails import HOME, Crumb

blueprint = Blueprint("progress", __name__)

CONTENTS: Crumb = {"text": "Everything here", "href": "/contents"}
COLUMNS = [
    "kind", "number", "title", "id", "page", "coverage_state", "practices", "progress_note", "progress_state",
    "as_of", "done", "by", "lever", "barrier", "next_step",
]  # fmt: skip
"""A requirement has a row for each of its notes, and one where it has none."""


@blueprint.get("/progress")
def page() -> str:
    """The recommendations with their actions."""
    groups = progress(release.current(), sources())
    return render_template(
        "records/progress.html",
        groups=groups,
        tally=tally(groups),
        breadcrumbs=[HOME, CONTENTS],
        formats=behind.list_formats("/progress"),
        sparql=behind.query_behind("progress"),
    )


@blueprint.get(f"/progress.{SUFFIX}")
def data(suffix: str) -> Response:
    """The notes with the coverage of what they are about."""
    rows = [
        as_data(row, note)
        for group in progress(release.current(), sources())
        for row in group.rows
        for note in row.notes or (None,)
    ]
    return table("progress", COLUMNS, rows, suffix)


def as_data(row: Row, note: Note | None) -> dict[str, object]:
    """A requirement with one of its notes as plain values, one for each of COLUMNS."""
    cover = row.standing.coverage
    texts = [text for _, text in note.fields] if note else [None] * 5
    return {
        "kind": row.node.kind,
        "number": row.node.number,
        "title": row.node.title,
        "id": row.node.iri,
        "page": address(row.node),
        "coverage_state": cover.state,
        "practices": len(cover.practices),
        "progress_note": note.node.iri if note else None,
        "progress_state": note.state if note else None,
        "as_of": note.as_of if note else None,
        **dict(zip(COLUMNS[-5:], texts, strict=True)),
    }
