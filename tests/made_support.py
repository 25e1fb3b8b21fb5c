"""Helpers for tests over the made corpus (tests/made): a copy to spoil, its graph, a check of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel
from pyoxigraph import Store
from rdflib import Graph

from kg import vocabulary
from kg.build import assemble
from kg.check.report import Report, Section
from kg.check.run import run
from loaders.corpus import Corpus, load
from loaders.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "ontology"
MADE = Path(__file__).parent / "made"
One = TypeVar("One")


def some(many: Iterable[One]) -> list[One]:
    """What a test goes through, as a list; fails where it is empty: a loop over nothing checks nothing."""
    found = list(many)
    assert found, "there is nothing to go through"
    return found


def made_copy(folder: Path, more: bool = False) -> Path:
    """A copy of the made corpus below a folder, to be spoilt; with `more`, a record of every kind."""
    corpus = Path(shutil.copytree(MADE / "corpus", folder / "corpus"))
    return Path(shutil.copytree(MADE / "more", corpus, dirs_exist_ok=True)) if more else corpus


def replace(corpus: Path, file: str, old: str, new: str) -> int:
    """Replace the only occurrence of some text in a file; the line (from 1) on which it stood."""
    path = corpus / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def line_of(corpus: Path, file: str, words: str) -> int:
    """The line (from 1) of a file's first line that holds some words."""
    lines = (corpus / file).read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if words in line)


def checked(
    corpus: Path, home: Path, sources: Path | None = MADE / "sources", ontology: Path = ONTOLOGY
) -> Report:
    """The report of a whole check."""
    return run(corpus, ontology, Sources(sources), home)


def section(report: Report, name: str) -> Section:
    """One section of a report."""
    return next(one for one in report.sections if one.name == name)


def graph_of(corpus: Path, ontology: Path = ONTOLOGY) -> tuple[Corpus, Graph, Store]:
    """A corpus without faults, the ontology, and the two assembled with what is inferred."""
    terms = vocabulary.read(ontology)
    read = load(corpus, vocabulary.concept_keys(terms))
    assert read.faults == []
    return read, terms, assemble(read, terms, ontology)


def models(*roots: type[BaseModel]) -> set[type[BaseModel]]:
    """Models with the models of their parts, and of the parts of those."""
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found.add(kind)
            waiting += get_type_hints(kind, include_extras=True).values()
        waiting += get_args(kind)
    return found
