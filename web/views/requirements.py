"""Pages of what is asked for: recommendations, actions, standards, domains and principles."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kg.things import gaps, groups
from kg.things.evaluated import RECOMMENDATION, evaluated
from kg.things.gaps import Asked
from kg.things.requirements import requirement_view
from kg.things.standing import policy_of, tally
from web import behind, release
from web.fetch import sources, thing_or_404
from web.requirement_rows import requirements_table
from web.tables import SUFFIX
from web.trails import HOME, trail

blueprint = Blueprint("requirements", __name__)


@blueprint.get("/recommendations")
def recommendations() -> str:
    """The recommendations under their themes, with how each stands."""
    opened = release.current()
    themes = groups.themes(opened, sources())
    return render_template(
        "requirements/recommendations.html",
        themes=themes,
        tally=tally(section.whole for theme in themes for section in theme.sections),
        policy=policy_of(opened),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/recommendations"),
        sparql=behind.query_behind("recommendations"),
    )


@blueprint.get(f"/recommendations.{SUFFIX}")
def recommendations_as_data(suffix: str) -> Response:
    """The recommendations, one a row."""
    rows = gaps.rows(release.current(), Asked(kind="recommendation"))
    return requirements_table("recommendations", rows, suffix)


@blueprint.get("/standards")
def standards() -> str:
    """The frameworks of standards and of principles."""
    opened = release.current()
    return render_template(
        "requirements/frameworks.html",
        frameworks=groups.frameworks(opened, sources()),
        policy=policy_of(opened),
        breadcrumbs=[HOME],
        formats=behind.list_formats("/standards"),
        sparql=behind.query_behind("frameworks"),
    )


@blueprint.get(f"/standards.{SUFFIX}")
def standards_as_data(suffix: str) -> Response:
    """All that stands under a framework, one a row."""
    elsewhere = ("recommendation", "action")
    rows = [row for row in gaps.rows(release.current(), Asked()) if row.node.kind not in elsewhere]
    return requirements_table("standards", rows, suffix)


@blueprint.get("/recommendations/<key>")
def recommendation(key: str) -> str:
    """One recommendation."""
    return requirement("recommendation", key)


@blueprint.get("/actions/<key>")
def action(key: str) -> str:
    """One thing asked for under a recommendation."""
    return requirement("action", key)


@blueprint.get("/standards/<edition>/<code>")
def standard(edition: str, code: str) -> str:
    """One standard of one edition."""
    return requirement("standard", f"{edition}/{code}")


@blueprint.get("/domains/<edition>/<number>")
def domain(edition: str, number: str) -> str:
    """One domain of one edition."""
    return requirement("domain", f"{edition}/{number}")


@blueprint.get("/principles/<scheme>/<number>")
def principle(scheme: str, number: str) -> str:
    """One principle of one set."""
    return requirement("principle", f"{scheme}/{number}")


@blueprint.get("/priorities/<scheme>/<number>")
def priority(scheme: str, number: str) -> str:
    """One strategic priority."""
    return requirement("priority", f"{scheme}/{number}")


@blueprint.get("/objectives/<scheme>/<number>")
def objective(scheme: str, number: str) -> str:
    """One objective of a business plan."""
    return requirement("objective", f"{scheme}/{number}")


def requirement(kind: str, key: str) -> str:
    """The page of a requirement: first what practice addresses it, then what it is."""
    node = thing_or_404(kind, key)
    return render_template(
        "requirements/requirement.html",
        view=requirement_view(release.current(), node, sources()),
        evaluated=evaluated(node.store) if node.iri == RECOMMENDATION else (),
        breadcrumbs=trail(node),
        formats=behind.thing_formats(node),
        sparql=behind.query_behind("requirement", node),
    )
