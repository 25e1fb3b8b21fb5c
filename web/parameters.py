"""Parameters of an address: read, or refused with the name, what was expected and the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import urlencode

from flask import request

from kg.things.nearest import nearest_keys
from web.errors import Near, Refusal

CLOSE = 0.5  # of difflib.SequenceMatcher.ratio(): a name with a letter too many or too few is known again

LISTED = 40
"""So many values are all named in a message; of more it says how many there are."""


def only(*known: str, several: Sequence[str] = ()) -> None:
    """Refuse a parameter that the page does not have, and one given twice that is not of `several`."""
    takes = [*known, *several]
    for name, values in request.args.lists():
        if name not in takes:
            near = get_close_matches(name.casefold(), takes, 1, CLOSE)
            raise Refusal(
                400,
                f"This page has no parameter “{name}”." + (f" Did you mean “{near[0]}”?" if near else ""),
                f"It takes: {', '.join(takes)}.",
            )
        if len(values) > 1 and name not in several:
            raise Refusal(400, f"The parameter “{name}” is given {len(values)} times.", "Give it once.")


def one_of(name: str, choices: Sequence[str]) -> str | None:
    """The value of a parameter, or None where it is absent or empty. Raises a 400 for any other value."""
    value = request.args.get(name, "").strip()
    return _chosen(name, value, choices) if value else None


def some_of(name: str, choices: Sequence[str]) -> list[str]:
    """The values of a parameter that may be given more than once. Raises a 400 as `one_of` does."""
    given = (value.strip() for value in request.args.getlist(name))
    return list(dict.fromkeys(_chosen(name, value, choices) for value in given if value))


def _chosen(name: str, value: str, choices: Sequence[str]) -> str:
    if value.casefold() in choices:
        return value.casefold()
    near = nearest_keys(value, choices, 1)[0]
    raise Refusal(
        400,
        f"“{value}” is no value of the parameter “{name}”. The nearest is “{near}”.",
        f"It can be: {', '.join(choices)}." if len(choices) <= LISTED else f"There are {len(choices)}.",
        nearest=[Near(_address_with(name, value, near), f"{name}: {near}")],
    )


def _address_with(name: str, wrong: str, right: str) -> str:
    """The address of this page with another value in place of a wrong one."""
    given = request.args.items(multi=True)
    pairs = [(one, right if (one, value.strip()) == (name, wrong) else value) for one, value in given]
    return f"{request.path}?{urlencode(pairs, safe='/')}"


def flag(name: str) -> bool:
    """Whether a parameter is 1; absent, empty or 0 is no. Raises a 400 for another value."""
    return one_of(name, ("0", "1")) == "1"
