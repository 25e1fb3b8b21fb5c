"""Parameters of an address: read, or refused with the name, what was expected and the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import urlencode

from flask import request

from kg.things.nearest import nearest_keys
from web.errors import Near, Refusal

CLOSE = 0.5  # of difflib.SequenceMatcher.ratio(): a name with a letter too many or too few is known again


def only(*known: str) -> None:
    """Refuse a parameter that the page does not have, and one that is given twice."""
    for name, values in request.args.lists():
        if name not in known:
            near = get_close_matches(name.casefold(), known, 1, CLOSE)
            raise Refusal(
                400,
                f"This page has no parameter “{name}”." + (f" Did you mean “{near[0]}”?" if near else ""),
                f"It takes: {', '.join(known)}.",
            )
        if len(values) > 1:
            raise Refusal(400, f"The parameter “{name}” is given {len(values)} times.", "Give it once.")


def one_of(name: str, choices: Sequence[str]) -> str | None:
    """The value of a parameter, or None where it is absent or empty. Raises a 400 for any other value."""
    value = request.args.get(name, "").strip()
    if not value:
        return None
    if value.casefold() not in choices:
        near = nearest_keys(value, choices, 1)[0]
        raise Refusal(
            400,
            f"“{value}” is no value of the parameter “{name}”. The nearest is “{near}”.",
            f"It can be: {', '.join(choices)}.",
            nearest=[Near(f"{request.path}?{urlencode({**request.args, name: near})}", f"{name}: {near}")],
        )
    return value.casefold()


def flag(name: str) -> bool:
    """Whether a parameter is 1; absent, empty or 0 is no. Raises a 400 for another value."""
    return one_of(name, ("0", "1")) == "1"
