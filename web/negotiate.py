"""Which form of a page a request gets: HTML, or one of the data forms that its address has by suffix.

A form exists where the application has a rule of the page's address and `.<any(...):suffix>`. Such a
rule is all that a list or thing needs: the Accept header of the page's own address, the Link header
and the links at the page's foot follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, g, make_response, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import HTTPException

from kg.export import description_query
from web.errors import Refusal
from web.locate import thing_at

HTML = ("text/html", "application/xhtml+xml")
KNOWN = 1024
"""Paths of which is kept which data forms they have: to look for them takes as long as a small answer."""


@dataclass(frozen=True)
class Form:
    """A data form: the suffix of its address, what readers call it, what goes over the wire.

    `linked` says whether pages link to it; the others are for programs that ask for them.
    """

    suffix: str
    name: str
    media_type: str
    linked: bool = True


FORMS = (
    Form("ttl", "Turtle", "text/turtle"),
    Form("jsonld", "JSON-LD", "application/ld+json"),
    Form("csv", "CSV", "text/csv"),
    Form("json", "JSON", "application/json"),
    Form("nt", "N-Triples", "application/n-triples", linked=False),
    Form("rdf", "RDF/XML", "application/rdf+xml", linked=False),
)
"""In the order of preference where a request likes several equally well."""
MEDIA_TYPES = {form.suffix: form.media_type for form in FORMS}
RDF_RULE = "<any(ttl, jsonld, json, nt, rdf):suffix>"
"""The end of a rule for what is described in RDF."""


def init_app(app: Flask) -> None:
    """Choose the form of every page that has several, and tell of the others."""
    app.extensions["data views"] = lru_cache(KNOWN)(partial(_data_views, app))
    app.before_request(choose)
    app.after_request(tell)
    app.jinja_env.globals.update(formats_here=formats_here, query_here=query_here)


def choose() -> Response | None:
    """The answer in a data form where the request likes that better than a page; else the page goes on.

    Raises a 406 where the request accepts none of the forms that there are.
    """
    arguments = request.view_args
    if request.method not in ("GET", "HEAD") or arguments is None or "suffix" in arguments:
        return None
    views = data_views(request.path)
    if not views:
        return None
    g.offered = tuple(views)
    form = preferred(views)
    if form is None:
        return None
    response = make_response(views[form]())
    response.headers["Content-Location"] = _address(form)
    return response


def preferred(forms: Iterable[Form]) -> Form | None:
    """The form that the request's Accept header likes best, or None where that is HTML.

    HTML goes before the others where it is liked as well. Raises a 406 where nothing is accepted.
    """
    known = tuple(forms)
    accept = request.accept_mimetypes
    page = page_quality(accept)
    best = max(known, key=lambda form: quality(accept, form.media_type))
    most = quality(accept, best.media_type)
    if max(page, most) > 0:
        return best if most > page else None
    types = ", ".join((HTML[0], *(form.media_type for form in known)))
    raise Refusal(406, f"There is nothing here as “{accept.to_header()}”.", f"Ask for one of {types}.")


def page_quality(accept: MIMEAccept) -> float:
    """How much an Accept header likes a page: as HTML, or as XHTML where it names that."""
    named = {value.partition(";")[0].strip().lower() for value, _ in accept}
    return max(quality(accept, one) for one in HTML if one == HTML[0] or one in named)


def quality(accept: MIMEAccept, media_type: str) -> float:
    """How much an Accept header likes a media type, 0 to 1: the most specific range that fits decides.

    Parameters of a range are left out of account. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
    """
    if not accept:
        return 1.0 if media_type in HTML else 0.5
    ranges: dict[str, float] = {}
    for value, liking in accept:
        name = value.partition(";")[0].strip().lower()
        ranges[name] = max(liking, ranges.get(name, 0.0))
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def without_data() -> None:
    """For a view whose data needs parameters that the request does not give: offer no data forms."""
    g.offered = ()


def data_views(path: str) -> Mapping[Form, Callable[[], Any]]:
    """The data forms of the page at a path, each with what answers in it; empty where there are none."""
    views: Mapping[Form, Callable[[], Any]] = current_app.extensions["data views"](path)
    return views


def _data_views(app: Flask, path: str) -> Mapping[Form, Callable[[], Any]]:
    rules = app.url_map.bind("")
    found: dict[Form, Callable[[], Any]] = {}
    for form in FORMS:
        try:
            endpoint, arguments = rules.match(f"{path}.{form.suffix}", "GET")
        except HTTPException:
            continue
        if arguments.get("suffix") == form.suffix:
            found[form] = partial(app.view_functions[endpoint], **arguments)
    return found


def tell(response: Response) -> Response:
    """Say in the headers of a page that its form depends on Accept, and where the other forms are."""
    forms: tuple[Form, ...] = g.get("offered", ())
    if forms:
        response.vary.add("Accept")
    if forms and response.status_code == 200:
        for form in forms:
            link = f'<{_address(form)}>; rel="alternate"; type="{form.media_type}"'
            response.headers.add("Link", link)
    return response


def formats_here() -> list[dict[str, str]]:
    """The links to this page as data, for the foot of the page."""
    return [
        {"text": f"{form.name} (.{form.suffix})", "href": _address(form), "type": form.media_type}
        for form in g.get("offered", ())
        if form.linked
    ]


def query_here() -> str:
    """The query behind this page where it shows a thing: its answer is the thing's Turtle. Else nothing."""
    node = thing_at(request.path) if g.get("offered") else None
    return description_query(node.iri) if node else ""


def _address(form: Form) -> str:
    """The address of this page in a form, with the filters that it was asked for."""
    asked = request.query_string.decode("ascii", "replace")
    return f"{quote(request.path)}.{form.suffix}" + (f"?{asked}" if asked else "")
