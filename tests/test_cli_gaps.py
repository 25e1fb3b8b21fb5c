"""`saferpractice gaps`: the table of gaps for people and programs, and wrong use."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from made_support import some

from kg.cli import main
from kg.things.gaps import COLUMNS

Run = Callable[..., Result]


@pytest.fixture
def run(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `gaps` over the release of the made corpus."""
    monkeypatch.setenv("SAFER_HOME", str(made_home))
    return lambda *words: CliRunner().invoke(main, ["gaps", *words])


def keys(result: Result) -> list[str]:
    """The requirements of the JSON that was printed, as KIND/KEY."""
    assert result.exit_code == 0, result.output
    return [row["requirement"].partition("/id/")[2] for row in json.loads(result.stdout)]


def test_people_see_requirement_number_title_state_practices_and_reason(run: Run) -> None:
    result = run("--workstream", "1")
    assert result.exit_code == 0
    heading, _, *lines = result.stdout.splitlines()
    assert heading.split() == ["requirement", "number", "title", "state", "practices", "reason"]
    assert [line.split()[0] for line in lines] == [
        "recommendation/1", "action/1.1", "action/1.1.1", "recommendation/2",
    ]  # fmt: skip
    assert lines[1].endswith("1 practice addresses it fully or partly; 1 has a figure that bears on it.")
    assert "4 requirement(s)" in result.stderr


def test_json_csv_and_the_site_have_the_same_rows(run: Run, made_client: FlaskClient) -> None:
    printed = json.loads(run("--json").stdout)
    assert all(list(row) == list(COLUMNS) for row in some(printed))
    table = list(csv.DictReader(io.StringIO(run("--csv").stdout)))
    shown = ("requirement", "number", "state", "reason")
    assert [[row[name] for name in shown] for row in table] == [
        [row[name] for name in shown] for row in printed
    ]
    assert [row["practices"] for row in table] == [str(row["practices"]) for row in printed]
    site = made_client.get("/gaps.json").get_json()["rows"]
    assert [{name: row[name] for name in COLUMNS} for row in site] == printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--kind", "principle"], ["principle/made-values/1"]),
        (["action/1.1"], ["action/1.1", "action/1.1.1"]),
        (["https://w3id.org/safer-practice/id/action/1.1.1"], ["action/1.1.1"]),
        (["--workstream", "1", "--kind", "action"], ["action/1.1", "action/1.1.1"]),
        (["--workstream", "1", "--kind", "standard"], []),
        (["--theme", "1", "--kind", "recommendation"], ["recommendation/1", "recommendation/2"]),
    ],
)
def test_the_table_is_narrowed(run: Run, words: list[str], expected: list[str]) -> None:
    assert keys(run(*words, "--json")) == expected


def practices(run: Run, *words: str) -> int:
    """How many practices count for action 1.1.1."""
    (row,) = json.loads(run("action/1.1.1", "--json", *words).stdout)
    number: int = row["practices"]
    return number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ([], 1),
        (["--setting", "hospital"], 1),
        (["--setting", "care-home"], 0),
        (["--collaborative", "made-coast", "--scope", "local"], 1),
        (["--office", "made-coast"], 0),
        (["--standard", "made-grid-2019/a.1"], 1),
        (["--trust", "stated"], 0),
        (["--trust", "read-by-two"], 1),
        (["--as-of", "2019-03"], 0),
        (["--as-of", "2019-04"], 1),
        (["--without-minor", "--without-inferred"], 1),
    ],
)
def test_slices_trust_and_date_are_those_that_were_asked_for(run: Run, words: list[str], number: int) -> None:
    assert practices(run, *words) == number


def test_a_withdrawn_practice_counted_until_it_was_withdrawn(run: Run) -> None:
    counts = {}
    for as_of in ("2019-12", "2020-02"):
        row, _ = json.loads(run("action/1.1", "--json", "--as-of", as_of).stdout)
        counts[as_of] = row["practices"]
    assert counts == {"2019-12": 2, "2020-02": 1}


def test_only_gaps_leaves_out_what_is_covered_and_what_only_an_institution_can_answer(run: Run) -> None:
    every, weak = json.loads(run("--json").stdout), json.loads(run("--json", "--weak").stdout)
    assert weak == [
        row for row in every if row["state"] != "covered" and row["answerable_by"] != "institution"
    ]
    assert 0 < len(weak) < len(every)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--workstream", "9"], "there is no workstream '9'; the nearest is '1'. There are: 1."),
        (["--setting", "wards"], "there is no setting 'wards'; the nearest is 'ward'."),
        (["--collaborative", "made-cost"], "the nearest is 'made-coast'."),
        (["--kind", "acton"], "there is no kind 'acton'; the nearest is 'action'."),
        (["--trust", "sated"], "the nearest is 'stated'. There are: stated, curated, read-by-two."),
        (["action/1.2"], "there is no requirement 'action/1.2'; the nearest is 'action/1.1'."),
        (
            ["--as-of", "2017-02-30"],
            "there is no date '2017-02-30'; the nearest is '2017-02-28'. Write a year",
        ),
        (["--as-of", "2017-13"], "the nearest is '2017-12'"),
        (["--as-of", "yesterday"], "there is no date 'yesterday'"),
        (["--wrokstream", "1"], "No such option"),
        (["action/1.1", "action/1.2"], "unexpected extra argument"),
    ],
)
def test_what_there_is_not_is_named_with_the_nearest_that_there_is(
    run: Run, words: list[str], said: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_a_release_it_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_HOME", str(tmp_path))
    result = CliRunner().invoke(main, ["gaps"])
    assert result.exit_code == 1
    assert "saferpractice build" in result.stderr
