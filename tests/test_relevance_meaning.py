"""What the benchmark says of a model of meaning rests on passages and fills only what words leave."""

from __future__ import annotations

import pytest

from benchmarks.relevance.engines import Engine
from benchmarks.relevance.meaning import filled, nearest, practice_passages
from kg.release import Release


class Letters:
    """A model that knows how often two letters stand in a text."""

    def passage(self, texts: list[str]) -> list[list[float]]:
        return [self.query(text) for text in texts]

    def query(self, text: str) -> list[float]:
        counts = [text.count("z") + 1e-6, text.count("q") + 1e-6]
        return [count / (counts[0] ** 2 + counts[1] ** 2) ** 0.5 for count in counts]


def fixed(*keys: str) -> Engine:
    return lambda _: list(keys)


def test_every_passage_is_of_a_practice_and_says_something(real_release: Release) -> None:
    passages = practice_passages(real_release.store)
    assert {key.split("/")[0] for key, _ in passages} == {"practice"}
    assert min(len(text) for _, text in passages) >= 60


def test_a_practice_is_as_near_as_its_nearest_passage(real_release: Release) -> None:
    scores: dict[str, float] = {}
    for key, text in practice_passages(real_release.store):
        scores[key] = max(scores.get(key, 0.0), Letters().query(text)[0])
    found = nearest(real_release.store, Letters())("zzz")
    assert [scores[key] for key in found] == sorted(scores.values(), reverse=True)[: len(found)]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ([], ["practice/x", "practice/y"]),
        (["standard/1", "practice/a"], ["practice/a", "practice/x", "practice/y", "standard/1"]),
        (["practice/y"], ["practice/y", "practice/x"]),
        (["practice/a", "practice/b", "standard/1", "practice/c"], None),
    ],
)
def test_meaning_fills_only_where_words_find_fewer_than_three_practices(
    words: list[str], answer: list[str] | None
) -> None:
    found = filled(fixed(*words), fixed("practice/x", "practice/y"))("any")
    assert found == (words if answer is None else answer)
