"""The questions of the relevance benchmark are many, judged with things that are there, and fairly halved."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from benchmarks.relevance.__main__ import misses
from benchmarks.relevance.engines import ours
from benchmarks.relevance.queries import HALVES, LATER, Query, of_half, read
from kg import vocabulary
from kg.build import assemble
from loaders.corpus import load

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return [*read(), *chain.from_iterable(map(read, LATER.values()))]


def test_there_are_at_least_80_questions_and_no_two_are_alike(queries: list[Query]) -> None:
    assert len({query.ask.casefold() for query in queries}) == len(queries) >= 80


def test_each_half_has_at_least_80() -> None:
    assert all(len(of_half(read(), half)) >= 80 for half in HALVES)


def test_every_question_has_an_answer_and_every_answer_is_a_record(queries: list[Query]) -> None:
    corpus = load(ROOT / "corpus", vocabulary.concept_keys(vocabulary.read(ROOT / "ontology")))
    known = corpus.entries.keys()
    assert [query.ask for query in queries if not query.grades or not query.grades.keys() <= known] == []


def test_for_95_of_100_questions_a_relevant_practice_is_among_the_first_three(tmp_path: Path) -> None:
    graph = vocabulary.read(ROOT / "ontology")
    corpus = load(ROOT / "corpus", vocabulary.concept_keys(graph))
    answer = ours(tmp_path / "index", assemble(corpus, graph, ROOT / "ontology"))
    measured = [read(path) for name, path in LATER.items() if name != "asked to find faults"]
    for asked in (of_half(read(), "held out"), *measured):
        missed = misses(asked, {query.ask: answer(query.ask) for query in asked})
        assert len(missed) <= 0.05 * len(asked), [query.ask for query in missed]
