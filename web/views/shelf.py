"""/shelf: chosen practices, what they cover and leave, and their references to take away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from kg import bibliography
from kg.things import Node, catalogue
from kg.things.addressing import NOT_COUNTED
from kg.things.comparing import MOST as COMPARED
from kg.things.references import Reference, of_document, of_practice
from kg.things.shelf import Asked, parts
from web import release
from web.addresses import address
from web.errors import Near, Refusal
from web.parameters import only
from web.practices_asked import PARAMETER, link, practices
from web.publications import refusing
from web.tables import table
from web.trails import HOME
from web.views import practices as practice_pages

blueprint = Blueprint("shelf", __name__)

PATH = "/shelf"
MOST = 40
"""So many practices stand on a shelf: their keys have to fit into an address."""
FILES = {"csv": "CSV", "ris": "RIS", "bib": "BibTeX", "csl": "CSL-JSON", "md": "Markdown", "json": "JSON"}
"""The suffix of each file of a shelf, and what it is called."""


@blueprint.get(PATH)
def page() -> str | AnyResponse:
    """The shelf; empty, it says how to fill it."""
    nodes = asked()
    keys = [node.key for node in nodes]
    if request.args.getlist(PARAMETER) != keys:
        return redirect(link(PATH, keys))
    return render_template(
        "shelf/shelf.html",
        entries=[catalogue.entry(node) for node in nodes],
        keys=keys,
        parts=parts(release.current(), nodes) if nodes else (),
        without={key: link(PATH, [one for one in keys if one != key]) for key in keys},
        adding=lambda node: link(PATH, [*keys, node.key]),
        files=[(name, link(f"{PATH}.{suffix}", keys)) for suffix, name in FILES.items()],
        compare=link("/compare", keys[:COMPARED]) if len(keys) > 1 else "",
        compared=min(len(keys), COMPARED),
        not_counted=NOT_COUNTED,
        breadcrumbs=[HOME],
    )


@blueprint.get(f"{PATH}.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """The practices as the table of all practice has them; in JSON also what they cover."""
    nodes = asked()
    rows = [practice_pages.as_data(catalogue.entry(node)) for node in nodes]
    if suffix == "csv":
        return table("shelf", practice_pages.COLUMNS, rows, suffix)
    return jsonify(
        release=release.name(),
        practices=rows,
        covers=[
            {
                "kind": part.kind,
                "total": part.total,
                "covered": [as_data(one) for one in part.covered],
                "touched": [as_data(one) for one in part.touched],
                "missing": [as_data(one) for one in part.missing],
            }
            for part in parts(release.current(), nodes)
        ],
    )


@blueprint.get(f"{PATH}.<any(ris, bib, csl, md):suffix>")
def references(suffix: str) -> Response:
    """The practices and the documents that report them, for a reference manager."""
    with refusing():
        written = bibliography.write(references_of(asked()), suffix)
    answer = Response(written, content_type=f"{bibliography.FORMS[suffix]}; charset=utf-8")
    name = "shelf.json" if suffix == "csl" else f"shelf.{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def references_of(nodes: list[Node]) -> list[Reference]:
    """Each practice, then each document that reports one of them, once."""
    name = release.current().name
    cited = (citation.node("citedDocument") for node in nodes for citation in node.nodes("citation"))
    documents = dict.fromkeys(document for document in cited if document)
    return [*(of_practice(node, name) for node in nodes), *map(of_document, documents)]


def asked() -> list[Node]:
    """The practices of the address. Raises a 400 where there are more than an address can keep."""
    only(several=[PARAMETER])
    nodes = practices()
    if len(nodes) > MOST:
        raise Refusal(
            400,
            f"{len(nodes)} practices are too many for one shelf: {MOST} fit.",
            "Take some away, or make two shelves.",
            nearest=[Near(link(PATH, [node.key for node in nodes[:MOST]]), f"The first {MOST}")],
        )
    return nodes


def as_data(one: Asked) -> dict[str, Any]:
    """A requirement of the shelf as plain values."""
    node = one.standing.node
    return {
        "id": node.iri,
        "title": node.title,
        "number": node.number,
        "page": address(node),
        "state": one.standing.coverage.state,
        "practices": one.standing.coverage.number,
        "counting": [practice.key for practice in one.counting],
        "touching": [practice.key for practice in one.touching],
    }
