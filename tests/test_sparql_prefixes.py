"""Well-known prefixes are added where a query uses them, and only there."""
from __future__ import annotations

import pytest

from kg.sparql import WELL_KNOWN, with_prefixes

SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.mark.parametrize("prefix", [
    "sp", "skos", "dcterms", "prov", "org", "schema", "rdf", "rdfs", "owl", "xsd", "sh"])
def test_the_prefixes_of_the_project_are_known(prefix: str) -> None:
    query = f"ASK {{ ?s {prefix}:x ?o }}"
    assert with_prefixes(query) == f"PREFIX {prefix}: <{WELL_KNOWN[prefix]}> {query}"


def test_a_prefix_that_is_used_twice_is_declared_once() -> None:
    query = "ASK { ?s skos:prefLabel ?a ; skos:altLabel ?b }"
    assert with_prefixes(query) == SKOS + query


def test_a_prefix_that_the_query_declares_stays_its_own() -> None:
    query = "PREFIX skos: <urn:mine#> ASK { ?s skos:prefLabel ?o }"
    assert with_prefixes(query) == query


@pytest.mark.parametrize("query", [
    "ASK { ?s ?p 'skos:prefLabel' }", "ASK { ?s ?p ?o } # skos:x", "ASK { <skos:x> ?p ?skos }",
    "ASK { ?s ex:p ?o }"])
def test_nothing_is_added_for_strings_comments_iris_and_unknown_prefixes(query: str) -> None:
    assert with_prefixes(query) == query


def test_lines_keep_their_numbers() -> None:
    query = "# which?\nASK {\n ?s skos:prefLabel ?o\n}"
    assert with_prefixes(query).split("\n")[1:] == query.split("\n")[1:]
