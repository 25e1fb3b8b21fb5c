"""Pages of resources and programmes: what helps practice, and that it is not practice."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import made_copy, replace
from page_support import app_over, links_of, main_of, words_of


def test_resources_and_programmes_are_listed_by_form(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/resources")
    assert "Resources: Toolkits (1) Kettle poster An invented poster." in words
    assert "Programmes: Campaigns (1) Made-up campaign An invented campaign." in words


def test_a_resource_names_its_address_its_provider_and_its_practice(made_client: FlaskClient) -> None:
    assert words_of(made_client, "/resources/made-poster").startswith("Toolkit: Kettle poster")
    assert {
        "https://example.org/poster",
        "/organisations/made-network",
        "/practices/kettle-club",
    } <= links_of(made_client, "/resources/made-poster")


def test_a_programme_says_that_it_is_no_practice(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/programmes/made-campaign")
    assert "Led by Made-Up Safety Network Partners Made-Up School" in words
    assert "is not practice itself, so it is linked to no requirement" in words
    assert "/practices/kettle-club" in links_of(made_client, "/programmes/made-campaign")


def test_programmes_have_their_list_with_the_resources(made_client: FlaskClient) -> None:
    answer = made_client.get("/programmes")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/resources")


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an application in which the poster was withdrawn and another toolkit was not."""
    folder: Path = tmp_path_factory.mktemp("withdrawn")
    corpus = made_copy(folder)
    text = (corpus / "resources/made-poster.md").read_text(encoding="utf-8")
    other = text.replace("made-poster", "z-leaflet").replace("Kettle poster", "Z leaflet")
    (corpus / "resources/z-leaflet.md").write_text(other, encoding="utf-8")
    replace(
        corpus,
        "resources/made-poster.md",
        "summary: An invented poster.",
        "summary: An invented poster.\ncurrent_status:\n  state: withdrawn\n  date: 2020\n"
        "  note: It was wrong.\n"
        "  citations:\n    - document: made-page\n      locator: End",
    )
    return app_over(corpus, folder / "home").test_client()


def test_a_withdrawn_resource_says_so_first_and_its_address_is_no_link(withdrawn: FlaskClient) -> None:
    words = words_of(withdrawn, "/resources/made-poster")
    assert "Withdrawn: Kettle poster Important: Withdrawn in 2020" in words
    assert "https://example.org/poster (withdrawn, so not linked)" in words
    assert 'href="https://example.org/poster"' not in main_of(withdrawn, "/resources/made-poster")
    assert 'href="https://example.org/poster"' not in main_of(withdrawn, "/practices/kettle-club")


def test_a_withdrawn_resource_stands_last(withdrawn: FlaskClient) -> None:
    words = words_of(withdrawn, "/resources")
    assert words.index("Z leaflet") < words.index("Kettle poster Withdrawn")


def test_a_resource_of_no_practice_says_so(withdrawn: FlaskClient) -> None:
    assert "No practice here names it as its own." in words_of(withdrawn, "/resources/z-leaflet")


def test_the_list_as_data_says_which_was_withdrawn(withdrawn: FlaskClient) -> None:
    rows = {row["page"]: row["state"] for row in withdrawn.get("/resources.json").get_json()["rows"]}
    assert rows["/resources/made-poster"] == "withdrawn"
    assert rows["/programmes/made-campaign"] == "current"
