"""/gaps/proof: what stands behind a cell of the gaps, link by link, with the passages of the sources."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template

from kg.namespaces import ID
from kg.things.proof import Proof, ProvenLink, proof
from kg.things.standing import policy_of
from web import behind, release
from web.addresses import address
from web.errors import Refusal
from web.fetch import sources
from web.gaps import links, said
from web.gaps.choices import SLICE_WORDS, title_of
from web.gaps.chosen import asked
from web.gaps.links import TRUST
from web.nearest import exists
from web.parameters import only
from web.tables import SUFFIX, table
from web.trails import HOME

blueprint = Blueprint("gap_proof", __name__)
SHOWN = 60
"""So many links that count, and so many that are left out, stand on a page; all are in its data."""
GAPS = {"text": "Gaps", "href": "/gaps"}
CLOSING = "/gaps/closing"
COLUMNS = (
    "practice",
    "title",
    "requirement",
    "extent",
    "basis",
    "counts",
    "left_out",
    "rationale",
    "figures",
    "asserted_by",
    "asserted_on",
    "reviewed_by",
    "citations",
    "page",
)
"""The columns of a proof as data, one row a link.

`counts` is 1 where the practice counts because of it; `left_out` says why the chosen trust leaves it out.
"""


@blueprint.get("/gaps/proof")
def page() -> str:
    """The proof of a requirement in the slices and at the trust of the address."""
    found = proven(SHOWN)
    cover = found.coverage
    return render_template(
        "gaps/proof.html",
        proof=found,
        cover=cover,
        policy=policy_of(release.current()),
        slices=[(facet, key, title_of(facet, key)) for facet, key in cover.filters.given],
        said=said,
        progress=cover.asked.how_far(cover.trust.as_of),
        everywhere=links.proof(cover.requirement),
        everything=links.written(
            "/gaps/proof", [("requirement", cover.requirement.removeprefix(ID)), *cover.filters.given]
        ),
        closing=CLOSING if exists(CLOSING) else "",
        breadcrumbs=[HOME, GAPS],
        formats=behind.list_formats("/gaps/proof", links.query()),
    )


@blueprint.get(f"/gaps/proof.{SUFFIX}")
def data(suffix: str) -> Response:
    """The links of the proof, those that are left out too."""
    found = proven()
    rows = [_row(one) for one in (*found.links, *found.left_out)]
    return table("gap-proof", list(COLUMNS), rows, suffix)


def proven(most: int | None = None) -> Proof:
    """The proof that the address asks for, of so many links at most. Raises a 400 where it names nothing."""
    only("requirement", *SLICE_WORDS, *TRUST)
    chosen = asked()
    if chosen.requirement is None:
        raise Refusal(
            400,
            "The parameter “requirement” is missing.",
            "Say whose proof you want: /gaps/proof?requirement=recommendation/6, or open a cell of the gaps.",
        )
    return proof(release.current(), ID + chosen.requirement, chosen.trust, chosen.filters, sources(), most)


def _row(one: ProvenLink) -> dict[str, Any]:
    view, assertion = one.view, one.view.assertion
    return {
        "practice": view.practice.iri,
        "title": view.practice.title,
        "requirement": view.requirement.iri,
        "extent": view.extent,
        "basis": view.basis,
        "counts": int(not one.left_out and view.extent != "minor"),
        "left_out": one.left_out,
        "rationale": view.rationale,
        "figures": [figure.node.iri for figure in one.figures],
        "asserted_by": assertion.text("assertedBy") or "",
        "asserted_on": assertion.text("assertedOn") or "",
        "reviewed_by": [review.by for review in one.reviews],
        "citations": [cited.node.iri for cited in one.cited],
        "page": address(assertion),
    }
