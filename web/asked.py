"""Things that a reader asks for by name: found, to be chosen from, or refused with the nearest."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import render_template, request

from kg.namespaces import ID
from kg.things import Node
from kg.things.names import Named
from web import per_release
from web.errors import Near, Refusal, shown
from web.fetch import store
from web.negotiate import without_data

LONGEST = 200
"""So many characters of a name are read: none is longer."""


def named(parameter: str) -> Node | list[Named] | None:
    """The thing that a parameter of the address names by KIND/KEY, title or number.

    None where it is absent or empty; a list where the name is that of several things. Raises a 404
    with the nearest names where it is nobody's.
    """
    text = typed(parameter)
    if not text:
        return None
    found = per_release.names().find(text)
    if len(found) > 1:
        return found
    if found:
        return Node(store(), found[0].iri)
    nearest = per_release.names().nearest(text)
    mend = "Choose one of the nearest" if nearest else "Search for what you need"
    raise Refusal(
        404,
        f"Nothing here is called “{text}” (parameter “{parameter}”).",
        f"{mend}, or write KIND/KEY, such as practice/safety-huddles or action/7.4.",
        nearest=[Near(with_instead(parameter, one), one.called) for one in nearest],
    )


def typed(parameter: str) -> str:
    """What a reader typed for a parameter, as it may be shown again; empty where it is absent."""
    return shown(request.args.get(parameter, "")[:LONGEST]).strip()


def choose(parameter: str, found: list[Named], breadcrumbs: list[dict[str, str]]) -> str:
    """A page on which the reader says which of several things a parameter means."""
    without_data()
    return render_template(
        "explore/choose.html",
        text=typed(parameter),
        choices=[(with_instead(parameter, one), one.called, key_of(one.iri)) for one in found],
        breadcrumbs=breadcrumbs,
    )


def with_instead(parameter: str, one: Named) -> str:
    """The address of this page with another thing for a parameter."""
    pairs = [*_others(parameter), (parameter, key_of(one.iri))]
    return f"{request.path}?{urlencode(pairs, safe='/')}"


def key_of(iri: str) -> str:
    """KIND/KEY of a thing, as addresses say it."""
    return iri.removeprefix(ID)


def _others(parameter: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name != parameter]
