"""Which addresses exist, and which of them a reader who mistyped one may have meant."""

from __future__ import annotations

from difflib import get_close_matches

from flask import current_app

SUGGESTIONS = 3
CLOSE = 0.6  # of difflib.SequenceMatcher.ratio(): two slips in a word are forgiven, another word is not
NOT_PAGES = {"static", "healthz"}


def exists(path: str) -> bool:
    """Whether a page answers GET at this path; a fragment is left out of account."""
    return bool(current_app.url_map.bind("").test(path.partition("#")[0], "GET"))


def nearest(path: str) -> tuple[str, ...]:
    """At most three addresses close to `path`, the closest first.

    The first part of the path is compared with those of all pages: for "/recomendations/6" come
    "/recommendations/6" and "/recommendations", where such pages are.
    """
    first, _, rest = path.strip("/").casefold().partition("/")
    found = [
        address
        for name in get_close_matches(first, first_parts(), n=SUGGESTIONS, cutoff=CLOSE)
        for address in ((f"/{name}/{rest}", f"/{name}") if rest else (f"/{name}",))
        if address != path and exists(address)
    ]
    return tuple(found[:SUGGESTIONS])


def first_parts() -> list[str]:
    """The first part of each page's address, sorted: "recommendations" for "/recommendations/<number>"."""
    rules = current_app.url_map.iter_rules()
    parts = {rule.rule.split("/")[1] for rule in rules if "GET" in (rule.methods or ())}
    return sorted(part for part in parts - NOT_PAGES if part and not part.startswith("<"))
