"""How the page of /sparql shows an answer: names or whole IRIs, chart, graph, downloads; without scripts."""

from __future__ import annotations

import base64
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html"}
COUNTS = "SELECT ?kind (COUNT(?p) AS ?n) { ?p a sp:Practice, ?kind } GROUP BY ?kind ORDER BY DESC(?n)"
LINKS = "SELECT ?p ?r { ?p sp:addresses ?r }"


def page(client: FlaskClient, query: str, **look: str) -> str:
    answer = client.get("/sparql", query_string={"query": query, **look}, headers=BROWSER)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_names_stand_beside_iris_until_whole_iris_are_asked_for(made_client: FlaskClient) -> None:
    query = "SELECT * { VALUES ?p { <https://w3id.org/safer-practice/id/practice/kettle-club> } ?p a ?kind }"
    named = page(made_client, query)
    assert '<a href="/practices/kettle-club">Kettle club</a>' in named
    assert '<a href="/ontology#Practice">sp:Practice</a> <span class="app-note">Practice</span>' in named
    bare = page(made_client, query, labels="false")
    whole = "https://w3id.org/safer-practice/id/practice/kettle-club"
    assert f'<a href="/practices/kettle-club">{whole}</a>' in bare
    assert "Kettle club" not in bare.split('id="results"')[1]


def test_the_chart_has_a_bar_for_each_row_and_says_what_it_shows(made_client: FlaskClient) -> None:
    text = page(made_client, COUNTS, view="chart")
    picture = text.split('<img src="data:image/svg+xml;base64,')[1].split('"')[0]
    drawn = ElementTree.fromstring(base64.b64decode(picture))
    words = "".join(drawn.itertext())
    assert "Practice" in words
    assert 'alt="Chart of n by kind with' in text
    assert "<table" in text


def test_markup_in_a_label_stays_a_label_of_the_chart(made_client: FlaskClient) -> None:
    query = 'SELECT ?a ?n { VALUES (?a ?n) { ("<script>alert(1)</script>" 1) ("b" 2) } }'
    text = page(made_client, query, view="chart")
    picture = text.split('<img src="data:image/svg+xml;base64,')[1].split('"')[0]
    drawn = ElementTree.fromstring(base64.b64decode(picture))
    assert not [one for one in drawn.iter() if one.tag.endswith("script")]


def test_the_graph_has_the_data_of_its_picture_and_says_how_much(made_client: FlaskClient) -> None:
    text = page(made_client, LINKS, view="graph")
    assert 'id="network" role="img" data-network="{"edges": [["https://w3id.org/' in text
    assert "sparql-graph.js" in text


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        (COUNTS, ["Table", "Chart"]),
        (LINKS, ["Table", "Graph"]),
        ("CONSTRUCT WHERE { ?p sp:addresses ?r }", ["Table", "Graph"]),
        ("SELECT ?n { ?p a sp:CaseStudy ; rdfs:label ?n }", []),
    ],
)
def test_only_what_can_be_drawn_is_offered(made_client: FlaskClient, query: str, offered: list[str]) -> None:
    looks = page(made_client, query).split('<nav class="sparql-look"')[1].split("</nav>")[0]
    assert [name for name in ("Table", "Chart", "Graph") if f">{name}<" in looks] == offered


def test_what_cannot_be_drawn_is_said(made_client: FlaskClient) -> None:
    assert "There is no chart of this answer" in page(made_client, LINKS, view="chart")
    assert "There is no graph of this answer" in page(made_client, COUNTS, view="graph")


def test_a_query_that_is_run_again_keeps_its_look(made_client: FlaskClient) -> None:
    text = page(made_client, COUNTS, view="chart", labels="false")
    assert '<input type="hidden" name="view" value="chart">' in text
    sent = {"query": COUNTS, "view": "chart", "labels": "false"}
    place = made_client.post("/sparql", data=sent, headers=BROWSER).headers["Location"]
    asked = parse_qs(urlsplit(place).query)
    assert (asked["view"], asked["labels"]) == (["chart"], ["false"])


def test_a_look_that_there_is_not_is_refused(made_client: FlaskClient) -> None:
    answer = made_client.get("/sparql?view=pie", headers=BROWSER)
    assert answer.status_code == 400
    assert "table, chart, graph" in answer.text


def test_csv_with_names_is_among_the_downloads(made_client: FlaskClient) -> None:
    text = page(made_client, LINKS)
    link = next(part.split('"')[0] for part in text.split('href="') if "labels=true" in part.split('"')[0])
    assert made_client.get(link, headers=BROWSER).text.startswith("p,p_label,r,r_label")
