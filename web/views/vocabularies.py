"""Pages of the vocabularies and code lists, each concept with its meaning and its uses."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template

from kg.things import vocabularies
from kg.things.vocabularies import Concept, Vocabulary
from web import behind
from web.addresses import address
from web.fetch import store, thing_or_404
from web.tables import SUFFIX, table
from web.trails import HOME, trail

blueprint = Blueprint("vocabularies", __name__)

COLUMNS = "vocabulary key label definition other_names broader narrower uses id page".split()
"""The columns of the list of concepts; `uses` is how many things use one."""


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


@blueprint.get(f"/vocabularies.{SUFFIX}")
def concepts_as_data(suffix: str) -> Response:
    """The concepts of all vocabularies, one a row."""
    rows = [
        as_row(vocabulary, concept)
        for vocabulary in vocabularies.vocabularies(store())
        for concept in vocabulary.concepts
    ]
    return table("vocabularies", COLUMNS, rows, suffix)


def as_row(vocabulary: Vocabulary, concept: Concept) -> dict[str, Any]:
    """A concept as plain values, one for each of COLUMNS."""
    return {
        "vocabulary": vocabulary.node.key,
        "key": concept.node.key,
        "label": concept.node.title,
        "definition": concept.node.summary,
        "other_names": "; ".join(concept.other_names),
        "broader": [node.key for node in concept.broader],
        "narrower": [node.key for node in concept.narrower],
        "uses": sum(use.number for use in concept.uses),
        "id": concept.node.iri,
        "page": address(concept.node),
    }


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
