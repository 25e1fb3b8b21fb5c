"""/path: how two things are connected, in words, each step with what it rests on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from kg.things import Cited, Node
from kg.things.connecting import Connection, Proof, Step, connection
from kg.things.names import Named, kind_word
from kg.things.names import name_of as called
from kg.traverse import PEOPLE
from web import per_release, release
from web.addresses import address
from web.asked import choose, key_of, named
from web.errors import Refusal
from web.fetch import name_of, sources, store
from web.negotiate import without_data
from web.parameters import only
from web.trails import HOME

blueprint = Blueprint("path", __name__)

ENDS = ("from", "to")
PATH = {"text": "How things are connected", "href": "/path"}
EXAMPLES = (
    ("practice/safety-huddles", "workstream/1"),
    ("collaborative/yorkshire-and-humber", "recommendation/6"),
    ("topic/falls", "theme/1"),
)
"""Pairs to try; shown where the release has both ends."""


@blueprint.get("/path")
def page() -> str | AnyResponse:
    """The ways between two things; a form where an end is missing."""
    start, end = asked()
    for name, found in zip(ENDS, (start, end), strict=True):
        if isinstance(found, list):
            return choose(name, found, [HOME, PATH])
    if not (isinstance(start, Node) and isinstance(end, Node)):
        return form(start, end)
    if any(request.args[name] != key_of(node.iri) for name, node in zip(ENDS, (start, end), strict=True)):
        return redirect(link_to(start.iri, end.iri))
    return render_template(
        "path/ways.html",
        view=connection(store(), per_release.walk(), start.iri, end.iri, sources()),
        start=start,
        end=end,
        kind_word=kind_word,
        people=PEOPLE,
        key_of=key_of,
        called=called,
        link=link_to,
        breadcrumbs=[HOME, PATH],
    )


@blueprint.get("/path.<any(json):suffix>")
def data(suffix: str) -> Response:
    """The ways as data. Raises a 400 where an end is missing or its name is that of several things."""
    start, end = asked()
    ends = [_one(name, found) for name, found in zip(ENDS, (start, end), strict=True)]
    found = connection(store(), per_release.walk(), ends[0].iri, ends[1].iri, sources())
    return jsonify(as_data(found))


def asked() -> list[Node | list[Named] | None]:
    """What each end names: see web.asked.named. Raises a 404 naming the nearest."""
    only(*ENDS)
    return [named(name) for name in ENDS]


def form(start: Node | list[Named] | None, end: Node | list[Named] | None) -> str:
    """The page that asks for both ends, with the one that is known filled in."""
    without_data()
    names = per_release.names()
    pairs = [[names.find(one) for one in pair] for pair in EXAMPLES]
    return render_template(
        "path/form.html",
        start=start,
        end=end,
        key_of=key_of,
        called=called,
        link=link_to,
        examples=[(one[0], other[0]) for one, other in pairs if one and other],
        breadcrumbs=[HOME],
    )


def link_to(start: str, end: str) -> str:
    """The address of the ways between two things."""
    return f"/path?{urlencode([('from', key_of(start)), ('to', key_of(end))], safe='/')}"


def _one(name: str, found: Node | list[Named] | None) -> Node:
    if isinstance(found, Node):
        return found
    if found is None:
        raise Refusal(400, f"The parameter “{name}” is missing.", f"Add {name}=practice/safety-huddles, say.")
    keys = ", ".join(key_of(one.iri) for one in found)
    raise Refusal(400, f"The parameter “{name}” names several things: {keys}.", "Write one of them.")


def as_data(found: Connection) -> dict[str, Any]:
    """The ways as plain values; each step with its sentence and its proof."""
    return {
        "release": release.name(),
        "from": _thing(found.start),
        "to": _thing(found.end),
        "far": found.far,
        "ways": [[_step(step) for step in way] for way in found.ways],
    }


def _thing(node: Node) -> dict[str, str]:
    return {"id": node.iri, "kind": node.kind, "key": node.key, "title": node.title, "page": address(node)}


def _step(step: Step) -> dict[str, Any]:
    return {
        "says": f"{name_of(step.start)} {step.reads} {name_of(step.end)}",
        "from": _thing(step.start),
        "reads": step.reads,
        "to": _thing(step.end),
        "property": step.relation,
        "proof": _proof(step.proof),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    assertion = proof.assertion
    return {
        "how": "assertion" if assertion else proof.how,
        "record": proof.record.iri,
        "assertion": assertion.iri if assertion else None,
        "basis": assertion.code("basis") if assertion else None,
        "extent": assertion.code("extent") if assertion else None,
        "rationale": assertion.text("rationale") if assertion else None,
        "citations": [_citation(one) for one in proof.cited],
    }


def _citation(cited: Cited) -> dict[str, str]:
    return {"id": cited.node.iri, "document": cited.document.iri, "locator": cited.locator}
