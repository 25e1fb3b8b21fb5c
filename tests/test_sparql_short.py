"""Short addresses of queries: nothing is stored, they last, and a broken or hostile one is refused."""

from __future__ import annotations

import base64
import hashlib
import secrets
import zlib

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.sparql import Limits
from web.errors import Refusal
from web.sparql_short import LONGEST_ADDRESS, RAW, VOCABULARIES, address_of_query, packed, unpacked

BROWSER = {"Accept": "text/html"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?p a sp:CaseStudy }"


@pytest.mark.parametrize("text", ["", COUNT, "SELECT ?ü { ?ü rdfs:label '…' }\r\n", "x" * 99_000])
def test_what_is_packed_comes_out_as_it_was(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_an_address_that_was_sent_long_ago_still_opens() -> None:
    assert unpacked("1g4YgaorJ01SABiHQanQ7awE") == COUNT
    known = {number: hashlib.sha256(one).hexdigest()[:16] for number, one in VOCABULARIES.items()}
    assert known == {"1": "e47b3f4db509ca62"}, "a vocabulary changed: every address that was sent is lost"


def test_a_query_with_its_prefixes_gets_much_shorter() -> None:
    text = (
        "PREFIX sp: <https://w3id.org/safer-practice/ontology#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n"
        "SELECT ?practice ?name WHERE {\n  ?practice a sp:LocalPractice ; rdfs:label ?name }\nORDER BY ?name"
    )
    assert len(packed(text)) < len(text) / 3


def press(raw: bytes) -> str:
    made = zlib.compressobj(9, zlib.DEFLATED, RAW, zdict=VOCABULARIES["1"])
    return "1" + base64.urlsafe_b64encode(made.compress(raw) + made.flush()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("short", "status"),
    [
        ("9" + packed(COUNT)[1:], 400),
        (packed(COUNT)[:-4], 400),
        ("1!!!", 400),
        ("1ü", 400),
        ("1", 400),
        (press(b"\xff\xfe"), 400),
        (press(b"a" * (Limits().query_bytes + 1)), 413),
        (press(b"a" * 50_000_000), 413),
    ],
    ids=["number", "cut", "letters", "umlaut", "nothing", "no text", "too long", "bomb"],
)
def test_what_holds_no_query_is_refused(short: str, status: int) -> None:
    with pytest.raises(Refusal) as refused:
        unpacked(short)
    assert refused.value.code == status


def test_a_short_address_asks_the_same_as_the_text(made_client: FlaskClient) -> None:
    given = {"format": "csv"}
    short = made_client.get("/sparql", query_string={"z": packed(COUNT), **given})
    assert short.data == made_client.get("/sparql", query_string={"query": COUNT, **given}).data
    page = made_client.get("/sparql", query_string={"z": packed(COUNT)}, headers=BROWSER).text
    assert f"/sparql?z={packed(COUNT)}" in page


def test_a_broken_one_is_explained_on_a_page(made_client: FlaskClient) -> None:
    answer = made_client.get("/sparql?z=1!!!", headers=BROWSER)
    assert answer.status_code == 400
    assert "The short address of the query is broken" in answer.text


def test_a_text_too_long_for_an_address_gets_the_short_one_and_one_too_long_for_both_none(
    made_app: Flask, made_client: FlaskClient
) -> None:
    long = COUNT + "\n#" + "x" * LONGEST_ADDRESS
    answer = made_client.post("/sparql", data={"query": long}, headers=BROWSER)
    assert answer.headers["Location"].startswith("/sparql?z=1")
    assert "The answer" not in made_client.get(answer.headers["Location"], headers=BROWSER).text
    with made_app.test_request_context():
        assert address_of_query(COUNT + "\n#" + secrets.token_hex(LONGEST_ADDRESS)) == ""
