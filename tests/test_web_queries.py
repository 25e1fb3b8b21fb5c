"""/queries: a form, an answer, downloads, a text to edit and an address that never changes."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from made_support import ONTOLOGY, made_copy, replace

from kg.build import build
from kg.release import Home, Release
from web import create_app

NAME = "practice-for-a-recommendation"
PAGE = f"/queries/{NAME}"


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, path
    return unescape(answer.text)


def test_the_list_names_each_under_its_readers(made_client: FlaskClient) -> None:
    page = text(made_client, "/queries")
    assert page.index("For an educator") < page.index("For an analyst")
    assert page.count(f'href="{PAGE}"') == 2
    assert "Which practices address this recommendation?" in page


def test_the_list_is_there_as_data(made_client: FlaskClient) -> None:
    rows = made_client.get("/queries.json").get_json()["rows"]
    assert rows[0]["name"] == NAME
    assert rows[0]["parameters"] == ["recommendation"]
    assert made_client.get("/queries.csv").text.startswith("name,title,question,for,parameters\r\n")


def test_a_page_shows_its_answer_at_once_with_names_for_things(made_client: FlaskClient) -> None:
    page = text(made_client, PAGE)
    assert "Talk about near misses" in page
    assert 'href="/practices/' in page
    assert '<option value="recommendation/1" selected>' in page


def test_what_is_chosen_changes_the_answer_and_stays_chosen(made_client: FlaskClient) -> None:
    page = text(made_client, "/queries/practice-reported?words=kettle")
    assert 'value="kettle"' in page
    assert "1 row" in page


def test_no_rows_say_why(made_client: FlaskClient) -> None:
    page = text(made_client, "/queries/practice-reported?words=nothing+like+this")
    assert "Nothing found" in page


def test_the_text_that_ran_can_be_edited(made_client: FlaskClient) -> None:
    page = text(made_client, f"{PAGE}?recommendation=recommendation/2")
    assert ">Edit this query</a>" in page
    assert quote("id/recommendation/2", safe="/") in page.replace("%3A", ":")


@pytest.mark.parametrize("suffix", ["csv", "json", "tsv", "xml"])
def test_the_answer_is_there_in_each_format(made_client: FlaskClient, suffix: str) -> None:
    answer = made_client.get(f"{PAGE}.{suffix}?recommendation=recommendation/1")
    assert answer.status_code == 200
    assert suffix in answer.content_type.replace("tab-separated-values", "tsv")
    assert answer.headers["X-Truncated"] == "false"


def test_accept_chooses_the_answer_as_data(made_client: FlaskClient) -> None:
    answer = made_client.get(PAGE, headers={"Accept": "text/csv"})
    assert answer.text.startswith("recommendation,practice\r\n")


def test_the_query_itself_is_a_thing_with_its_turtle(made_client: FlaskClient) -> None:
    assert made_client.get(f"/id/query/{NAME}").headers["Location"] == PAGE
    assert "SPARQLExecutable" in made_client.get(f"{PAGE}.ttl").text


@pytest.mark.parametrize(
    "value", ["recommendation/99", "recommendation/1> } ?s ?p ?o {", "nothing", "<script>"]
)
def test_a_value_that_does_not_fit_is_an_error_at_its_field(made_client: FlaskClient, value: str) -> None:
    page = made_client.get(PAGE, query_string={"recommendation": value}, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert 'href="#recommendation"' in page.text
    assert "<script>" not in page.text.split("<main")[1].split("</main")[0].replace("<script type", "")
    assert made_client.get(f"{PAGE}.csv", query_string={"recommendation": value}).status_code == 400


def test_a_parameter_that_there_is_not_is_named(made_client: FlaskClient) -> None:
    assert "has no parameter place" in text(made_client, f"{PAGE}?place=x", 400)


def test_a_name_that_there_is_not_leads_to_the_nearest(made_client: FlaskClient) -> None:
    assert f'href="{PAGE}"' in text(made_client, "/queries/practise-for-a-recomendation", 404)


def test_an_address_with_the_release_answers_from_it_after_the_data_moved_on(tmp_path: Path) -> None:
    corpus, home = made_copy(tmp_path), tmp_path / "home"
    first = build(corpus, ONTOLOGY, Home(home)).name
    client = create_app(home=home).test_client()
    before = client.get(f"/queries/practice-reported@{first}.csv").text
    replace(corpus, "practices/kettle-club.md", "title: ", "title: New ")
    replace(
        corpus, "queries/practice-reported.rq", "# Title: Practice reported", "# Title: New practice reported"
    )
    second = build(corpus, ONTOLOGY, Home(home)).name
    assert second != first
    assert client.get(f"/queries/practice-reported@{first}.csv").text == before
    page = text(client, f"/queries/practice-reported@{first}")
    assert "New practice reported" not in page
    assert f'<span class="app-release">{first}</span>, which never changes' in page
    assert "New practice reported" in text(client, "/queries/practice-reported")


def test_a_release_that_is_gone_is_said_to_be(made_client: FlaskClient, made_release: Release) -> None:
    assert made_client.get(f"{PAGE}@{made_release.name}").status_code == 200
    page = text(made_client, f"{PAGE}@0123456789abcdef", 410)
    assert "The data release 0123456789abcdef is no longer kept here" in page
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize("kept", ["", "soon", "..", "%2e%2e", "a b", "0123456789ABCDEF"])
def test_what_is_no_release_is_not_found(made_client: FlaskClient, kept: str) -> None:
    assert "is no name of a data release" in text(made_client, f"{PAGE}@{kept}", 404)
