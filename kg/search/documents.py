"""What can be found: one document for each thing, with its words, its relations and why they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Store

from kg.namespaces import kind_and_key
from kg.search.graph import by_thing, rows
from kg.search.kinds import CONCEPT, PLACE, SCHEMES
from kg.search.results import Addressed
from kg.things.node import natural

WITHDRAWN, SUPERSEDED = "withdrawn", "superseded"


class Related(NamedTuple):
    """A name of another thing, by which this one is found too, and what that thing is to this one."""

    text: str
    what: str


@dataclass
class Document:
    """One thing that can be found.

    `because` says, by IRI, how it is related to a thing that a question may name; `wider` holds those
    that are only wider concepts. `serves` weighs, by IRI, how well it answers a question for a
    requirement or a group of them, from 1 (addresses it in full) down to 0. `date` says when its source
    is of (year first), `grade` how strong its evidence is ("1" is the strongest); both may be empty.
    """

    id: str
    kind: str
    key: str
    title: str
    summary: str = ""
    body: str = ""
    number: str = ""
    edition: str = ""
    names: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    because: dict[str, str] = field(default_factory=dict)
    wider: set[str] = field(default_factory=set)
    serves: dict[str, float] = field(default_factory=dict)
    addresses: list[Addressed] = field(default_factory=list)
    status: str = ""
    status_note: str = ""
    date: str = ""
    grade: str = ""

    @property
    def said(self) -> str:
        """How a sentence names it: `recommendation 6`, or by its title."""
        return f"{self.kind} {self.number}" if self.number else self.title

    @property
    def scheme(self) -> str:
        """The vocabulary of a concept; empty for anything else."""
        return self.key.partition("/")[0] if self.kind == CONCEPT else ""

    def relate(self, other: str, sentence: str, strength: float = 0.0) -> None:
        """Note how it is related to another thing, unless a stronger relation is known."""
        known = self.serves.get(other, 0.0)
        if other not in self.because or strength > known:
            self.because[other] = sentence
        if strength > known:
            self.serves[other] = strength


Documents = dict[str, Document]


def things(store: Store) -> Documents:
    """A document for each thing and concept that can be found, by IRI, with its own words only."""
    found: Documents = {}
    for document in _things(store):
        found.setdefault(document.id, document)
    for row in rows(store, "other-names"):
        if row["thing"] in found:
            document = found[row["thing"]]
            (document.slips if row["hidden"] == "true" else document.names).append(row["label"])
    for thing, lines in by_thing(store, "asked").items():
        if thing in found:
            found[thing].asked = sorted(row["line"] for row in lines)
    return found


def families(store: Store) -> list[list[str]]:
    """The families of words that say the same."""
    return [[row["label"] for row in given] for _, given in sorted(by_thing(store, "families").items())]


def sought(store: Store) -> list[tuple[str, str, str]]:
    """Each name of a subject that people look for and on which nothing is recorded, its title, and the topic
    that is offered in its place (empty where there is none)."""
    return [(row["name"], row["label"], row.get("instead", "")) for row in rows(store, "sought")]


def listed(document: Document) -> tuple[object, ...]:
    """The place of a document in the list of everything: practices first, what was withdrawn last.

    Within a kind, what was superseded (an earlier edition) comes after what holds.
    """
    number = natural(document.number or document.title)
    old = document.status == SUPERSEDED
    return document.status == WITHDRAWN, PLACE[document.kind], old, natural(document.edition), number


def in_sentence(title: str) -> str:
    """A concept's label as it stands inside a sentence: `A&E` stays, `Acute kidney injury` does not."""
    first = title.split(" ")[0]
    return title if len(first) == 1 or first[1:] != first[1:].lower() else title[0].lower() + title[1:]


def _things(store: Store) -> Iterator[Document]:
    for row in rows(store, "things"):
        kind, key = kind_and_key(row["thing"]) or ("", "")
        if kind in PLACE:
            yield Document(
                row["thing"],
                kind,
                key,
                row["title"],
                row.get("summary", ""),
                row.get("body", ""),
                row.get("number", ""),
            )
    for row in rows(store, "concepts"):
        scheme, key = kind_and_key(row["thing"]) or ("", "")
        if scheme in SCHEMES:
            yield Document(row["thing"], CONCEPT, f"{scheme}/{key}", row["title"], row.get("summary", ""))
