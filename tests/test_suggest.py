"""Suggestions while typing: found by beginnings of words, told apart by context, plain for any input."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from kg.namespaces import ID
from kg.release import Release
from kg.things.names import Named, Names, folded
from kg.things.suggesting import MOST, Suggester, suggestions


def found(release: Release, text: str) -> list[tuple[str, str]]:
    suggester = Suggester(Names(release.store))
    return [(one.text, one.context) for one in suggestions(release.store, suggester, text)]


@pytest.mark.parametrize("text", ["ket", "kettle cl", "CLUB", "club ket", "“Kettle", "  kettle   club "])
def test_a_thing_is_found_by_the_beginnings_of_its_words(made_release: Release, text: str) -> None:
    assert found(made_release, text)[0] == ("Kettle club", "practice, Made-Up Coast")


@pytest.mark.parametrize("names", [["kettle hour", "kettle club"], ["kettle club", "kettle hour"]])
def test_of_two_names_of_one_length_the_same_is_said_in_every_process(names: list[str]) -> None:
    one = Named(f"{ID}topic/kettles", "topic", "Kettles (topic)")
    known = cast(Names, SimpleNamespace(all=[one], by_name={name: [one] for name in names}))
    assert Suggester(known).suggest("kettle") == [(one, "kettle club")]


def test_things_of_one_name_differ_by_their_context(made_release: Release) -> None:
    same = [
        context for text, context in found(made_release, "made-up coast") if text.startswith("Made-Up Coast")
    ]
    assert len(same) == len(set(same)) >= 2


def test_a_number_says_of_which_edition_it_is(made_release: Release) -> None:
    text, context = found(made_release, "standard a.1")[0]
    assert text == "Standard A.1: Know whom to ask"
    assert "2019" in context


def test_the_other_name_by_which_it_was_found_is_said(made_release: Release) -> None:
    suggester = Suggester(Names(made_release.store))
    first = suggestions(made_release.store, suggester, "A&E")[0]
    assert (first.text, folded(first.also)) == ("Emergency department", "a and e")


def test_what_was_withdrawn_comes_last_and_says_so(made_release: Release) -> None:
    suggester = Suggester(Names(made_release.store))
    withdrawn = [
        one.context.endswith("withdrawn")
        for text in ("la", "pa", "bi", "ro", "tr")
        for one in suggestions(made_release.store, suggester, text)
        if one.node.withdrawn
    ]
    assert withdrawn
    assert all(withdrawn)


def test_no_thing_is_given_twice_and_no_more_than_are_read(made_release: Release) -> None:
    suggester = Suggester(Names(made_release.store))
    iris = [one.iri for one, _ in suggester.suggest("ma")]
    assert len(iris) == len(set(iris)) <= MOST


def test_the_box_gets_name_context_and_address(made_client: FlaskClient) -> None:
    data = made_client.get("/suggest?q=kettle").json
    assert data
    assert data["query"] == "kettle"
    assert data["suggestions"][0] == {
        "id": f"{ID}practice/kettle-club",
        "text": "Kettle club",
        "context": "practice, Made-Up Coast",
        "also": "",
        "name": "Kettle club (practice)",
        "page": "/practices/kettle-club",
    }


def test_a_word_of_a_facet_leads_to_the_search_for_it(made_client: FlaskClient) -> None:
    data = made_client.get("/suggest?q=emergency+dep").json
    assert data
    assert "/search?setting=emergency-department" in [one["page"] for one in data["suggestions"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "k",
        "?*",
        "((((",
        '"',
        "\x00\x01",
        "‮bulc",
        "' OR 1=1 --",
        "%",
        "x" * 100_00,
        "🙂" * 300,
    ],
)
def test_any_text_is_answered(made_client: FlaskClient, text: str) -> None:
    answer = made_client.get(f"/suggest?q={quote(text)}")
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["suggestions"] == []


def test_the_name_of_a_suggestion_means_it_and_nothing_else(made_client: FlaskClient) -> None:
    data = made_client.get("/suggest?q=made-up+coast").json
    assert data
    for one in data["suggestions"]:
        answer = made_client.get("/explore", query_string={"thing": one["name"]}, follow_redirects=True)
        assert one["id"].removeprefix(ID) == answer.request.args["thing"]


def test_a_box_may_ask_for_one_kind(made_client: FlaskClient) -> None:
    data = made_client.get("/suggest?q=made&kind=office").json
    assert data
    assert [one["id"] for one in data["suggestions"]] == [f"{ID}office/made-coast"]
    refused = made_client.get("/suggest?q=made&kind=ofice", headers={"Accept": "application/json"})
    assert refused.status_code == 400


def test_an_unknown_parameter_is_refused(made_client: FlaskClient) -> None:
    assert made_client.get("/suggest?query=kettle", headers={"Accept": "application/json"}).status_code == 400
