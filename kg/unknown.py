"""Which terms and things a query names that the release does not have: why an answer may be empty."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.namespaces import ASSERTED, ID, ONTOLOGY, PREFIXES, SP, kind_and_key, shorten
from kg.sparql.lexer import tokens
from kg.sparql.prefixes import declared, expand
from kg.things import Node, all_keys
from kg.things.nearest import nearest_keys

MOST = 5
"""So many unknown names are told: to look for the nearest takes some time for each."""
CLOSE = 0.6  # of difflib.SequenceMatcher.ratio(): sp:adresses means sp:addresses, sp:ward means nothing
OTHERWISE = {
    "title": "rdfs:label",
    "name": "rdfs:label",
    "summary": "dcterms:description",
    "since": "dcterms:date",
    "website": "schema:url",
}
"""What many vocabularies call the terms that this data takes from others; sp:label and the like are known
by their names."""
VERY_CLOSE = 0.8
"""The same where one begins with a capital, as classes do, and the other does not: sp:casestudy means
sp:CaseStudy."""


@dataclass(frozen=True)
class UnknownName:
    """A name as a query writes it, and the one that was probably meant; empty where none is close."""

    written: str
    meant: str


def unknown_names(store: Store, query: str) -> list[UnknownName]:
    """The first terms of the ontology and things that a query names and the release does not have."""
    parts = list(tokens(query))
    namespaces = {**PREFIXES, **declared(parts)}
    found: dict[str, UnknownName] = {}
    for part in parts:
        iri = expand(part, namespaces) or ""
        own_term = iri.startswith(SP) and iri != SP
        if iri in found or not (own_term or kind_and_key(iri)) or Node(store, iri).exists:
            continue
        found[iri] = UnknownName(part.text, _term(store, iri) if own_term else _thing(store, iri))
        if len(found) == MOST:
            break
    return list(found.values())


def mended(query: str, unknown: Iterable[UnknownName]) -> str:
    """The query with each unknown name replaced by the one that was probably meant, where there is one."""
    meant = {one.written: one.meant for one in unknown if one.meant}
    for part in reversed(list(tokens(query)) if meant else []):
        if part.text in meant:
            query = query[: part.start] + meant[part.text] + query[part.start + len(part.text) :]
    return query


def _term(store: Store, iri: str) -> str:
    quads = store.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "type"), None, NamedNode(ONTOLOGY))
    subjects = {one.subject.value for one in quads if isinstance(one.subject, NamedNode)}
    names = sorted(one.removeprefix(SP) for one in subjects if one.startswith(SP))
    name = iri.removeprefix(SP)
    alike = [one for one in names if one[0].isupper() == name[0].isupper()]  # both classes, or neither
    folded = {one.casefold(): one for one in (*names, *alike)}
    if elsewhere := OTHERWISE.get(name) or _elsewhere(subjects, name):
        return elsewhere
    very_near = difflib.get_close_matches(name.casefold(), folded, 1, VERY_CLOSE)
    near = [folded[one] for one in very_near] or difflib.get_close_matches(name, alike, 1, CLOSE)
    return shorten(SP + near[0]) if near else ""


def _elsewhere(terms: Iterable[str], name: str) -> str:
    """The term of another vocabulary that is called so, of those that the ontology takes from others."""
    known = (shorten(one) for one in sorted(terms) if not one.startswith(SP))
    return next((one for one in known if one.partition(":")[2] == name), "")


def _thing(store: Store, iri: str) -> str:
    kind, key = kind_and_key(iri) or ("", "")
    if keys := all_keys(store, kind):
        return f"<{ID}{kind}/{nearest_keys(key, keys, 1)[0]}>"
    return f"<{ID}{same}/{key}>" if (same := _kind_of(store, key)) else ""


def _kind_of(store: Store, key: str) -> str:
    """A kind of things of which one has this key: for `rating/red` it is `risk-rating`."""
    of_class = NamedNode(PREFIXES["rdf"] + "type")
    for graph in (ONTOLOGY, ASSERTED):
        for quad in store.quads_for_pattern(None, of_class, None, NamedNode(graph)):
            named = kind_and_key(quad.subject.value) if isinstance(quad.subject, NamedNode) else None
            if named and named[1] == key:
                return named[0]
    return ""
