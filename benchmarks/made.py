"""Made data of any size: a corpus' requirements, vocabularies and organisations with invented practices.

Everything is drawn from a seed, so the same size and seed give the same corpus. An invented practice has
about the shape of a real one: 250 words, a figure or two, concepts of every vocabulary, one to five links.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg import vocabulary
from kg.build import assemble, make, read
from kg.release import Home
from loaders.corpus import Corpus, Entry, load
from loaders.frontmatter import Sheet
from loaders.records import Practice

ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    "team ward shift learner sister meeting safer talk listen report harm plan change week month board "
    "clinic course teach share review count before after home visit nurse doctor patient family record hand"
).split()
LENGTH = 250
"""Words in the text of an invented practice."""
ASKED_LINES, ASKED_WORDS = 15, 5
"""The lines in which people ask for an invented practice, and the words of each, as in real ones."""
PLACE: dict[str, Any] = {"document": "psc-brochure-2017", "locator": "Made up", "passages": []}
WITHDRAWN = {"state": "withdrawn", "date": "2024", "note": "It is made up.", "citations": [PLACE]}
WITHDRAWN_SHARE = 0.02
FACETS = {"settings": "setting", "professions": "profession", "topics": "topic", "methods": "method"}
"""Fields of a practice that name concepts, with their vocabularies."""
REPLACED = ("practice", "assessment")
ASKED = ("recommendation", "action", "standard", "domain", "principle")
"""The kinds of requirement that invented links lead to."""


@dataclass(frozen=True)
class Choices:
    """What invented practices choose from: keys of concepts by vocabulary, leads and requirements."""

    concepts: Mapping[str, Sequence[str]]
    leads: Sequence[str]
    requirements: Sequence[str]


def made_corpus(practices: int, seed: int = 1, folder: Path = ROOT / "corpus") -> Corpus:
    """The records of a folder with `practices` invented practices in place of its own."""
    terms = vocabulary.read(ROOT / "ontology")
    base = load(folder)
    kept = {name: one for name, one in base.entries.items() if one.record.kind not in REPLACED}
    concepts = {name: sorted(keys) for name, keys in vocabulary.concept_keys(terms).items()}
    leads = [name for name in kept if name.startswith(("collaborative/", "office/"))]
    asked = [name for name, one in kept.items() if one.record.kind in ASKED]
    choices = Choices(concepts, leads, asked)
    for one in invented(practices, seed, choices):
        kept[f"practice/{one.id}"] = Entry(one, Sheet(f"practices/{one.id}.md", {}, "", {}))
    return Corpus(folder, kept)


def made_store(practices: int, seed: int = 1) -> tuple[Corpus, Store]:
    """A made corpus and its graph with all that is inferred, in memory."""
    corpus = made_corpus(practices, seed)
    folder = ROOT / "ontology"
    return corpus, assemble(corpus, vocabulary.read(folder), folder)


def made_release(practices: int, home: Home, seed: int = 1) -> Path:
    """The folder of a release of a made corpus, as `saferpractice build` makes one, in a home.

    It has no named queries: some begin at a practice that a made corpus does not have.
    """
    given, _ = read(ROOT / "corpus", ROOT / "ontology")
    return make(replace(given, corpus=made_corpus(practices, seed), queries={}), home).path


def invented(practices: int, seed: int, choices: Choices) -> Iterator[Practice]:
    """Invented practices, numbered from 0."""
    draw = random.Random(seed)
    for number in range(practices):
        yield Practice.model_validate(_practice(f"made-{number:06}", draw, choices))


def _practice(key: str, draw: random.Random, choices: Choices) -> dict[str, Any]:
    outcomes = [_outcome(f"figure-{at}", draw) for at in range(draw.randrange(3))]
    figures = [one["id"] for one in outcomes]
    asked = draw.sample(choices.requirements, draw.randrange(1, 6))
    return {
        "kind": "practice",
        "id": key,
        "type": draw.choice(("case study", "local practice")),
        "title": _words(4, draw),
        "summary": _words(20, draw) + ".",
        "body": _words(LENGTH, draw) + ".",
        "scope": draw.choice(("local", "regional", "multi-regional", "national")),
        "maturity": draw.choice(("running", "running", "running", "developing", "ended", "planned")),
        "reported": f"{draw.randrange(2012, 2024)}-{draw.randrange(1, 13):02}",
        "led_by": [draw.choice(choices.leads)],
        "asked": _asked(key),
        "evidence": draw.choice(choices.concepts["evidence"]),
        "evidence_because": "It is made up.",
        "outcomes": outcomes,
        "links": [_link(to, figures, draw) for to in asked],
        "citations": [PLACE],
        "current_status": WITHDRAWN if draw.random() < WITHDRAWN_SHARE else None,
        **{field: draw.sample(choices.concepts[name], draw.randrange(3)) for field, name in FACETS.items()},
    }


def _asked(key: str) -> list[str]:
    """The lines in which people ask for a practice, drawn apart so that the rest stays as it was."""
    draw = random.Random(key)
    return [" ".join(draw.choices(WORDS, k=ASKED_WORDS)) for _ in range(ASKED_LINES)]


def _outcome(key: str, draw: random.Random) -> dict[str, Any]:
    return {
        "id": key,
        "measure": _words(3, draw),
        "kind": draw.choice(("outcome", "process", "reach", "cost", "target")),
        "result": str(draw.randrange(1, 5000)),
        "unit": draw.choice(WORDS),
        "citations": [PLACE],
    }


def _link(to: str, figures: list[str], draw: random.Random) -> dict[str, Any]:
    review = {"by": "ward educator", "date": "2025", "verdict": draw.choice(("agree", "agree", "disagree"))}
    return {
        "to": to,
        "extent": draw.choice(("full", "partial", "partial", "minor")),
        "basis": draw.choice(("stated", "curated", "curated")),
        "rationale": _words(12, draw) + ".",
        "asserted_on": "2024-01-01",
        "figures": [one for one in figures if draw.random() < 0.5],
        "reviews": [review] if draw.random() < 0.3 else [],
        "citations": [PLACE],
    }


def _words(count: int, draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=count)).capitalize()
