"""What all pages share: the templates' environment, the service's name, its menu and its foot."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, request
from jinja2 import ChainableUndefined, ChoiceLoader, PackageLoader

from web import release
from web.nearest import exists

SERVICE = "Safer Practice"
LONGEST_QUESTION = 1000
"""Characters of a question that a search takes. A box takes one more, so that what is cut can be said."""


class Link(NamedTuple):
    """A link of the menu or of the foot."""

    text: str
    href: str


NAVIGATION = (
    Link("Search", "/search"),
    Link("Recommendations", "/recommendations"),
    Link("Standards", "/standards"),
    Link("Gaps", "/gaps"),
    Link("Explore", "/explore"),
    Link("SPARQL", "/sparql"),
    Link("About", "/about"),
)
FOOTER = (
    Link("About this site", "/about"),
    Link("Everything here", "/contents"),
    Link("Your shelf", "/shelf"),
    Link("Compare practices", "/compare"),
    Link("Questions to the data", "/queries"),
    Link("Get the data", "/data"),
    Link("Terms and definitions", "/ontology"),
    Link("Accessibility", "/about#accessibility"),
)


def init_app(app: Flask) -> None:
    """Set the templates up: escaping is always on, the NHS components are found as nhsuk/components/..."""
    # NHS components read options that a page has not set, one within another: hence ChainableUndefined.
    app.jinja_options = {
        "autoescape": True,
        "loader": ChoiceLoader([app.create_global_jinja_loader(), PackageLoader("nhsuk_frontend_jinja")]),
        "lstrip_blocks": True,
        "trim_blocks": True,
        "undefined": ChainableUndefined,
    }
    app.context_processor(shared)


def shared() -> dict[str, Any]:
    """The names that every template may use."""
    return {
        "service": SERVICE,
        "navigation": navigation(),
        "footer_links": footer(),
        "release_name": release.name,
        "longest_question": LONGEST_QUESTION,
    }


def navigation() -> list[dict[str, Any]]:
    """The menu as the header's template takes it: pages that exist, the reader's place among them marked."""
    return [
        {
            "text": link.text,
            "href": link.href,
            "current": request.path == link.href,
            "active": request.path.startswith(f"{link.href}/"),
        }
        for link in NAVIGATION
        if exists(link.href)
    ]


def footer() -> list[dict[str, str]]:
    """The links at the foot that lead somewhere."""
    return [link._asdict() for link in FOOTER if exists(link.href)]
