"""A practice's page says in schema.org's words what its own data says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from made_support import made_copy, replace
from page_support import BROWSER, app_over
from rdflib import Graph, URIRef

from kg.namespaces import SP

PRACTICES = ["kettle-club", "lantern-round", "paper-aeroplane", "biscuit-trolley"]
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DESCRIPTION = "http://purl.org/dc/terms/description"


def learning(client: FlaskClient, key: str) -> dict[str, Any]:
    page = client.get(f"/practices/{key}", headers=BROWSER).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


@pytest.mark.parametrize("key", PRACTICES)
def test_it_is_a_learning_resource_of_schema_org(made_client: FlaskClient, key: str) -> None:
    found = learning(made_client, key)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "LearningResource"
    assert found["url"] == f"http://localhost/practices/{key}"
    assert found["inLanguage"] == "en-GB"
    for one in found.get("educationalAlignment", []):
        assert one["@type"] == "AlignmentObject"
        assert {"alignmentType", "targetName", "targetUrl"} <= set(one)


@pytest.mark.parametrize("key", PRACTICES)
def test_it_agrees_with_the_practice_as_data(made_client: FlaskClient, key: str) -> None:
    found = learning(made_client, key)
    written = made_client.get(f"/practices/{key}.jsonld").get_data(as_text=True)
    data = Graph().parse(data=written, format="json-ld")
    node = URIRef(found["@id"])
    assert found["name"] == str(data.value(node, URIRef(LABEL)))
    assert found["description"] == str(data.value(node, URIRef(DESCRIPTION)))
    addressed = {str(one) for one in data.objects(node, URIRef(f"{SP}addresses"))}
    assert {one["targetUrl"] for one in found.get("educationalAlignment", [])} == addressed


def test_withdrawn_practice_is_said_to_be_and_teaches_nothing(made_client: FlaskClient) -> None:
    found = learning(made_client, "lantern-round")
    assert found["creativeWorkStatus"] == "Withdrawn"
    assert "educationalAlignment" not in found


def test_a_record_cannot_leave_the_block(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(corpus, "practices/kettle-club.md", "title: Kettle club", "title: </script><b>Kettle")
    client = app_over(corpus, tmp_path / "home").test_client()
    assert learning(client, "kettle-club")["name"] == "</script><b>Kettle"
