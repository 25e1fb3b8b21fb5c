"""Pages of what groups requirements: themes, workstreams and frameworks."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as Redirect

from kg.things import Node, groups
from kg.things.standing import policy_of
from web import behind, release
from web.fetch import sources, thing_or_404
from web.tables import SUFFIX, table
from web.trails import HOME, WORKSTREAMS, trail

blueprint = Blueprint("groups", __name__)

MEMBERSHIPS = ["workstream", "recommendation", "title", "how", "state", "practices", "assertion"]
"""The columns of the memberships of workstreams."""


@blueprint.get("/themes/<number>")
def theme(number: str) -> str:
    """A theme with its recommendations."""
    return group("requirements/theme.html", thing_or_404("theme", number))


@blueprint.get("/frameworks/<key>")
def framework(key: str) -> str:
    """A framework with its domains and standards, or with its principles."""
    return group("requirements/framework.html", thing_or_404("framework", key))


@blueprint.get("/standards/<edition>")
def standards_of(edition: str) -> str | Redirect:
    """The standards of an edition; a set of principles is sent to its own address."""
    return framework_at("standards", edition)


@blueprint.get("/principles/<scheme>")
def principles_of(scheme: str) -> str | Redirect:
    """A set of principles; an edition of standards is sent to its own address."""
    return framework_at("principles", scheme)


def framework_at(folder: str, key: str) -> str | Redirect:
    """The page of a framework at /standards/KEY or /principles/KEY, whichever fits what it holds."""
    node = thing_or_404("framework", key)
    fits = "standards" if groups.is_edition(node) else "principles"
    return group("requirements/framework.html", node) if fits == folder else redirect(f"/{fits}/{key}")


def group(template: str, node: Node) -> str:
    """The page of a theme or framework."""
    opened = release.current()
    return render_template(
        template,
        view=groups.group_view(opened, node, sources()),
        policy=policy_of(opened),
        breadcrumbs=trail(node),
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("group", node),
    )


@blueprint.get("/workstreams")
def workstreams() -> str:
    """The workstreams, each with its recommendations."""
    opened = release.current()
    return render_template(
        "requirements/workstreams.html",
        all=groups.all_workstreams(opened, sources()),
        policy=policy_of(opened),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/workstreams"),
        sparql=behind.query_behind("workstreams"),
    )


@blueprint.get(f"/workstreams.{SUFFIX}")
def workstreams_as_data(suffix: str) -> Response:
    """The memberships, one a row: a recommendation that is embedded stands under each workstream."""
    found = groups.all_workstreams(release.current(), sources())
    rows = [
        {
            "workstream": view.node.number,
            "recommendation": membership.recommendation.number,
            "title": membership.recommendation.title,
            "how": membership.how,
            "state": section.whole.coverage.state,
            "practices": len(section.whole.coverage.practices),
            "assertion": membership.assertion.iri,
        }
        for view in found.workstreams
        for membership, section in (*view.whole, *view.embedded)
    ]
    return table("workstreams", MEMBERSHIPS, rows, suffix)


@blueprint.get("/workstreams/<number>")
def workstream(number: str) -> str:
    """A workstream: the recommendations it carries whole, and those embedded in it."""
    opened, node = release.current(), thing_or_404("workstream", number)
    return render_template(
        "requirements/workstream.html",
        view=groups.workstream_view(opened, node, sources()),
        policy=policy_of(opened),
        breadcrumbs=[HOME, WORKSTREAMS],
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("group", node),
    )


@blueprint.get("/themes")
@blueprint.get("/actions")
def with_recommendations() -> Redirect:
    """Themes and actions are listed with the recommendations."""
    return redirect("/recommendations")


@blueprint.get("/frameworks")
@blueprint.get("/domains")
@blueprint.get("/principles")
@blueprint.get("/priorities")
@blueprint.get("/objectives")
def with_standards() -> Redirect:
    """Domains, principles and frameworks are listed with the standards."""
    return redirect("/standards")
