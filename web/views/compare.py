"""/compare: two to five practices side by side, with what differs marked."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from kg.things import Node
from kg.things.comparing import FEWEST, MOST, Row, comparison
from kg.things.practices import PracticeView
from web import release
from web.addresses import address
from web.errors import Near, Refusal
from web.fetch import sources
from web.negotiate import without_data
from web.parameters import only
from web.practices_asked import PARAMETER, link, practices
from web.tables import table
from web.trails import HOME

blueprint = Blueprint("compare", __name__)

PATH = "/compare"


@blueprint.get(PATH)
def page() -> str | AnyResponse:
    """The table; a form where fewer than two practices are named."""
    nodes = asked()
    if len(nodes) < FEWEST:
        return form(nodes)
    keys = [node.key for node in nodes]
    if request.args.getlist(PARAMETER) != keys:
        return redirect(link(PATH, keys))
    return render_template(
        "compare/compare.html",
        views=[PracticeView(node, sources()) for node in nodes],
        rows=rows(nodes),
        without={key: link(PATH, [one for one in keys if one != key]) for key in keys},
        shelf=link("/shelf", keys),
        more=[*keys, ""] if len(keys) < MOST else [],
        breadcrumbs=[HOME],
    )


@blueprint.get(f"{PATH}.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """The table as data: in CSV a column for each practice, in JSON also which items all have."""
    nodes = asked()
    if len(nodes) < FEWEST:
        raise Refusal(
            400, f"To compare, name {FEWEST} to {MOST} practices.", "Write practice=KEY for each of them."
        )
    if suffix == "csv":
        columns = ["question", "differs", *(node.key for node in nodes)]
        return table("compare", columns, [as_row(row, nodes) for row in rows(nodes)], "csv")
    return jsonify(
        release=release.name(),
        practices=[{"id": one.iri, "title": one.title, "page": address(one)} for one in nodes],
        rows=[as_data(row, nodes) for row in rows(nodes)],
    )


def asked() -> list[Node]:
    """The practices of the address. Raises a 400 where there are more than can be read side by side."""
    only(several=[PARAMETER])
    nodes = practices()
    if len(nodes) > MOST:
        keys = [node.key for node in nodes]
        raise Refusal(
            400,
            f"{len(nodes)} practices are too many to read side by side: {MOST} can be compared at once.",
            "Compare the first of them, or put them all on a shelf.",
            nearest=[
                Near(link(PATH, keys[:MOST]), f"Compare the first {MOST}"),
                Near(link("/shelf", keys), "All of them on a shelf"),
            ],
        )
    return nodes


def rows(nodes: list[Node]) -> tuple[Row, ...]:
    """The rows of the table."""
    return comparison([PracticeView(node, sources()) for node in nodes])


def form(nodes: list[Node]) -> str:
    """The page on which the practices are chosen, with the one that is known filled in."""
    without_data()
    return render_template(
        "compare/choose.html",
        chosen=nodes,
        boxes=[node.title for node in nodes] + [""] * (3 - len(nodes)),
        breadcrumbs=[HOME],
    )


def as_row(row: Row, nodes: list[Node]) -> dict[str, Any]:
    """A row of the table for CSV."""
    cells = {
        node.key: "; ".join(one.text for one in cell) for node, cell in zip(nodes, row.cells, strict=True)
    }
    return {"question": row.asks, "differs": "yes" if row.differs else "no", **cells}


def as_data(row: Row, nodes: list[Node]) -> dict[str, Any]:
    """A row of the table for JSON."""
    cells = {
        node.key: [
            {"text": one.text, "id": one.node.iri if one.node else None, "shared": one.shared} for one in cell
        ]
        for node, cell in zip(nodes, row.cells, strict=True)
    }
    return {"key": row.key, "question": row.asks, "differs": row.differs, "cells": cells}
