"""The questions of the relevance benchmark are many, judged with things that are there, and fairly halved."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.relevance.queries import HALVES, LATER, Query, of_half, read
from kg import vocabulary
from loaders.corpus import load

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return [*read(), *read(LATER)]


def test_there_are_at_least_80_questions_and_no_two_are_alike(queries: list[Query]) -> None:
    assert len({query.ask.casefold() for query in queries}) == len(queries) >= 80


def test_each_half_has_at_least_80(queries: list[Query]) -> None:
    assert all(len(of_half(queries, half)) >= 80 for half in HALVES)


def test_every_question_has_an_answer_and_every_answer_is_a_record(queries: list[Query]) -> None:
    corpus = load(ROOT / "corpus", vocabulary.concept_keys(vocabulary.read(ROOT / "ontology")))
    known = corpus.entries.keys()
    assert [query.ask for query in queries if not query.grades or not query.grades.keys() <= known] == []
