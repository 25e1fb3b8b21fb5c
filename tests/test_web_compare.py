"""/compare: what differs between practices is marked in words, in page and data alike."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from page_support import BROWSER, links_of, words_of

PAIR = "practice=kettle-club&practice=lantern-round"


def test_what_differs_is_said_in_words(made_client: FlaskClient) -> None:
    words = words_of(made_client, f"/compare?{PAIR}")
    assert "May it be used? ≠ Differs Kettle club Current Lantern round (withdrawn)" in words
    assert "Led by = The same" in words
    assert "Outcome. Missed doses: a decrease of about 55%" in words


def test_what_all_have_is_told_where_a_row_differs(made_client: FlaskClient) -> None:
    data = made_client.get("/compare.json?practice=kettle-club&practice=paper-aeroplane").get_json()
    addresses = next(row for row in data["rows"] if row["key"] == "addresses")
    assert addresses["differs"]
    shared = [item["text"] for item in addresses["cells"]["kettle-club"] if item["shared"]]
    assert len(shared) == 1 and shared[0].startswith("Standard A.1 (2019)")


def test_the_csv_has_a_column_for_each_practice(made_client: FlaskClient) -> None:
    lines = made_client.get(f"/compare.csv?{PAIR}").get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines[0] == "question,differs,kettle-club,lantern-round"
    assert lines[1].startswith("May it be used?,yes,Current,")


@pytest.mark.parametrize("query", ["", "?practice=", "?practice=kettle-club"])
def test_fewer_than_two_are_asked_for_more(made_client: FlaskClient, query: str) -> None:
    assert "Practice 2" in words_of(made_client, f"/compare{query}")
    assert made_client.get(f"/compare.json{query}").status_code == 400


def test_a_title_leads_to_the_address_with_keys_and_each_counts_once(made_client: FlaskClient) -> None:
    twice = "practice=Kettle club&practice=kettle-club"
    answer = made_client.get(f"/compare?{twice}&practice=practice/lantern-round")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/compare?{PAIR}"


def test_one_that_is_not_there_names_the_nearest_in_its_place(made_client: FlaskClient) -> None:
    answer = made_client.get("/compare?practice=lantern-round&practice=kettl-club", headers=BROWSER)
    assert answer.status_code == 404
    assert "There is no practice “kettl-club” here." in answer.text
    assert "/compare?practice=lantern-round&amp;practice=kettle-club" in answer.text


def test_a_parameter_that_it_does_not_have_is_refused(made_client: FlaskClient) -> None:
    assert made_client.get("/compare?practise=kettle-club").status_code == 400


def test_one_can_be_left_out_or_all_put_on_a_shelf(made_client: FlaskClient) -> None:
    links = links_of(made_client, f"/compare?{PAIR}")
    assert {"/compare?practice=kettle-club", f"/shelf?{PAIR}"} <= links


def test_more_than_can_be_read_are_refused_with_ways_on(
    made_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.views.compare.MOST", 2)
    answer = made_client.get(f"/compare?{PAIR}&practice=biscuit-trolley", headers=BROWSER)
    assert answer.status_code == 400
    assert "3 practices are too many to read side by side: 2 can be compared at once." in answer.text
    assert f"/shelf?{PAIR}&practice=biscuit-trolley".replace("&", "&amp;") in answer.text
