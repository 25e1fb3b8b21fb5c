"""A thing, the ontology or a whole release as RDF and as JSON."""

from __future__ import annotations

import pytest
from made_support import some
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.describe import describe
from kg.export import WHOLE, as_rdf, description, description_query, ontology_triples, whole
from kg.namespaces import DEFAULT_GRAPHS, PREFIXES, SP, thing
from kg.release import Release
from kg.thing_json import as_json
from kg.things import all_keys

CLUB = thing("practice", "kettle-club")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")


def subjects(triples: list[Triple]) -> set[str]:
    return {str(triple.subject)[1:-1] for triple in triples}


def test_a_description_holds_what_belongs_to_the_thing_and_who_asserts_what_of_it(
    made_release: Release,
) -> None:
    told = subjects(description(made_release.store, CLUB))
    assert thing("outcome", "kettle-club/teams") in told
    assert thing("context", "kettle-club/1") in told
    link = thing("assertion", "kettle-club--action-1.1.1")
    assert link in told
    assert thing("review", "kettle-club--action-1.1.1/1") in told
    cited = {
        str(one.object)[1:-1]
        for one in description(made_release.store, CLUB)
        if one.subject == NamedNode(link) and one.predicate.value == SP + "citation"
    }
    assert cited and cited <= told


def test_a_description_names_what_is_mentioned_and_says_no_more_of_it(made_release: Release) -> None:
    nurses = NamedNode(thing("profession", "nurses"))
    said = [one for one in description(made_release.store, CLUB) if one.subject == nurses]
    assert [one.predicate.value for one in said] == [PREFIXES["rdfs"] + "label"]


def test_a_description_holds_the_statements_that_name_the_thing(made_release: Release) -> None:
    nurses = thing("profession", "nurses")
    assert Triple(NamedNode(CLUB), NamedNode(SP + "profession"), NamedNode(nurses)) in description(
        made_release.store, nurses
    )


def test_the_description_of_a_vocabulary_holds_its_concepts(made_release: Release) -> None:
    told = description(made_release.store, thing("vocabulary", "extent"))
    definition = NamedNode(PREFIXES["skos"] + "definition")
    assert any(
        one.subject == NamedNode(thing("extent", "full")) and one.predicate == definition for one in told
    )


def test_the_query_of_a_description_is_about_the_thing_and_no_other() -> None:
    query = description_query(CLUB)
    assert f"VALUES ?thing {{ <{CLUB}> }}" in query
    assert "safety-huddles" not in query


@pytest.mark.parametrize(
    ("suffix", "syntax"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdf", RdfFormat.RDF_XML),
    ],
)
def test_every_syntax_says_the_same(made_release: Release, suffix: str, syntax: RdfFormat) -> None:
    triples = description(made_release.store, CLUB)
    read = {quad.triple for quad in parse(as_rdf(triples, suffix, CLUB), format=syntax)}
    assert read == set(triples)


def test_turtle_begins_with_the_thing_and_declares_only_the_prefixes_it_uses(made_release: Release) -> None:
    text = as_rdf(description(made_release.store, CLUB), "ttl", CLUB).decode()
    statements = [line for line in text.splitlines() if not line.startswith("@prefix")]
    assert statements[0].startswith("id:practice\\/kettle-club ")
    assert "@prefix sp: " in text
    assert "@prefix sh: " not in text


def test_the_json_of_every_thing_is_its_description_with_parts_and_assertions(made_release: Release) -> None:
    store = made_release.store
    for kind in (
        "practice",
        "recommendation",
        "standard",
        "document",
        "collaborative",
        "assertion",
        "outcome",
    ):
        for key in some(all_keys(store, kind)):
            told, described = as_json(store, thing(kind, key)), describe(store, f"{kind}/{key}")
            assert {name: told[name] for name in described} == described
            assert told.keys() - described.keys() == {"parts", "assertions"}


def test_the_parts_in_json_hold_their_own_statements_and_parts(made_release: Release) -> None:
    told = as_json(made_release.store, CLUB)
    figures = {part["id"]: part for part in told["parts"]["sp:outcome"]}
    teams = figures[thing("outcome", "kettle-club/teams")]
    assert teams["statements"]["sp:resultPrinted"] == ["twelve"]
    assert teams["parts"]["sp:citation"][0]["statements"]["sp:locator"] == ["What was done, the kettle club"]
    claims = {claim["id"]: claim for claim in told["assertions"]}
    link = claims[thing("assertion", "kettle-club--action-1.1.1")]
    assert link["statements"]["sp:rationale"] == ["The teams did what this asks for."]
    assert link["parts"]["sp:review"][0]["statements"]["sp:reviewedBy"] == ["ward educator"]


def test_the_json_of_a_vocabulary_holds_its_concepts(made_release: Release) -> None:
    concepts = as_json(made_release.store, thing("vocabulary", "extent"))["parts"]["concepts"]
    assert {one["title"] for one in concepts} == {"Full", "Partial", "Minor"}


def test_the_ontology_is_without_the_concepts_of_vocabularies(made_release: Release) -> None:
    told = subjects(ontology_triples(made_release.store))
    assert SP + "Practice" in told
    assert not any(iri.startswith(thing("", "")[:-1]) for iri in told)


@pytest.mark.parametrize("suffix", sorted(WHOLE))
@pytest.mark.parametrize("at_a_time", [7, 100_000])
def test_a_whole_release_is_exported_with_every_statement_once(
    made_release: Release, suffix: str, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.export.AT_A_TIME", at_a_time)
    written = b"".join(whole(made_release.store, suffix))
    read = list(parse(written, format=WHOLE[suffix]))
    if suffix == "ttl":
        queried = [quad for quad in made_release.store if str(quad.graph_name)[1:-1] in DEFAULT_GRAPHS]
        assert {quad.triple for quad in read} == {quad.triple for quad in queried}
    else:
        assert set(read) == set(made_release.store)
    assert len(read) == len(set(read))
    assert written.count(b"@prefix sp:") == (0 if suffix == "nq" else 1)
