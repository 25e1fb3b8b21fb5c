"""The practices that an address names: `?practice=safety-huddles&practice=care-certificate`."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import request

from kg.things import Node, find
from kg.things.names import Named
from web import per_release
from web.asked import LONGEST
from web.errors import Near, Refusal
from web.fetch import store

PARAMETER = "practice"
SUGGESTIONS = 3


def practices() -> list[Node]:
    """The practices, each once, in the order of the address: by key, as practice/KEY or by title.

    Raises a 404 that names the nearest where one is not there, each with the address in which it stands
    in place of the wrong one.
    """
    values = [value.strip()[:LONGEST] for value in request.args.getlist(PARAMETER)]
    return list(dict.fromkeys(_practice(value) for value in values if value))


def _practice(value: str) -> Node:
    found = find(store(), PARAMETER, value.removeprefix(f"{PARAMETER}/"))
    if found:
        return found
    named = _practices_among(per_release.names().find(value))
    if named:
        return Node(store(), named[0].iri)
    near = _practices_among(per_release.names().nearest(f"{PARAMETER}/{value}", SUGGESTIONS))
    raise Refusal(
        404,
        f"There is no practice “{value}” here.",
        "Take one of the nearest, or search for it and copy the end of its address.",
        nearest=[Near(_instead(value, key_of(one.iri)), one.called) for one in near],
    )


def _practices_among(found: Iterable[Named]) -> list[Named]:
    return [one for one in found if one.kind == PARAMETER]


def _instead(wrong: str, right: str) -> str:
    """This address with another practice in place of one."""
    values = request.args.getlist(PARAMETER)
    return link(request.path, [right if one.strip()[:LONGEST] == wrong else one.strip() for one in values])


def key_of(iri: str) -> str:
    """The key of a practice, as addresses say it."""
    return iri.rpartition(f"/{PARAMETER}/")[2]


def link(path: str, keys: Iterable[str]) -> str:
    """The address of a page about practices, each once; empty keys are left out."""
    pairs = [(PARAMETER, key) for key in dict.fromkeys(keys) if key]
    return f"{path}?{urlencode(pairs)}" if pairs else path
