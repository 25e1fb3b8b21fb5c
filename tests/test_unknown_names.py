"""Names in a query that the release does not have, and what was probably meant."""

from __future__ import annotations

import pytest

from kg.release import Release
from kg.unknown import UnknownName, unknown_names

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
