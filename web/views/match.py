"""/match: a pasted text in, what it touches out. The text is in no address, no log and no store."""

from __future__ import annotations

import unicodedata
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from kg.match import LONGEST, Sureness, TextError, Touched, Touches, touched
from kg.things import Node
from kg.things.names import kind_word
from kg.things.standing import coverage_of
from web import errors, per_release, release
from web.addresses import address
from web.errors import Refusal
from web.fetch import name_of, store
from web.parameters import only
from web.trails import HOME

blueprint = Blueprint("match", __name__)

HEADINGS = {
    "practice": "Practice",
    "recommendation": "Recommendations and their actions",
    "standard": "Standards",
    "principle": "Principles, priorities and objectives",
}
"""What each group of kg.match.GROUPS is called."""
SURE = {
    Sureness.CLEARLY: ("Clearly", "nhsuk-tag--green"),
    Sureness.PROBABLY: ("Probably", "nhsuk-tag--blue"),
    Sureness.PERHAPS: ("Perhaps", "nhsuk-tag--grey"),
}
"""How sure it is, in a word, and the class of its tag."""
MEANINGS = {
    "Clearly": "the text names it, or a sentence shares several telling words with what it is about",
    "Probably": "a sentence is about its topic, or shares two telling words with it",
    "Perhaps": "a sentence shares a word with it: read before you use it",
}
"""What each word means, for readers."""

UNSEEN = ("Cc", "Cs")
"""Categories of signs that are left out when a refused text is shown again, so that it can be sent anew."""


@blueprint.get("/match")
def page() -> str:
    """The form."""
    only()
    return form()


@blueprint.post("/match")
def answer() -> Response:
    """What the text touches, as a page or, where Accept likes that better, as JSON.

    Raises a 400 that says what is wrong with a text; the page then shows the form again.
    """
    only()
    text = request.form.get("text", "")
    as_page = errors.prefers_page()
    try:
        found = touched(per_release.search(), text)
    except TextError as error:
        if not as_page:
            raise Refusal(HTTPStatus.BAD_REQUEST, str(error), error.mend) from error
        kept = "".join(
            sign for sign in text[:LONGEST] if sign in "\t\n\r" or unicodedata.category(sign) not in UNSEEN
        )
        response = make_response(form(kept, error), HTTPStatus.BAD_REQUEST)
    else:
        response = make_response(result(text, found)) if as_page else jsonify(as_data(found))
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def form(text: str = "", error: TextError | None = None) -> str:
    """The form, with what is wrong with the text where something is."""
    return render_template("match/form.html", text=text, error=error, longest=LONGEST, breadcrumbs=[HOME])


def result(text: str, found: Touches) -> str:
    """The page of what a text touches."""
    return render_template(
        "match/touched.html",
        text=text,
        longest=LONGEST,
        found=found,
        groups=[
            (key, HEADINGS[key], things, found.left_out.get(key, 0)) for key, things in found.groups.items()
        ],
        node=lambda one: Node(store(), one.id),
        states={iri: cover.state for iri, cover in coverage_of(release.current()).items()},
        sure=SURE,
        perhaps=Sureness.PERHAPS,
        meanings=MEANINGS,
        kind_word=kind_word,
        breadcrumbs=[HOME, {"text": "What does a text touch?", "href": "/match"}],
    )


def as_data(found: Touches) -> dict[str, Any]:
    """What a text touches, as plain values."""
    return {
        "release": release.name(),
        "sentences": found.sentences,
        "touched": {group: [_thing(one) for one in things] for group, things in found.groups.items()},
        "left_out": found.left_out,
    }


def _thing(one: Touched) -> dict[str, Any]:
    node = Node(store(), one.id)
    cover = coverage_of(release.current()).get(one.id)
    return {
        "id": one.id,
        "kind": one.kind,
        "name": name_of(node),
        "page": address(node),
        "sure": SURE[one.sureness][0].lower(),
        "coverage": cover.state if cover else None,
        "evidence": [
            {
                "sentence": "".join(part.text for part in shown.segments),
                "words": shown.words,
                "why": shown.why,
                "sure": SURE[shown.sureness][0].lower(),
            }
            for shown in one.evidence
        ],
        "more_sentences": one.more,
    }
