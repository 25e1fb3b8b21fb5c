"""/gaps/closing: the page, the same as data, the letter as a file, and wrong use."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient
from made_support import some

BROWSER = {"Accept": "text/html"}
ACTION = "/gaps/closing?requirement=action/1.1"


def test_page_and_data_show_the_same_near_misses(made_client: FlaskClient) -> None:
    data = made_client.get(ACTION.replace("closing?", "closing.json?")).get_json()
    page = html.unescape(made_client.get(ACTION, headers=BROWSER).text)
    assert [one["practice"]["title"] for one in data["near"]]
    for one in data["near"]:
        assert f'href="{one["practice"]["page"]}"' in page
        assert one["draft"] in page and one["what_to_do"] in page
    assert all(step in page for step in some(data["needed"]))
    assert data["call"]["text"] in page


def test_the_letter_is_a_file_of_plain_text(made_client: FlaskClient) -> None:
    answer = made_client.get("/gaps/closing/call.txt?requirement=action/1.1&to=collaborative/made-coast")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert 'filename="call-for-evidence-action-1.1.txt"' in answer.headers["Content-Disposition"]
    assert answer.text.startswith("Subject: ")


def test_a_weak_requirement_leads_to_what_would_close_it(made_client: FlaskClient) -> None:
    for path in ("/standards/made-grid-2019/a.2", "/gaps/closing"):
        page = made_client.get(path, headers=BROWSER).text
        assert 'href="/gaps/closing?requirement=standard/made-grid-2019/a.2"' in page


def test_the_workstream_chosen_among_the_gaps_stays_chosen(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps?workstream=1", headers=BROWSER).text
    assert 'href="/gaps/closing?workstream=1"' in page
    assert 'href="/gaps/smallest-set?workstream=1"' in page
    gaps = made_client.get("/gaps/closing?workstream=1", headers=BROWSER).text
    assert "requirement=action/1.1" in gaps
    assert "requirement=standard" not in gaps


def test_what_only_an_institution_can_answer_gets_no_letter(made_client: FlaskClient) -> None:
    asked = "?requirement=recommendation/2"
    assert made_client.get(f"/gaps/closing.json{asked}").get_json()["call"] is None
    assert made_client.get(f"/gaps/closing/call.txt{asked}").status_code == 404
    page = made_client.get(f"/gaps/closing{asked}", headers=BROWSER).text
    assert "only an institution can answer it" in page and "<textarea" not in page


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("requirement=action/1.9", 404, "“action/1.9”"),
        ("requirement=practice/kettle-club", 404, "is no requirement"),
        ("requirement=workstream/1", 404, "is no requirement"),
        (
            "requirement=action/1.1&to=collaborative/made-cost",
            400,
            "The nearest is “collaborative/made-coast”",
        ),
        ("requirement=action/1.1&to=organisation/made-school", 400, "no value of the parameter “to”"),
        ("requirement=action/1.1&requirement=action/1.2", 400, "given 2 times"),
        ("requirment=action/1.1", 400, "Did you mean “requirement”?"),
        ("requirement=" + "x" * 5000, 404, "Nothing here is called"),
        ("requirement=%00%ff<script>", 404, "Nothing here is called"),
    ],
)
def test_wrong_use_is_named_with_the_nearest(
    made_client: FlaskClient, asked: str, status: int, said: str
) -> None:
    for path in ("/gaps/closing", "/gaps/closing.json", "/gaps/closing/call.txt"):
        answer = made_client.get(f"{path}?{asked}", headers=BROWSER)
        assert answer.status_code == status, path
        text = answer.text if answer.mimetype == "text/html" else answer.get_json()["detail"]
        assert said in html.unescape(text)
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("path", ["/gaps/closing.json", "/gaps/closing/call.txt"])
def test_data_needs_a_requirement(made_client: FlaskClient, path: str) -> None:
    answer = made_client.get(path)
    assert answer.status_code == 400
