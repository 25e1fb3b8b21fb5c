"""All that a release says of one thing, as plain data: for `show` and for the JSON of a page."""

from __future__ import annotations

import difflib
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg.namespaces import DEFAULT_GRAPHS, ID, kind_and_key, shorten, thing
from kg.things.node import Node, all_keys

GRAPHS = set(DEFAULT_GRAPHS)
Described = dict[str, Any]


class Unknown(Exception):
    """A thing that the release does not have; the message names the nearest."""


def find(store: Store, named: str) -> Node:
    """The thing that KIND/KEY or an IRI names. Raises Unknown."""
    iri = named if named.startswith("https://") else thing(*named.partition("/")[::2])
    node = Node(store, iri)
    if node.exists:
        return node
    kind, key = kind_and_key(iri) or ("", named)
    keys = all_keys(store, kind)
    if not keys:
        raise Unknown(
            f"{named!r} names no kind of thing. Write KIND/KEY, such as workstream/2 or action/7.4."
        )
    near = difflib.get_close_matches(key, keys, 3) or keys[:3]
    raise Unknown(f"There is no {kind} {key!r}. Nearest: {', '.join(f'{kind}/{one}' for one in near)}.")


def describe(store: Store, named: str) -> Described:
    """Every statement about a thing, outgoing and incoming, with labels.

    Gives `id`, `kind`, `key`, `title`, `classes`, `statements` and `incoming`, the last two as
    {property: [value, ...]}, a value being text or {"id", "title"}. Raises Unknown.
    """
    node = find(store, named)
    return {
        "id": node.iri,
        "kind": node.kind,
        "key": node.key,
        "title": node.title,
        "classes": node.classes,
        "statements": _outgoing(node),
        "incoming": _incoming(node),
    }


def _outgoing(node: Node) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for quad in node.store.quads_for_pattern(NamedNode(node.iri), None, None, None):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in GRAPHS:
            found.setdefault(shorten(quad.predicate.value), []).append(_value(node.store, quad.object))
    return _sorted(found)


def _incoming(node: Node) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for quad in node.store.quads_for_pattern(None, None, NamedNode(node.iri), None):
        if (
            isinstance(quad.graph_name, NamedNode)
            and quad.graph_name.value in GRAPHS
            and isinstance(quad.subject, NamedNode)
        ):
            found.setdefault(shorten(quad.predicate.value), []).append(_value(node.store, quad.subject))
    return _sorted(found)


def _value(store: Store, term: object) -> Any:
    if isinstance(term, NamedNode):
        return {
            "id": term.value,
            "title": Node(store, term.value).title if term.value.startswith(ID) else shorten(term.value),
        }
    assert isinstance(term, Literal), "the graph asserted has neither blank nodes nor quoted triples"
    return term.value


def _sorted(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: sorted(values, key=str) for name, values in sorted(found.items())}


def lines(described: Described) -> list[str]:
    """What `describe` gives, for a terminal."""
    said = [f"{described['title']}  ({described['kind']}/{described['key']})", described["id"]]
    for heading, mark in (("statements", ""), ("incoming", "is ")):
        for name, values in described[heading].items():
            said += [f"  {mark}{name}{' of' if mark else ''}  {_text(value)}" for value in values]
    return said


def _text(value: Any) -> str:
    if not isinstance(value, dict):
        return " ".join(str(value).split())
    named = kind_and_key(value["id"])
    return f"{value['title']} ({'/'.join(named)})" if named else str(value["title"])
