"""Forms of a page: by suffix, by Accept header with its q-values, and from the name of a thing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from made_support import some
from pyoxigraph import RdfFormat, parse

from kg.export import description
from kg.namespaces import DEFAULT_GRAPHS, ID, kind_and_key, thing
from kg.release import Release

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"}
CLUB = "/practices/kettle-club"
STANDARD = "/standards/made-grid-2019/a.1"
CASES = [
    (None, "text/html"),
    ("*/*", "text/html"),
    (BROWSER["Accept"], "text/html"),
    ("text/turtle", "text/turtle"),
    ("application/ld+json", "application/ld+json"),
    ("application/json", "application/json"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml, */*;q=0.1", "application/rdf+xml"),
    ("text/turtle, text/html", "text/html"),
    ("text/turtle;q=0.9, text/html;q=0.8", "text/turtle"),
    ("text/turtle;q=0.5, application/json;q=0.6", "application/json"),
    ("text/html;q=0, */*;q=0.5", "text/turtle"),
    ("text/*;q=0.3, application/json;q=0.2", "text/html"),
    ("text/turtle;charset=utf-8", "text/turtle"),
    ("application/xhtml+xml", "text/html"),
    ("image/png, text/turtle;q=0.1", "text/turtle"),
]


@pytest.mark.parametrize("path", [CLUB, STANDARD])
@pytest.mark.parametrize(("accept", "media_type"), CASES)
def test_accept_chooses_the_form_of_a_things_page(
    made_client: FlaskClient, path: str, accept: str | None, media_type: str
) -> None:
    answer = made_client.get(path, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert "Accept" in answer.vary


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "text/csv"])
def test_a_form_that_there_is_not_is_answered_with_those_that_there_are(
    made_client: FlaskClient, accept: str
) -> None:
    answer = made_client.get(CLUB, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text
    assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("suffix", "media_type", "syntax"),
    [
        ("ttl", "text/turtle", RdfFormat.TURTLE),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
        ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_suffix_gives_the_whole_description_whatever_accept_says(
    made_client: FlaskClient, made_release: Release, suffix: str, media_type: str, syntax: RdfFormat
) -> None:
    answer = made_client.get(f"{STANDARD}.{suffix}", headers=BROWSER)
    assert answer.mimetype == media_type
    told = {quad.triple for quad in parse(answer.data, format=syntax)}
    assert told == set(description(made_release.store, thing("standard", "made-grid-2019/a.1")))


def test_json_names_the_page_and_the_release(made_client: FlaskClient, made_release: Release) -> None:
    told = made_client.get(f"{CLUB}.json").json
    assert told is not None
    assert told["page"] == f"http://localhost{CLUB}"
    assert told["release"] == made_release.name
    assert told["title"] == "Kettle club"


def test_a_dot_in_a_code_is_no_suffix(made_client: FlaskClient) -> None:
    assert made_client.get(STANDARD, headers=BROWSER).mimetype == "text/html"
    told = made_client.get("/actions/1.1.json").json
    assert told is not None
    assert told["id"] == thing("action", "1.1")


def test_an_unknown_suffix_is_a_page_that_is_not_there(made_client: FlaskClient) -> None:
    assert made_client.get(f"{CLUB}.docx", headers=BROWSER).status_code == 404


def test_the_page_says_where_its_other_forms_are(made_client: FlaskClient) -> None:
    answer = made_client.get(CLUB, headers=BROWSER)
    links = answer.headers.getlist("Link")
    assert f'<{CLUB}.ttl>; rel="alternate"; type="text/turtle"' in links
    assert f'<{CLUB}.json>; rel="alternate"; type="application/json"' in links
    assert f'<link rel="alternate" href="{CLUB}.ttl" type="text/turtle"' in answer.text
    foot = answer.text.split('class="app-formats"')[1]
    assert f'href="{CLUB}.jsonld"' in foot
    assert "/sparql?query=" in foot


def test_data_at_the_address_of_a_page_says_its_own_address(made_client: FlaskClient) -> None:
    answer = made_client.get(CLUB, headers={"Accept": "text/turtle"})
    assert answer.headers["Content-Location"] == f"{CLUB}.ttl"


def test_head_answers_like_get_without_a_body(made_client: FlaskClient) -> None:
    answer = made_client.head(CLUB, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "text/turtle", b"")


def test_a_list_with_a_rule_for_a_suffix_has_that_form_by_accept_too(made_client: FlaskClient) -> None:
    by_suffix = made_client.get("/gaps.csv?weak=1")
    by_accept = made_client.get("/gaps?weak=1", headers={"Accept": "text/csv"})
    assert by_accept.mimetype == "text/csv"
    assert by_accept.data == by_suffix.data
    assert by_accept.headers["Content-Location"] == "/gaps.csv?weak=1"


@pytest.mark.parametrize("headers", [BROWSER, {"Accept": "text/turtle"}])
def test_a_thing_that_there_is_not_is_not_found_in_any_form(
    made_client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = made_client.get("/practices/kettle-klub", headers=headers)
    assert answer.status_code == 404
    assert CLUB in answer.text
    assert "app-formats" not in answer.text
    assert "Link" not in answer.headers


@pytest.mark.parametrize("path", ["/practices/kettle-klub.ttl", "/organisations/made-cost.json"])
def test_data_of_what_there_is_not_names_the_nearest_as_problem_json(
    made_client: FlaskClient, path: str
) -> None:
    answer = made_client.get(path)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["nearest"][0] in (CLUB, "/organisations/made-coast")


@pytest.mark.parametrize(
    "path", ["/practices/a%20b", "/practices/a%20b.ttl", "/practices/%3Cx%3E", "/id/practice/a%20b"]
)
def test_what_cannot_be_a_name_is_not_found(made_client: FlaskClient, path: str) -> None:
    assert made_client.get(path, headers=BROWSER).status_code == 404


def test_organisations_of_one_name_are_told_apart(made_client: FlaskClient) -> None:
    kinds = [
        made_client.get(f"/organisations/{key}.json").json for key in ("made-coast", "office-made-coast")
    ]
    assert [told["kind"] for told in kinds if told] == ["collaborative", "office"]


def things(release: Release) -> list[tuple[str, str]]:
    """KIND and KEY of everything that the release describes."""
    subjects = {
        str(quad.subject)[1:-1] for quad in release.store if str(quad.graph_name)[1:-1] in DEFAULT_GRAPHS
    }
    return sorted(filter(None, (kind_and_key(iri) for iri in subjects if iri.startswith(ID))))


def test_the_name_of_every_thing_has_its_data(made_client: FlaskClient, made_release: Release) -> None:
    for kind, key in some(things(made_release)):
        answer = made_client.get(f"/id/{kind}/{key}", headers={"Accept": "text/turtle"})
        assert answer.status_code == 303
        data = made_client.get(urlsplit(answer.headers["Location"]).path)
        assert data.mimetype == "text/turtle", (kind, key)
        triples = {str(quad.subject) for quad in parse(data.data, format=RdfFormat.TURTLE)}
        assert f"<{thing(kind, key)}>" in triples


def test_a_name_leads_to_data_where_accept_prefers_it(made_client: FlaskClient) -> None:
    answer = made_client.get("/id/practice/kettle-club", headers={"Accept": "application/json"})
    assert answer.headers["Location"] == f"{CLUB}.json"
    assert "Accept" in answer.vary
    figure = made_client.get("/id/outcome/kettle-club/teams", headers={"Accept": "text/turtle"})
    assert figure.headers["Location"] == "/id/outcome/kettle-club/teams.ttl"


def test_an_unknown_kind_is_answered_with_the_nearest(made_client: FlaskClient) -> None:
    answer = made_client.get("/id/practise/kettle-club", headers=BROWSER)
    assert answer.status_code == 404
    assert f'href="{CLUB}"' in answer.text


def test_the_name_of_a_graph_leads_to_what_is_said_of_it(made_client: FlaskClient) -> None:
    target = made_client.get("/graph/inferred").headers["Location"]
    assert target == "/data#graph-inferred"
    assert 'id="graph-inferred"' in made_client.get("/data").text


def test_a_page_without_data_does_not_vary(made_app: Flask) -> None:
    made_app.add_url_rule("/plain", "plain", lambda: "plain")
    answer = made_app.test_client().get("/plain", headers={"Accept": "text/turtle"})
    assert answer.text == "plain"
    assert "Link" not in answer.headers
