"""/sparql: the protocol, formats, limits and errors, and the page that works without scripts."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from kg.export import description, description_query
from kg.namespaces import thing
from kg.release import Release
from kg.sparql import Limits, QueryRefused
from web import create_app
from web.querying import SharedPool
from web.sparql_short import LONGEST_ADDRESS

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
STUDIES = "SELECT ?study ?name WHERE { ?study a sp:CaseStudy ; rdfs:label ?name } ORDER BY ?name"
BUILD = "CONSTRUCT { ?s a sp:CaseStudy } WHERE { ?s a sp:CaseStudy }"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = Limits(seconds=5, rows=40, workers=1)


@pytest.fixture(scope="module")
def app(made_home: Path) -> Iterator[Flask]:
    """The application over the made release, with one worker and low limits."""
    made = create_app(home=made_home)
    made.extensions["queries"] = SharedPool(LIMITS)
    yield made
    made.extensions["queries"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def names(data: str) -> list[str]:
    return [row["name"]["value"] for row in json.loads(data)["results"]["bindings"]]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_a_query_may_come_in_three_ways(client: FlaskClient, how: str) -> None:
    if how == "get":
        answer = client.get("/sparql", query_string={"query": STUDIES})
    elif how == "form":
        answer = client.post("/sparql", data={"query": STUDIES})
    else:
        answer = client.post("/sparql", data=STUDIES, content_type="application/sparql-query; charset=utf-8")
    assert answer.status_code == 200
    assert answer.mimetype == "application/sparql-results+json"
    assert "Kettle club" in names(answer.text)
    assert answer.headers["X-Truncated"] == "false"


@pytest.mark.parametrize(
    ("accept", "query", "mimetype"),
    [
        (None, STUDIES, "application/sparql-results+json"),
        ("*/*", STUDIES, "application/sparql-results+json"),
        ("application/json", STUDIES, "application/sparql-results+json"),
        ("text/csv", STUDIES, "text/csv"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", STUDIES, "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", STUDIES, "text/csv"),
        ("text/html;q=0.2, text/csv;q=0.3", STUDIES, "text/csv"),
        (BROWSER["Accept"], STUDIES, "text/html"),
        ("*/*", BUILD, "text/turtle"),
        ("application/json", BUILD, "application/ld+json"),
        ("application/rdf+xml, text/turtle;q=0.9", BUILD, "application/rdf+xml"),
        ("text/csv", "ASK { ?s a sp:CaseStudy }", "text/csv"),
    ],
)
def test_accept_chooses_the_format(
    client: FlaskClient, accept: str | None, query: str, mimetype: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/sparql", query_string={"query": query}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("value", "query", "mimetype"),
    [
        ("csv", STUDIES, "text/csv"),
        ("json", STUDIES, "application/sparql-results+json"),
        ("json", BUILD, "application/ld+json"),
        ("xml", BUILD, "application/rdf+xml"),
        ("ttl", BUILD, "text/turtle"),
        ("turtle", BUILD, "text/turtle"),
        ("TSV", STUDIES, "text/tab-separated-values"),
        ("html", STUDIES, "text/html"),
        ("text/csv", STUDIES, "text/csv"),
    ],
)
def test_the_parameter_format_goes_before_accept(
    client: FlaskClient, value: str, query: str, mimetype: str
) -> None:
    answer = client.get("/sparql", query_string={"query": query, "format": value}, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (200, mimetype)


@pytest.mark.parametrize(("value", "near"), [("xyz", "csv"), ("jsn", "json"), ("tutle", "ttl")])
def test_an_unknown_format_is_named_with_the_nearest(client: FlaskClient, value: str, near: str) -> None:
    answer = client.get("/sparql", query_string={"query": STUDIES, "format": value})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert f"“{value}” is no value of the parameter “format”." in answer.json["detail"]  # type: ignore[index]
    assert f"The nearest is “{near}”" in answer.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("accept", "query"), [("text/turtle", STUDIES), ("text/csv", BUILD), ("image/png", STUDIES)]
)
def test_a_format_that_does_not_fit_is_not_acceptable(client: FlaskClient, accept: str, query: str) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert "Ask for one of" in answer.json["detail"]  # type: ignore[index]


def test_an_iri_with_percent_signs_arrives_as_it_was_written(client: FlaskClient) -> None:
    iri = "https://example.org/a%2Fb%20c?x=1&y=%C3%A9+z"
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ <{iri}> }} }}"
    asked = (
        client.get(f"/sparql?query={quote(query)}"),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", data=query, content_type="application/sparql-query"),
    )
    for answer in asked:
        assert json.loads(answer.text)["results"]["bindings"] == [{"x": {"type": "uri", "value": iri}}]
    form = client.post("/sparql", data={"query": query}, headers=BROWSER)
    shown = client.get(form.headers["Location"], headers=BROWSER)
    assert query in unescape(shown.text)


def test_text_beyond_ascii_arrives_as_it_was_written(client: FlaskClient) -> None:
    query = 'SELECT ("Ångström 💉 £" AS ?x) WHERE {}'
    for answer in (
        client.get("/sparql", query_string={"query": query}),
        client.post("/sparql", data=query.encode(), content_type="application/sparql-query"),
    ):
        assert json.loads(answer.text)["results"]["bindings"][0]["x"]["value"] == "Ångström 💉 £"


def test_a_query_that_is_not_utf_8_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=b"SELECT * { ?s ?p \xff }", content_type="application/sparql-query")
    assert answer.status_code == 400
    assert "UTF-8" in answer.json["detail"]  # type: ignore[index]


def test_the_graphs_of_the_protocol_replace_the_usual_ones(client: FlaskClient) -> None:
    inferred = "https://w3id.org/safer-practice/graph/inferred"
    query = "ASK { ?s sp:reaches ?o . FILTER NOT EXISTS { ?s sp:number ?n } }"
    both = client.get("/sparql", query_string={"query": query, "default-graph-uri": inferred})
    assert json.loads(both.text)["boolean"] is True
    asserted = client.get(
        "/sparql",
        query_string={"query": query, "default-graph-uri": inferred.replace("inferred", "asserted")},
    )
    assert json.loads(asserted.text)["boolean"] is False
    other = client.get("/sparql", query_string={"query": query, "default-graph-uri": "https://example.org/g"})
    assert other.status_code == 400


def test_a_mistake_is_told_with_line_column_and_hint(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT ?s\nWHERE { ?s a sp:Practice "})
    told = answer.json
    assert told is not None
    assert answer.status_code == 400
    assert (told["line"], told["column"]) == (2, 26)
    assert "never closed" in told["hint"]
    assert told["detail"].startswith("Line 2, column 26: ")


def direct(body: str, content_type: str = "application/sparql-query") -> dict[str, object]:
    return {"method": "POST", "data": body, "content_type": content_type}


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ({"query_string": {"format": "csv"}}, 400, "“query” is missing"),
        ({"query_string": "query=ASK{}&query=ASK{}"}, 400, "“query” is given 2 times"),
        ({"query_string": {"query": ""}}, 400, "The query is empty"),
        ({"query_string": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}, 400, "read-only"),
        ({"query_string": {"query": "SELECT * { SERVICE <a:b> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 400, "read-only"),
        ({"method": "POST", "data": {"other": "x"}}, 400, "“query” is missing"),
        (direct("ASK {}", "text/plain"), 415, "application/sparql-query"),
        (direct("CLEAR ALL", "application/sparql-update"), 415, "sparql-update"),
        ({"method": "POST"}, 415, "not given"),
        (direct("#" * 200_000), 413, "200,000 bytes"),
        (direct("#" * 2_000_000), 413, "larger"),
        ({"method": "POST", "data": {"query": "#" * 2_000_000}}, 413, "larger"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_reason(
    client: FlaskClient, asked: dict[str, object], status: int, says: str
) -> None:
    answer = client.open("/sparql", **{"headers": {"Accept": "*/*"}, **asked})  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert says in answer.json["detail"]  # type: ignore[index]


def test_head_gives_the_headers_of_the_answer(client: FlaskClient) -> None:
    answer = client.head("/sparql", query_string={"query": STUDIES})
    assert (answer.status_code, answer.mimetype) == (200, "application/sparql-results+json")
    assert answer.data == b""
    assert int(answer.headers["Content-Length"]) > 100


def test_options_says_what_can_be_done(client: FlaskClient) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    refused = client.delete("/sparql")
    assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")


def test_parameters_without_a_query_are_no_question_for_the_description(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"qery": STUDIES}, headers={"Accept": "text/turtle"})
    assert answer.status_code == 400
    assert "“query” is missing. What is given is: qery." in answer.get_json(force=True)["detail"]


def test_an_answer_that_is_cut_off_says_so(client: FlaskClient) -> None:
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    data = client.get("/sparql", query_string={"query": query, "format": "csv"})
    assert len(list(csv.reader(io.StringIO(data.text)))) == 1 + LIMITS.rows
    assert data.headers["X-Truncated"] == "true"
    assert data.headers["X-Row-Limit"] == str(LIMITS.rows)
    page = client.get("/sparql", query_string={"query": query}, headers=BROWSER)
    assert page.headers["X-Truncated"] == "true"
    assert "truncated" in page.text
    assert f"{LIMITS.rows} rows (more were left out)" in page.text


def test_a_query_past_its_time_is_stopped_and_the_next_is_answered(app: Flask, client: FlaskClient) -> None:
    kept = app.extensions["queries"]
    app.extensions["queries"] = SharedPool(Limits(seconds=0.5, workers=1))
    try:
        slow = client.get("/sparql", query_string={"query": SLOW})
        assert slow.status_code == 504
        assert "stopped after 0.5 seconds" in slow.json["detail"]  # type: ignore[index]
        page = client.get("/sparql", query_string={"query": SLOW}, headers=BROWSER)
        assert page.status_code == 504
        assert SLOW in unescape(page.text)
        assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200
    finally:
        app.extensions["queries"].close()
        app.extensions["queries"] = kept


@pytest.mark.parametrize("headers", [BROWSER, {"Accept": "application/json"}])
def test_a_busy_server_says_when_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    def busy(*_: object) -> None:
        raise QueryRefused(503, "Too many queries are waiting.", "Try again shortly.", retry_after=7)

    monkeypatch.setattr("web.querying.run", busy)
    answer = client.get("/sparql", query_string={"query": STUDIES}, headers=headers)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"
    assert "Too many queries are waiting." in answer.text


def test_without_a_release_the_answer_says_how_to_build_one(tmp_path: Path) -> None:
    client = create_app(home=tmp_path).test_client()
    answer = client.get("/sparql", query_string={"query": STUDIES})
    assert answer.status_code == 503
    assert "saferpractice build" in answer.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize(
    "query", [STUDIES, "SELECT ?secretword {", "SELECT ?secretword { SERVICE <a:b> {} }"]
)
def test_no_log_holds_the_text_of_a_query(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, query: str
) -> None:
    query = query.replace("?study", "?secretword")
    with caplog.at_level(logging.DEBUG):
        client.get("/sparql", query_string={"query": query})
        client.post("/sparql", data={"query": query}, headers=BROWSER)
    assert "secretword" not in caplog.text


# The page


def page(client: FlaskClient, query: str, status: int = 200) -> str:
    answer = client.get("/sparql", query_string={"query": query}, headers=BROWSER)
    assert answer.status_code == status
    return answer.text


def test_the_page_has_an_editor_with_a_query_to_start_from_that_runs(client: FlaskClient) -> None:
    text = client.get("/sparql", headers=BROWSER).text
    assert text.count("<h1") == 1
    start = unescape(text.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])
    assert "Kettle club" in page(client, start)


def test_a_request_without_a_query_gets_the_page_where_it_names_html(client: FlaskClient) -> None:
    assert client.get("/sparql", headers=BROWSER).mimetype == "text/html"
    assert client.get("/sparql").mimetype == "text/turtle"
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 400


def test_the_page_offers_examples_that_run(client: FlaskClient) -> None:
    text = client.get("/sparql", headers=BROWSER).text
    examples = text.split('class="nhsuk-list app-examples"')[1].split("</ul>")[0]
    links = [unescape(part.split('"')[0]) for part in examples.split('href="')[1:]]
    assert len(links) >= 2
    for link in links:
        assert client.get(link, headers=BROWSER).status_code == 200


def test_the_form_leads_to_an_address_that_can_be_shared(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": STUDIES}, headers=BROWSER)
    assert answer.status_code == 303
    assert unquote_plus(answer.headers["Location"]) == f"/sparql?query={STUDIES}#results"


def test_a_query_too_long_for_an_address_is_answered_at_once(client: FlaskClient) -> None:
    query = STUDIES + "\n#" + secrets.token_hex(LONGEST_ADDRESS)
    answer = client.post("/sparql", data={"query": query}, headers=BROWSER)
    assert answer.status_code == 200
    assert query in unescape(answer.text)
    assert "<button" in answer.text.split('id="downloads"')[1]
    assert (
        client.post("/sparql", data={"query": query, "format": "csv"}, headers=BROWSER).mimetype == "text/csv"
    )


def test_results_name_things_beside_their_iris_and_link_to_their_pages(client: FlaskClient) -> None:
    text = page(
        client,
        "SELECT ?s ?p ?c WHERE { VALUES ?s { <https://w3id.org/safer-practice/id/practice/kettle-club> "
        "<https://w3id.org/safer-practice/id/practice/none> <https://example.org/x> } "
        "OPTIONAL { ?s sp:scope ?p ; a ?c } }",
    )
    body = text.split("<tbody")[1].split("</tbody>")[0]
    assert (
        '<a href="/practices/kettle-club">Kettle club</a> <span class="app-note">practice/kettle-club</span>'
        in body
    )
    assert '<a href="/vocabularies/scope#local">Local</a>' in body
    assert '<a href="/ontology#CaseStudy">sp:CaseStudy</a>' in body
    assert 'href="/practices/none"' not in body
    assert '<a href="https://example.org/x" rel="noreferrer">' in body


def test_results_say_how_many_how_long_and_from_which_release(
    client: FlaskClient, made_release: Release
) -> None:
    text = page(client, STUDIES)
    studies = names(client.get("/sparql", query_string={"query": STUDIES}).text)
    assert f"{len(studies)} row" in text
    assert "Answered in 0." in text
    assert made_release.name in text.split('id="results"')[1].split('id="downloads"')[0]


def test_the_downloads_of_the_page_hold_the_same_answer(client: FlaskClient) -> None:
    text = page(client, STUDIES)
    foot = text.split('id="downloads"')[1].split("</ul>")[0]
    links = {unescape(part.split('"')[0]) for part in foot.split('href="')[1:]}
    assert len(links) == 5
    data = client.get(next(link for link in links if link.endswith("format=csv")), headers=BROWSER)
    rows = list(csv.DictReader(io.StringIO(data.text)))
    assert [row["name"] for row in rows] == names(client.get("/sparql", query_string={"query": STUDIES}).text)


def test_a_long_answer_shows_its_first_rows_and_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.results.SHOWN", 3)
    text = page(client, "SELECT ?s WHERE { ?s a sp:Requirement }")
    assert text.split("<tbody")[1].count("<tr") == 3
    assert "The first 3 are shown here." in text


def test_triples_are_shown_as_a_table_and_downloaded_as_rdf(client: FlaskClient) -> None:
    text = page(client, BUILD)
    head = text.split("<thead")[1].split("</thead>")[0]
    assert [name in head for name in ("subject", "predicate", "object")] == [True] * 3
    assert "format=ttl" in text.split('id="downloads"')[1]


@pytest.mark.parametrize(
    ("query", "answer"), [("ASK { ?s a sp:CaseStudy }", "yes"), ("ASK { ?s a sp:None }", "no")]
)
def test_a_question_is_answered_with_yes_or_no(client: FlaskClient, query: str, answer: str) -> None:
    assert f"The answer is {answer}" in page(client, query)


def test_an_empty_answer_names_the_term_that_is_not_there(client: FlaskClient) -> None:
    text = page(client, "SELECT ?s WHERE { ?s a sp:CaseStudi }")
    assert "No results" in text
    assert "<code>sp:CaseStudi</code>. Did you mean <code>sp:CaseStudy</code>?" in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?s WHERE { ?s a sp:CaseStudy ; sp:none ?x }", "fits: <code>?s sp:none ?x</code>."),
        ("SELECT ?s WHERE { ?s a sp:CaseStudy ; a sp:Document }", "those before it: <code>?s a"),
        ("ASK { ?s sp:number 1 }", "<code>?s sp:number 1</code>. The data has it as the text &#34;1&#34;."),
        ("SELECT (COUNT(?s) AS ?n) WHERE { ?s a sp:None }", "No statement fits: <code>?s a sp:None</code>"),
        ("SELECT ?s WHERE { ?s a sp:CaseStudy FILTER(false) }", "Take these conditions away"),
    ],
)
def test_an_empty_answer_says_why(client: FlaskClient, query: str, says: str) -> None:
    assert says in page(client, query)


def test_an_answer_that_is_not_empty_is_not_explained(client: FlaskClient) -> None:
    assert 'id="why"' not in page(client, STUDIES)


def test_a_count_with_a_wrong_name_in_it_is_no_silent_zero(client: FlaskClient) -> None:
    query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a sp:CaseStudi }"
    assert "Did you mean <code>sp:CaseStudy</code>?" in page(client, query)
    data = client.get("/sparql", query_string={"query": query})
    assert data.headers["X-Unknown-Names"] == "sp:CaseStudi (did you mean sp:CaseStudy?)"
    assert "X-Unknown-Names" not in client.get("/sparql", query_string={"query": STUDIES}).headers


def test_names_beyond_ascii_do_not_break_the_header(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT * { ?s sp:größe ?o }"})
    assert answer.headers["X-Unknown-Names"] == "sp:gr\\xf6\\xdfe"


def test_a_refused_query_is_kept_with_the_place_of_the_mistake(client: FlaskClient) -> None:
    query = "SELECT ?s\nWHERE { ?s a nope:Practice }"
    text = unescape(page(client, query, 400))
    assert "<title>Error: Query the data (SPARQL) - Safer Practice</title>" in text
    assert query in text
    summary = " ".join(text.split("nhsuk-error-summary__list")[1].split("</ul>")[0].split())
    assert '<a href="#query"> Line 2, column 14: The prefix nope: is not declared.' in summary
    assert "2 | WHERE { ?s a nope:Practice }\n  |              ^" in text


def test_markup_in_a_query_or_an_answer_is_shown_and_not_run(client: FlaskClient) -> None:
    text = page(client, 'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) WHERE {}')
    assert "<script>alert" not in text
    assert 'href="javascript:' not in text


def test_the_query_behind_a_page_gives_what_the_page_is_as_turtle(
    client: FlaskClient, made_release: Release
) -> None:
    iri = thing("recommendation", "1")
    query = description_query(iri)
    answer = client.get("/sparql", query_string={"query": query, "format": "ttl"})
    told = {quad.triple for quad in parse(answer.data, format=RdfFormat.TURTLE)}
    whole = set(description(made_release.store, iri))
    assert told == whole or (answer.headers["X-Truncated"] == "true" and told < whole)


# The pool


def test_one_pool_serves_all_requests_and_starts_with_the_first(made_home: Path) -> None:
    app = create_app(home=made_home)
    shared: SharedPool = app.extensions["queries"]
    assert shared._pool is None
    app.test_client().get("/sparql", headers=BROWSER)
    assert shared._pool is None
    assert shared.get() is shared.get()
    shared.close()


def test_after_a_fork_a_process_has_a_pool_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = SharedPool(LIMITS)
    before = shared.get()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert shared.get() is not before


def test_no_worker_outlives_the_server(made_home: Path) -> None:
    program = (
        "from web import create_app; from pathlib import Path\n"
        f"app = create_app(home=Path({str(made_home)!r}))\n"
        "assert app.test_client().get('/sparql?query=ASK{}').status_code == 200\n"
        "print(*(worker._process.pid for worker in app.extensions['queries'].get()._all))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    workers = [int(pid) for pid in done.stdout.split()]
    assert workers
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_program_is_told_which_pattern_nothing_fits(client: FlaskClient) -> None:
    empty = {"query": "SELECT ?s { ?s a sp:CaseStudy ; sp:edition ?e }", "format": "csv"}
    assert client.get("/sparql", query_string=empty).headers["X-Empty-Because"]
    found = client.get("/sparql", query_string={"query": STUDIES, "format": "csv"})
    assert "X-Empty-Because" not in found.headers
