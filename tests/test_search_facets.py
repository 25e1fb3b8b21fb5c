"""Facets: counted over all matches, AND between facets, OR within one; browsing without words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from search_support import SMALL, searching

from kg.search import FACETS, FacetCount, Results, Search, SearchError


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with searching(tmp_path_factory.mktemp("small"), SMALL) as search:
        yield search


def counts(results: Results, facet: str) -> dict[str, int]:
    """The counts of a facet that are not zero."""
    return {value.key: value.count for value in results.facets[facet] if value.count}


def practices(results: Results) -> list[str]:
    return [hit.key for hit in results.hits if hit.kind == "practice"]


def test_no_words_list_everything_practices_first_and_what_was_withdrawn_last(small: Search) -> None:
    results = small.search("")
    assert results.understood == "Everything, practices first."
    assert [hit.key for hit in results.hits[:2]] == ["door-list", "round-table"]
    assert results.hits[-1].key == "old-way"
    assert results.total == len(results.hits) == sum(counts(results, "kind").values())


def test_every_facet_is_counted_by_what_practices_carry(small: Search) -> None:
    results = small.search("")
    assert set(results.facets) == {facet.key for facet in FACETS}
    assert counts(results, "collaborative") == {"northern-coast": 1, "southern-hills": 1}
    assert counts(results, "evidence") == {"measured-change": 1, "not-stated": 1}
    assert counts(results, "topic") == {"falls": 1, "not-stated": 1}
    assert counts(results, "method") == {"checklist": 1, "not-stated": 1}
    assert counts(results, "profession") == {"not-stated": 2}


def test_a_narrower_setting_counts_for_the_wider_one(small: Search) -> None:
    assert counts(small.search(""), "setting") == {"hospital": 2, "ward": 1, "emergency-department": 1}
    assert practices(small.search("", {"setting": ["hospital"]})) == ["door-list", "round-table"]


def test_an_action_counts_for_its_recommendation_and_a_standard_has_its_edition(small: Search) -> None:
    facets = small.search("").facets
    recommendation, standard = facets["recommendation"][0], facets["standard"][0]
    assert recommendation == FacetCount("6", "6 Concerns are answered", 1, chosen=False)
    assert standard == FacetCount("grid-2019/1.1", "1.1 A kind place (2019)", 1, chosen=False)


def test_a_recommendation_reached_only_by_inference_is_not_counted(small: Search) -> None:
    assert practices(small.search("", {"recommendation": ["6"]})) == ["round-table"]


def test_what_was_withdrawn_counts_in_no_facet_but_as_withdrawn(small: Search) -> None:
    results = small.search("falls")
    assert "old-way" in practices(results)
    assert counts(results, "topic") == {"falls": 1}
    assert counts(results, "kind")["withdrawn"] == 1
    assert counts(results, "kind")["practice"] == 1


def test_facets_meet_and_values_of_one_facet_add_up(small: Search) -> None:
    both = {"setting": ["ward", "emergency-department"]}
    assert practices(small.search("", both)) == ["door-list", "round-table"]
    assert practices(small.search("", {**both, "topic": ["falls"]})) == ["round-table"]
    assert practices(small.search("falls", {"setting": ["emergency-department"]})) == []


def test_a_choice_limits_the_counts_of_other_facets_and_not_of_its_own(small: Search) -> None:
    results = small.search("", {"setting": ["ward"]})
    assert counts(results, "collaborative") == {"northern-coast": 1}
    assert counts(results, "setting") == {"hospital": 2, "ward": 1, "emergency-department": 1}
    assert [value.key for value in results.facets["setting"] if value.chosen] == ["ward"]


def test_every_value_is_there_even_where_nothing_matches(small: Search) -> None:
    results = small.search("zebra", {"topic": ["falls"]})
    assert [(one.key, one.count, one.chosen) for one in results.facets["topic"]] == [
        ("falls", 0, True),
        ("raising-concerns", 0, False),
        ("not-stated", 0, False),
    ]


def test_practice_that_states_no_value_of_a_facet_counts_as_not_stated(small: Search) -> None:
    topics = {value.key: value for value in small.search("").facets["topic"]}
    assert (topics["not-stated"].label, topics["not-stated"].count) == ("Not stated", 1)
    assert practices(small.search("", {"topic": ["not-stated"]})) == ["door-list"]
    assert practices(small.search("", {"topic": ["not-stated", "falls"]})) == ["door-list", "round-table"]


def test_the_theme_and_workstream_of_a_practice_are_those_of_its_recommendations(small: Search) -> None:
    for facet, label in (("theme", "3 Learning for life"), ("workstream", "1 Places of learning")):
        value, none = small.search("").facets[facet]
        assert (value.label, value.count) == (label, 1)
        assert (none.label, none.count) == ("None of them", 1)


def test_counts_are_of_all_matches_and_not_of_the_page(small: Search) -> None:
    first = small.search("", per_page=1)
    assert counts(first, "setting") == counts(small.search(""), "setting")
    assert (len(first.hits), first.pages) == (1, first.total)


def test_pages_follow_each_other_without_gap_or_overlap(small: Search) -> None:
    paged = [hit.id for page in range(1, 6) for hit in small.search("", page=page, per_page=3).hits]
    assert paged == [hit.id for hit in small.search("").hits][:15]


def test_kinds_limit_hits_and_counts(small: Search) -> None:
    results = small.search("falls", kinds=["practice"])
    assert {hit.kind for hit in results.hits} == {"practice"}
    assert counts(results, "kind") == {"practice": 1, "withdrawn": 1}


@pytest.mark.parametrize(
    ("asked", "parameter", "nearest"),
    [
        ({"chosen": {"settings": ["ward"]}}, "settings", "setting"),
        ({"chosen": {"setting": ["wards"]}}, "setting", "ward"),
        ({"kinds": ["practise"]}, "kinds", "practice"),
        ({"sort": "latest"}, "sort", "newest"),
        ({"page": 0}, "page", "1"),
        ({"page": 99}, "page", "1"),
        ({"per_page": 1000}, "per_page", "100"),
    ],
)
def test_what_is_not_there_is_named_with_the_nearest_that_is(
    small: Search, asked: dict[str, object], parameter: str, nearest: str
) -> None:
    with pytest.raises(SearchError) as error:
        small.search("falls", **asked)  # type: ignore[arg-type]
    assert (error.value.parameter, error.value.nearest) == (parameter, nearest)
    assert nearest in str(error.value)
