"""/gaps/smallest-set: the fewest case studies that cover chosen requirements, with alternatives."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from kg.closing.chosen import COLUMNS, Cover, cover_of
from kg.coverage import Filters
from kg.things import gaps
from kg.things.gaps import Asked
from kg.things.standing import coverage_of
from web import behind, per_release, release
from web.asked import LONGEST, key_of
from web.errors import Near, Refusal
from web.parameters import flag, one_of, only
from web.tables import table
from web.trails import HOME

blueprint = Blueprint("smallest", __name__)

PATH = "/gaps/smallest-set"
GAPS = {"text": "Gaps", "href": "/gaps"}
MOST = 200
"""So many requirements may be listed."""


@blueprint.get(PATH)
def page() -> str:
    """The smallest set for what was chosen; the recommendations where nothing was."""
    chosen = asked()
    return render_template(
        "closing/smallest.html",
        cover=cover(chosen),
        chosen=chosen,
        listed=request.args.get("requirements", "").strip(),
        workstreams=gaps.workstreams(release.current()),
        kinds=gaps.kinds(release.current()),
        key_of=key_of,
        breadcrumbs=[HOME, GAPS],
        formats=behind.list_formats(PATH, urlencode(list(request.args.items()), safe="/")),
        sparql=behind.query_behind("gaps"),
    )


@blueprint.get(f"{PATH}.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """The sets as rows; as JSON also the size and whether it is proven."""
    found = cover(asked())
    if suffix == "csv":
        return table("smallest-set", list(COLUMNS), found.rows(), suffix)
    return jsonify(
        release=release.name(),
        size=found.found.size,
        exact=found.found.exact,
        more=found.found.more,
        requirements=[one.requirement for one in found.asked],
        uncovered=list(found.found.uncovered),
        sets=[list(one) for one in found.found.sets],
        columns=COLUMNS,
        rows=found.rows(),
    )


def asked() -> Asked:
    """The workstream, kind and weakness in the address; recommendations where it says nothing."""
    only("workstream", "kind", "weak", "requirements")
    opened = release.current()
    workstream = one_of("workstream", [one.key for one in gaps.workstreams(opened)])
    kind, weak = one_of("kind", gaps.kinds(opened)), flag("weak")
    nothing = not (workstream or kind or weak)
    return Asked(Filters(workstream=workstream), kind="recommendation" if nothing else kind, weak=weak)


def cover(chosen: Asked) -> Cover:
    """The smallest set for the requirements that are listed in the address, else for those chosen."""
    opened = release.current()
    listed = request.args.get("requirements", "").strip()
    if listed:
        return cover_of(opened, named(listed))
    return cover_of(opened, [row.node.iri for row in gaps.rows(opened, chosen)])


def named(text: str) -> list[str]:
    """The requirements of a list with commas: KIND/KEY or names. Raises a 404 for one that there is not."""
    parts = [part.strip()[:LONGEST] for part in text.replace("\n", ",").split(",") if part.strip()]
    if len(parts) > MOST:
        raise Refusal(400, f"{len(parts)} requirements are listed.", f"List {MOST} at most.")
    return [_requirement(part) for part in parts]


def _requirement(text: str) -> str:
    names, covers = per_release.names(), coverage_of(release.current())
    found = [one for one in names.find(text) if one.iri in covers]
    if len(found) == 1:
        return found[0].iri
    near = found or [one for one in names.nearest(text) if one.iri in covers]
    said = "is the name of several requirements" if found else "is no requirement here"
    listed = ", ".join(key_of(one.iri) for one in near)
    raise Refusal(
        404,
        f"“{text}” {said}.",
        f"{f'Did you mean {listed}? ' if listed else ''}Write KIND/KEY, such as action/7.4, commas between.",
        nearest=[Near(f"{PATH}?requirements={key_of(one.iri)}", one.called) for one in near],
    )
