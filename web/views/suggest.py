"""/suggest: what may be meant by what stands in a search box, as JSON for the box."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from kg.search.kinds import BY_KEY, SCHEMES
from kg.things import Node
from kg.things.suggesting import suggestions
from web import per_release
from web.addresses import address
from web.asked import LONGEST
from web.fetch import store
from web.parameters import one_of, only

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/suggest")
def suggest() -> Response:
    """The things that `q` may mean, best first; of one `kind` where it is given. Two signs at least."""
    only("q", "kind")
    asked = request.args.get("q", "")[:LONGEST]
    found = suggestions(store(), per_release.suggester(), asked, one_of("kind", [*BY_KEY, *SCHEMES]))
    return jsonify(
        {
            "query": asked,
            "suggestions": [
                {
                    "id": one.node.iri,
                    "text": one.text,
                    "context": one.context,
                    "also": one.also,
                    "name": one.name,
                    "page": _page(one.node),
                }
                for one in found
            ],
        }
    )


def _page(node: Node) -> str:
    """Where a suggestion leads: to the thing, or for a word of a facet to the search for it."""
    return f"/search?{node.kind}={node.key}" if node.kind in SCHEMES else address(node)
