"""What a request to /sparql asks: the query, the graphs, and the forms in which an answer would do.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from kg.things.nearest import nearest_keys
from web.errors import Refusal
from web.negotiate import HTML, page_quality, quality
from web.sparql_short import unpacked

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
MISSING = "The parameter “query” is missing."
MEND = "Give it the text of a SPARQL query."
FORMATS: dict[str, tuple[str, ...]] = {
    "html": ("html",),
    "json": ("json", "jsonld"),
    "csv": ("csv",),
    "tsv": ("tsv",),
    "xml": ("xml", "rdfxml"),
    "ttl": ("ttl",),
    "nt": ("nt",),
    "rdfxml": ("rdfxml",),
    "jsonld": ("jsonld",),
}
"""The values of the parameter `format`, and what the pool calls them: which fits depends on the query."""
ALIASES = {
    "turtle": "ttl",
    "n3": "ttl",
    "rdf+xml": "rdfxml",
    "rdf": "rdfxml",
    "json-ld": "jsonld",
    "n-triples": "nt",
}
"""What SPARQLWrapper and other clients call the same."""
MEDIA_TYPES = {
    "application/sparql-results+json": ("json",),
    "text/turtle": ("ttl",),
    "application/json": ("json", "jsonld"),
    "text/csv": ("csv",),
    "text/tab-separated-values": ("tsv",),
    "application/sparql-results+xml": ("xml",),
    "application/xml": ("xml", "rdfxml"),
    "application/ld+json": ("jsonld",),
    "application/n-triples": ("nt",),
    "application/rdf+xml": ("rdfxml",),
}
"""The media types that can be asked for, in the order of preference where several are liked equally."""


@dataclass(frozen=True)
class Question:
    """What is asked: `query` is None where the request has none, `graphs` are those of the protocol.

    `forms` are names of the pool's formats in order of preference, or "html" alone for a page.
    `chosen` says that the parameter `format` chose them, as download links do.
    """

    query: str | bytes | None
    forms: tuple[str, ...]
    chosen: bool
    default_graphs: Sequence[str] | None
    named_graphs: Sequence[str] | None

    @property
    def text(self) -> str:
        """The query as text, to be shown again."""
        return self.query.decode("utf-8", "replace") if isinstance(self.query, bytes) else self.query or ""


def question() -> Question:
    """What this request asks.

    Raises a 400 for a parameter that cannot be read, a 406 for a format that there is not, a 413 for a
    body that is too long, a 415 for one that is neither a form nor a query.
    """
    if request.method == "POST" and request.mimetype not in (FORM, QUERY):
        raise Refusal(
            415,
            f"A query cannot be read from a body of the type “{request.mimetype or 'not given'}”.",
            f"Send it as {QUERY}, or as {FORM} with the field query.",
        )
    if request.mimetype == QUERY and request.method == "POST":
        query: str | bytes | None = request.get_data()
    else:
        query = _one("query")
    if query is None and (short := request.args.get("z")):
        query = unpacked(short)
    if "update" in request.form or "update" in request.args:
        raise Refusal(400, "This data is read-only: an update is not done.", "Send a query instead.")
    if query is None and request.method == "POST":
        raise Refusal(400, MISSING, MEND)
    chosen = [value for value in _values("format") if value]
    return Question(
        query=query,
        forms=_chosen(chosen) if chosen else _accepted(),
        chosen=bool(chosen),
        default_graphs=_values("default-graph-uri") or None,
        named_graphs=_values("named-graph-uri") or None,
    )


def _values(name: str) -> list[str]:
    """The values of a parameter of the form or, but for a query in a form, of the address."""
    return request.form.getlist(name) or request.args.getlist(name)


def option(name: str, choices: Sequence[str]) -> str:
    """The value of a parameter of the form or the address, the first choice where it is absent or empty.

    Raises a 400 for a value that is none of the choices.
    """
    value = _one(name) or choices[0]
    if value not in choices:
        raise Refusal(
            400, f"“{value}” is no value of the parameter “{name}”.", f"It can be: {', '.join(choices)}."
        )
    return value


def _one(name: str) -> str | None:
    values = _values(name)
    if len(values) > 1:
        raise Refusal(400, f"The parameter “{name}” is given {len(values)} times.", "Give it once.")
    return values[0] if values else None


def _chosen(names: list[str]) -> tuple[str, ...]:
    """The forms that the first name means that is one.

    There may be several: SPARQLWrapper gives a format by its name and by its media type, too.
    """
    wanted = [name.strip().casefold() for name in names]
    for name in wanted:
        known = FORMATS.get(ALIASES.get(name, name)) or MEDIA_TYPES.get(name)
        if known:
            return known
    near = nearest_keys(wanted[0], FORMATS, 1)[0]
    raise Refusal(
        400,
        f"“{names[0]}” is no value of the parameter “format”. The nearest is “{near}”.",
        f"It can be: {', '.join(FORMATS)}.",
    )


def _accepted() -> tuple[str, ...]:
    """The forms that the Accept header likes, best first.

    There is a page only where HTML is named: */* of a program means data.
    """
    accept = request.accept_mimetypes
    page = page_quality(accept)
    named = any(value.partition(";")[0].strip().lower() in HTML for value, _ in accept)
    liked = {one: quality(accept, one) for one in MEDIA_TYPES if quality(accept, one) > 0}
    if named and page > 0 and page >= max(liked.values(), default=0):
        return ("html",)
    if not liked:
        types = ", ".join((HTML[0], *MEDIA_TYPES))
        raise Refusal(406, f"There are no answers as “{accept.to_header()}”.", f"Ask for one of {types}.")
    ordered = sorted(liked, key=lambda one: -liked[one])
    return tuple(dict.fromkeys(form for one in ordered for form in MEDIA_TYPES[one]))
