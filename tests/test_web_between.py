"""Two releases compared: the page, the data, the command, and releases that there are not."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from made_support import MADE, ROOT, made_copy, replace

from kg.build import build
from kg.cli import main
from kg.release import Home
from kg.things.releases import UnknownRelease, kept, named
from web import create_app

BROWSER = {"Accept": "text/html"}
OLD = "old0000000000000"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: of an older schema, of the made corpus, and of one with a link published (current)."""
    folder = tmp_path_factory.mktemp("between")
    at = Home(folder / "home")
    build(MADE / "corpus", ROOT / "ontology", at)
    first = at.folder(at.names()[0])
    corpus = made_copy(folder)
    replace(corpus, "practices/kettle-club.md", "    status: draft\n", "")
    build(corpus, ROOT / "ontology", at)
    older = Path(shutil.copytree(first, at.folder(OLD), copy_function=shutil.copyfile))
    manifest = json.loads((older / "manifest.json").read_text(encoding="utf-8"))
    (older / "manifest.json").write_text(json.dumps(manifest | {"schema": "0"}), encoding="utf-8")
    os.utime(older, (1, 1))
    return at.path


@pytest.fixture
def names(home: Path) -> list[str]:
    return Home(home).names()


@pytest.fixture
def client(home: Path) -> FlaskClient:
    return create_app(home=home, sources=MADE / "sources").test_client()


def gaps(home: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str, str]:
    monkeypatch.setenv("SAFER_HOME", str(home))
    result = CliRunner().invoke(main, ["gaps", *words])
    return result.exit_code, result.stdout, result.stderr


def test_without_parameters_the_previous_is_compared_with_the_current(
    client: FlaskClient, names: list[str]
) -> None:
    page = client.get("/gaps/between", headers=BROWSER).text
    assert f"{names[1]}</span>) to that of" in page
    assert 'href="/standards/made-grid-2019/a.2"' in page
    assert "Still gaps, nearer to closing: 1" in page
    assert "A link was added: minor." in page


def test_page_data_and_command_have_the_same_rows(
    client: FlaskClient, home: Path, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = client.get("/gaps/between.json").get_json()["rows"]
    code, printed, _ = gaps(home, monkeypatch, "--since", names[1][:6], "--json")
    assert (code, json.loads(printed)) == (0, site)
    _, table, _ = gaps(home, monkeypatch, "--since", names[1], "--csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["change"], row["requirement"], row["causes"]) for row in rows] == [
        (row["change"], row["requirement"], " ".join(row["causes"])) for row in site
    ]
    [row] = [row for row in site if row["requirement"].endswith("made-grid-2019/a.2")]
    assert (row["change"], row["state_before"], row["state"]) == ("nearer", "not-assessed", "minor-only")
    assert row["causes"] == ["link"]


def test_the_other_way_round_a_link_is_withdrawn(client: FlaskClient, names: list[str]) -> None:
    rows = client.get(f"/gaps/between.json?from={names[2]}&to={names[1]}").get_json()["rows"]
    [row] = [row for row in rows if row["requirement"].endswith("a.2")]
    assert (row["change"], row["causes"]) == ("further", ["withdrawal"])


def test_the_command_narrows_what_changed(
    home: Path, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    since = ("--since", names[1], "--json")
    assert json.loads(gaps(home, monkeypatch, *since, "--workstream", "1")[1]) == []
    found = json.loads(gaps(home, monkeypatch, *since, "--kind", "standard")[1])
    assert [row["number"] for row in found] == ["A.2"]


@pytest.mark.parametrize(
    ("since", "code", "said"),
    [
        ("nothing", 2, "There is no release 'nothing'. The nearest is"),
        ("../..", 2, "There is no release"),
        ("", 2, "Write more of it."),
        (OLD, 1, f"Release {OLD} is of schema 0, and this program reads schema"),
    ],
)
def test_a_release_that_cannot_be_compared_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, since: str, code: int, said: str
) -> None:
    status, _, error = gaps(home, monkeypatch, "--since", since)
    assert (status, said in error) == (code, True), error


def test_a_slice_of_practice_is_refused_with_since(
    home: Path, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, error = gaps(home, monkeypatch, "--since", names[1], "--setting", "ward")
    assert code == 2
    assert "leave out --setting" in error


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("from=nothing", 404, "There is no release 'nothing'. The nearest is"),
        ("to=..%2F..%2Fetc", 404, "There is no release"),
        ("from=" + "x" * 3000, 404, "There is no release"),
        (f"from={OLD[:3]}", 404, "is of schema 0, and this program reads schema"),
        ("form=x", 400, "Did you mean “from”?"),
        ("from=a&from=b", 400, "given 2 times"),
    ],
)
def test_wrong_use_of_the_page_is_named(client: FlaskClient, asked: str, status: int, said: str) -> None:
    for path in ("/gaps/between", "/gaps/between.json"):
        answer = client.get(f"{path}?{asked}", headers=BROWSER)
        assert answer.status_code == status
        assert said in html.unescape(
            answer.text if answer.mimetype == "text/html" else answer.get_json()["detail"]
        )


def test_the_choice_says_which_release_cannot_be_read(client: FlaskClient) -> None:
    assert "older kind, cannot be read" in client.get("/gaps/between", headers=BROWSER).text


def test_the_first_release_has_nothing_to_be_compared_with(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps/between", headers=BROWSER).text
    assert "There is no earlier release to compare with" in page
    assert made_client.get("/gaps/between.csv").status_code == 200


def test_the_beginning_of_several_names_is_not_guessed(home: Path, names: list[str]) -> None:
    many = kept(Home(home))
    twice = [many[1], type(many[1])(many[1].name + "0", many[1].published, many[1].schema)]
    with pytest.raises(UnknownRelease, match="2 releases have names that begin with"):
        named(twice, names[1][:4])
    assert named(twice, names[1]).name == names[1]
