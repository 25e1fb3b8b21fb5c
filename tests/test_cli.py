"""The command line: what each command prints, and the status it exits with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import COMMANDS, main
from loaders.settings import SETTINGS, Setting

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., Result]
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.fixture
def run(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over the release of the made corpus."""
    monkeypatch.setenv("SAFER_HOME", str(made_home))
    monkeypatch.setenv("SAFER_CORPUS", str(ROOT / "tests" / "made" / "corpus"))
    monkeypatch.setenv("SAFER_ONTOLOGY", str(ROOT / "ontology"))
    return lambda *words: CliRunner().invoke(main, list(words))


def said(result: Result) -> str:
    """All that a command printed, for a failed assertion."""
    return f"exit {result.exit_code}\n{result.output}\n{result.exception!r}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_and_is_documented(name: str) -> None:
    helped = CliRunner().invoke(main, [name, "--help"])
    assert helped.exit_code == 0, said(helped)
    assert f"saferpractice {name}" in helped.output
    assert f"`saferpractice {name}" in DOCS


def command(name: str) -> click.Command:
    """A command of the command line."""
    found = main.get_command(click.Context(main), name)
    assert found, name
    return found


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_says_what_it_is_for(name: str) -> None:
    for option in command(name).params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.name}"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented_with_its_default(setting: Setting) -> None:
    default = f"`{setting.default}`" if setting.default else "none"
    assert f"| `{setting.name}` | {default} |" in DOCS


def test_a_query_prints_a_table_csv_or_json(run: Run) -> None:
    query = 'SELECT ?n WHERE { VALUES ?n { "one" "two" } }'
    assert run("query", query).output.splitlines() == ["n", "---", "one", "two"]
    assert run("query", query, "--format", "csv").output.splitlines() == ["n", "one", "two"]
    found = json.loads(run("query", query, "--json").output)
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["one", "two"]


def test_a_table_calls_things_by_kind_and_key_and_terms_by_their_prefix(run: Run) -> None:
    query = "SELECT ?r ?class WHERE { ?r a ?class ; sp:number '1' . ?class rdfs:subClassOf sp:Requirement }"
    assert run("query", query).output.splitlines()[2].split() == ["recommendation/1", "sp:Recommendation"]


def test_an_empty_answer_names_the_terms_that_the_data_does_not_have(run: Run) -> None:
    asked = run("query", "SELECT ?r WHERE { ?r a sp:Recomendation }")
    assert asked.exit_code == 0, said(asked)
    assert "The data has no sp:Recomendation. Did you mean sp:Recommendation?" in asked.output


def test_a_query_may_be_a_file_and_needs_no_known_prefixes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "count.rq"
    file.write_text("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a sp:Practice }", encoding="utf-8")
    counted = run("query", str(file), "--format", "csv")
    assert counted.exit_code == 0, said(counted)
    assert int(counted.output.splitlines()[1]) > 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["query", "SELECT ?s WHERE { ?s a nope:Thing }"], "prefix nope"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "line 1"),
        (["show", "recommendation/99"], "recommendation/1"),
        (["show", "nonsense"], "KIND/KEY"),
        (["cite", "no-such-document", "some words"], "SAFER_SOURCES"),
        (["search", "zzzzqqqq"], "Nothing found"),
    ],
)
def test_where_the_answer_is_no_a_command_says_why_and_exits_with_1(
    run: Run, words: list[str], says: str
) -> None:
    result = run(*words)
    assert result.exit_code == 1, said(result)
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["nosuch"], ["search"], ["query"], ["serve", "--port", "none"], ["show"]])
def test_a_command_used_wrongly_exits_with_2(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_without_a_release_a_command_says_how_to_build_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAFER_HOME", str(tmp_path))
    result = CliRunner().invoke(main, ["show", "recommendation/1"])
    assert result.exit_code == 1, said(result)
    assert "saferpractice build" in result.output


def test_show_gives_what_is_known_as_text_and_as_json(run: Run) -> None:
    assert "recommendation/1" in run("show", "recommendation/1").output
    data = json.loads(run("show", "recommendation/1", "--json").output)
    assert data["kind"] == "recommendation"
    assert data["classes"] == ["Recommendation", "Requirement"]


def test_search_gives_hits_with_why(run: Run) -> None:
    hits = json.loads(run("search", "recommendation 1", "--json").output)
    assert {"title", "id", "kind", "score", "why"} == set(hits[0])
    assert hits[0]["id"].endswith("/recommendation/1")


def test_a_corpus_with_faults_publishes_nothing_and_names_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "themes").mkdir(parents=True)
    (corpus / "policy.yaml").write_text("covered: {practices: 1, with_figure: 2}\n", encoding="utf-8")
    (corpus / "themes" / "1.md").write_text("---\nkind: theme\nid: 1\n---\n", encoding="utf-8")
    monkeypatch.setenv("SAFER_CORPUS", str(corpus))
    monkeypatch.setenv("SAFER_ONTOLOGY", str(ROOT / "ontology"))
    monkeypatch.setenv("SAFER_HOME", str(tmp_path / "home"))
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1, said(result)
    assert "policy.yaml:1" in result.output
    assert "themes/1.md:1: title is missing." in result.output
    assert "nothing was published" in result.output
    assert not (tmp_path / "home" / "current").exists()


def test_a_citation_that_is_not_found_publishes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "made-bulletin.txt").write_text("Something else altogether.", encoding="utf-8")
    monkeypatch.setenv("SAFER_CORPUS", str(ROOT / "tests" / "made" / "corpus"))
    monkeypatch.setenv("SAFER_ONTOLOGY", str(ROOT / "ontology"))
    monkeypatch.setenv("SAFER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFER_SOURCES", str(copies))
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1, said(result)
    assert "is not found. Copy the words from the document" in result.output
    assert not (tmp_path / "home" / "current").exists()
