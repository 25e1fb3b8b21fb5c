"""Pages of organisations: who leads, takes part, publishes and provides, and what became of them."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kg.things import Node, find, organisations
from kg.things.addressing import NOT_COUNTED
from kg.things.nearest import nearest_keys
from kg.things.organisations import Listed
from web import behind
from web.addresses import BESIDE, address
from web.errors import Near, Refusal
from web.fetch import sources, store
from web.parameters import one_of, only
from web.tables import table
from web.trails import HOME, Crumb

blueprint = Blueprint("organisations", __name__)

ORGANISATIONS: Crumb = {"text": "Organisations", "href": "/organisations"}
SHARING = ("collaborative", "organisation")
"""The KINDs that share an address: /organisations/KEY."""
COLUMNS = [
    "title", "id", "page", "class", "state", "leads", "partner_in", "programmes", "publishes", "provides",
]  # fmt: skip


@blueprint.get("/organisations")
def all_organisations() -> str:
    """All organisations by class, with how many practices each leads and is a partner in."""
    return render_template(
        "organisations/organisations.html",
        classes=organisations.organisations(store()),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/organisations"),
        sparql=behind.query_behind("organisations"),
    )


@blueprint.get("/organisations.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """All organisations as a table."""
    classes = organisations.organisations(store())
    rows = [as_data(one, group.name) for group in classes for one in group.members]
    return table("organisations", COLUMNS, rows, suffix)


def as_data(one: Listed, of_class: str) -> dict[str, object]:
    """An organisation as plain values, one for each of COLUMNS."""
    return {
        "title": one.node.title,
        "id": one.node.iri,
        "page": address(one.node),
        "class": of_class,
        "state": one.state.key if one.state else "current",
        "leads": one.counts.leads,
        "partner_in": one.counts.partners,
        "programmes": one.counts.programmes,
        "publishes": one.counts.publishes,
        "provides": one.counts.provides,
    }


@blueprint.get("/organisations/<slug>")
def organisation(slug: str) -> str:
    """One organisation. Where a collaborative and another body have one key, the reader chooses."""
    found = meant(slug)
    if len(found) > 1:
        return render_template("organisations/choose.html", found=found, breadcrumbs=[HOME, ORGANISATIONS])
    node = found[0]
    return render_template(
        "organisations/organisation.html",
        view=organisations.organisation_view(node, sources()),
        not_counted=NOT_COUNTED,
        breadcrumbs=[HOME, ORGANISATIONS],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("organisation", node),
    )


def meant(slug: str) -> list[Node]:
    """The organisations that an address may mean: one, or those of the KINDs that share it.

    `?kind=` chooses among the latter. Raises the 404 of `none_there`.
    """
    only("kind")
    for kind, start in BESIDE.items():
        beside = find(store(), kind, slug.removeprefix(start)) if slug.startswith(start) else None
        if beside:
            return [beside]
    chosen = one_of("kind", SHARING)
    kinds = (chosen,) if chosen else SHARING
    found = [node for kind in kinds if (node := find(store(), kind, slug))]
    if not found:
        raise none_there(slug)
    return found


def none_there(slug: str) -> Refusal:
    """The 404 for an organisation that is not there, naming the nearest of every kind."""
    known = {address(node).rpartition("/")[2]: node for node in organisations.every(store())}
    near = [known[key] for key in nearest_keys(slug, known)]
    return Refusal(
        404,
        f"There is no organisation “{slug}” here.",
        "Choose one of the nearest below, or look through the list of organisations.",
        nearest=[Near(address(node), node.title) for node in near],
    )
