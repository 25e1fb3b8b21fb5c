"""/id/KIND/KEY: from the name of a thing to the page about it, or to it as data."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, redirect
from werkzeug import Response as Redirection

from kg.things import Node, all_keys, find
from kg.things.nearest import nearest_keys
from web import represent
from web.addresses import FOLDERS, SCHEMES, address
from web.errors import Near, Refusal
from web.fetch import name_of, store, thing_or_404
from web.negotiate import FORMS, RDF_RULE, preferred

blueprint = Blueprint("ids", __name__)

KINDS = (*FOLDERS, "vocabulary", *SCHEMES)
"""The kinds that are suggested for one that there is not."""
RDF_FORMS = tuple(form for form in FORMS if form.suffix != "csv")


@blueprint.get("/id/<kind>/<path:key>")
def follow(kind: str, key: str) -> Redirection:
    """303 to the page on which the thing is shown, or to its data where Accept prefers that.

    https://www.w3.org/TR/cooluris/#r303gendocument
    """
    node = named(kind, key)
    form = preferred(RDF_FORMS)
    target = address(node)
    if form and "#" in target:
        target = f"/id/{kind}/{quote(key)}.{form.suffix}"
    elif form:
        target = f"{target}.{form.suffix}"
    response = redirect(target, 303)
    response.vary.add("Accept")
    return response


@blueprint.get(f"/id/<kind>/<path:key>.{RDF_RULE.replace(':suffix', ':form')}")
def data(kind: str, key: str, form: str) -> Response:
    """The thing as data, whether it has a page of its own or not."""
    return represent.thing(named(kind, key), form)


@blueprint.get("/graph/<name>")
def graph(name: str) -> Redirection:
    """303 from the name of a graph to what is said of it."""
    return redirect(f"/data#graph-{quote(name)}", 303)


def named(kind: str, key: str) -> Node:
    """The thing id/KIND/KEY. Raises a 404 that names the nearest kinds, or the nearest of the kind."""
    node = find(store(), kind, key)
    if node:
        return node
    if not all_keys(store(), kind):
        near = nearest_keys(kind, KINDS)
        raise Refusal(
            404,
            f"There is no kind of thing “{kind}”.",
            f"Did you mean {' or '.join(near)}? All terms are on the page of the ontology.",
            nearest=[
                *(Near(address(it), name_of(it)) for one in near if (it := find(store(), one, key))),
                Near("/ontology", "Terms and definitions"),
            ],
        )
    return thing_or_404(kind, key)
