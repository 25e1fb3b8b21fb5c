"""The proof of a cell: its links with their passages, what the trust leaves out, who looked."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from made_support import some
from page_support import refusal

from kg.coverage import WEAK
from web.views import gap_proof

BROWSER = {"Accept": "text/html"}


def proof(client: FlaskClient, asked: str) -> str:
    return " ".join(client.get(f"/gaps/proof?{asked}", headers=BROWSER).text.split())


def test_a_proof_shows_extent_basis_reason_passage_and_readers(made_client: FlaskClient) -> None:
    page = proof(made_client, "requirement=action/1.1.1")
    counts = page.split('id="counted"')[1].split("<h2")[0]
    for said in ('app-link__extent">', "Asserted by", '<blockquote class="app-quote">'):
        assert said in counts


def test_what_trust_leaves_out_is_shown_with_why(made_client: FlaskClient) -> None:
    page = proof(made_client, "requirement=action/1.1.1&trust=stated")
    assert 'id="counted"' not in page
    left = page.split('id="left-out"')[1].split("<h2")[0]
    assert "An editor judged it; you asked for what sources state." in left
    assert "so no gap is claimed" in page


def test_the_number_of_the_proof_is_that_of_the_list(made_client: FlaskClient) -> None:
    for trust in ("", "&trust=stated", "&trust=read-by-two", "&as_of=2019-03", "&without_minor=1"):
        for row in some(made_client.get(f"/gaps.json?{trust}").get_json()["rows"]):
            requirement = row["requirement"].partition("/id/")[2]
            links = made_client.get(f"/gaps/proof.json?requirement={requirement}{trust}").get_json()["rows"]
            assert len({one["practice"] for one in links if one["counts"]}) == row["practices"], row


def test_a_proof_says_who_looked_where_and_when(made_client: FlaskClient) -> None:
    looked = proof(made_client, "requirement=action/1.1").split('id="searched"')[1]
    assert "looked for on 1 January 2020 in 1 document" in looked
    assert "Bulletin of the Made-Up Safety Network" in looked
    nobody = proof(made_client, "requirement=standard/made-grid-2019/a.2").split('id="searched"')[1]
    assert "Nobody has recorded a search for practice." in nobody


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "The parameter “requirement” is missing."),
        ("requirement=action/9", "“action/9” is no value of the parameter “requirement”. The nearest is"),
        ("requirement=action/1.1&setting=wards", "The nearest is “ward”."),
        ("requirement=action/1.1&columns=settings", "This page has no parameter “columns”."),
    ],
)
@pytest.mark.parametrize("path", ["/gaps/proof", "/gaps/proof.csv"])
def test_a_wrong_proof_is_a_400_that_names_what_there_is(
    made_client: FlaskClient, path: str, asked: str, words: str
) -> None:
    assert words in refusal(made_client, f"{path}?{asked}")


def test_a_proof_of_more_links_than_a_page_holds_says_how_many_more_there_are(
    made_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gap_proof, "SHOWN", 0)
    every = made_client.get("/gaps/proof.json?requirement=recommendation/1").get_json()["count"]
    assert every
    page = proof(made_client, "requirement=recommendation/1")
    assert 'class="app-link__practice"' not in page
    assert f"{every} more are in the CSV and JSON" in page


@pytest.mark.parametrize("columns", ["collaboratives", "offices"])
def test_a_weak_cell_of_a_collaborative_or_office_leads_to_a_call_for_evidence_to_it(
    made_client: FlaskClient, columns: str
) -> None:
    cells = made_client.get(f"/gaps.json?columns={columns}").get_json()["rows"]
    weak = next(one for one in cells if one["column"] and one["state"] in WEAK)
    proof = made_client.get(weak["proof"], headers={"Accept": "text/html"}).text
    key = weak["column"].partition("/id/")[2]
    link = next(one for one in re.findall(r'href="([^"]*#call)"', proof) if key in one)
    page = made_client.get(link.replace("&amp;", "&"), headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert f'value="{key}" selected' in page.text


def test_the_key_of_a_map_by_setting_says_what_silence_means(made_client: FlaskClient) -> None:
    def key(columns: str) -> str:
        return made_client.get(f"/gaps?columns={columns}", headers={"Accept": "text/html"}).text

    assert "names none of these" in key("settings")
    assert "names none of these" not in key("collaboratives")
