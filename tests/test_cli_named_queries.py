"""`saferpractice query NAME`: a named query with its parameters, the list of all, mistakes that exit 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_support import some

from kg.cli import main
from kg.release import Release

NAME = "practice-for-a-recommendation"


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["query", *words], env={"SAFER_HOME": str(home)})


def test_a_name_is_run_with_its_defaults(made_home: Path) -> None:
    found = run(made_home, NAME, "--format", "csv")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0] == "recommendation,practice"
    assert all(line.split(",")[0].endswith("id/recommendation/1") for line in some(lines[1:]))


def test_a_parameter_is_set_by_name(made_home: Path) -> None:
    found = run(made_home, "practice-reported", "--param", "words=kettle", "--json")
    assert len(json.loads(found.stdout)["results"]["bindings"]) == 1


def test_a_table_calls_things_by_their_keys(made_home: Path) -> None:
    assert "recommendation/1  practice/" in run(made_home, NAME).stdout


def test_the_list_names_each_with_its_parameters(made_home: Path) -> None:
    found = run(made_home, "--list")
    assert found.exit_code == 0
    assert "recommendation=recommendation/1" in found.stdout
    listed = json.loads(run(made_home, "--list", "--json").stdout)
    assert listed[0]["parameters"] == [
        {"name": "recommendation", "type": "thing", "default": "recommendation/1"}
    ]


def test_a_kept_release_can_be_asked(made_home: Path, made_release: Release) -> None:
    now = run(made_home, NAME, "--format", "csv").stdout
    assert run(made_home, NAME, "--format", "csv", "--release", made_release.name).stdout == now


MISTAKES = [
    (["practise-for-a-recomendation"], "Did you mean practice-for-a-recommendation"),
    ([NAME, "--param", "recommendation"], "write it as NAME=VALUE"),
    ([NAME, "--param", "place=x"], "has no parameter place. It has recommendation."),
    ([NAME, "--param", "recommendation=1 } ?s"], "is no value for Recommendation"),
    ([NAME, "--param", "recommendation=recommendation/99"], "There is no recommendation/99 in this release"),
    (["SELECT ?s { ?s ?p ?o }", "--param", "s=1"], "--param goes with a named query"),
    ([], "--list"),
]


@pytest.mark.parametrize(("words", "told"), MISTAKES, ids=[one[1] for one in MISTAKES])
def test_a_mistake_is_told_and_exits_2(made_home: Path, words: list[str], told: str) -> None:
    found = run(made_home, *words)
    assert found.exit_code == 2
    assert told in found.stderr


def test_a_release_that_is_not_kept_is_told(made_home: Path) -> None:
    found = run(made_home, NAME, "--release", "0123456789abcdef")
    assert found.exit_code == 1
    assert "There is no release '0123456789abcdef'" in found.stderr


def test_an_empty_answer_says_which_pattern_had_no_match(made_home: Path) -> None:
    found = run(made_home, "SELECT ?s { ?s a sp:CaseStudy ; sp:none ?x }", "--format", "csv")
    assert found.exit_code == 0
    assert "No statement fits: ?s sp:none ?x" in found.stderr


def test_rows_are_not_printed_as_turtle_and_the_formats_are_named(made_home: Path) -> None:
    found = run(made_home, NAME, "--format", "ttl")
    assert found.exit_code == 1
    assert "(SELECT, ASK) print as table, csv, tsv, json and xml" in found.stderr


def test_a_graph_is_printed_as_turtle(made_home: Path) -> None:
    described = "DESCRIBE <https://w3id.org/safer-practice/id/recommendation/1>"
    assert "sp:Recommendation" in run(made_home, described, "--format", "ttl").stdout


@pytest.mark.parametrize(
    ("form", "begins"),
    [("tsv", "?theme\t"), ("xml", "<?xml"), ("json", "{"), ("csv", "theme,")],
)
def test_rows_are_printed_in_the_formats_of_the_protocol(made_home: Path, form: str, begins: str) -> None:
    text = "SELECT ?theme ?label { ?theme a sp:Theme ; rdfs:label ?label }"
    assert run(made_home, text, "--format", form).stdout.startswith(begins)


def test_a_graph_as_json_is_json_ld(made_home: Path) -> None:
    found = run(made_home, "CONSTRUCT WHERE { ?theme a sp:Theme }", "--format", "json")
    assert json.loads(found.stdout)


def test_a_file_that_is_not_there_is_no_unknown_query(made_home: Path) -> None:
    found = run(made_home, "nofile.rq")
    assert found.exit_code == 2
    assert "There is no file nofile.rq" in found.stderr
