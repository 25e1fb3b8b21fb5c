"""How values of an answer read in a report: the names of things, labels of codes, counts for a chart."""

from __future__ import annotations

from collections import Counter

from kg.coverage.reasons import date as in_words
from kg.namespaces import ID, thing
from kg.release import Release
from kg.report.asked import Entry
from kg.things import Node
from loaders.parts import DATE

NUMBERED = ("recommendation", "action", "standard", "domain", "principle", "workstream")
"""Kinds of which people say the number."""


class Named:
    """The names of a release's things, for answers that hold KIND/KEY."""

    def __init__(self, release: Release) -> None:
        self._nodes = Node(release.store, "")

    def shown(self, text: str) -> str:
        """A value as people read it: a thing by its title with its number, a date in words."""
        kind, slash, key = text.partition("/")
        if slash and kind.islower() and " " not in text:
            node = self._nodes.other(thing(kind, key))
            if node.exists:
                return titled(node)
        if DATE.match(text) and "-" in text:
            return in_words(text)
        return text


def titled(node: Node) -> str:
    """A thing's title, with its number before it where people say the number."""
    if node.number and node.kind in NUMBERED:
        called = f"{node.kind.capitalize()} {node.number}"
        return node.title if node.title.startswith(called) else f"{called}: {node.title}"
    return node.title or node.iri.removeprefix(ID)


def figure(entry: Entry, column: str, order: tuple[str, ...]) -> list[tuple[str, int]]:
    """How many rows have each value of a column: in the order given, then the most first."""
    counts = Counter(row.get(column, "") or "not stated" for row in entry.rows)
    rest = [label for label, _ in counts.most_common() if label not in order]
    return [(label, counts[label]) for label in (*order, *rest)]
