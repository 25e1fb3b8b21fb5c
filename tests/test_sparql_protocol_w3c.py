"""The tests of the W3C for the SPARQL 1.1 Protocol, as far as they are about queries.

They are told here in our own words; the id of each is the name that it has in their list
(https://github.com/w3c/rdf-tests, sparql/sparql11/protocol). Their data is three documents, each typed as
such in a graph of its own name, and a graph data0.rdf that their list names and does not bring. Of the tests
of updates those are here that show that no update is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.release import Home, publish
from kg.sparql import Limits
from web import create_app
from web.querying import SharedPool

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
TABLES = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
TRUTHS = {"application/sparql-results+json", "application/sparql-results+xml"}
GRAPHS = {"text/turtle", "application/n-triples", "application/rdf+xml"}
Pairs = list[tuple[str, str]]


def data(number: int) -> str:
    """The IRI of one of the documents, which is also that of its graph."""
    return f"http://kasei.us/2009/09/sparql/data/data{number}.rdf"


def typed(number: int, graph: str = "") -> str:
    """The pattern that a document has a type, in a graph that the variable stands for."""
    pattern = f"<{data(number)}> a ?type ."
    return f"GRAPH ?{graph} {{ {pattern} }}" if graph else pattern


DEFAULT_0: Pairs = [("default-graph-uri", data(0))]
DEFAULT_1_2: Pairs = [("default-graph-uri", data(1)), ("default-graph-uri", data(2))]
NAMED_1_2: Pairs = [("named-graph-uri", data(1)), ("named-graph-uri", data(2))]
IN_DEFAULT = f"ASK {{ {typed(1)} {typed(2)} }}"
IN_NAMED = f"ASK {{ {typed(1, 'g1')} {typed(2, 'g2')} }}"
IN_BOTH = f"ASK {{ {typed(3)} {typed(1, 'g1')} {typed(2, 'g2')} }}"
FROM_AND_NAMED = f"ASK FROM <{data(3)}> {{ {typed(1, 'g1')} {typed(2, 'g2')} }}"


@dataclass(frozen=True)
class Asked:
    """A request: method, what its address asks, the type of its body and the body."""

    method: str
    address: Pairs = field(default_factory=list)
    content_type: str | None = None
    body: str | bytes = ""


ANSWERED_YES = {
    "query_post_form": Asked("POST", DEFAULT_0, FORM, urlencode({"query": "ASK {}"})),
    "query_dataset_default_graphs_get": Asked("GET", [("query", IN_DEFAULT), *DEFAULT_1_2]),
    "query_dataset_default_graphs_post": Asked("POST", DEFAULT_1_2, DIRECT, IN_DEFAULT),
    "query_dataset_named_graphs_post": Asked("POST", NAMED_1_2, DIRECT, IN_NAMED),
    "query_dataset_named_graphs_get": Asked("GET", [("query", IN_NAMED), *NAMED_1_2]),
    "query_dataset_full": Asked("POST", [("default-graph-uri", data(3)), *NAMED_1_2], DIRECT, IN_BOTH),
    "query_multiple_dataset": Asked("POST", NAMED_1_2, DIRECT, FROM_AND_NAMED),
    "query_get": Asked("GET", [("query", "ASK {}"), *DEFAULT_0]),
    "query_post_direct": Asked("POST", [], DIRECT, "ASK {}"),
}
ANSWERED_AS = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", TABLES),
    "query_content_type_ask": ("ASK {}", TRUTHS),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", GRAPHS),
    "query_content_type_construct": ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
}
REFUSED = {
    "bad_query_method": Asked("PUT", [("query", "ASK {}"), *DEFAULT_0], FORM),
    "bad_multiple_queries": Asked("GET", [("query", "ASK {}"), ("query", "SELECT * {}")]),
    "bad_query_wrong_media_type": Asked("POST", [], "text/plain", "ASK {}"),
    "bad_query_missing_form_type": Asked("POST", [], None, urlencode({"query": "ASK {}"})),
    "bad_query_missing_direct_type": Asked("POST", [], None, "ASK {}"),
    "bad_query_non_utf8": Asked("POST", [], f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")),
    "bad_query_syntax": Asked("GET", [("query", "ASK {")]),
    "bad_update_get": Asked("GET", [("update", "CLEAR ALL")]),
    "bad_update_wrong_media_type": Asked("POST", [], "text/plain", "CLEAR NAMED"),
    "update_post_form": Asked("POST", [], FORM, urlencode({"update": "CLEAR ALL"})),
    "update_post_direct": Asked("POST", [], "application/sparql-update", "CLEAR ALL"),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over a release made of the data of those tests."""

    def fill(folder: Path) -> None:
        store = Store(str(folder / "store"))
        for number in range(4):
            store.add_graph(NamedNode(data(number)))
        for number in range(1, 4):
            store.add(Quad(NamedNode(data(number)), TYPE, DOCUMENT, NamedNode(data(number))))
        store.flush()
        (folder / "manifest.json").write_text("{}")

    home = Home(tmp_path_factory.mktemp("w3c"))
    publish(home, "w3c", fill)
    made = create_app(home=home.path)
    made.extensions["queries"] = SharedPool(Limits(workers=1))
    yield made
    made.extensions["queries"].close()


def answer(app: Flask, asked: Asked) -> tuple[int, str, str]:
    """Status, media type and text of the answer."""
    got = app.test_client().open(
        "/sparql",
        method=asked.method,
        query_string=urlencode(asked.address),
        content_type=asked.content_type,
        data=asked.body,
        headers={"Accept": "*/*"},
    )
    return got.status_code, got.mimetype or "", got.text


@pytest.mark.parametrize("name", ANSWERED_YES)
def test_the_query_is_answered_with_yes(app: Flask, name: str) -> None:
    status, media_type, text = answer(app, ANSWERED_YES[name])
    assert (status, media_type) == (200, "application/sparql-results+json"), text
    assert json.loads(text)["boolean"] is True


@pytest.mark.parametrize("name", ["query_dataset_default_graphs_get", "query_dataset_named_graphs_get"])
def test_without_its_graphs_the_same_query_is_answered_with_no(app: Flask, name: str) -> None:
    query = [pair for pair in ANSWERED_YES[name].address if pair[0] == "query"]
    status, _, text = answer(app, Asked("GET", [*query, *DEFAULT_0]))
    assert status == 200
    assert json.loads(text)["boolean"] is False


@pytest.mark.parametrize("name", ANSWERED_AS)
def test_the_answer_has_a_media_type_that_fits_the_query(app: Flask, name: str) -> None:
    query, media_types = ANSWERED_AS[name]
    status, media_type, text = answer(app, Asked("POST", DEFAULT_0, DIRECT, query))
    assert status == 200, text
    assert media_type in media_types


@pytest.mark.parametrize("name", REFUSED)
def test_the_request_is_refused(app: Flask, name: str) -> None:
    status, _, text = answer(app, REFUSED[name])
    assert 400 <= status < 500, text


def test_relative_iris_are_read_against_the_address(app: Flask) -> None:
    _, _, text = answer(app, Asked("POST", [], DIRECT, "CONSTRUCT { <s> <p> 1 } WHERE {}"))
    (triple,) = parse(text.encode(), format=RdfFormat.TURTLE)
    assert triple.subject == NamedNode("http://localhost/s")
