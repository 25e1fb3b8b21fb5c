"""Names in a query that the release does not have, and what was probably meant."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from page_support import BROWSER

from kg.release import Release
from kg.unknown import UnknownName, mended, unknown_names

ID = "https://w3id.org/safer-practice/id/"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?p { ?p a sp:Practice }", []),
        ("SELECT ?p { ?p a sp:Practise }", [UnknownName("sp:Practise", "sp:Practice")]),
        ("SELECT ?p { ?p sp:adresses ?r }", [UnknownName("sp:adresses", "sp:addresses")]),
        ("SELECT ?p { ?p sp:zzzzzz ?r }", [UnknownName("sp:zzzzzz", "")]),
        ("SELECT ?p { ?p a sp:casestudy }", [UnknownName("sp:casestudy", "sp:CaseStudy")]),
        ("SELECT ?p { ?p a sp:Nothing }", [UnknownName("sp:Nothing", "")]),
        ("SELECT ?t { ?p sp:title ?t }", [UnknownName("sp:title", "rdfs:label")]),
        ("SELECT ?t { ?p sp:description ?t }", [UnknownName("sp:description", "dcterms:description")]),
        ("SELECT ?p { ?p sp:adresses ?r . ?q sp:adresses ?r }", [UnknownName("sp:adresses", "sp:addresses")]),
        (f"SELECT ?r {{ <{ID}practice/kettle-klub> sp:addresses ?r }}",
         [UnknownName(f"<{ID}practice/kettle-klub>", f"<{ID}practice/kettle-club>")]),
        (f"SELECT ?r {{ <{ID}practice/kettle-club> sp:addresses ?r }}", []),
        ("SELECT ?x { ?x <https://example.org/ward> ?y }", []),
        ("PREFIX own: <https://w3id.org/safer-practice/ontology#> SELECT ?p { ?p a own:Practise }",
         [UnknownName("own:Practise", "sp:Practice")]),
        ('SELECT ?p { ?p rdfs:label "sp:Practise" }', []),
    ],
)  # fmt: skip
def test_unknown_terms_and_things_are_named_with_the_likely_ones(
    made_release: Release, query: str, found: list[UnknownName]
) -> None:
    assert unknown_names(made_release.store, query) == found


def test_a_query_is_mended_where_it_names_them_and_nowhere_else(made_release: Release) -> None:
    query = 'SELECT ?p { ?p a sp:Practise ; sp:zzzzzz "sp:Practise" } # sp:Practise'
    told = unknown_names(made_release.store, query)
    assert mended(query, told) == 'SELECT ?p { ?p a sp:Practice ; sp:zzzzzz "sp:Practise" } # sp:Practise'


def test_a_page_offers_to_run_the_query_with_the_names_that_may_be_meant(made_client: FlaskClient) -> None:
    asked = {"query": "ASK { ?p a sp:Practise }"}
    page = made_client.get("/sparql", query_string=asked, headers=BROWSER).text
    address = re.search(r'<a href="([^"]+)">Run it with the name that may be meant', page)
    assert address
    assert "The answer is yes" in made_client.get(unescape(address[1]), headers=BROWSER).text
