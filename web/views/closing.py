"""/gaps/closing: what would close a gap, with near misses, records to complete and a call for evidence."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template
from werkzeug.wrappers import Response as AnyResponse

from kg.closing import (
    Near,
    NearMiss,
    SetAside,
    Why,
    addressees,
    call_for_evidence,
    draft_of,
    figures_at_hand,
    near_misses,
    needed,
)
from kg.coverage import Filters
from kg.things import Node, gaps, ordered
from kg.things.gaps import Asked
from kg.things.standing import coverage_of, policy_of, standing
from web import behind, per_release, release
from web.addresses import address
from web.asked import choose, key_of, named
from web.errors import Near as Nearest
from web.errors import Refusal
from web.fetch import name_of
from web.negotiate import without_data
from web.parameters import one_of, only
from web.trails import HOME

blueprint = Blueprint("closing", __name__)

PATH = "/gaps/closing"
GAPS = {"text": "Gaps", "href": "/gaps"}
NEAREST = 8
"""So many near misses are shown at once; the others open on demand."""
CLOSING = {"text": "What would close a gap", "href": PATH}


@blueprint.get(PATH)
def page() -> str | AnyResponse:
    """What would close one gap; without a requirement, the gaps to choose from."""
    only("requirement", "to", "workstream")
    found = named("requirement")
    if isinstance(found, list):
        return choose("requirement", found, [HOME, GAPS])
    return list_of_gaps() if found is None else closing(a_requirement(found))


def closing(requirement: Node) -> str:
    """The page about one requirement."""
    opened = release.current()
    near = near_misses(opened, per_release.search(), requirement)
    shown = standing(opened, requirement)
    receivers = addressees(opened, near)
    to = receiver(receivers)
    return render_template(
        "closing/closing.html",
        node=requirement,
        cover=shown.coverage,
        needed=needed(shown.coverage, policy_of(opened)),
        figures=figures_at_hand(shown.coverage, requirement) if shown.coverage.state == "thin" else [],
        near=[(miss, draft_of(miss, requirement)) for miss in near.misses],
        nearest=NEAREST,
        set_aside=near.set_aside,
        receivers=receivers,
        to=to,
        letter=call_for_evidence(opened, requirement, to),
        letter_address=f"{PATH}/call.txt?{query(requirement, to)}",
        key_of=key_of,
        policy=policy_of(opened),
        breadcrumbs=[HOME, GAPS, CLOSING],
        formats=behind.list_formats(PATH, query(requirement, to))[1:],
        sparql=behind.query_behind("requirement", requirement),
    )


def list_of_gaps() -> str:
    """The page on which a reader chooses a gap, of all or of a workstream."""
    without_data()
    opened = release.current()
    workstream = one_of("workstream", [one.key for one in gaps.workstreams(opened)])
    return render_template(
        "closing/choose.html",
        rows=gaps.rows(opened, Asked(Filters(workstream=workstream), weak=True)),
        key_of=key_of,
        breadcrumbs=[HOME, GAPS],
    )


@blueprint.get(f"{PATH}.<any(json):suffix>")
def data(suffix: str) -> Response:
    """The same as data."""
    requirement = the_requirement()
    opened = release.current()
    near = near_misses(opened, per_release.search(), requirement)
    cover = coverage_of(opened)[requirement.iri]
    to = receiver(addressees(opened, near))
    return jsonify(
        release=opened.name,
        requirement={**_thing(requirement), "state": cover.state, "reason": cover.reason},
        needed=needed(cover, policy_of(opened)),
        figures_at_hand=[one.iri for one in figures_at_hand(cover, requirement)],
        near=[_miss(miss, requirement) for miss in near.misses],
        set_aside=[_set_aside(one) for one in near.set_aside],
        call=_call(requirement, to) if cover.asked.answerable != "institution" else None,
    )


@blueprint.get(f"{PATH}/call.txt")
def letter() -> Response:
    """The call for evidence as a file of plain text."""
    requirement, opened = the_requirement(), release.current()
    if coverage_of(opened)[requirement.iri].asked.answerable == "institution":
        raise Refusal(
            404, f"{name_of(requirement)}: only an institution can answer it.", "Ask that institution."
        )
    to = receiver(addressees(opened, Near((), ())))
    answer = Response(call_for_evidence(opened, requirement, to), content_type="text/plain; charset=utf-8")
    name = f"call-for-evidence-{key_of(requirement.iri).replace('/', '-')}.txt"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def the_requirement() -> Node:
    """The requirement that the address names. Raises a 400 for none or several, else as `named`."""
    only("requirement", "to")
    found = named("requirement")
    if isinstance(found, Node):
        return a_requirement(found)
    several = (
        f" names several things: {', '.join(key_of(one.iri) for one in found)}" if found else " is missing"
    )
    raise Refusal(400, f"The parameter “requirement”{several}.", "Write one, such as action/3.1.")


def a_requirement(node: Node) -> Node:
    """The node, where it is a requirement. Raises a 404 that names the nearest requirement."""
    covers = coverage_of(release.current())
    if node.iri in covers:
        return node
    parts = [one for one in node.nodes("groups") if one.iri in covers]
    raise Refusal(
        404,
        f"{name_of(node)} is no requirement, so nothing can be missing for it.",
        "Choose a recommendation, an action, a domain, a standard or a principle.",
        nearest=[Nearest(f"{PATH}?{query(one, None)}", name_of(one)) for one in ordered(parts)[:3]]
        or [Nearest(PATH, "The gaps to choose from")],
    )


def receiver(receivers: tuple[Node, ...]) -> Node | None:
    """The collaborative or office in the address. Raises a 400 that names the nearest for another."""
    key = one_of("to", [key_of(one.iri) for one in receivers])
    return next((one for one in receivers if key_of(one.iri) == key), None)


def query(requirement: Node, to: Node | None) -> str:
    """The parameters of the address for a requirement and whom to ask."""
    pairs = [("requirement", key_of(requirement.iri)), *([("to", key_of(to.iri))] if to else [])]
    return urlencode(pairs, safe="/")


def _thing(node: Node) -> dict[str, Any]:
    return {"id": node.iri, "number": node.number, "title": node.title, "page": address(node)}


def _call(requirement: Node, to: Node | None) -> dict[str, Any]:
    text = call_for_evidence(release.current(), requirement, to)
    return {"to": to.iri if to else None, "text": text}


def _miss(miss: NearMiss, requirement: Node) -> dict[str, Any]:
    draft = draft_of(miss, requirement)
    return {
        "practice": _thing(miss.practice),
        "why": [_why(one) for one in miss.why],
        "link": miss.link.iri if miss.link else None,
        "file": draft.file,
        "what_to_do": draft.says,
        "draft": draft.text,
    }


def _why(why: Why) -> dict[str, Any]:
    said = "".join(part if isinstance(part, str) else name_of(part) for part in why.says)
    return {"way": why.way, "says": said, "record": why.record.iri if why.record else None}


def _set_aside(one: SetAside) -> dict[str, Any]:
    return {"thing": _thing(one.thing), "because": one.because, "assessment": one.assessment.iri}
