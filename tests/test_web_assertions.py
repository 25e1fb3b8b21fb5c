"""Pages of assertions: who says what, why, from where, and what follows from it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from page_support import links_of, words_of


def test_a_practice_link_is_a_sentence_with_reason_extent_and_basis(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/kettle-club--standard-made-grid-2019-a.1")
    for said in (
        "Kettle club addresses Standard A.1: Know whom to ask. Part of Domain A: The place of learning",
        "Why The teams did what this asks for.",
        "Extent Partial. What was done is a good part of what the requirement asks for.",
        "Basis Judged by an editor.",
        "Asserted by corpus editors, 1 January 2020",
        "Read by others No second reader has read this yet.",
        "No figure of the practice bears on this requirement.",
    ):
        assert said in words


def test_reviews_and_bearing_figures_are_shown(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/kettle-club--action-1.1.1")
    assert "Read by others ward educator, 1 February 2020: agrees. Seen on the ward." in words
    assert "Missed doses: from 2,439 to 1,100 missed doses" in words
    assert "Twelve teams on the coast met beside the kettle every Monday." in words


def test_what_follows_is_the_statement_and_what_is_reached_through_it(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/kettle-club--standard-made-grid-2019-a.1")
    assert "The graph holds one statement made from it: Kettle club addresses Standard A.1" in words
    assert "Kettle club counts for Domain A: The place of learning: it addresses standard A.1 (2019)" in words
    assert "Kettle club reaches, without counting for it, Recommendation 2" in words


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (
            "kettle-club--principle-made-values-1",
            "It was withdrawn and gives no statement in the graph any more.",
        ),
        ("kettle-club--standard-made-grid-2019-a.2", "It is a draft and gives no statement in the graph."),
        ("lantern-round--action-1.1", "Not counted: this practice was withdrawn."),
        (
            "paper-aeroplane--standard-made-grid-2019-a.1",
            "Not counted: this had not begun when it was reported.",
        ),
        ("made-b-recommendation-2", "It is a draft and gives no statement in the graph."),
    ],
)
def test_an_assertion_that_gives_no_statement_says_why(made_client: FlaskClient, key: str, why: str) -> None:
    words = words_of(made_client, f"/assertions/{key}")
    assert why in words
    assert "The graph holds one statement" not in words


def test_a_withdrawn_assertion_says_so_and_why_before_its_reason(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/kettle-club--principle-made-values-1")
    assert words.index("Withdrawn. It was published and no longer counts.") < words.index("Why The teams")
    assert "Nobody said sorry." in words


def test_an_allocation_says_whether_whole_or_embedded(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/recommendation-1--workstream-1")
    assert (
        "Recommendation 1: Talk about near misses is worked on in Workstream 1: Made-up workstream." in words
    )
    assert "How it is allocated" in words


def test_an_implementation_says_which_practice_reaches_through_it(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/made-a-recommendation-2")
    assert "Domain A: The place of learning carries out Recommendation 2: Publish plain rules." in words
    assert "Kettle club reaches, without counting for it, Recommendation 2" in words


def test_a_likeness_reads_as_a_sentence(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/made-values-1-a.2")
    assert "Say sorry first asks the same as Standard A.2" in words
    assert "Judged by an editor." in words
    assert "To say sorry first is what both want. Value 2 was weighed too." in words


def test_a_correspondence_with_nothing_says_so(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/assertions/made-a-1")
    assert "Standard A.1: Know whom to ask has no counterpart in Made-up values." in words
    assert "It says that there is no counterpart" in words


def test_both_ends_and_the_document_are_linked(made_client: FlaskClient) -> None:
    links = links_of(made_client, "/assertions/kettle-club--action-1.1.1")
    assert {
        "/practices/kettle-club",
        "/actions/1.1.1",
        "/practices/kettle-club#outcome-missed-doses",
    } <= links
    assert any(link.startswith("/documents/made-bulletin#") for link in links)
