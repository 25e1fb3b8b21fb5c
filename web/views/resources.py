"""Pages of resources and programmes: what helps practice and is not practice itself."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as Redirect

from kg.things import Node, resources
from web import behind
from web.addresses import address
from web.fetch import sources, store, thing_or_404
from web.tables import table
from web.trails import HOME, Crumb

blueprint = Blueprint("resources", __name__)

RESOURCES: Crumb = {"text": "Resources and programmes", "href": "/resources"}
COLUMNS = ["title", "id", "page", "kind", "form", "state", "address", "summary"]


@blueprint.get("/resources")
def all_resources() -> str:
    """All resources and programmes by form."""
    return render_template(
        "resources/resources.html",
        groups=resources.resources(store()),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/resources"),
        sparql=behind.query_behind("resources"),
    )


@blueprint.get("/programmes")
def programmes() -> Redirect:
    """Programmes are listed with the resources."""
    return redirect("/resources")


@blueprint.get("/resources.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """All resources and programmes as a table."""
    rows = [as_data(node) for group in resources.resources(store()) for node in group.members]
    return table("resources", COLUMNS, rows, suffix)


def as_data(node: Node) -> dict[str, object]:
    """A resource or programme as plain values, one for each of COLUMNS."""
    status = node.node("currentStatus")
    return {
        "title": node.title,
        "id": node.iri,
        "page": address(node),
        "kind": node.kind,
        "form": node.text("form"),
        "state": (status and status.code("state")) or "current",
        "address": node.text("schema:url"),
        "summary": node.summary,
    }


@blueprint.get("/resources/<key>")
def resource(key: str) -> str:
    """One toolkit, platform or page."""
    return shown(thing_or_404("resource", key))


@blueprint.get("/programmes/<key>")
def programme(key: str) -> str:
    """One campaign, network or unit."""
    return shown(thing_or_404("programme", key))


def shown(node: Node) -> str:
    """The page of a resource or programme."""
    return render_template(
        "resources/resource.html",
        view=resources.resource_view(node, sources()),
        breadcrumbs=[HOME, RESOURCES],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("resource", node),
    )
