"""From Python: a release in three lines, answers as data frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.analyst import Data
from kg.named import ParameterError, UnknownQueryError
from kg.release import Release, ReleaseError


@pytest.fixture
def data(made_home: Path) -> Iterator[Data]:
    with Data(made_home) as opened:
        yield opened


def test_the_queries_are_a_table(data: Data) -> None:
    assert data.queries()["name"].tolist() == ["practice-for-a-recommendation", "practice-reported"]


def test_things_have_their_names_beside_them(data: Data) -> None:
    found = data.query("practice-for-a-recommendation", recommendation="recommendation/1")
    assert list(found) == ["recommendation", "recommendation_label", "practice", "practice_label"]
    assert set(found["recommendation"]) == {"recommendation/1"}
    assert set(found["recommendation_label"]) == {"Talk about near misses"}


def test_a_frame_says_what_was_asked_of_which_release(data: Data, made_release: Release) -> None:
    asked = data.query("practice-for-a-recommendation").attrs
    assert asked["release"] == made_release.name
    assert asked["query"] == "practice-for-a-recommendation"
    assert "VALUES ?recommendation" in asked["text"]


def test_numbers_are_numbers_and_what_is_not_bound_is_missing(data: Data) -> None:
    found = data.sparql("SELECT ?n ?d ?none WHERE { VALUES (?n ?d ?none) { (2 1.5 UNDEF) (3 2.5 UNDEF) } }")
    assert found["n"].sum() == 5
    assert found["d"].sum() == 4.0
    assert found["none"].isna().all()


def test_an_answer_without_rows_keeps_its_columns(data: Data) -> None:
    found = data.sparql("SELECT ?a ?b WHERE { ?a sp:number 'no such number' ; rdfs:label ?b }")
    assert (list(found), len(found)) == (["a", "b"], 0)


def test_only_a_select_gives_a_table(data: Data) -> None:
    with pytest.raises(ValueError, match="only a SELECT gives a table"):
        data.sparql("ASK { ?s ?p ?o }")


def test_wrong_names_and_values_are_told(data: Data) -> None:
    with pytest.raises(UnknownQueryError, match="Did you mean practice-reported"):
        data.query("practise-reported")
    with pytest.raises(ParameterError, match="is no value for Recommendation"):
        data.query("practice-for-a-recommendation", recommendation="1 } ?s ?p")


def test_a_release_that_there_is_not_is_told(made_home: Path) -> None:
    with pytest.raises(ReleaseError, match="There is no release 'soon'"):
        Data(made_home, "soon")
