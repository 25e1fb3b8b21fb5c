"""/sparql/terms.json: what the editor completes, with labels, meanings and uses."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from made_support import some

from kg.namespaces import PREFIXES


def terms(client: FlaskClient) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in client.get("/sparql/terms.json").get_json()["terms"]}


def test_a_property_of_the_ontology_has_its_label_its_meaning_and_its_uses(made_client: FlaskClient) -> None:
    one = terms(made_client)["sp:issuedNote"]
    assert (one["kind"], one["label"]) == ("property", "note on the date of issue")
    assert one["about"]
    assert one["iri"] == PREFIXES["sp"] + "issuedNote"


def test_a_class_counts_its_things(made_client: FlaskClient) -> None:
    one = terms(made_client)["sp:CaseStudy"]
    assert one["kind"] == "class"
    assert one["uses"] > 0


def test_terms_of_other_vocabularies_are_there_where_the_data_uses_them(made_client: FlaskClient) -> None:
    found = terms(made_client)
    assert found["skos:prefLabel"]["label"] == "pref label"
    assert found["rdfs:label"]["uses"] > 0
    assert "skos:exactMatch" not in found


def test_every_name_can_be_written_with_the_prefixes_that_come_with_it(made_client: FlaskClient) -> None:
    told = made_client.get("/sparql/terms.json").get_json()
    for one in some(told["terms"]):
        prefix, _, local = one["name"].partition(":")
        assert told["prefixes"][prefix] + local == one["iri"]


def test_what_a_browser_has_already_is_not_sent_again(made_client: FlaskClient) -> None:
    first = made_client.get("/sparql/terms.json")
    again = made_client.get("/sparql/terms.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
