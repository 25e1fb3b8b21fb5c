"""What views get from the release: a thing or a 404 naming the nearest, the store, the sources."""

from __future__ import annotations

from flask import Flask, current_app
from pyoxigraph import Store

from kg.things import Node, all_keys, find, natural
from kg.things.nearest import nearest_keys
from loaders.sources import Sources
from web import release
from web.addresses import address
from web.errors import Near, Refusal

KINDS = {"action": "recommended action", "organisation": "organisation", "office": "local office"}
"""What readers call a KIND where its own word would not do."""
LISTED = 12
"""So many keys of a kind are all named in a 404; of more, only the nearest."""


def init_app(app: Flask) -> None:
    """Keep one reader of the reader's own documents for the whole application."""
    app.extensions["sources"] = Sources(app.config["SOURCES"])


def store() -> Store:
    """The graph of this request's release. Raises NoRelease (503)."""
    return release.current().store


def sources() -> Sources:
    """The reader's own copies of the source documents."""
    kept: Sources = current_app.extensions["sources"]
    return kept


def thing_or_404(kind: str, key: str) -> Node:
    """The thing id/KIND/KEY of the release. Raises a 404 that names the nearest things of that kind."""
    graph = store()
    found = find(graph, kind, key)
    if found is not None:
        return found
    word = KINDS.get(kind, kind)
    keys = all_keys(graph, kind)
    if not keys:
        raise Refusal(
            404,
            f"There is no {word} “{key}”: this release holds no {word} at all.",
            "Build the release from a corpus that has one, or search for what you need.",
        )
    nearest = [near for one in nearest_keys(key, keys) if (near := find(graph, kind, one))]
    raise Refusal(
        404,
        f"There is no {word} “{key}” here.",
        _mend(word, keys),
        nearest=[Near(address(near), name_of(near)) for near in nearest],
    )


def _mend(word: str, keys: list[str]) -> str:
    """What to do instead: the keys there are, where they are few enough to read."""
    if len(keys) <= LISTED:
        return f"There are {len(keys)}: {', '.join(sorted(keys, key=natural))}."
    return f"Choose one of the nearest below, or search: there are {len(keys)} of this kind."


def name_of(node: Node) -> str:
    """What readers call a thing: its kind and number where it has one, and its title.

    For the action 7.4: "Action 7.4: Protected time for safety training, by contract".
    """
    if not node.number:
        return node.title
    kind = "ICS principle" if "ICSPrinciple" in node.classes else node.kind.capitalize()
    return f"{kind} {node.number}: {node.title}"
