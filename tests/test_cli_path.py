"""`saferpractice path`: the ways between two things in sentences, and what it says where there are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.namespaces import ID


@pytest.fixture(autouse=True)
def made(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_HOME", str(made_home))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["path", *words])


def test_each_step_is_a_sentence_with_what_it_rests_on() -> None:
    result = run("Kettle club", "recommendation/1")
    assert result.exit_code == 0, result.output
    assert "Kettle club (practice) addresses Action 1.1.1: New starters lead one." in result.output
    assert "assertion/kettle-club--action-1.1.1" in result.output
    assert "Source: " in result.output


def test_json_has_the_same_with_properties_and_proof() -> None:
    data = json.loads(run("practice/kettle-club", "action/1.1.1", "--json").output)
    step = data["ways"][0][0]
    assert (step["from"], step["property"], step["to"]) == (data["from"], "addresses", data["to"])
    assert step["proof"]["assertion"] == f"{ID}assertion/kettle-club--action-1.1.1"
    assert step["proof"]["citations"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("Kettel club", "recommendation/1", "Did you mean practice/kettle-club"),
        ("Made-Up Coast", "recommendation/1", "names several things"),
        ("Kettle club", "practice/kettle-club", "the same thing"),
        ("", "recommendation/1", "Nothing is called ''"),
    ],
)
def test_what_cannot_be_answered_is_said_and_exits_1(start: str, end: str, said: str) -> None:
    result = run(start, end)
    assert result.exit_code == 1
    assert said in result.output


def test_an_end_that_is_missing_is_wrong_use() -> None:
    assert run("Kettle club").exit_code == 2
