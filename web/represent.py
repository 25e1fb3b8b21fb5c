"""A thing, or any triples, as the data forms that an address's suffix names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Response, jsonify
from pyoxigraph import Triple

from kg.export import as_rdf, description
from kg.namespaces import PREFIXES
from kg.thing_json import as_json
from kg.things import Node
from web import release
from web.addresses import address
from web.negotiate import MEDIA_TYPES
from web.site import absolute


def thing(node: Node, suffix: str) -> Response:
    """All that the release says of a thing. JSON also names the `page` and the `release`."""
    if suffix == "json":
        page = absolute(address(node))
        return jsonify(**as_json(node.store, node.iri), page=page, release=release.name())
    return rdf(description(node.store, node.iri), suffix, node.iri)


def rdf(
    triples: Iterable[Triple], suffix: str, first: str = "", prefixes: Mapping[str, str] = PREFIXES
) -> Response:
    """Triples in a syntax of RDF, those about the IRI `first` before the others."""
    return Response(as_rdf(triples, suffix, first, prefixes), content_type=_content_type(suffix))


def _content_type(suffix: str) -> str:
    media_type = MEDIA_TYPES[suffix]
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
