"""What things are called: said, found by what a person writes, and the nearest where nothing is meant."""

from __future__ import annotations

import pytest

from kg.namespaces import ID
from kg.release import Release
from kg.things.names import Names, folded


@pytest.fixture
def names(made_release: Release) -> Names:
    return Names(made_release.store)


def found(names: Names, text: str) -> list[str]:
    return [one.iri.removeprefix(ID) for one in names.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "practice/kettle-club",
        f"{ID}practice/kettle-club",
        "Kettle club",
        "  kettle   CLUB ",
        "“Kettle club”",
        "Kettle club (practice)",
    ],
)
def test_a_thing_is_found_by_key_iri_and_title_however_it_is_written(names: Names, text: str) -> None:
    assert found(names, text) == ["practice/kettle-club"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("action 1.1.1", "action/1.1.1"),
        ("Recommendation 2", "recommendation/2"),
        ("Recommendation 2: Publish plain rules", "recommendation/2"),
        ("Standard A.1", "standard/made-grid-2019/a.1"),
        ("A&E", "setting/emergency-department"),
        ("a and e", "setting/emergency-department"),
    ],
)
def test_numbers_and_other_names_find_their_thing(names: Names, text: str, key: str) -> None:
    assert found(names, text) == [key]


def test_a_name_that_several_things_have_finds_them_all(names: Names) -> None:
    assert found(names, "Made-Up Coast") == ["collaborative/made-coast", "office/made-coast"]


@pytest.mark.parametrize(
    "text", ["", "kettle", "practice/", "practice/none", "assertion/kettle-club--action-1.1.1"]
)
def test_what_is_no_name_finds_nothing(names: Names, text: str) -> None:
    assert found(names, text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kettle", "practice/kettle-club"),
        ("ketle club", "practice/kettle-club"),
        ("practice/kettle", "practice/kettle-club"),
        ("recommendation/9", "recommendation/2"),
        ("recommendation 9", "recommendation/2"),
    ],
)
def test_the_nearest_of_what_is_no_name(names: Names, text: str, first: str) -> None:
    assert names.nearest(text)[0].iri == ID + first


@pytest.mark.parametrize("text", ["", "/", "zzzzzz", "(((", "\x00"])
def test_where_nothing_is_near_nothing_is_suggested(names: Names, text: str) -> None:
    assert names.nearest(text) == []


def test_practice_is_listed_first_then_what_is_asked_for(names: Names) -> None:
    kinds = list(dict.fromkeys(one.kind for one in names.all))
    assert kinds[:3] == ["practice", "recommendation", "action"]


def test_punctuation_and_case_make_no_other_name() -> None:
    assert folded("Yorkshire & Humber (AHSN)") == folded("yorkshire and humber, AHSN")
