"""/gaps/searches: what people searched for here and no practice answers, as a page and as data."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template

from kg.demand import Demand, DemandError, read, record
from kg.search import Results
from web import behind
from web.errors import Refusal
from web.parameters import only
from web.tables import SUFFIX, table
from web.trails import HOME, Crumb

blueprint = Blueprint("searches", __name__)

COLUMNS = ["subjects", "count", "first", "last"]
GAPS: Crumb = {"text": "Gaps", "href": "/gaps"}


@blueprint.get("/gaps/searches")
def page() -> str:
    """The subjects, each with how often it was searched for in vain."""
    only()
    return render_template(
        "gaps/searches.html",
        demand=demand(),
        breadcrumbs=[HOME, GAPS],
        formats=behind.list_formats("/gaps/searches"),
    )


@blueprint.get(f"/gaps/searches.{SUFFIX}")
def data(suffix: str) -> Response:
    """The rows of the page."""
    only()
    rows: list[dict[str, Any]] = [
        {"subjects": ", ".join(one.subjects), "count": one.count, "first": one.first, "last": one.last}
        for one in demand().wanted
    ]
    return table("searches", COLUMNS, rows, suffix)


def demand() -> Demand:
    """What was counted. Raises a 503 where its file cannot be read (the log says why)."""
    try:
        return read(current_app.config["HOME"])
    except DemandError as error:
        current_app.logger.error("%s", error)
        raise Refusal(503, "The counted searches cannot be read.", "Tell whoever runs the site.") from error


def count(results: Results) -> None:
    """Count a search that no practice answers. Where that fails the log says so; the reader has the page."""
    if results.unmet and results.page == 1:
        try:
            record(current_app.config["HOME"], results.wanted)
        except DemandError as error:
            current_app.logger.warning("%s", error)
