"""The references of a report: each document with the places in it that the things shown cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kg.coverage.reasons import date as in_words
from kg.namespaces import thing
from kg.publishing import plain
from kg.release import Release
from kg.things import Node, natural

SOURCED = ("practice", "progress", "commitment", "statement", "assertion", "outcome")
"""Kinds of things that say what a source says: what a report shows of them rests on their citations."""


def listed(release: Release, documents: Iterable[tuple[str, str]], shown: Collection[str]) -> str:
    """A Markdown list of documents, pairs of KIND/KEY and date, each once with its places.

    `shown` are the values in the report: the places are those that its things cite.
    """
    nodes = Node(release.store, "")
    things = sorted(one for one in shown if one.partition("/")[0] in SOURCED)
    places: dict[str, set[str]] = defaultdict(set)
    for one in things:
        for citation in nodes.other(thing(*one.partition("/")[::2])).nodes("citation"):
            document = citation.node("citedDocument")
            if document:
                places[document.iri].add(citation.text("locator") or "")
    found = ((nodes.other(thing(*one.partition("/")[::2])), date) for one, date in dict(documents).items())
    return "\n".join(_line(one, date, places[one.iri]) for one, date in found)


def _line(document: Node, date: str, places: set[str]) -> str:
    publishers = ", ".join(one.title for one in document.nodes("dcterms:publisher"))
    told = [document.title, publishers, in_words(date)]
    line = f"- {plain('. '.join(one for one in told if one))}."
    cited = "; ".join(sorted(places - {""}, key=natural))
    return f"{line} *Cited:* {plain(cited)}." if cited else line
