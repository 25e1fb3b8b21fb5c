"""/sparql without a query tells programs what it is; pages of other sites may ask it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.namespaces import DEFAULT_GRAPHS
from kg.release import Release
from kg.sparql import OWN_GRAPHS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
ENDPOINT = URIRef("http://localhost/sparql")


def described(client: FlaskClient, accept: str) -> Graph:
    """What the service says of itself, read as the media type that it says it has."""
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    assert "Accept" in answer.vary
    return Graph().parse(data=answer.text, format=answer.mimetype, publicID="http://localhost/sparql")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("text/html;q=0.1, text/turtle", "text/turtle"),
    ],
)
def test_it_is_rdf_in_the_syntax_asked_for(made_client: FlaskClient, accept: str, media_type: str) -> None:
    answer = made_client.get("/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    graph = described(made_client, accept)
    service = graph.value(predicate=RDF.type, object=SD.Service)
    assert graph.value(service, SD.endpoint) == ENDPOINT


def test_it_names_the_language_the_formats_and_the_data(made_client: FlaskClient) -> None:
    graph = described(made_client, "text/turtle")
    service = graph.value(predicate=RDF.type, object=SD.Service)
    assert list(graph.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert len(list(graph.objects(service, SD.resultFormat))) == 8
    data = graph.value(service, SD.defaultDataset)
    assert graph.value(data, VOID.sparqlEndpoint) == ENDPOINT
    assert graph.value(data, VOID.triples) is not None


def test_it_counts_the_statements_of_each_graph(made_client: FlaskClient, made_release: Release) -> None:
    graph = described(made_client, "text/turtle")
    data = graph.value(predicate=RDF.type, object=SD.Dataset)
    told = {
        str(graph.value(named, SD.name)): graph.value(graph.value(named, SD.graph), VOID.triples)
        for named in graph.objects(data, SD.namedGraph)
    }
    count = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    stored = {row["g"].value: int(row["n"].value) for row in made_release.store.query(count)}  # type: ignore
    assert told == {name: Literal(stored.get(name, 0)) for name in OWN_GRAPHS}
    whole = graph.value(graph.value(data, SD.defaultGraph), VOID.triples)
    assert whole == Literal(sum(stored.get(name, 0) for name in DEFAULT_GRAPHS))


@pytest.mark.parametrize("query", [{}, {"query": "ASK {}"}, {"query": "ASK {"}])
def test_a_page_of_another_site_may_read_every_answer(
    made_client: FlaskClient, query: dict[str, str]
) -> None:
    answer = made_client.get("/sparql", query_string=query, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Truncated" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_browser_is_told_beforehand_that_a_query_may_be_sent(made_client: FlaskClient) -> None:
    answer = made_client.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_no_other_page_is_open_to_other_sites(made_client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in made_client.get("/about").headers
