"""Pages of documents: whether the reader has a copy, and everything that is cited from each."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kg.things import documents
from kg.things.documents import Listed
from web import behind
from web.addresses import address
from web.fetch import sources, store, thing_or_404
from web.nearest import exists
from web.tables import table
from web.trails import HOME, Crumb

blueprint = Blueprint("documents", __name__)
blueprint.add_app_template_test(exists, "page")

DOCUMENTS: Crumb = {"text": "Documents", "href": "/documents"}
COLUMNS = [
    "title", "id", "page", "publishers", "issued", "availability", "address", "looked_up", "places_cited",
]  # fmt: skip


@blueprint.get("/documents")
def all_documents() -> str:
    """All documents that anything here is cited from."""
    return render_template(
        "documents/documents.html",
        documents=documents.documents(store(), sources()),
        has_folder=sources().folder is not None,
        breadcrumbs=[HOME],
        formats=behind.list_formats("/documents"),
        sparql=behind.query_behind("documents"),
    )


@blueprint.get("/documents.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """All documents as a table. Whether this server has a copy is not among it: the data is for everybody."""
    rows = [as_data(one) for one in documents.documents(store(), sources())]
    return table("documents", COLUMNS, rows, suffix)


def as_data(one: Listed) -> dict[str, object]:
    """A document as plain values, one for each of COLUMNS."""
    return {
        "title": one.node.title,
        "id": one.node.iri,
        "page": address(one.node),
        "publishers": [publisher.key for publisher in one.publishers],
        "issued": one.node.text("dcterms:issued"),
        "availability": one.node.text("availability"),
        "address": one.node.text("schema:url"),
        "looked_up": one.node.text("lookedUp"),
        "places_cited": one.places,
    }


@blueprint.get("/documents/<key>")
def document(key: str) -> str:
    """One document."""
    node = thing_or_404("document", key)
    return render_template(
        "documents/document.html",
        view=documents.document_view(node, sources()),
        has_folder=sources().folder is not None,
        breadcrumbs=[HOME, DOCUMENTS],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("document", node),
    )
