"""What a search found, as a page shows it: hits in groups, practice first, each with what a reader weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Store

from kg.search import Hit, Results, Search, Segment
from kg.search.engine import ASKED
from kg.search.kinds import PRACTICE
from kg.search.results import ASKED_AS
from kg.search.search import MOST_PER_PAGE
from kg.things.catalogue import Entry, entry
from kg.things.node import Lasting, Node

TITLES = {
    "named": "What you named",
    "practice": "Practice",
    "asked-for": "What is asked for",
    "nearly": "Practice that has a part of it",
    "other": "Organisations, resources and other records",
    "word": "Words of the vocabularies",
    "withdrawn": "Withdrawn: not to be used any more",
}
"""What each of the groups of `kg.search.rank.GROUPS` is called."""

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Found:
    """A hit with the thing that it is; a practice also has what a list of practice shows of it."""

    hit: Hit
    node: Node
    practice: Entry | None

    @cached_property
    def addresses(self) -> list[tuple[Node, str]]:
        """The requirements that a practice addresses, each with its extent."""
        return [(self.node.other(one.id), one.extent) for one in self.hit.addresses]

    @property
    def title(self) -> tuple[Segment, ...]:
        """The title with what was searched for marked."""
        whole = (Segment(self.hit.title, False),)
        marked = next((one.segments for one in self.hit.matched if one.field == "title"), whole)
        return marked if "".join(part.text for part in marked) == self.hit.title else whole

    @property
    def summary(self) -> tuple[Segment, ...]:
        """The summary, or the stretch of it in which what was searched for is marked."""
        whole = (Segment(self.hit.summary, False),)
        return next((one.segments for one in self.hit.matched if one.field == "summary"), whole)

    @property
    def reasons(self) -> list[str]:
        """Why it was found, but for how people ask for it: `asked` has that."""
        return [reason for reason in self.hit.why if not reason.startswith(ASKED_AS)]

    @property
    def asked(self) -> list[tuple[Segment, ...]]:
        """The lines in which people ask for it that brought it, with what was searched for marked."""
        return [one.segments for one in self.hit.matched if one.field == ASKED]

    @property
    def elsewhere(self) -> list[tuple[str, tuple[Segment, ...]]]:
        """Where else the words stand: the name of each field and the stretch of it with marks.

        Not in the figure that says most, which is shown anyway.
        """
        headline = self.practice.headline if self.practice else None
        return [
            (one.field, one.segments)
            for one in self.hit.matched
            if one.field not in ("title", "summary", ASKED)
            and not (headline and headline.measure in "".join(part.text for part in one.segments))
        ]


@dataclass(frozen=True)
class Group:
    """The hits of one page that belong together; `key` is one of TITLES."""

    key: str
    found: tuple[Found, ...]

    @property
    def title(self) -> str:
        """What the group is called."""
        return TITLES[self.key]


def grouped(store: Store, results: Results, lasting: Lasting | None = None) -> tuple[Group, ...]:
    """A page of hits in groups, in the order of the search.

    What is read of the things that many hits name is kept in `lasting`, which is of the same store.
    """
    groups: dict[str, list[Found]] = {}
    read_once: dict[str, Node] = {}
    for hit in results.hits:
        node = read_once.get(hit.id) or Node(store, hit.id, read_once, lasting)
        practice = entry(node) if hit.kind == PRACTICE else None
        groups.setdefault(hit.group, []).append(Found(hit, node, practice))
    return tuple(Group(key, tuple(members)) for key, members in groups.items())


@dataclass(frozen=True)
class Asked:
    """A broader question, how it differs from the one that was asked, and how much it finds."""

    query: str
    how: str
    total: int


def broader(search: Search, results: Results, chosen: Chosen) -> list[Asked]:
    """The broader questions of a search that find something as they are typed."""
    asked = [(one, *search.total(one.query, chosen)) for one in results.broader]
    return [Asked(one.query, one.how, total) for one, total, nearest in asked if total and not nearest]


@dataclass(frozen=True)
class Wider:
    """A search that leaves one chosen value out, and how much it finds."""

    facet: str
    key: str
    label: str
    total: int


def wider(search: Search, results: Results, chosen: Chosen) -> list[Wider]:
    """The searches without one of the chosen values that find something, for where nothing was found."""
    labels = {(facet, one.key): one.label for facet, values in results.facets.items() for one in values}
    found = []
    for facet, keys in chosen.items():
        for key in keys:
            fewer = {**chosen, facet: [other for other in keys if other != key]}
            more, _ = search.total(results.query, fewer)
            found += [Wider(facet, key, labels[facet, key], more)] if more else []
    return found


def every_page(search: Search, words: str, chosen: Chosen, most: int, sort: str) -> Iterable[Results]:
    """The largest pages of a search one after the other, up to `most` hits."""
    page = 1
    while True:
        results = search.search(words, chosen, page=page, per_page=MOST_PER_PAGE, sort=sort)
        yield results
        if page >= results.pages or page * MOST_PER_PAGE >= most:
            return
        page += 1
