"""The search index of a release: written from its graph, once, when the release is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.search import fulltext, relations, requirements
from kg.search.arrays import Arrays
from kg.search.documents import SUPERSEDED, WITHDRAWN, Document, families, in_sentence, listed, sought, things
from kg.search.engine import Row, Write
from kg.search.facets import FACETS
from kg.search.kinds import CONCEPT, GROUPING, PRACTICE, REQUIREMENTS, SCHEMES
from kg.search.lists import Lists
from kg.search.texts import NO_SPELLING, texts
from kg.search.words import name_key, name_stems, tokens

NAMED_KINDS = {"collaborative", "organisation", "office", "region", "resource", "programme"}
"""Kinds, besides concepts, whose names are recognised inside a question."""
PINNED_KINDS = NAMED_KINDS | REQUIREMENTS | {PRACTICE, "document", "framework"}
"""Kinds of which a thing comes first when the question is its name."""
TITLE, OTHER_NAME, MEANING, OTHERS = 6.0, 1.5, 0.7, 2.5
"""What a word counts for a practice that stands in the title of a concept that it carries, in another name
for that, in what that means; and in the name of an organisation or requirement that it is related to."""


def build_index(folder: Path, store: Store, write: Write = fulltext.write) -> None:
    """Write the search index of the release whose graph is in `store` into `folder`, which is made.

    `write` is the engine's. Raises OSError where the folder cannot be written.
    """
    ordered = read(store)
    folder.mkdir(parents=True)
    write(folder, map(_row, ordered))
    place = {document.id: at for at, document in enumerate(ordered)}
    values = [(facet.key, value) for facet in FACETS for value in facet.read(store, ordered)]
    data = {
        "kinds": [document.kind for document in ordered],
        "withdrawn": _of_status(ordered, WITHDRAWN),
        "superseded": _of_status(ordered, SUPERSEDED),
        "ranks": {
            "newest": _ranks([one.date for one in ordered]),
            "evidence": _ranks([_strength(one.grade) for one in ordered]),
        },
        "exact": [[list(key), at] for at, document in enumerate(ordered) for key in _exact(document)],
        "names": _names(ordered),
        "numbers": _numbers(ordered),
        "serves": _serves(ordered),
        "sayings": [row for at, document in enumerate(ordered) for row in _sayings(at, document)],
        "sought": [[list(name_key(name)), label, instead] for name, label, instead in sought(store)],
        "alike": [
            [list(run) for run in dict.fromkeys(map(name_stems, said)) if run] for said in families(store)
        ],
        "values": [[facet, value.key, value.label] for facet, value in values],
    }
    Arrays(
        data,
        _related(ordered, place, wider=False),
        _related(ordered, place, wider=True),
        Lists.of(sorted(place[thing] for thing in value.things) for _, value in values),
    ).save(folder)


def read(store: Store) -> list[Document]:
    """Everything that can be found, in the order in which it is listed when nothing is asked for."""
    found = things(store)
    relations.relate(store, found)
    requirements.relate(store, found)
    return sorted(found.values(), key=listed)


def _row(document: Document) -> Row:
    """A document as the engine has it."""
    found_by = texts(document)
    words: dict[str, list[list[str]]] = {}
    written: set[str] = set()
    for text in found_by:
        said = tokens(text.text)
        words.setdefault(text.field, []).append([token.stem for token in said if token.stem])
        written |= {token.folded for token in said if token.stem} if text.place not in NO_SPELLING else set()
    spellings = frozenset(word for word in written if len(word) > 2 and word.isalpha())
    return Row(
        words,
        spellings,
        {
            "id": document.id,
            "kind": document.kind,
            "key": document.key,
            "title": document.title,
            "summary": document.summary,
            "because": document.because,
            "wider": sorted(document.wider),
            "addresses": document.addresses,
            "status": document.status,
            "status_note": document.status_note,
            "texts": found_by,
        },
    )


def _of_status(ordered: Sequence[Document], status: str) -> list[int]:
    return [at for at, document in enumerate(ordered) if document.status == status]


def _strength(grade: str) -> str:
    """A grade of evidence, of which 1 is the strongest, turned round."""
    return str(100 - int(grade)) if grade.isdecimal() else ""


def _ranks(values: Sequence[str]) -> list[int]:
    """For each value how many different ones come up to it in their order; 0 for an empty one."""
    order = {value: at for at, value in enumerate(sorted({"", *values}))}
    return [order[value] for value in values]


def _exact(document: Document) -> list[tuple[str, ...]]:
    """The keys of the names by which a document is asked for as such."""
    if document.kind not in PINNED_KINDS:
        return []
    return list(dict.fromkeys(filter(None, map(name_key, [document.title, *document.names]))))


def _called(document: Document) -> tuple[str, str]:
    """What a thing is called inside a sentence, and of what kind it is."""
    if document.kind == CONCEPT:
        return in_sentence(document.title), SCHEMES[document.scheme]
    return document.title if document.kind in NAMED_KINDS else document.said, document.kind


def _names(ordered: Sequence[Document]) -> list[list[Any]]:
    """Each name that a question may use: its key, and the fields of a Name."""
    return [
        [list(key), document.id, *_called(document), text, at]
        for at, document in enumerate(ordered)
        if document.kind in {*NAMED_KINDS, CONCEPT}
        for text in dict.fromkeys([document.title, *document.names, *document.slips])
        if (key := name_key(text))
    ]


def _sayings(at: int, document: Document) -> Iterator[list[Any]]:
    """What a thing says of what is related to it: the fields of each Saying."""
    if document.kind == CONCEPT:
        weighed = [
            ("title", TITLE, document.title),
            ("meaning", MEANING, document.summary),
            *(("name", OTHER_NAME, name) for name in [*document.names, *document.slips]),
        ]
    elif document.kind in NAMED_KINDS:
        weighed = [("title", OTHERS, document.title), *(("name", OTHERS, name) for name in document.names)]
    elif document.kind in REQUIREMENTS - GROUPING:
        weighed = [("title", OTHERS, document.title)]
    else:
        weighed = []
    for what, weight, text in weighed:
        if name_stems(text):
            yield [at, document.id, *_called(document), what, weight, text]


def _numbers(ordered: Sequence[Document]) -> list[list[Any]]:
    """Each numbered thing: its number, kind, place and IRI, and how it is named with edition and title."""
    return [
        [
            document.number,
            document.kind,
            at,
            document.id,
            f"{document.said}{f' ({document.edition})' if document.edition else ''}, “{document.title}”",
        ]
        for at, document in enumerate(ordered)
        if document.number
    ]


def _serves(ordered: Sequence[Document]) -> dict[str, list[tuple[int, float]]]:
    serves: dict[str, list[tuple[int, float]]] = {}
    for at, document in enumerate(ordered):
        for iri, strength in document.serves.items():
            serves.setdefault(iri, []).append((at, round(strength, 3)))
    return serves


def _related(ordered: Sequence[Document], place: dict[str, int], wider: bool) -> Lists:
    """By document, what is related to it; or only that to which it is a wider concept and no more."""
    related: list[list[int]] = [[] for _ in ordered]
    for at, document in enumerate(ordered):
        for iri in document.wider if wider else document.because:
            if iri in place:
                related[place[iri]].append(at)
    return Lists.of(related)
