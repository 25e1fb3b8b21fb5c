"""The search index of a release: written from its graph, once, when the release is built."""
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.namespaces import ID
from kg.search import relations, requirements
from kg.search.arrays import ARRAYS
from kg.search.documents import WITHDRAWN, Document, in_sentence, listed, things
from kg.search.engine import GAP, TEXTS, Row, write
from kg.search.facets import FACETS
from kg.search.kinds import CONCEPT, PRACTICE, SCHEMES
from kg.search.texts import Text, texts
from kg.search.words import exact_term, name_key, name_stems, stems, tokens

NAMED_KINDS = {"collaborative", "organisation", "office", "region", "resource", "programme"}
"""Kinds, besides concepts, whose names are recognised inside a question."""
PINNED_KINDS = NAMED_KINDS | {PRACTICE, "document", "framework"}
"""Kinds of which a thing comes first when the question is its name. A requirement is asked for by number."""


def build_index(folder: Path, store: Store) -> None:
    """Write the search index of the release whose graph is in `store` into `folder`, which is made.

    Raises OSError where the folder cannot be written.
    """
    ordered = read(store)
    lengths: dict[str, list[int]] = {field: [] for field in TEXTS}
    write(folder, (_row(document, lengths) for document in ordered))
    arrays = {"kinds": [document.kind for document in ordered], "lengths": lengths,
              "withdrawn": [at for at, document in enumerate(ordered) if document.status == WITHDRAWN],
              "facets": _facets(store, ordered), "names": _names(ordered), "numbers": _numbers(ordered),
              "serves": _serves(ordered)}
    (folder / ARRAYS).write_text(json.dumps(arrays, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def read(store: Store) -> list[Document]:
    """Everything that can be found, in the order in which it is listed when nothing is asked for."""
    found = things(store)
    relations.relate(store, found)
    requirements.relate(store, found)
    return sorted(found.values(), key=listed)


def _row(document: Document, lengths: dict[str, list[int]]) -> Row:
    """A document as the index has it; how long its fields are is added to `lengths`."""
    found_by = texts(document)
    words: dict[str, list[str]] = {field: [] for field in TEXTS}
    for text in found_by:
        stemmed = stems(text.text) if text.field == "body" else name_stems(text.text)
        words[text.field] += [*(GAP if words[text.field] else ()), *stemmed]
    for field, terms in words.items():
        lengths[field].append(len(terms))
    return Row(words | _whole_terms(document), _record(document, found_by))


def _whole_terms(document: Document) -> dict[str, list[str]]:
    """What a document is related to, its exact names, and its words as they are written."""
    related = document.because.keys() | {document.id}
    names = [document.title, *document.names] if document.kind in PINNED_KINDS else []
    written = {token.folded for text in [document.title, document.summary, *document.names]
               for token in tokens(text) if token.stem and len(token.folded) > 2}
    return {"things": _short(related - document.wider), "wider_things": _short(document.wider),
            "exact": [exact_term(name_key(name)) for name in names],
            "spelling": sorted(filter(str.isalpha, written))}


def _short(iris: set[str]) -> list[str]:
    return sorted(iri.removeprefix(ID) for iri in iris)


def _record(document: Document, found_by: list[Text]) -> dict[str, Any]:
    """What is given back when it is found: all that a hit and its reasons need."""
    return {"id": document.id, "kind": document.kind, "key": document.key, "title": document.title,
            "summary": document.summary, "because": document.because, "wider": sorted(document.wider),
            "addresses": document.addresses, "status": document.status, "status_note": document.status_note,
            "headline": document.headline, "texts": found_by}


def _facets(store: Store, ordered: Sequence[Document]) -> dict[str, list[Any]]:
    place = {document.id: at for at, document in enumerate(ordered)}
    return {facet.key: [[value.key, value.label, sorted(place[thing] for thing in value.things)]
                        for value in facet.read(store, ordered)] for facet in FACETS}


def _names(ordered: Sequence[Document]) -> list[list[Any]]:
    """Each name that a question may use: its key, the thing, what that is called, its kind, the name."""
    names = []
    for document in ordered:
        if document.kind == CONCEPT:
            called, kind = in_sentence(document.title), SCHEMES[document.scheme]
        elif document.kind in NAMED_KINDS:
            called, kind = document.title, document.kind
        else:
            continue
        for text in dict.fromkeys([document.title, *document.names, *document.slips]):
            names.append([list(name_key(text)), document.id, called, kind, text])
    return [name for name in names if name[0]]


def _numbers(ordered: Sequence[Document]) -> list[list[Any]]:
    """Each numbered thing: its number, kind, place and IRI, and how it is named with edition and title."""
    return [[document.number, document.kind, at, document.id,
             f"{document.said}{f' ({document.edition})' if document.edition else ''}, “{document.title}”"]
            for at, document in enumerate(ordered) if document.number]


def _serves(ordered: Sequence[Document]) -> dict[str, list[tuple[int, float]]]:
    serves: dict[str, list[tuple[int, float]]] = {}
    for at, document in enumerate(ordered):
        for iri, strength in document.serves.items():
            serves.setdefault(iri, []).append((at, round(strength, 3)))
    return serves
