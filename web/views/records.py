"""Pages of the kinds of record that share one page, and a list of each kind."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, render_template

from kg.things import Node
from kg.things.differing import difference
from kg.things.record_kinds import KINDS
from kg.things.records import Heading, listing, record_view
from kg.things.risk import matrix
from kg.things.threads import steps
from kg.things.told import Told, told
from web import behind
from web.addresses import FOLDERS, address
from web.fetch import sources, store, thing_or_404
from web.filters import kind_words
from web.tables import SUFFIX, table
from web.trails import HOME, Crumb

blueprint = Blueprint("records", __name__)

COLUMNS = ["title", "id", "page", "group", "summary"]
ELSEWHERE = {"progress", "discrepancy", "term"}
"""KINDs whose list is a page of its own: web.views.progress, differing and glossary."""
LISTS: dict[str, Crumb] = {
    "progress": {"text": "Progress", "href": "/progress"},
    "discrepancy": {"text": "Where the sources differ", "href": "/about/discrepancies"},
    "term": {"text": "Glossary", "href": "/glossary"},
    "group": {"text": "Governance", "href": "/governance"},
    "event": {"text": "Timeline", "href": "/timeline"},
}
"""Where the breadcrumb of a kind leads, where that is not its own list."""
CONTENTS: Crumb = {"text": "Everything here", "href": "/contents"}


def titled(kind: str) -> str:
    """What several things of a KIND are called, as a heading."""
    words = kind_words(kind)
    return words[:1].upper() + words[1:]


def page(kind: str, key: str) -> str:
    """One record."""
    node = thing_or_404(kind, key)
    return render_template(
        "records/record.html",
        view=record_view(node, sources()),
        difference=difference(node, sources()) if kind == "discrepancy" else None,
        matrix=matrix(node) if kind == "risk-matrix" else None,
        steps=steps(node, sources()) if kind == "thread" else (),
        breadcrumbs=[HOME, CONTENTS, LISTS.get(kind) or {"text": titled(kind), "href": f"/{FOLDERS[kind]}"}],
    )


def all_of(kind: str) -> str:
    """The records of a kind in groups."""
    headings = listing(store(), kind)
    return render_template(
        "records/records.html",
        kind=kind,
        about=KINDS[kind].about,
        title=titled(kind),
        headings=headings,
        total=total(headings),
        breadcrumbs=[HOME, CONTENTS],
        formats=behind.list_formats(f"/{FOLDERS[kind]}"),
        sparql=query_of(kind),
    )


def data(kind: str, suffix: str) -> Response:
    """The records of a kind as a table."""
    rows = [as_data(node, one.title) for one in listing(store(), kind) for node in one.members]
    return table(FOLDERS[kind], COLUMNS, rows, suffix)


def total(headings: tuple[Heading, ...]) -> int:
    """How many records a list holds: each stands under one heading."""
    return sum(one.size for one in headings)


def as_data(node: Node, group: str) -> dict[str, object]:
    """A record as plain values, one for each of COLUMNS."""
    return {
        "title": node.title,
        "id": node.iri,
        "page": address(node),
        "group": group,
        "summary": node.summary,
    }


def query_of(kind: str) -> str:
    """The query for all records of a kind."""
    return behind.query_behind("records").replace("sp:Event", f"sp:{KINDS[kind].of_class}")


def told_here(node: Node) -> Told:
    """What records tell of a thing: for the pages of things of every kind."""
    return told(node, sources())


blueprint.add_app_template_global(told_here, "told")
for _kind in KINDS:
    _folder = FOLDERS[_kind]
    blueprint.add_url_rule(f"/{_folder}/<path:key>", endpoint=f"{_kind}-page", view_func=partial(page, _kind))
    if _kind not in ELSEWHERE:
        blueprint.add_url_rule(f"/{_folder}", endpoint=f"{_kind}-list", view_func=partial(all_of, _kind))
        blueprint.add_url_rule(
            f"/{_folder}.{SUFFIX}", endpoint=f"{_kind}-data", view_func=partial(data, _kind)
        )
