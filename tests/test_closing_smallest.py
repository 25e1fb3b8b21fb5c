"""The smallest set of practices that covers chosen requirements: minimal, complete, with alternatives."""

from __future__ import annotations

from itertools import combinations

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from page_support import refusal

from kg.closing.smallest import SETS, smallest_set

BROWSER = {"Accept": "text/html"}
PATH = "/gaps/smallest-set"


def covers(**asked: str) -> dict[str, frozenset[str]]:
    """Requirements with the practices that cover them, a letter each."""
    return {name: frozenset(letters) for name, letters in asked.items()}


def test_the_fewest_are_found_where_taking_the_busiest_first_would_take_more() -> None:
    found = smallest_set(covers(a="xp", b="xp", c="xp", d="xq", e="xq", f="yq", g="yp", h="yq"))
    assert found.sets[0] in {("p", "q"), ("x", "y")}
    assert {*found.sets} == {("p", "q"), ("x", "y")}
    assert found.exact and not found.more


def test_what_no_practice_covers_is_named_and_the_rest_covered() -> None:
    found = smallest_set(covers(a="x", b="", c="x"))
    assert (found.sets, found.uncovered, found.size) == ((("x",),), ("b",), 1)


@pytest.mark.parametrize("asked", [{}, covers(a="", b="")])
def test_nothing_to_cover_needs_nothing(asked: dict[str, frozenset[str]]) -> None:
    found = smallest_set(asked)
    assert (found.sets, found.size, found.exact) == ((), 0, True)


def test_of_sets_of_one_size_that_with_the_most_figures_comes_first() -> None:
    found = smallest_set(covers(a="xyz", b="xyz"), covers(a="y", b="y"))
    assert found.sets[0] == ("y",)
    assert {*found.sets} == {("x",), ("y",), ("z",)}


def test_more_alternatives_than_are_given_are_said_to_be_there() -> None:
    found = smallest_set(covers(a="abcdefghijklmnop"))
    assert len(found.sets) == SETS
    assert found.more


def test_without_time_a_set_is_found_and_said_not_to_be_proven() -> None:
    asked = {f"r{row}": frozenset(f"p{row * k % 97}" for k in range(2, 9)) for row in range(60)}
    found = smallest_set(asked, seconds=0.0)
    assert not found.exact
    assert all(practices & set(found.sets[0]) for practices in asked.values())


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.frozensets(st.sampled_from("pqrstu")), max_size=5))
def test_every_set_covers_all_and_no_smaller_set_does(asked: dict[str, frozenset[str]]) -> None:
    found = smallest_set(asked)
    left = [practices for practices in asked.values() if practices]
    assert all(practices & set(one) for one in found.sets for practices in left)
    assert len(set(found.sets)) == len(found.sets)
    assert {len(one) for one in found.sets} <= {found.size}
    smaller = combinations(sorted(frozenset().union(*left)), found.size - 1) if found.size else ()
    assert not any(all(practices & set(one) for practices in left) for one in smaller)


def test_page_csv_and_json_show_the_same_set(made_client: FlaskClient) -> None:
    asked = "?requirements=action/1.1.1,standard/made-grid-2019/a.1,standard/made-grid-2019/a.2"
    data = made_client.get(f"{PATH}.json{asked}").get_json()
    assert [one.rpartition("/")[2] for one in data["sets"][0]] == ["kettle-club"]
    assert [one.rpartition("/")[2] for one in data["uncovered"]] == ["a.2"]
    page = made_client.get(f"{PATH}{asked}", headers=BROWSER).text
    assert "1 practice for 2 requirements" in page
    assert "No practice covers 1 requirement" in page
    lines = made_client.get(f"{PATH}.csv{asked}").text.splitlines()
    assert len(lines) == 1 + len(data["rows"])


def test_without_a_choice_it_is_asked_for_the_recommendations(made_client: FlaskClient) -> None:
    data = made_client.get(f"{PATH}.json").get_json()
    assert [one.partition("/id/")[2] for one in data["requirements"]] == [
        "recommendation/1",
        "recommendation/2",
    ]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("requirements=action/9.9", 404, "“action/9.9” is no requirement here. Did you mean action/"),
        ("requirements=kettle+club", 404, "is no requirement here"),
        ("requirements=" + "action/1.1," * 300, 400, "300 requirements are listed. List 200 at most."),
        ("requirements=%00<script>", 404, "is no requirement here"),
        ("workstream=9", 400, "The nearest is “1”"),
        ("weak=maybe", 400, "no value of the parameter “weak”"),
        ("requirement=action/1.1", 400, "Did you mean “requirements”?"),
    ],
)
def test_wrong_use_is_named_with_the_nearest(
    made_client: FlaskClient, asked: str, status: int, said: str
) -> None:
    assert said in refusal(made_client, f"{PATH}.json?{asked}", status)
    page = refusal(made_client, f"{PATH}?{asked}", status)
    assert "<script>" not in page.partition("<main")[2].partition("</main>")[0]


def test_nothing_left_says_so(made_client: FlaskClient) -> None:
    page = made_client.get(f"{PATH}?workstream=1&kind=standard", headers=BROWSER).text
    assert "Nothing is left with these choices." in page
