"""The classes and properties that somebody who writes a query may mean: name, label, meaning, uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg import query
from kg.namespaces import SP, shorten
from kg.things.ontology import Ontology

WORDS = re.compile(r"[A-Z]?[^A-Z]+|[A-Z]+")
"""The words of a name such as `prefLabel`."""


@dataclass(frozen=True)
class Completion:
    """A term that can stand in a query: `name` as a query writes it, `kind` is class or property.

    `label` is what readers call it, `about` says what it means (of a term of another vocabulary what it
    holds here, or nothing), `uses` counts its things or statements.
    """

    name: str
    iri: str
    kind: str
    label: str
    about: str
    uses: int


def completions(store: Store, ontology: Ontology) -> list[Completion]:
    """The terms of the ontology, and those of other vocabularies that the data uses, by name.

    What has no prefix that queries know is left out. Counting the uses reads the whole graph.
    """
    own = [
        Completion(shorten(term.id), term.id, kind, term.label, term.definition, term.uses)
        for kind, terms in (("class", ontology.classes), ("property", ontology.properties))
        for term in terms
    ]
    holds = {term.id: term.definition for term in ontology.borrowed}
    foreign = [
        *_foreign("class", query.rows(store, "class-uses"), holds),
        *_foreign("property", query.rows(store, "property-uses"), holds),
    ]
    return sorted([*own, *foreign], key=lambda one: (one.name.casefold(), one.kind))


def _foreign(kind: str, rows: Iterable[query.Row], holds: Mapping[str, str]) -> Iterator[Completion]:
    for row in rows:
        iri, name = row["term"], shorten(row["term"])
        if not iri.startswith(SP) and name != iri:
            label = " ".join(WORDS.findall(name.partition(":")[2])).casefold()
            yield Completion(name, iri, kind, label, holds.get(iri, ""), int(row["uses"]))
