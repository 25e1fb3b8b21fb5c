"""The search that is measured and its two baselines, each over the same texts of the same records."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from pyoxigraph import Store
from whoosh import fields, index, scoring  # type: ignore[import-untyped]
from whoosh.analysis import StemmingAnalyzer  # type: ignore[import-untyped]
from whoosh.qparser import MultifieldParser, OrGroup  # type: ignore[import-untyped]

from kg.search import Search, build_index
from kg.search.build import read
from kg.search.documents import Document
from kg.search.engine import FIELDS
from kg.search.kinds import CONCEPT
from kg.search.texts import texts
from kg.search.words import tokens

DEPTH = 10
"""So many answers of each engine are judged."""
Engine = Callable[[str], list[str]]
"""Takes a question, gives the keys (kind/key) of at most DEPTH things, best first."""


def ours(folder: Path, store: Store) -> Engine:
    """The search of this program."""
    build_index(folder, store)
    search = Search(folder)
    return lambda ask: [f"{hit.kind}/{hit.key}" for hit in search.search(ask, per_page=DEPTH).hits]


def fts5(store: Store, kind: str = "") -> Engine:
    """SQLite FTS5: bm25() as it comes over the texts of a thing and all names of what is related to it."""
    database = sqlite3.connect(":memory:")
    columns = "key UNINDEXED, words, tokenize='porter unicode61'"
    database.execute(f"CREATE VIRTUAL TABLE thing USING fts5({columns})")
    documents = read(store)
    listed = [one for one in documents if kind in ("", one.kind)]
    names = {one.id: [one.title, *one.names, *one.slips] for one in documents}
    rows = [
        (_key(one), "\n".join([*(text.text for text in texts(one)), *_related(one, names)])) for one in listed
    ]
    database.executemany("INSERT INTO thing VALUES (?, ?)", rows)
    found = "SELECT key FROM thing WHERE thing MATCH ? ORDER BY bm25(thing) LIMIT ?"

    def answer(ask: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in _words(ask))
        return [key for (key,) in database.execute(found, (words, DEPTH))] if words else []

    return answer


def plain_whoosh(folder: Path, store: Store) -> Engine:
    """Whoosh as it comes: BM25F, its stemming analyzer, any of the words; no labels of the vocabularies."""
    names = (*FIELDS, "linked")
    schema = fields.Schema(key=fields.STORED, **{name: fields.TEXT(StemmingAnalyzer()) for name in names})
    folder.mkdir(parents=True)
    made = index.create_in(str(folder), schema)
    writer = made.writer()
    documents = read(store)
    linked = {one.id: [one.title, *one.names] for one in documents if one.kind != CONCEPT}
    for document in documents:
        more = {"linked": "\n".join(_related(document, linked))}
        writer.add_document(key=_key(document), **_by_field(document), **more)
    writer.commit()
    searcher = made.searcher(weighting=scoring.BM25F())
    parser = MultifieldParser(names, schema, group=OrGroup)

    def answer(ask: str) -> list[str]:
        return [hit["key"] for hit in searcher.search(parser.parse(" ".join(_words(ask))), limit=DEPTH)]

    return answer


def _key(document: Document) -> str:
    return f"{document.kind}/{document.key}"


def _words(ask: str) -> list[str]:
    """The words of a question without those that say nothing, for all engines the same."""
    return [token.folded for token in tokens(ask) if token.stem]


def _by_field(document: Document) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for text in texts(document):
        found.setdefault(text.field, []).append(text.text)
    return {name: "\n".join(given) for name, given in found.items()}


def _related(document: Document, names: Mapping[str, list[str]]) -> list[str]:
    """The names of the things that a thing is related to."""
    return [name for iri in document.because for name in names.get(iri, [])]
