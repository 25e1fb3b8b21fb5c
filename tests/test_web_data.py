"""The release as a whole: downloads, its description, the ontology, what the site says of itself."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from kg.dataset import DCAT, IRI, VOID, downloads
from kg.namespaces import DEFAULT_GRAPHS, PREFIXES, SP
from kg.release import Release
from kg.sssom import FILES
from kg.things import of_class
from kg.things.readers import links_read

BROWSER = {"Accept": "text/html"}


def triples(data: bytes, syntax: RdfFormat = RdfFormat.TURTLE) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=syntax)}


def test_the_n_quads_are_the_file_of_which_the_manifest_holds_the_hash(
    made_client: FlaskClient, made_release: Release
) -> None:
    answer = made_client.get("/data/release.nq")
    digest = hashlib.sha256(answer.data).hexdigest()
    assert digest == made_release.manifest["files"]["data.nq"]
    assert answer.headers["ETag"] == f'"{digest}"'
    assert made_release.name in answer.headers["Content-Disposition"]
    again = made_client.get("/data/release.nq", headers={"If-None-Match": f'"{digest}"'})
    assert again.status_code == 304


def test_the_sums_are_those_of_what_is_sent(made_client: FlaskClient) -> None:
    lines = made_client.get("/data/SHA256SUMS").text.splitlines()
    assert len(lines) > 3
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256(made_client.get(f"/data/{name}").data).hexdigest() == digest, name


def test_the_trig_holds_every_graph(made_client: FlaskClient, made_release: Release) -> None:
    answer = made_client.get("/data/release.trig")
    assert answer.mimetype == "application/trig"
    assert set(parse(answer.data, format=RdfFormat.TRIG)) == set(made_release.store)


def test_the_turtle_holds_what_a_query_sees(made_client: FlaskClient, made_release: Release) -> None:
    seen = {quad.triple for quad in made_release.store if str(quad.graph_name)[1:-1] in DEFAULT_GRAPHS}
    assert triples(made_client.get("/data/release.ttl").data) == seen


@pytest.mark.parametrize("syntax", ["nq", "trig", "ttl"])
def test_each_is_there_compressed(made_client: FlaskClient, syntax: str) -> None:
    packed = made_client.get(f"/data/release.{syntax}.gz")
    assert packed.mimetype == "application/gzip"
    assert "Content-Encoding" not in packed.headers
    plain = made_client.get(f"/data/release.{syntax}").data
    assert gzip.decompress(packed.data) == plain


def test_a_release_stays_leased_until_its_last_piece_is_sent(
    made_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.export.AT_A_TIME", 100)
    answer = made_app.test_client().get("/data/release.trig")
    held = made_app.extensions["release"]._held
    assert b"@prefix sp:" in next(answer.iter_encoded())
    assert held.users == 1
    answer.close()
    assert held.users == 0


@pytest.mark.parametrize("name", ["manifest", "facts", "coverage"])
def test_the_tables_are_the_files_of_the_release(
    made_client: FlaskClient, made_release: Release, name: str
) -> None:
    answer = made_client.get(f"/data/{name}.json")
    assert answer.mimetype == "application/json"
    assert answer.json == json.loads((made_release.path / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("which", FILES)
def test_the_tables_of_assertions_are_the_files_of_the_release(
    made_client: FlaskClient, made_release: Release, which: str
) -> None:
    name = f"{which}.sssom.tsv"
    answer = made_client.get(f"/data/{name}")
    assert answer.mimetype == "text/tab-separated-values"
    assert answer.data == (made_release.path / name).read_bytes()
    assert f"safer-practice-{made_release.name}-{name}" in answer.headers["Content-Disposition"]
    assert f"#mapping_set_version: {made_release.name}\n" in answer.text


def test_a_table_without_rows_is_not_offered(made_release: Release) -> None:
    offered = {one.path for one in downloads(made_release)}
    assert "/data/set-aside.sssom.tsv" in offered
    made_release.manifest["tables"]["set-aside"] = 0
    assert {one.path for one in downloads(made_release)} == offered - {"/data/set-aside.sssom.tsv"}


@pytest.mark.parametrize(
    "path",
    [
        "/data/all.sssom.tsv",
        "/data/data.nq",
        "/data/store",
        "/data/..%2Fmanifest.json",
        "/data/index.json",
    ],
)
def test_nothing_else_of_the_release_is_handed_out(made_client: FlaskClient, path: str) -> None:
    assert made_client.get(path).status_code == 404


def test_the_description_lists_every_download_and_counts_what_is_in_it(
    made_client: FlaskClient, made_release: Release
) -> None:
    told = triples(made_client.get("/data.ttl").data)
    files = {one.object.value for one in told if one.predicate.value == DCAT + "downloadURL"}  # type: ignore[union-attr]
    assert "http://localhost/data/release.trig.gz" in files
    for file in files:
        assert made_client.get(file).status_code == 200, file
    size = Literal(str(len(made_release.store)), datatype=NamedNode(PREFIXES["xsd"] + "integer"))
    assert Triple(NamedNode(IRI), NamedNode(VOID + "triples"), size) in told
    standards = Triple(
        NamedNode(IRI + "#class-Standard"),
        NamedNode(VOID + "entities"),
        Literal("2", datatype=NamedNode(PREFIXES["xsd"] + "integer")),
    )
    assert standards in told


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json"])
def test_the_description_is_there_by_accept_too(made_client: FlaskClient, accept: str) -> None:
    assert made_client.get("/data", headers={"Accept": accept}).mimetype == accept


def test_the_page_of_the_data_links_to_downloads_that_are_there(
    made_client: FlaskClient, made_release: Release
) -> None:
    text = made_client.get("/data", headers=BROWSER).text
    links = set(re.findall(r'href="(/data/[^"]+)"', text))
    assert links == {"/data/SHA256SUMS", *(one.path for one in downloads(made_release))}
    for link in links:
        assert made_client.head(link).status_code == 200, link


def test_the_page_of_the_data_counts_each_graph(made_client: FlaskClient, made_release: Release) -> None:
    row = made_client.get("/data", headers=BROWSER).text.split('id="graph-inferred"')[1].split("</tr>")[0]
    graph = NamedNode("https://w3id.org/safer-practice/graph/inferred")
    count = sum(1 for _ in made_release.store.quads_for_pattern(None, None, None, graph))
    assert f"{count:,}</td>" in row


def test_every_term_of_the_ontology_is_explained_at_its_name(
    made_client: FlaskClient, made_release: Release
) -> None:
    text = made_client.get("/ontology", headers=BROWSER).text
    subjects = {str(one.subject)[1:-1] for one in made_release.store}
    names = {iri.removeprefix(SP) for iri in subjects if iri.startswith(SP)}
    assert len(names) > 50
    assert {name for name in names if f'id="{name}"' not in text} == set()


def test_a_term_is_told_with_its_ends_its_reverse_its_chains_and_its_uses(
    made_client: FlaskClient, made_release: Release
) -> None:
    text = made_client.get("/ontology", headers=BROWSER).text
    reaches = re.sub(r"<[^>]+>|\s+", " ", text.split('id="reaches"')[1].split("</div>")[0])
    reaches = re.sub(r"\s+([.,;])", r"\1", " ".join(reaches.split()))
    assert "From sp:Practice. To sp:Requirement. The reverse of sp:reachedBy." in reaches
    assert "sp:addresses, then sp:partOf, then sp:implements." in reaches
    count = sum(1 for _ in made_release.store.quads_for_pattern(None, NamedNode(SP + "reaches"), None, None))
    assert f"{count} statements" in reaches
    part_of = text.split('id="partOf"')[1].split("</div>")[0]
    assert "Transitive" in part_of


def test_the_rules_and_projections_are_shown_with_what_they_say(made_client: FlaskClient) -> None:
    text = made_client.get("/ontology", headers=BROWSER).text
    folder = Path(__file__).resolve().parents[1] / "ontology"
    for kind in ("rules", "projection"):
        for path in (folder / kind).glob("*.rq"):
            assert f'id="rule-{path.stem}"' in text
    assert "it addresses X, which is part of Z" in text


def test_the_ontology_as_turtle_defines_every_term(made_client: FlaskClient) -> None:
    by_accept = made_client.get("/ontology", headers={"Accept": "text/turtle"})
    assert by_accept.data == made_client.get("/ontology.ttl").data
    store = Store()
    store.load(by_accept.data, format=RdfFormat.TURTLE)
    assert store.query(f"ASK {{ <{SP}reaches> <{PREFIXES['owl']}propertyChainAxiom> ?chain }}")


def test_the_ontology_as_json_lists_classes_and_properties(made_client: FlaskClient) -> None:
    told = made_client.get("/ontology.json").json
    assert told is not None
    terms = {one["id"]: one for one in (*told["classes"], *told["properties"])}
    assert terms[SP + "CaseStudy"]["above"] == [SP + "Practice"]
    assert terms[SP + "groupedUnder"]["range"] == [SP + "Framework", SP + "Theme"]


def test_about_counts_the_links_and_how_many_were_read_twice(
    made_client: FlaskClient, made_release: Release
) -> None:
    read = links_read(made_release.store)
    assert read.links == read.stated + read.curated > 0
    assert read.reviewed == 1
    text = made_client.get("/about", headers=BROWSER).text
    assert f"There are {read.links} published links" in text
    assert "A second reader has read 1 of them." in text


def test_about_states_the_thresholds_of_the_policy(made_client: FlaskClient, made_release: Release) -> None:
    covered = made_release.manifest["policy"]["covered"]
    text = " ".join(made_client.get("/about", headers=BROWSER).text.split())
    assert f"In numbers: {covered['practices']} practice" in text
    assert f"{covered['with_figure']} or more of them with a figure" in text


def test_about_says_whether_anybody_has_looked(made_client: FlaskClient, made_release: Release) -> None:
    text = made_client.get("/about", headers=BROWSER).text
    looked = len(of_class(made_release.store, "Assessment"))
    assert ("Nobody has yet searched the documents" in text) == (looked == 0)


def test_about_has_the_accessibility_section_that_the_foot_links_to(made_client: FlaskClient) -> None:
    text = made_client.get("/about", headers=BROWSER).text
    assert 'id="accessibility"' in text
    assert 'href="/about#accessibility"' in text


def test_no_page_sets_a_cookie(made_client: FlaskClient) -> None:
    for path in ("/about", "/data", "/ontology", "/sparql", "/practices/kettle-club"):
        assert "Set-Cookie" not in made_client.get(path, headers=BROWSER).headers
