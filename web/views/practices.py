"""Pages of practice: all of it in groups, and each piece with what it addresses and where it stands."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.search.documents import in_sentence
from kg.things import catalogue
from kg.things.addressing import NOT_COUNTED
from kg.things.catalogue import Entry
from kg.things.learning_resource import learning_resource
from kg.things.practices import PracticeView
from kg.things.related import related
from web import behind, per_release
from web.addresses import address
from web.errors import Refusal
from web.fetch import sources, store, thing_or_404
from web.parameters import one_of, only
from web.site import absolute
from web.tables import table
from web.trails import HOME, Crumb

blueprint = Blueprint("practices", __name__)
blueprint.add_app_template_filter(in_sentence)

PRACTICES: Crumb = {"text": "Practice", "href": "/practices"}
COLUMNS = [
    "title", "id", "page", "state", "led_by", "addresses", "evidence", "headline_kind", "headline", "summary",
]  # fmt: skip


@blueprint.get("/practices")
def practices() -> str:
    """All practice, by who led it or by topic."""
    only("by", "page")
    by = one_of("by", tuple(catalogue.GROUPINGS)) or "lead"
    return render_template(
        "practices/practices.html",
        catalogue=catalogue.catalogue(store(), by, page_asked()),
        by=by,
        not_counted=NOT_COUNTED,
        breadcrumbs=[HOME],
        formats=behind.list_formats("/practices"),
        sparql=behind.query_behind("practices"),
    )


def page_asked() -> int:
    """The number of the page of a list. Raises a 400 where it is no whole number above 0."""
    asked = request.args.get("page", "1")
    if not asked.isdecimal() or int(asked[:9]) < 1:
        raise Refusal(400, f"“{asked}” is no number of a page.", "Pages are numbered from 1.")
    return int(asked[:9])


@blueprint.get("/practices.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """All practice as a table, each piece once."""
    return table("practices", COLUMNS, [as_data(one) for one in catalogue.entries(store())], suffix)


def as_data(one: Entry) -> dict[str, object]:
    """A practice as plain values, one for each of COLUMNS."""
    return {
        "title": one.practice.title,
        "id": one.practice.iri,
        "page": address(one.practice),
        "state": one.not_counted or "current",
        "led_by": [leader.key for leader in one.leaders],
        "addresses": [f"{node.kind}/{node.key}" for node in one.addresses],
        "evidence": one.evidence.key if one.evidence else None,
        "headline_kind": one.headline.kind if one.headline else None,
        "headline": one.headline.line if one.headline else None,
        "summary": one.practice.summary,
    }


@blueprint.get("/practices/<key>")
def practice(key: str) -> str:
    """One practice."""
    node = thing_or_404("practice", key)
    view = PracticeView(node, sources())
    return render_template(
        "practices/practice.html",
        view=view,
        learning=learning_resource(view, absolute(address(node))),
        related=related(node, per_release.search(), per_release.sharing()),
        not_counted=NOT_COUNTED,
        breadcrumbs=[HOME, PRACTICES],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("practice", node),
    )
