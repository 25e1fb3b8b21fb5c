"""/about: what this site is, how its statements are made and checked, and where its limits are."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.coverage import STATES
from kg.namespaces import thing
from kg.things import Node, of_class
from kg.things.home import contents
from kg.things.readers import links_read
from kg.things.standing import policy_of
from kg.things.vocabularies import vocabulary
from web import querying, release
from web.fetch import sources, store

blueprint = Blueprint("about", __name__)

EXTENTS = ("full", "partial", "minor")
BASES = ("stated", "curated")


@blueprint.get("/about")
def page() -> str:
    """The whole of it on one page."""
    opened = release.current()
    return render_template(
        "about/about.html",
        contents=contents(opened, sources()),
        read=links_read(opened.store),
        policy=policy_of(opened),
        evidence=[one.node for one in vocabulary(Node(store(), thing("vocabulary", "evidence"))).concepts],
        extents=_concepts("extent", EXTENTS),
        bases=_concepts("basis", BASES),
        states=_concepts("coverage-state", STATES),
        assessments=len(of_class(opened.store, "Assessment")),
        manifest=opened.manifest,
        limits=querying.limits(),
        breadcrumbs=[{"text": "Home", "href": "/"}],
    )


def _concepts(scheme: str, keys: tuple[str, ...]) -> list[Node]:
    """The concepts of a code list in an order that readers expect."""
    return [Node(store(), thing(scheme, key)) for key in keys]
