"""Pages of documents: whether there is a copy, and what is cited from it in the order in which it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import some
from page_support import links_of, main_of, words_of

from kg.things import all_keys
from web import create_app
from web.addresses import address_of
from web.fetch import store


@pytest.fixture
def without_sources(made_home: Path, tmp_path: Path) -> FlaskClient:
    """A client of the made release where the folder of copies is empty."""
    return create_app(home=made_home, sources=tmp_path).test_client()


def test_a_document_says_what_it_is_and_whether_there_is_a_copy(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/documents/made-bulletin")
    assert "Published by Made-Up Safety Network Date April 2019 Edition issue one" in words
    assert "There is a copy here, the file made-bulletin.txt." in words
    missing = words_of(made_client, "/documents/made-plan")
    assert "There is no copy here, so passages are not shown." in missing
    assert "as made-plan.txt (or" in missing


def test_a_page_never_shows_where_on_the_server_a_copy_lies(made_client: FlaskClient) -> None:
    for path in ("/documents", "/documents/made-bulletin", "/documents/made-plan", "/documents.csv"):
        assert "/tests/made" not in made_client.get(path).text


def test_a_public_page_has_its_address_and_when_it_was_looked_up(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/documents/made-page")
    assert "Date No date is printed." in words
    assert "Address https://example.org/lantern Looked up on 31 January 2020" in words


def test_what_is_cited_stands_in_the_order_of_the_copy(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/documents/made-bulletin")
    assert "in the order of the document" in page
    headings = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert headings == ["What we ask for", "Quality grid", "Values", "What was done"]


def test_without_a_copy_places_stand_in_the_order_of_their_locators(without_sources: FlaskClient) -> None:
    words = words_of(without_sources, "/documents/made-bulletin")
    assert "ordered by where they are said to stand" in words
    headings = re.findall(r"<h3[^>]*>(.*?)</h3>", main_of(without_sources, "/documents/made-bulletin"))
    assert headings == sorted(headings) and "Quality grid" in headings
    assert "blockquote" not in main_of(without_sources, "/documents/made-bulletin")


def test_each_place_has_its_passage_and_what_cites_it(made_client: FlaskClient) -> None:
    place = main_of(made_client, "/documents/made-bulletin").split("Over £1.3m was potentially saved.")[-1]
    cited_by = re.sub(r"<[^>]+>", "", place.split("</li>")[0])
    assert "Cited by the figure “Money saved” of Kettle club." in cited_by
    assert "/practices/kettle-club#outcome-money-saved" in links_of(made_client, "/documents/made-bulletin")


def test_a_locator_stands_once_above_all_that_is_cited_there(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/documents/made-bulletin")
    assert re.findall(r"<h4[^>]*>(.*?)</h4>", page).count("The kettle club") == 1
    under = page.split(">The kettle club</h4>")[1].partition("<h4")[0]
    assert under.count("<blockquote") == under.count('<li class="app-place"') == 3


def test_every_citation_of_a_page_leads_to_its_place_in_the_document(made_client: FlaskClient) -> None:
    with made_client.application.test_request_context():
        anchors = [address_of("citation", key).partition("#") for key in all_keys(store(), "citation")]
    assert anchors
    for path, _, anchor in anchors:
        assert f'id="{anchor}"' in main_of(made_client, path)


def test_every_thing_of_a_page_is_linked_only_where_there_is_a_page(made_client: FlaskClient) -> None:
    for link in some(links_of(made_client, "/documents/made-bulletin")):
        if link.startswith("/") and not re.search(r"\.(ttl|jsonld|json)$|^/sparql", link):
            assert made_client.get(link).status_code in (200, 302), link


def test_the_list_says_of_which_documents_there_is_a_copy(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/documents")
    assert "Documents of which you can hold a copy (2)" in words
    assert re.search(
        r"Bulletin of the Made-Up Safety Network Published by .* April 2019 Copy here Yes", words
    )
    assert re.search(r"Plan of the Made-Up Safety Network Published by .* 2018 Copy here No", words)
    assert "Public pages (1)" in words


def test_the_list_as_data_counts_places(made_client: FlaskClient) -> None:
    rows = {row["page"]: row for row in made_client.get("/documents.json").get_json()["rows"]}
    assert rows["/documents/made-plan"]["places_cited"] == 1
    assert rows["/documents/made-page"]["looked_up"] == "2020-01-31"
