"""Searches that no practice answers are counted by subject, and nothing that a person typed is kept."""

from __future__ import annotations

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from kg.cli import main
from kg.demand import FILE, DemandError, Wanted, read, record

BROWSER = {"Accept": "text/html"}
TODAY = datetime.date(2026, 11, 22)
PERSONAL = [
    "John Smith fell out of bed",
    "why did Mrs Okonkwo-Brown die on ward 7",
    "jsmith@example.org",
    "NHS number 943 476 5919",
    "07700 900123",
    "14/03/1952",
    "LS1 4AP",
    "nurse Priya Patel gave the wrong insulin to Harold Wilkins, bed 9",
    '"Harold Wilkins"',
    "topic:Wilkins",
    "wilkinss",
]


@pytest.fixture
def home(made_app: Flask, tmp_path: Path) -> Path:
    """The folder in which searches are counted; the made release stays where it is."""
    folder = tmp_path / "counted"
    made_app.config["HOME"] = folder
    return folder


def kept(home: Path) -> str:
    return (home / FILE).read_text(encoding="utf-8") if (home / FILE).exists() else ""


def test_a_search_for_a_subject_without_practice_is_counted_by_its_subject(
    made_app: Flask, home: Path
) -> None:
    client = made_app.test_client()
    for words in ("bed sores", "Pressure ulcers", "how do we prevent pressure sores?"):
        assert client.get("/search", query_string={"q": words}).status_code == 200
    (wanted,) = read(home).wanted
    assert (wanted.subjects, wanted.count) == (("pressure ulcers",), 3)


def test_a_search_that_practice_answers_is_not_counted(made_app: Flask, home: Path) -> None:
    client = made_app.test_client()
    for path in ("/search", "/search?q=kettle", "/search?q=Made-Up+Coast", "/search.json?q=insulin"):
        assert client.get(path).status_code == 200
    assert kept(home) == ""


def test_a_filter_that_leaves_nothing_is_part_of_the_subject(made_app: Flask, home: Path) -> None:
    made_app.test_client().get("/search?q=insulin&setting=care-home")
    assert read(home).wanted[0].subjects == ("care home", "insulin safety")


@pytest.mark.parametrize("words", PERSONAL, ids=range(len(PERSONAL)))
def test_nothing_personal_is_kept(made_app: Flask, home: Path, words: str) -> None:
    answer = made_app.test_client().get("/search", query_string={"q": words})
    assert answer.status_code == 200
    written = kept(home).casefold()
    for word in (
        "john",
        "smith",
        "okonkwo",
        "brown",
        "example",
        "943",
        "5919",
        "07700",
        "1952",
        "ls1",
        "priya",
    ):
        assert word not in written
    for word in ("patel", "harold", "wilkins", "4ap", "900123", "bed 9", "ward 7"):
        assert word not in written
    assert "127.0.0.1" not in written


def test_only_the_month_is_kept_of_the_time(tmp_path: Path) -> None:
    record(tmp_path, ["Insulin safety"], TODAY)
    record(tmp_path, ["Insulin safety"], TODAY.replace(month=12))
    assert read(tmp_path).wanted == (Wanted(("Insulin safety",), 2, "2026-11", "2026-12"),)
    assert "22" not in kept(tmp_path)


def test_a_search_without_a_word_that_can_be_kept_counts_among_the_others(tmp_path: Path) -> None:
    record(tmp_path, [], TODAY)
    assert (read(tmp_path).wanted, read(tmp_path).other) == ((), 1)


def test_the_file_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.demand.MOST", 3)
    for number in range(5):
        record(tmp_path, [f"subject {number}"], TODAY)
    record(tmp_path, ["subject 0"], TODAY)
    assert [(one.subjects, one.count) for one in read(tmp_path).wanted] == [
        (("subject 0",), 2),
        (("subject 1",), 1),
        (("subject 2",), 1),
    ]
    assert read(tmp_path).other == 2


def test_searches_at_the_same_time_are_all_counted(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: record(tmp_path, ["Insulin safety"], TODAY), range(40)))
    assert read(tmp_path).wanted[0].count == 40


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    record(tmp_path, ["Insulin safety"], TODAY)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", '{"other": 0}', '{"other": 0, "wanted": [{"subjects": 5}]}']
)
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, damaged: str) -> None:
    (tmp_path / FILE).write_text(damaged)
    for use in (lambda: read(tmp_path), lambda: record(tmp_path, ["Insulin safety"], TODAY)):
        with pytest.raises(DemandError, match="is no file of searches"):
            use()
    assert kept(tmp_path) == damaged


def test_where_nothing_can_be_written_the_reader_has_the_page_all_the_same(
    made_app: Flask, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be")
    assert made_app.test_client().get("/search?q=insulin").status_code == 200
    assert "was not counted" in caplog.text
    assert "insulin" not in caplog.text


def test_the_page_lists_the_subjects_and_says_what_is_kept(made_app: Flask, home: Path) -> None:
    client = made_app.test_client()
    assert "No search without an answer has been counted yet" in client.get("/gaps/searches").text
    record(home, ["Insulin safety", "Care home"], TODAY)
    record(home, [], TODAY)
    page = client.get("/gaps/searches").text
    assert '<a href="/search?q=Insulin%20safety%20Care%20home">Insulin safety, Care home</a>' in page
    assert "1 further search had no word that is kept." in page
    assert "What was typed is not kept" in page
    assert client.get("/gaps/searches.csv").text.splitlines() == [
        "subjects,count,first,last",
        '"Insulin safety, Care home",1,2026-11,2026-11',
    ]
    assert client.get("/gaps/searches.json").json["rows"][0]["count"] == 1  # type: ignore[index]


def test_the_gaps_lead_to_it(made_client: FlaskClient) -> None:
    assert 'href="/gaps/searches"' in made_client.get("/gaps", headers=BROWSER).text


def test_a_damaged_file_is_a_503_without_its_content(made_app: Flask, home: Path) -> None:
    home.mkdir()
    (home / FILE).write_text("John Smith")
    answer = made_app.test_client().get("/gaps/searches", headers=BROWSER)
    assert answer.status_code == 503
    assert "John" not in answer.text


def test_the_command_prints_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_HOME", str(tmp_path))
    record(tmp_path, ["Insulin safety"], TODAY)
    run = CliRunner().invoke(main, ["searches", "--json"])
    assert json.loads(run.stdout) == {
        "wanted": [{"subjects": ["Insulin safety"], "count": 1, "first": "2026-11", "last": "2026-11"}],
        "other": 0,
    }
    assert "Insulin safety" in CliRunner().invoke(main, ["searches"]).stdout
    (tmp_path / FILE).write_text("{")
    assert CliRunner().invoke(main, ["searches"]).exit_code == 1
