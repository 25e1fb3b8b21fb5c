"""A question for a numbered requirement brings it first, then the practices linked to it, with the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from search_support import SMALL, searching

from kg.search import Search


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with searching(tmp_path_factory.mktemp("small"), SMALL) as search:
        yield search


def found(search: Search, words: str) -> list[str]:
    return [f"{hit.kind}/{hit.key}" for hit in search.search(words).hits]


@pytest.mark.parametrize(
    "words",
    [
        "what practice addresses standard 1.1?",
        "1.1",
        "Standard No. 1.1",
        "which case studies are linked to standards 1.1",
        "std 1.1.",
    ],
)
def test_a_standard_comes_first_and_the_practice_that_addresses_it_next(small: Search, words: str) -> None:
    assert found(small, words) == ["standard/grid-2019/1.1", "practice/door-list"]


@pytest.mark.parametrize("words", ["what is behind recommendation 6", "rec 6", "Rec. six", "R6", "6"])
def test_a_recommendation_brings_practice_of_its_actions_then_what_is_only_reached_then_its_parts(
    small: Search, words: str
) -> None:
    assert found(small, words) == [
        "recommendation/6",
        "practice/round-table",
        "practice/door-list",
        "action/6.1",
        "standard/grid-2019/1.1",
    ]


def test_practice_that_addresses_something_on_patient_safety_is_not_found_by_the_word_patients(
    tmp_path: Path,
) -> None:
    training = """<ID/standard/grid-2019/1.2> a sp:Standard, sp:Requirement ; sp:number "1.2" ;
        rdfs:label "Patient safety lessons" ; sp:partOf <ID/domain/grid-2019/1> .
    <ID/practice/door-list> sp:addresses <ID/standard/grid-2019/1.2> .
    <ID/assertion/second> a sp:PracticeLink ; sp:subject <ID/practice/door-list> ; sp:extent extent:full ;
        sp:object <ID/standard/grid-2019/1.2> ; sp:assertionStatus <ID/assertion-status/published> ."""
    with searching(tmp_path, SMALL, training) as search:
        assert "practice/door-list" in found(search, "lessons")
        assert "practice/door-list" not in found(search, "patients")


def test_each_hit_says_the_way_to_the_requirement(small: Search) -> None:
    reasons = [hit.why for hit in small.search("recommendation 6").hits]
    assert reasons == [
        ("it is recommendation 6, “Concerns are answered”",),
        ("it addresses action 6.1 (partial), which is part of recommendation 6",),
        ("it addresses standard 1.1 (full), which implements recommendation 6 (inferred, not counted)",),
        ("it is part of recommendation 6",),
        ("it implements recommendation 6",),
    ]


def test_a_group_brings_the_practices_of_its_members(small: Search) -> None:
    assert found(small, "workstream one") == ["workstream/1", "practice/round-table", "recommendation/6"]
    assert found(small, "domain 1") == ["domain/grid-2019/1", "practice/door-list", "standard/grid-2019/1.1"]


def test_what_was_understood_names_requirement_and_edition(small: Search) -> None:
    assert small.search("standard 1.1").understood == (
        "Standard 1.1 (2019), “A kind place”, then the practices linked to it."
    )


def test_several_requirements_can_be_asked_for_at_once(small: Search) -> None:
    both = found(small, "recommendations 6 and standard 1.1")
    assert both[:2] == ["recommendation/6", "standard/grid-2019/1.1"]


def test_a_number_that_is_not_there_is_named_and_nothing_else_is_shown_for_it(small: Search) -> None:
    results = small.search("standard 9.9")
    assert results.total == 0
    assert results.understood == "There is no standard 9.9. Nothing was found."


def test_further_words_put_the_linked_practices_that_have_them_first(small: Search) -> None:
    assert found(small, "recommendation 6 door order")[:2] == ["recommendation/6", "practice/door-list"]
    assert "First those with “door” and “order”." in small.search("recommendation 6 door order").understood
    assert "None of them has “zebra”." in small.search("recommendation 6 zebra").understood


def test_a_percentage_or_a_sum_is_no_number_of_a_requirement(small: Search) -> None:
    assert "Looked for" in small.search("1.1% less").understood
    assert "Looked for" in small.search("£1.1 saved").understood


def test_a_practice_names_what_it_addresses_with_extent(small: Search) -> None:
    hit = small.search("Round table").hits[0]
    assert [(one.number, one.title, one.extent) for one in hit.addresses] == [
        ("6.1", "Concerns are raised at work", "partial")
    ]


def test_a_practice_is_found_by_the_name_of_a_requirement_that_it_addresses(small: Search) -> None:
    assert found(small, "a kind place")[:2] == ["standard/grid-2019/1.1", "practice/door-list"]


def test_a_link_that_is_not_counted_brings_no_practice(tmp_path: Path) -> None:
    draft = SMALL.replace("sp:addresses <ID/standard/", "sp:seeAlso <ID/standard/")
    with searching(tmp_path, draft) as search:
        assert found(search, "standard 1.1") == ["standard/grid-2019/1.1"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("standard 1.1", {"grid-2019/1.1", "grid-2022/1.1"}),
        ("standard 1.1 of 2022", {"grid-2022/1.1"}),
        ("what addresses the 2019 standard 1.1", {"grid-2019/1.1"}),
        ("standard 1.1 of the grid", {"grid-2019/1.1", "grid-2022/1.1"}),
    ],
)
def test_of_several_editions_the_one_that_is_named_is_meant(
    tmp_path: Path, words: str, meant: set[str]
) -> None:
    other = '<ID/standard/grid-2022/1.1> a sp:Standard, sp:Requirement ; rdfs:label "A" ; sp:number "1.1" .'
    with searching(tmp_path, SMALL, other) as search:
        hits = search.search(words).hits
        assert {hit.key for hit in hits if hit.kind == "standard"} == meant
