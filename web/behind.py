"""What the foot of a page offers: the same as data, and the SPARQL behind the page."""

from __future__ import annotations

import re

from kg import query
from kg.things import Node
from web.addresses import address

THING_FORMATS = (
    ("Turtle", "ttl", "text/turtle"),
    ("JSON-LD", "jsonld", "application/ld+json"),
    ("JSON", "json", "application/json"),
)
LIST_FORMATS = (("CSV", "csv", "text/csv"), ("JSON", "json", "application/json"))
EXAMPLE = re.compile(r"<https://w3id\.org/safer-practice/id/[^>]+>")
"""The thing that a query in kg/queries/pages is about, so that the file can be read and run as it is."""

Formats = list[dict[str, str]]


def thing_formats(node: Node) -> Formats:
    """The links to a thing as data."""
    return _links(THING_FORMATS, address(node))


def list_formats(path: str, arguments: str = "") -> Formats:
    """The links to a list as data; `arguments` are those of its address, without the question mark."""
    return _links(LIST_FORMATS, path, f"?{arguments}" if arguments else "")


def _links(formats: tuple[tuple[str, str, str], ...], path: str, arguments: str = "") -> Formats:
    return [
        {"text": f"{name} (.{suffix})", "href": f"{path}.{suffix}{arguments}", "type": media_type}
        for name, suffix, media_type in formats
    ]


def query_behind(name: str, node: Node | None = None) -> str:
    """The text of a query of kg/queries/pages, about `node` where one is given."""
    text = query.text(f"pages/{name}")
    return EXAMPLE.sub(f"<{node.iri}>", text) if node else text
