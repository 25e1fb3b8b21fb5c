"""Pages of organisations: what each leads and takes part in, and which of two bodies of one name is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import made_copy, replace
from page_support import BROWSER, app_over, links_of, words_of


def test_organisations_are_listed_by_class_with_what_each_leads(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/organisations")
    assert "Patient Safety Collaboratives (1)" in words
    assert "Made-Up Coast: leads 3 practices" in words
    assert "Made-Up School: partner in 1 practice, in 1 programme" in words
    assert "Made-Up Safety Network: in 1 programme, published 3 documents, provides 1 resource" in words


def test_an_organisation_is_told_from_every_side(made_client: FlaskClient) -> None:
    links = links_of(made_client, "/organisations/made-network")
    assert {
        "/documents/made-bulletin",
        "/documents/made-plan",
        "/documents/made-page",
        "/resources/made-poster",
        "/programmes/made-campaign",
        "/organisations/made-infirmary",
        "https://example.org/network",
    } <= links
    assert "Also called MUSN" in words_of(made_client, "/organisations/made-network")
    assert "/organisations/made-network" in links_of(made_client, "/organisations/made-infirmary")


def test_practice_it_led_and_was_a_partner_in_are_apart_and_withdrawn_practice_is_last(
    made_client: FlaskClient,
) -> None:
    coast = words_of(made_client, "/organisations/made-coast")
    led = coast.split("Practice it led (3)")[1]
    assert led.index("Kettle club") < led.index("Lantern round Withdrawn")
    assert "Practice it was a partner in (1) Kettle club" in words_of(
        made_client, "/organisations/made-school"
    )


def test_an_office_of_the_name_of_a_collaborative_has_an_address_of_its_own(made_client: FlaskClient) -> None:
    office = words_of(made_client, "/organisations/office-made-coast")
    assert office.startswith("Local office: Made-Up Coast")
    assert "No practice here is led by it" in office
    assert "/organisations/made-coast" in links_of(made_client, "/organisations/office-made-coast")
    assert "/organisations/office-made-coast" in links_of(made_client, "/organisations/made-coast")


@pytest.fixture(scope="module")
def two_of_one_name(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client where a collaborative and an organisation have one key, and one body was dissolved."""
    folder: Path = tmp_path_factory.mktemp("two")
    corpus = made_copy(folder)
    (corpus / "organisations/made-coast.md").write_text(
        "---\nkind: organisation\nid: made-coast\ntype: partner\ntitle: Made-Up Coast Limited\n"
        "summary: An invented company.\n---\n",
        encoding="utf-8",
    )
    replace(
        corpus,
        "organisations/made-school.md",
        "summary: An invented body.",
        "summary: An invented body.\ncurrent_status:\n  state: dissolved\n  date: 2020-01-01\n"
        "  note: It closed.\n  successor: organisation/made-network\n  citations:\n"
        "    - document: made-page\n      locator: End",
    )
    return app_over(corpus, folder / "home").test_client()


def test_a_key_of_two_kinds_asks_which_is_meant(two_of_one_name: FlaskClient) -> None:
    words = words_of(two_of_one_name, "/organisations/made-coast")
    assert "Which organisation do you mean?" in words
    assert "Made-Up Coast Limited, an organisation: An invented company." in words
    links = links_of(two_of_one_name, "/organisations/made-coast")
    assert {f"/organisations/made-coast?kind={kind}" for kind in ("collaborative", "organisation")} <= links
    company = words_of(two_of_one_name, "/organisations/made-coast?kind=organisation")
    assert company.startswith("Partner organisation: Made-Up Coast Limited")
    assert "Practice it led (3)" in words_of(two_of_one_name, "/organisations/made-coast?kind=collaborative")


def test_a_body_that_no_longer_exists_says_so_first_and_its_successor_names_it(
    two_of_one_name: FlaskClient,
) -> None:
    school = words_of(two_of_one_name, "/organisations/made-school")
    assert school.index(
        "Dissolved, 1 January 2020 It closed. In its place: Made-Up Safety Network"
    ) < school.index("An invented body.")
    assert "Took over from Made-Up School" in words_of(two_of_one_name, "/organisations/made-network")
    assert "Made-Up School (dissolved)" in words_of(two_of_one_name, "/organisations")


def test_a_wrong_name_is_answered_with_the_nearest_of_every_kind(made_client: FlaskClient) -> None:
    answer = made_client.get("/organisations/made-cost", headers=BROWSER)
    assert answer.status_code == 404
    assert '<a href="/organisations/made-coast">Made-Up Coast</a>' in answer.text


def test_the_list_as_data_has_the_counts_of_the_page(made_client: FlaskClient) -> None:
    rows = {row["page"]: row for row in made_client.get("/organisations.json").get_json()["rows"]}
    assert rows["/organisations/made-coast"]["leads"] == 3
    assert rows["/organisations/made-network"]["publishes"] == 3
    assert rows["/organisations/office-made-coast"]["class"] == "LocalOffice"
