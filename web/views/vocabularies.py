"""Pages of the vocabularies and code lists, each concept with its meaning and its uses."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.things import vocabularies
from web import behind
from web.fetch import store, thing_or_404
from web.trails import HOME, trail

blueprint = Blueprint("vocabularies", __name__)


@blueprint.get("/vocabularies")
def all_vocabularies() -> str:
    """The vocabularies, with how many concepts each has."""
    return render_template(
        "vocabularies/vocabularies.html",
        vocabularies=vocabularies.vocabularies(store()),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/vocabularies"),
        sparql=behind.query_behind("vocabularies"),
    )


@blueprint.get("/vocabularies/<scheme>")
def vocabulary(scheme: str) -> str:
    """A vocabulary with its concepts."""
    node = thing_or_404("vocabulary", scheme)
    return render_template(
        "vocabularies/vocabulary.html",
        vocabulary=vocabularies.vocabulary(node),
        breadcrumbs=trail(node),
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("vocabulary", node),
    )
