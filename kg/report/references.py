"""The references of a report: each document with the places in it that the things shown cite."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import groupby

from kg import named
from kg.coverage.reasons import date as in_words
from kg.namespaces import thing
from kg.publishing import plain
from kg.release import Release
from kg.report.asked import plain_term
from kg.things import Node, all_keys, natural

LAST = "9999"
"""The year by which every document that has a date is out."""
LONG = 6
"""A part of a document with more places than these has a line for each of its own parts."""
NUMBERS = ("one", "two", "three", "four", "first", "second", "third", "fourth")
NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBERS)})\b")
SOURCED = ("practice", "progress", "commitment", "statement", "assertion", "outcome")
"""Kinds of things that say what a source says: what a report shows of them rests on their citations."""


def dated(release: Release) -> list[tuple[str, str]]:
    """All documents of a release as `listed` takes them, by date; at the end those without one."""
    rows = named.answer(release, "documents-by-date", {"asOf": LAST}).rows
    known = {plain_term(row["document"]): plain_term(row["since"]) for row in rows}
    every = (f"document/{key}" for key in all_keys(release.store, "document"))
    return [*known.items(), *((one, "") for one in every if one not in known)]


def listed(
    release: Release,
    documents: Iterable[tuple[str, str]],
    shown: Collection[str],
    about: Collection[str] = (),
) -> str:
    """A Markdown list of documents, pairs of KIND/KEY and date, that are cited, each once with its places.

    `shown` are the values in the report: the places are those that its things cite, and those that it is
    `about`.
    """
    nodes = Node(release.store, "")
    things = sorted({*(one for one in shown if one.partition("/")[0] in SOURCED), *about})
    places: dict[str, set[str]] = defaultdict(set)
    for one in things:
        for citation in nodes.other(thing(*one.partition("/")[::2])).nodes("citation"):
            document = citation.node("citedDocument")
            if document:
                places[document.iri].add(citation.text("locator") or "")
    found = ((nodes.other(thing(*one.partition("/")[::2])), date) for one, date in dict(documents).items())
    return "\n".join(_lines(one, date, places[one.iri] - {""}) for one, date in found if one.iri in places)


def _lines(document: Node, date: str, places: set[str]) -> str:
    publishers = ", ".join(one.title for one in document.nodes("dcterms:publisher"))
    told = [document.title, publishers, in_words(date) if date else ""]
    return "\n".join([f"- {plain('. '.join(one for one in told if one))}.", *by_part(places)])


def by_part(places: Collection[str]) -> list[str]:
    """Places in one document as a list: a line for each part of it, what is said alike said once."""
    split = [place.split(", ") for place in sorted(places, key=_in_order)]
    sizes = Counter(first for first, *_ in split)
    parts: dict[str, list[list[str]]] = defaultdict(list)
    for place in split:
        named = 2 if sizes[place[0]] > LONG and len(place) > 2 else 1
        parts[", ".join(place[:named])].append(place[named:])
    lines: list[str] = []
    for whole, together in groupby(parts.items(), key=lambda part: part[1] == [[]]):
        told = [part + _within([place for place in rests if place]) for part, rests in together]
        lines += ["; ".join(told)] if whole else told
    return [f"  - {plain(line)}" for line in lines]


def _within(places: list[list[str]]) -> str:
    """The places in one part; those that share all but their last words stand in one bracket after these."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for place in places:
        of_more = any(place == other[:-1] for other in places)
        whole = (*place, "as a whole") if of_more else tuple(place)
        groups[whole[:-1]].append(whole[-1])
    told = []
    for words, lasts in groups.items():
        if words and len(lasts) > 1:
            told.append(f"{', '.join(words)} ({'; '.join(lasts)})")
        else:
            told += [", ".join((*words, last)) for last in lasts]
    return f": {'; '.join(told)}" if told else ""


def _in_order(place: str) -> tuple[tuple[int, int | str], ...]:
    """The order of a document: workstream two after workstream one, the second action after the first."""
    return natural(NUMBER.sub(lambda word: str(NUMBERS.index(word[0]) % 4), place))
