"""Columns of names beside columns of IRIs: on the site, from the command line, for hostile names too."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.cli import main
from kg.labels import with_labels
from kg.namespaces import PREFIXES, thing
from kg.sparql.answers import Term

STUDIES = (
    "SELECT ?study ?kind ?number { ?study a sp:Practice, ?kind BIND(2 AS ?number) } ORDER BY ?study ?kind"
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_column_of_iris_gets_one_of_names_after_it_and_others_stay(made_client: FlaskClient) -> None:
    answer = made_client.get("/sparql", query_string={"query": STUDIES, "format": "csv", "labels": "true"})
    assert answer.mimetype == "text/csv"
    found = rows(answer.text)
    assert list(found[0]) == ["study", "study_label", "kind", "kind_label", "number"]
    kettle = next(row for row in found if row["study"].endswith("/kettle-club"))
    assert (kettle["study_label"], kettle["number"]) == ("Kettle club", "2")
    assert {row["kind_label"] for row in found} >= {"Local practice", "Practice"}


def test_the_columns_without_names_are_those_of_the_plain_csv(made_client: FlaskClient) -> None:
    given = {"query": STUDIES, "format": "csv"}
    plain = rows(made_client.get("/sparql", query_string=given).text)
    wide = rows(made_client.get("/sparql", query_string={**given, "labels": "true"}).text)
    assert [{name: row[name] for name in plain[0]} for row in wide] == plain


def test_the_command_line_gives_the_same(made_home: Path, made_client: FlaskClient) -> None:
    words = ["query", STUDIES, "--format", "csv", "--labels"]
    told = CliRunner().invoke(main, words, env={"SAFER_HOME": str(made_home)})
    answer = made_client.get("/sparql", query_string={"query": STUDIES, "format": "csv", "labels": "true"})
    assert rows(told.stdout) == rows(answer.text)
    table = CliRunner().invoke(main, ["query", STUDIES, "--labels"], env={"SAFER_HOME": str(made_home)})
    assert "study_label" in table.stdout
    assert "Kettle club" in next(line for line in table.stdout.splitlines() if "practice/kettle-club" in line)


@pytest.mark.parametrize("words", [["ASK {}", "--labels"], ["SELECT * {}", "--labels", "--json"]])
def test_the_command_line_refuses_names_where_there_are_no_columns(made_home: Path, words: list[str]) -> None:
    told = CliRunner().invoke(main, ["query", *words], env={"SAFER_HOME": str(made_home)})
    assert told.exit_code == 2
    assert "--labels adds columns" in told.stderr


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"query": STUDIES, "format": "json", "labels": "true"}, "Only CSV has columns of names."),
        ({"query": "ASK {}", "format": "csv", "labels": "true"}, "Only a SELECT has columns."),
        ({"query": STUDIES, "format": "csv", "labels": "yes"}, "“yes” is no value of the parameter"),
    ],
)
def test_names_that_cannot_be_had_are_refused_with_a_reason(
    made_client: FlaskClient, given: dict[str, str], says: str
) -> None:
    answer = made_client.get("/sparql", query_string=given)
    assert answer.status_code == 400
    assert says in answer.get_json()["title"] + answer.get_json()["detail"]


def test_a_query_that_has_a_column_of_that_name_keeps_it() -> None:
    columns, found = with_labels(
        ["x", "x_label"], [{"x": NamedNode("https://example.org/a"), "x_label": Literal("own")}], Store()
    )
    assert columns == ["x", "x_label_", "x_label"]
    assert found == [{"x": "https://example.org/a", "x_label_": "", "x_label": "own"}]


def test_what_has_no_name_leaves_its_cell_empty() -> None:
    nobody = NamedNode(thing("practice", "none"))
    terms: dict[str, Term] = {"x": nobody, "y": BlankNode("b"), "z": Literal("1")}
    columns, found = with_labels(["x", "y", "z", "gone"], [terms], Store())
    assert columns == ["x", "x_label", "y", "z", "gone"]
    assert found == [{"x": thing("practice", "none"), "x_label": "", "y": "_:b", "z": "1", "gone": ""}]


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [("2", "integer", 2), ("2.5", "decimal", 2.5), ("two", "integer", "two"), ("2", "string", "2")],
)
def test_numbers_are_numbers_and_what_is_none_stays_text(lexical: str, datatype: str, value: object) -> None:
    term = Literal(lexical, datatype=NamedNode(PREFIXES["xsd"] + datatype))
    assert with_labels(["n"], [{"n": term}], Store())[1] == [{"n": value}]


def test_a_name_that_a_spreadsheet_would_run_is_text(made_client: FlaskClient) -> None:
    query = 'SELECT ("=1+1" AS ?formula) (<https://example.org/x> AS ?x) {}'
    answer = made_client.get("/sparql", query_string={"query": query, "format": "csv", "labels": "true"})
    assert rows(answer.text) == [{"formula": "'=1+1", "x": "https://example.org/x", "x_label": ""}]
