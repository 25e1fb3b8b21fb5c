"""/practices/SLUG/teach: the teach-this pack of a practice, to print, to change and to send."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kg.publishing import Document
from kg.teaching import Pack, pack, sheet
from kg.things import Node
from kg.things.practices import PracticeView
from web import publications, release
from web.addresses import address
from web.fetch import sources, thing_or_404
from web.negotiate import without_data
from web.parameters import only
from web.trails import HOME, Crumb

blueprint = Blueprint("teach", __name__)

PRACTICES: Crumb = {"text": "Practice", "href": "/practices"}


@blueprint.get("/practices/<key>/teach")
def page(key: str) -> str:
    """The pack as a page that prints on one sheet of A4, as far as its text allows."""
    only()
    without_data()
    made, document = packed(key)
    node: Node = made.view.node
    return render_template(
        "teach/teach.html",
        pack=made,
        document=document,
        text=publications.page_part(document),
        files=[(name, f"{address(node)}/teach.{suffix}") for suffix, name in publications.FILES.items()],
        breadcrumbs=[HOME, PRACTICES, {"text": node.title, "href": address(node)}],
    )


@blueprint.get(f"/practices/<key>/teach.{publications.FILE_RULE}")
def file(key: str, suffix: str) -> Response:
    """The pack as a file."""
    only()
    _, document = packed(key)
    return publications.file(document, suffix, f"teach-{key}")


def packed(key: str) -> tuple[Pack, Document]:
    """The pack of a practice and its document. Raises a 404 that names the nearest practice."""
    made = pack(PracticeView(thing_or_404("practice", key), sources()), release.current().name)
    return made, sheet(made)
