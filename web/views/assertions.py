"""Pages of assertions: who says what, why, from where, and what follows from it."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.things.assertions import assertion_view
from web import behind
from web.addresses import address
from web.fetch import sources, thing_or_404
from web.trails import HOME
from web.views.practices import PRACTICES

blueprint = Blueprint("assertions", __name__)


@blueprint.get("/assertions/<key>")
def assertion(key: str) -> str:
    """One assertion: a practice link, an allocation or an implementation."""
    node = thing_or_404("assertion", key)
    view = assertion_view(node, sources())
    above = [PRACTICES] if view.subject.kind == "practice" else []
    return render_template(
        "assertions/assertion.html",
        view=view,
        breadcrumbs=[HOME, *above, {"text": view.subject.title, "href": address(view.subject)}],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("assertion", node),
    )
