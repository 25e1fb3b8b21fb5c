"""A thing of a release as JSON: its statements, what belongs to it and the assertions about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Store, Triple

from kg.export import description
from kg.namespaces import ID, PREFIXES, SP, kind_and_key, shorten
from kg.query import plain

LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
TYPE, IN_SCHEME = PREFIXES["rdf"] + "type", PREFIXES["skos"] + "inScheme"
PARTS = (
    "outcome",
    "contextNumber",
    "citation",
    "currentStatus",
    "laterFact",
    "coverage",
    "review",
    "citedAt",
)
"""The properties that lead from a thing to what belongs to it; `description.rq` follows the same."""

Value = str | dict[str, str]
Statements = dict[str, list[Value]]
Part = dict[str, Any]


def as_json(store: Store, iri: str) -> dict[str, Any]:
    """A thing as plain data: what `kg.describe.describe` gives of it, and two members more.

    `parts`: {property: [part, ...]}, the figures, citations, status and other things that belong to it,
    each with `id`, `title`, `statements` and its own `parts`; of a vocabulary also its `concepts`.
    `assertions`: those of which it is the subject or the object, each like a part.
    It is made from the triples of `kg.export.description`, so it says what the Turtle of the thing says.
    """
    return _Description(description(store, iri)).whole(iri)


class _Description:
    """The triples that describe a thing, by subject and by object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.of: dict[str, list[Triple]] = {}
        self.naming: dict[str, list[Triple]] = {}
        for triple in triples:
            self.of.setdefault(plain(triple.subject), []).append(triple)
            if isinstance(triple.object, NamedNode):
                self.naming.setdefault(triple.object.value, []).append(triple)

    def whole(self, iri: str) -> dict[str, Any]:
        """The thing itself."""
        kind, key = kind_and_key(iri) or ("", iri)
        classes = self.objects(iri, TYPE)
        ends = (SP + "subject", SP + "object")
        return {
            "id": iri,
            "kind": kind,
            "key": key,
            "title": self.title(iri),
            "classes": sorted(one.removeprefix(SP) for one in classes if one.startswith(SP)),
            "statements": self.statements(iri),
            "incoming": self.incoming(iri),
            "parts": self.parts(iri),
            "assertions": [self.part(claim) for claim in sorted(self.subjects(iri, *ends))],
        }

    def title(self, iri: str) -> str:
        """What a thing is called, its key where nothing says it; a term of others as a prefixed name."""
        if not iri.startswith(ID):
            return shorten(iri)
        said = (plain(one.object) for one in self.of.get(iri, ()) if one.predicate.value in LABELS)
        return next(said, (kind_and_key(iri) or ("", iri))[1])

    def value(self, term: Any) -> Value:
        """A thing as {"id", "title"}, text as text."""
        if isinstance(term, NamedNode):
            return {"id": term.value, "title": self.title(term.value)}
        return plain(term)

    def statements(self, iri: str) -> Statements:
        """{property: [value, ...]}, sorted."""
        return _grouped((one.predicate.value, self.value(one.object)) for one in self.of[iri])

    def incoming(self, iri: str) -> Statements:
        """The statements in which the thing is the object: {property: [subject, ...]}, sorted."""
        return _grouped((one.predicate.value, self.value(one.subject)) for one in self.naming.get(iri, ()))

    def subjects(self, iri: str, *properties: str) -> set[str]:
        """The things of which one of these properties names the thing."""
        return {plain(one.subject) for one in self.naming.get(iri, ()) if one.predicate.value in properties}

    def parts(self, iri: str) -> dict[str, list[Part]]:
        """What belongs to a thing, by property."""
        found = {f"sp:{name}": self.objects(iri, SP + name) for name in PARTS}
        found["concepts"] = self.subjects(iri, IN_SCHEME)
        return {name: [self.part(one) for one in sorted(iris)] for name, iris in found.items() if iris}

    def objects(self, iri: str, name: str) -> set[str]:
        """What a property of the thing names."""
        return {plain(one.object) for one in self.of[iri] if one.predicate.value == name}

    def part(self, iri: str) -> Part:
        """Something that belongs to a thing, with what belongs to it in turn."""
        return {
            "id": iri,
            "title": self.title(iri),
            "statements": self.statements(iri),
            "parts": self.parts(iri),
        }


def _grouped(pairs: Iterable[tuple[str, Value]]) -> Statements:
    found: Statements = {}
    for name, value in pairs:
        found.setdefault(shorten(name), []).append(value)
    return {name: sorted(values, key=str) for name, values in sorted(found.items())}
