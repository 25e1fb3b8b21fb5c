"""A release holds its own copy of the named queries, and its graph says what they are."""

from __future__ import annotations

import hashlib

import pytest
from pyoxigraph import QuerySolutions

from kg.named import Choice, UnknownQueryError, answer, choices, find, of_release
from kg.namespaces import PREFIXES
from kg.query import GRAPHS
from kg.release import Release

NAMES = ["practice-for-a-recommendation", "practice-reported"]


def test_a_release_has_the_queries_of_its_corpus(made_release: Release) -> None:
    assert list(of_release(made_release)) == NAMES
    assert made_release.manifest["queries"] == len(NAMES)


def test_the_manifest_has_the_hash_of_each(made_release: Release) -> None:
    text = (made_release.path / "queries" / f"{NAMES[0]}.rq").read_bytes()
    assert made_release.manifest["files"][f"queries/{NAMES[0]}.rq"] == hashlib.sha256(text).hexdigest()
    assert "queries/choices/recommendations.rq" in made_release.manifest["files"]


def test_the_graph_holds_each_as_an_executable_of_shacl(made_release: Release) -> None:
    found = made_release.store.query(
        """SELECT ?select ?title ?question WHERE {
          ?query a sh:SPARQLExecutable ; sh:select ?select ; rdfs:label ?title ;
            dcterms:description ?question ;
            sp:audience "educator" ; sh:prefixes/sh:declare ?declared .
          ?declared sh:prefix "sp" ; sh:namespace ?namespace .
        }""",
        default_graph=GRAPHS,
        prefixes=PREFIXES,
    )
    assert isinstance(found, QuerySolutions)
    (row,) = found
    query = find(made_release, NAMES[0])
    assert [row[at].value for at in range(3)] == [query.body, query.title, query.question]


def test_an_executable_runs_as_it_stands_in_the_graph(made_release: Release) -> None:
    body = find(made_release, NAMES[0]).body
    found = made_release.store.query(body, default_graph=GRAPHS, prefixes=PREFIXES)
    assert len(list(found)) == len(answer(made_release, NAMES[0]).rows) > 0  # type: ignore[arg-type]


def test_a_name_that_there_is_not_gets_the_nearest(made_release: Release) -> None:
    with pytest.raises(
        UnknownQueryError, match="has no query “practise-reported”. Did you mean practice-reported"
    ):
        find(made_release, "practise-reported")


def test_a_drop_down_holds_what_its_query_finds(made_release: Release) -> None:
    (parameter,) = find(made_release, NAMES[0]).parameters
    assert choices(made_release.store, parameter)[0] == Choice("recommendation/1", "Talk about near misses")


def test_a_value_changes_the_answer(made_release: Release) -> None:
    everything = answer(made_release, NAMES[1])
    kettles = answer(made_release, NAMES[1], {"words": "kettle"})
    assert len(everything.rows) > len(kettles.rows) == 1
