"""Pages that bring records together: timeline, governance, editions, discrepancies, glossary."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as Redirect

from kg.things import Node, of_class
from kg.things.differing import Difference, differences
from kg.things.editions import bridges, editions
from kg.things.governance import HIGH, WIDE, governance, picture
from kg.things.timeline import KINDS, timeline
from web import behind
from web.addresses import address
from web.fetch import sources, store
from web.tables import SUFFIX, table
from web.trails import HOME, Crumb

blueprint = Blueprint("overviews", __name__)

CONTENTS: Crumb = {"text": "Everything here", "href": "/contents"}
ABOUT: Crumb = {"text": "About this site", "href": "/about"}
DATED = ["date", "until", "what", "title", "id", "page", "note"]
SIDES = ["type", "discrepancy", "title", "side", "says", "places", "about", "reading"]
TERMS = ["term", "stands_for", "meaning", "id", "page"]
MATCHES = ["from_edition", "subject", "relation", "to_edition", "object", "basis", "rationale", "assertion"]


@blueprint.get("/timeline")
def dates() -> str:
    """Everything with a date, by year."""
    return render_template(
        "records/timeline.html",
        years=timeline(store()),
        kinds=KINDS,
        breadcrumbs=[HOME, CONTENTS],
        formats=behind.list_formats("/timeline"),
        sparql=behind.query_behind("timeline"),
    )


@blueprint.get(f"/timeline.{SUFFIX}")
def dates_as_data(suffix: str) -> Response:
    """Everything with a date, one a row."""
    rows = [
        {
            "date": one.date,
            "until": one.until,
            "what": one.words,
            "title": one.node.title,
            "id": one.node.iri,
            "page": address(one.node),
            "note": one.note,
        }
        for year in timeline(store())
        for one in year.dated
    ]
    return table("timeline", DATED, rows, suffix)


@blueprint.get("/governance")
def groups() -> str:
    """Who reports to whom, as a picture and as a list."""
    found = governance(store())
    return render_template(
        "records/governance.html",
        governance=found,
        picture=picture(found.trees),
        box=(WIDE, HIGH),
        breadcrumbs=[HOME, CONTENTS],
        sparql=behind.query_behind("governance"),
    )


@blueprint.get("/editions")
def side_by_side() -> str:
    """The editions of the standards, and what corresponds to what."""
    return render_template(
        "records/editions.html",
        editions=editions(store()),
        bridges=bridges(store()),
        breadcrumbs=[HOME, CONTENTS],
        formats=behind.list_formats("/editions"),
        sparql=behind.query_behind("editions"),
    )


@blueprint.get(f"/editions.{SUFFIX}")
def correspondences(suffix: str) -> Response:
    """The correspondences, one a row."""
    rows = [
        {
            "from_edition": bridge.start.iri,
            "subject": one.subject.iri,
            "relation": one.how,
            "to_edition": bridge.end.iri,
            "object": one.target.iri if one.target else None,
            "basis": one.assertion.code("basis"),
            "rationale": one.rationale,
            "assertion": one.assertion.iri,
        }
        for bridge in bridges(store())
        for one in bridge.matches
    ]
    return table("editions", MATCHES, rows, suffix)


@blueprint.get("/about/discrepancies")
def differing() -> str:
    """Every place in which the sources do not agree, by type."""
    return render_template(
        "records/discrepancies.html",
        types=differences(store(), sources()),
        breadcrumbs=[HOME, ABOUT],
        formats=behind.list_formats("/about/discrepancies"),
        sparql=behind.query_behind("discrepancies"),
    )


@blueprint.get("/discrepancies")
def discrepancies() -> Redirect:
    """Discrepancies are listed under About."""
    return redirect("/about/discrepancies")


@blueprint.get(f"/about/discrepancies.{SUFFIX}")
def differing_as_data(suffix: str) -> Response:
    """The discrepancies, one side a row."""
    found = (one for group in differences(store(), sources()) for one in group.members)
    return table("discrepancies", SIDES, list(sides(found)), suffix)


def sides(found: Iterable[Difference]) -> Iterable[dict[str, object]]:
    """Each side of each discrepancy as plain values, one for each of SIDES."""
    for one in found:
        for number, side in enumerate(one.sides, 1):
            yield {
                "type": one.type,
                "discrepancy": one.node.iri,
                "title": one.node.title,
                "side": number,
                "says": side.says,
                "places": "; ".join(f"{each.document.key}: {each.locator}" for each in side.cited),
                "about": [about.iri for about in one.about],
                "reading": one.reading,
            }


@blueprint.get("/glossary")
def glossary() -> str:
    """Terms and abbreviations by their first letter."""
    terms = of_class(store(), "Term")
    letters = sorted({letter(one) for one in terms})
    return render_template(
        "records/glossary.html",
        letters=[(first, [one for one in terms if letter(one) == first]) for first in letters],
        total=len(terms),
        breadcrumbs=[HOME, CONTENTS],
        formats=behind.list_formats("/glossary"),
        sparql=behind.query_behind("glossary"),
    )


def letter(term: Node) -> str:
    """The letter under which a term stands, or # for what begins with none."""
    first = term.title[:1].upper()
    return first if first.isalpha() else "#"


@blueprint.get(f"/glossary.{SUFFIX}")
def glossary_as_data(suffix: str) -> Response:
    """The terms, one a row."""
    rows = [
        {
            "term": one.title,
            "stands_for": one.text("standsFor"),
            "meaning": one.summary,
            "id": one.iri,
            "page": address(one),
        }
        for one in of_class(store(), "Term")
    ]
    return table("glossary", TERMS, rows, suffix)
