"""/search: words and facets in, hits with their reasons out, as a page, JSON and CSV."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from kg.search import Results, SearchError
from kg.search.search import MOST_PER_PAGE
from kg.things.addressing import NOT_COUNTED
from kg.things.found import Chosen, broader, every_page, grouped, wider
from kg.things.names import kind_word
from kg.things.standing import coverage_of
from web import per_release, release
from web import search_addresses as addresses
from web.errors import Near, Refusal
from web.fetch import store
from web.found_data import COLUMNS, as_data, as_rows
from web.layout import LONGEST_QUESTION
from web.parameters import flag, only
from web.search_facets import LABELS, boxes, shown
from web.tables import table
from web.trails import HOME
from web.views import searches

blueprint = Blueprint("search", __name__)

PER_PAGE = 20
MOST_ROWS = 1000
"""So many hits are given at most where all are asked for."""
SORTS = {"relevance": "Relevance", "newest": "Newest", "evidence": "Strongest evidence"}
"""The orders of results, and what each is called."""


@blueprint.get("/search")
def page() -> str:
    """The hits, why each was found, and the facets to choose by."""
    words, chosen = asked()
    results = found(words, chosen, PER_PAGE)
    searches.count(results)
    return render_template(
        "search/search.html",
        results=results,
        groups=grouped(store(), results, per_release.lasting()),
        facets=shown(results.facets),
        boxes=boxes,
        labels=LABELS,
        chosen=[(key, one) for key, values in results.facets.items() for one in values if one.chosen],
        cut=len(request.args.get("q", "")) > LONGEST_QUESTION,
        wider=[] if results.total else wider(per_release.search(), results, chosen),
        broader=broader(per_release.search(), results, chosen),
        sorts=SORTS,
        addresses=addresses,
        states={iri: cover.state for iri, cover in coverage_of(release.current()).items()},
        kind_word=kind_word,
        not_counted=NOT_COUNTED,
        most_rows=MOST_ROWS,
        breadcrumbs=[HOME],
    )


@blueprint.get("/search.<any(csv, json):suffix>")
def data(suffix: str) -> Response:
    """The hits of the page; as CSV with `all=1` those of every page, MOST_ROWS at most."""
    words, chosen = asked("per_page", *(["all"] if suffix == "csv" else []))
    per_page = number("per_page", PER_PAGE)
    if suffix == "json":
        results = found(words, chosen, per_page)
        return jsonify(as_data(results, grouped(store(), results, per_release.lasting()), chosen))
    if flag("all"):
        pages = list(every_page(per_release.search(), words, chosen, MOST_ROWS, sort()))
    else:
        pages = [found(words, chosen, per_page)]
    groups = [grouped(store(), one, per_release.lasting()) for one in pages]
    return table("search", COLUMNS, [row for one in groups for row in as_rows(one)], "csv")


def asked(*more: str) -> tuple[str, Chosen]:
    """The words and the chosen values by facet. Raises a 400 for a parameter that is not known."""
    only("q", "page", "sort", *more, several=list(LABELS))
    given = {key: list(dict.fromkeys(filter(None, request.args.getlist(key)))) for key in LABELS}
    words = request.args.get("q", "")[:LONGEST_QUESTION]
    return words, {key: values for key, values in given.items() if values}


def found(words: str, chosen: Chosen, per_page: int) -> Results:
    """The page of hits that the address asks for. Raises a 400, or a 404 for a page past the last."""
    page = number("page", 1)
    try:
        return per_release.search().search(words, chosen, page=page, per_page=per_page, sort=sort())
    except SearchError as error:
        raise refusal(error) from error


def sort() -> str:
    """The order that the address asks for. Raises a 400 for one that there is not."""
    given = request.args.get("sort") or next(iter(SORTS))
    if given not in SORTS:
        near = SearchError.unknown("sort", given, SORTS)
        nearest = [Near(addresses.instead("sort", given, str(near.nearest)), f"sort: {near.nearest}")]
        why = f"“{given[:40]}” is no order of results; there are {', '.join(SORTS)}."
        raise Refusal(400, why, "Choose one of these.", nearest)
    return given


def number(name: str, default: int) -> int:
    """A parameter that is a whole number above 0. Raises a 400 where it is not."""
    given = request.args.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdecimal()) or int(given[:9]) < 1:
        raise Refusal(
            400,
            f"“{given[:40]}” is no value of the parameter “{name}”: it is a whole number from 1.",
            f"Leave it out, or write {name}={default}.",
        )
    return int(given[:9])


def refusal(error: SearchError) -> Refusal:
    """What a reader is told of a search that asks for something that is not there."""
    name, given, near = error.parameter, error.given[:100], error.nearest
    nearest = [Near(addresses.instead(name, error.given, near), f"{name}: {near}")] if near else []
    if name == "page":
        return Refusal(404, f"There is no page {given} of these results.", "Go to the last page.", nearest)
    if name == "per_page":
        why = f"The parameter “per_page” goes from 1 to {MOST_PER_PAGE}."
        return Refusal(400, why, f"Write {near}.", nearest)
    why = f"“{given}” is no value of the parameter “{name}” ({LABELS[name].lower()})."
    return Refusal(
        400,
        f"{why} The nearest is “{near}”." if near else why,
        "Choose one from the filters of the search page.",
        nearest,
    )
