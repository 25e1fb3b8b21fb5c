"""What every template may use to name things, to link to them and to explain the terms of the trade."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import Flask

from kg.namespaces import thing
from kg.search.kinds import BY_KEY
from kg.things import Cited, Node
from web import per_release
from web.addresses import address, address_of, address_of_iri
from web.fetch import name_of, store
from web.markdown import render
from web.site import absolute

STATE_TAGS = {
    "covered": ("nhsuk-tag--green", "●●●"),
    "thin": ("nhsuk-tag--yellow", "●●○"),
    "minor-only": ("nhsuk-tag--orange", "●○○"),
    "none-found": ("nhsuk-tag--red", "○○○"),
    "not-for-practice": ("nhsuk-tag--grey", "–"),
    "not-assessed": ("nhsuk-tag--white", "?"),
}
"""State of coverage -> class of its tag and the mark that says the same without colour."""
MONTHS = ("January February March April May June July August September October November December").split()


def init_app(app: Flask) -> None:
    """Register the filters and the functions that templates may call."""
    app.jinja_env.filters.update(
        address=address,
        counted=counted,
        counted_kind=counted_kind,
        kind_words=kind_words,
        label=label,
        markdown=render,
        meaning=meaning,
        name_of=name_of,
        readable_date=readable_date,
        state_tag=state_tag,
        without_copy=without_copy,
    )
    app.jinja_env.globals.update(absolute=absolute, address_of=address_of, address_of_iri=address_of_iri)


def concept(scheme: str, key: str) -> Node:
    """The concept of a code list or vocabulary in this request's release."""
    return Node(store(), thing(scheme, key), lasting=per_release.lasting())


def label(key: str, scheme: str) -> str:
    """What a concept is called: `{{ "curated" | label("basis") }}` gives "Judged by an editor"."""
    return concept(scheme, key).title


def meaning(key: str, scheme: str) -> str:
    """What a concept means, in a sentence; empty where the vocabulary does not say."""
    return concept(scheme, key).summary


def state_tag(state: str) -> tuple[str, str]:
    """The class and the mark of the tag for a state of coverage."""
    return STATE_TAGS[state]


def readable_date(value: str | None) -> str:
    """A date as readers write it: "31 May 2017", "May 2017", "2017"; empty where there is none."""
    if not value:
        return ""
    year, *rest = value.split("-")
    if len(rest) == 2:
        day = date.fromisoformat(value)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 practice", "12 practices", "1 study" with counted("study", "studies")."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted_kind(number: int, kind: str) -> str:
    """A number of things of a KIND: "27 standards", "1 strategic priority"."""
    words = BY_KEY.get(kind)
    return counted(number, words.one, words.many) if words else counted(number, kind)


def kind_words(kind: str) -> str:
    """What several things of a KIND are called: "recommended actions"."""
    return BY_KEY[kind].many


def without_copy(cited: Iterable[Cited]) -> list[Node]:
    """The documents among citations whose passages could not be looked up, because the reader has no copy."""
    missing = {one.document for one in cited if any(quote.state == "not checked" for quote in one.quotations)}
    return sorted(missing, key=lambda document: document.title)
