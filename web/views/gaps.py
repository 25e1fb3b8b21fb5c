"""/gaps: every requirement with what practice is known for it, as a page and as data."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.coverage import Filters
from kg.things import gaps
from kg.things.gaps import Asked
from kg.things.standing import policy_of, tally
from web import behind, release
from web.parameters import flag, one_of, only
from web.requirement_rows import requirements_table
from web.tables import SUFFIX
from web.trails import HOME

blueprint = Blueprint("gaps", __name__)


@blueprint.get("/gaps")
def page() -> str:
    """The table of gaps."""
    opened, chosen = release.current(), asked()
    rows = gaps.rows(opened, chosen)
    return render_template(
        "gaps/gaps.html",
        groups=gaps.grouped(rows),
        tally=tally(row.standing for row in rows),
        filters=chosen,
        workstreams=gaps.workstreams(opened),
        kinds=gaps.kinds(opened),
        policy=policy_of(opened),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/gaps", request.query_string.decode()),
        sparql=behind.query_behind("gaps"),
    )


@blueprint.get(f"/gaps.{SUFFIX}")
def data(suffix: str) -> Response:
    """The rows that the page shows with the same filters."""
    return requirements_table("gaps", gaps.rows(release.current(), asked()), suffix)


def asked() -> Asked:
    """The filters in the address. Raises a 400 that names the parameter and what it can be."""
    only("workstream", "kind", "weak")
    opened = release.current()
    numbers = [node.key for node in gaps.workstreams(opened)]
    workstream = Filters(workstream=one_of("workstream", numbers))
    return Asked(workstream, kind=one_of("kind", gaps.kinds(opened)), weak=flag("weak"))
