"""/explore: what lies around a thing, as a picture and as the same list, and as data."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from kg.search.kinds import BY_KEY, SCHEMES
from kg.things import Node
from kg.things.exploring import STEPS, Surroundings, in_order, surroundings
from kg.things.later import status_of
from kg.things.names import kind_word, kind_words
from kg.traverse import FAMILIES, Edge
from web import per_release, release
from web.addresses import address
from web.asked import LONGEST, choose, key_of, named
from web.errors import Refusal
from web.fetch import name_of, sources, store
from web.negotiate import without_data
from web.parameters import one_of, only, some_of
from web.trails import HOME

blueprint = Blueprint("explore", __name__)

EXPLORE = {"text": "Explore", "href": "/explore"}
STARTS = ("practice", "workstream", "recommendation", "standard", "collaborative", "topic")
"""The KINDs whose lists are places to start from; the others are found by name."""
LISTED = 100
"""So many of them are listed: more are sooner found by name."""
LOOKS = {
    "practice": ("practice",),
    "requirement": ("recommendation", "action", "domain", "standard", "principle", "priority", "objective"),
    "group": ("theme", "workstream", "framework"),
    "organisation": ("collaborative", "organisation", "office", "region", "group"),
    "word": tuple(SCHEMES),
}
"""Which KINDs look alike in the picture; any other looks like a `record`."""
LOOK_NAMES = {
    "practice": "Practice",
    "requirement": "What is asked for",
    "group": "Groups: theme, workstream, framework",
    "organisation": "Collaboratives, organisations and boards",
    "record": "Resources, documents and other records",
    "word": "Words: setting, profession, topic, method",
}
"""What each look is called where it is switched on and off."""
MOST_OPENED = 40
"""From so many things a step further may be taken at once."""
LOOK = {kind: look for look, kinds in LOOKS.items() for kind in kinds}


@blueprint.get("/explore")
def page() -> str | AnyResponse:
    """The surroundings of a thing, or where to start from."""
    found = asked()
    if found is None:
        return start()
    if isinstance(found, list):
        return choose("thing", found, [HOME, EXPLORE])
    if request.args["thing"] != key_of(found.iri):
        return redirect(link_to(found.iri))
    view = around(found)
    return render_template(
        "explore/around.html",
        view=view,
        status=status_of(found, sources()),
        families=FAMILIES,
        looks={LOOK.get(node.kind, "record") for node, _ in view.nodes},
        look_names=LOOK_NAMES,
        shown_looks=some_of("look", list(LOOK_NAMES)) or list(LOOK_NAMES),
        link=link_to,
        opening=link_opening,
        key_of=key_of,
        kind_word=kind_word,
        breadcrumbs=[HOME, EXPLORE],
        data_address=link_to(found.iri, ".json"),
    )


def start() -> str:
    """Where to start from: a box for any name, and the lists of the main kinds."""
    without_data()
    return render_template(
        "explore/start.html",
        starts=[(kind, kind_words(kind), *first_of(kind)) for kind in STARTS],
        link=link_to,
        breadcrumbs=[HOME],
    )


def first_of(kind: str) -> tuple[int, list[Node]]:
    """How many things of a KIND there are, and the first LISTED of them, those withdrawn last."""
    found = [one.iri for one in per_release.names().all if one.kind == kind]
    return len(found), in_order(Node(store(), iri) for iri in found[:LISTED])


@blueprint.get("/explore.<any(json):suffix>")
def data(suffix: str) -> Response:
    """The things and relations of the picture. `thing` must be KIND/KEY or a name that only one thing has."""
    found = asked()
    if found is None:
        raise Refusal(400, "The parameter “thing” is missing.", "Add ?thing=practice/safety-huddles, say.")
    if isinstance(found, list):
        names = ", ".join(key_of(one.iri) for one in found)
        raise Refusal(400, f"The parameter “thing” names several things: {names}.", "Write one of them.")
    return jsonify(as_data(around(found)))


def asked() -> Any:
    """What the address asks for: see web.asked.named. Raises a 400 for a parameter that is not known."""
    only("thing", "steps", several=("family", "look", "open"))
    return named("thing")


def around(centre: Node) -> Surroundings:
    """The surroundings that the address asks for. Raises a 400 naming a parameter with a wrong value."""
    steps = int(one_of("steps", [str(number) for number in STEPS]) or STEPS[0])
    families = some_of("family", list(FAMILIES)) or list(FAMILIES)
    looks = some_of("look", list(LOOK_NAMES)) or list(LOOK_NAMES)
    kinds = [*BY_KEY, *SCHEMES]
    hidden = [kind for kind in kinds if LOOK.get(kind, "record") not in looks]
    return surroundings(store(), per_release.walk(), centre.iri, steps, families, opened(), hidden)


def opened() -> list[str]:
    """The IRIs from which one step further is taken. Raises a 400 for what is nothing here."""
    given = list(dict.fromkeys(request.args.getlist("open")))
    if len(given) > MOST_OPENED:
        raise Refusal(400, f"{len(given)} things are opened at once.", f"Open {MOST_OPENED} at the most.")
    found = {one: per_release.names().find(one[:LONGEST]) for one in given}
    for one, things in found.items():
        if len(things) != 1:
            raise Refusal(
                400, f"“{one[:LONGEST]}” (parameter “open”) is nothing here.", "Write it as KIND/KEY."
            )
    return [things[0].iri for things in found.values()]


def link_to(iri: str, suffix: str = "") -> str:
    """The address of the surroundings of a thing, with the steps, families and kinds of this page."""
    left_out = {"thing"} if suffix else {"thing", "open"}
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in left_out]
    return f"/explore{suffix}?{urlencode([('thing', key_of(iri)), *kept], safe='/')}"


def link_opening(iri: str) -> str:
    """The address of this page with one step further from a thing; without it where it is there."""
    pairs = list(request.args.items(multi=True))
    pair = ("open", key_of(iri))
    changed = [one for one in pairs if one != pair] if pair in pairs else [*pairs, pair]
    return f"/explore?{urlencode(changed, safe='/')}"


def as_data(view: Surroundings) -> dict[str, Any]:
    """The surroundings as plain values: the things, nearest first, and the relations among them."""
    return {
        "release": release.name(),
        "centre": view.centre.iri,
        "steps": view.steps,
        "families": list(view.families),
        "left_out": view.left_out,
        "opened": list(view.opened),
        "nodes": [_node(node, distance) for node, distance in view.nodes],
        "edges": [_edge(edge) for edge in view.edges],
    }


def _node(node: Node, distance: int) -> dict[str, Any]:
    return {
        "id": node.iri,
        "kind": node.kind,
        "kind_word": kind_word(node.kind),
        "key": node.key,
        "title": node.title,
        "name": name_of(node),
        "look": LOOK.get(node.kind, "record"),
        "distance": distance,
        "withdrawn": node.withdrawn,
        "page": address(node),
        "explore": link_to(node.iri),
        "open": link_opening(node.iri),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "start": edge.start,
        "end": edge.end,
        "property": edge.relation.name,
        "reads": edge.reads,
        "family": edge.family,
        "inferred": edge.inferred,
    }
