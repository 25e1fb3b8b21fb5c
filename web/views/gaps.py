"""/gaps: what practice is known for each requirement, as a list or as a map, and as data."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template

from kg.coverage import STATES
from kg.things import gaps
from kg.things.gap_maps import narrower
from kg.things.gaps import Asked
from kg.things.standing import coverage_of, policy_of, tally
from web import behind, kept, release
from web.filters import label
from web.gaps import choices, links, said
from web.gaps.cells import CELL_COLUMNS, Proofs, cell_rows, named, page_lines
from web.gaps.chosen import Chosen, chosen
from web.gaps.counting import map_query
from web.gaps.shown import listed, mapped
from web.nearest import exists
from web.requirement_rows import requirements_table
from web.tables import SUFFIX, table
from web.trails import HOME

blueprint = Blueprint("gaps", __name__)
CLOSING = "/gaps/closing"
"""The page of what would close a gap."""


@blueprint.get("/gaps")
@blueprint.get("/gaps@<kept_name>")
def page(kept_name: str = "") -> str:
    """The gaps, of a kept release too: a map where columns are chosen, else a list with reasons."""
    if kept_name:
        kept.read("/gaps", kept_name)
    asked = chosen()
    shown = map_page if asked.is_map else list_page
    return shown(asked)


def list_page(asked: Chosen) -> str:
    """The requirements with what practice is known for each, and why."""
    opened, rows = release.current(), listed(asked)
    return render_template(
        "gaps/list.html",
        groups=[(None, rows)] if asked.weakest else gaps.grouped(rows),
        tally=tally(row.standing for row in rows),
        streams=workstreams(asked),
        sparql=behind.query_behind("gaps"),
        **shared(asked),
        policy=policy_of(opened),
    )


def map_page(asked: Chosen) -> str:
    """Requirements against slices: a number, a state and a mark in every cell."""
    opened, held = release.current(), mapped(asked)
    return render_template(
        "gaps/map.html",
        held=held,
        lines=page_lines(held),
        named=named,
        searched=said.looked_for(cell.coverage for line in held.cells for cell in line),
        narrower=narrower(opened, asked.columns or ""),
        measured=said.measured_by(opened, asked.asked),
        sparql=map_query(asked.rows or "recommendations", asked.columns or ""),
        labels={state: label(state, "coverage-state") for state in STATES},
        **shared(asked),
        policy=policy_of(opened),
    )


def shared(asked: Chosen) -> dict[str, Any]:
    """What both pages need: the form, what was chosen in words, addresses."""
    return {
        "asked": asked,
        "title": choices.title(asked),
        "layout": choices.layout(asked),
        "narrowing": choices.narrowing(asked),
        "trust_words": choices.TRUST_WORDS,
        "row_words": choices.ROW_WORDS,
        "column_words": choices.COLUMN_WORDS,
        "said": said,
        "with_value": links.with_value,
        "here": links.here,
        "proof_of": Proofs(),
        "closing": CLOSING if exists(CLOSING) else "",
        "breadcrumbs": [HOME],
        "formats": [*behind.list_formats("/gaps", links.query()), *links.files()],
    }


@blueprint.get(f"/gaps.{SUFFIX}")
def data(suffix: str) -> Response:
    """What the page shows with the same choices: requirements, or the cells of the map."""
    asked = chosen()
    if asked.is_map:
        return table("gap-map", list(CELL_COLUMNS), cell_rows(mapped(asked)), suffix)
    return requirements_table("gaps", listed(asked), suffix)


def workstreams(asked: Chosen) -> list[tuple[Any, int, int]]:
    """Each workstream with how many of its requirements are weak, and how many it has, at this trust."""
    opened = release.current()
    covers = coverage_of(opened, asked.asked.trust)
    every = [one.asked for one in covers.values() if one.asked.asked_by(asked.asked.trust.as_of)]
    found = []
    for node in gaps.workstreams(opened):
        own = [one for one in every if one.belongs("workstream", node.key)]
        weak = sum(Asked(weak=True).keeps(one, covers[one.iri].state) for one in own)
        found.append((node, weak, len(own)))
    return found
