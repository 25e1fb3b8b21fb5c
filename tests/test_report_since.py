"""What changed since a release: new practice, links, withdrawals; and where none is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from made_support import ONTOLOGY, made_copy, replace

from kg.build import build
from kg.cli import main
from kg.release import Home, Release, open_release
from kg.report import make
from kg.report.asked import Entry
from kg.report.since import NONE, earlier, since
from web import create_app

REPORT = """---
title: News
summary: What is new.
---
{{ say(count("changes", since=since), "nothing", "one thing", "{n} things") }}

{{ table("changes", {"change": "What", "thing": "Where", "says": "How"}, "News", since=since) }}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of the made corpus with a report; in the later one a practice is new, a link published."""
    folder = tmp_path_factory.mktemp("since")
    corpus = made_copy(folder)
    (corpus / "reports").mkdir()
    (corpus / "reports/news.md").write_text(REPORT, encoding="utf-8")
    build(corpus, ONTOLOGY, Home(folder / "home"))
    replace(corpus, "practices/kettle-club.md", "    status: draft\n", "")
    build(corpus, ONTOLOGY, Home(folder / "home"))
    return folder / "home"


def told(home: Path, of: int, against: int) -> set[tuple[str, str]]:
    """Pairs of change and thing, of one release against another, by their places."""
    names = Home(home).names()
    with open_release(Home(home), names[of]) as release:
        return {(row["change"], row["thing"]) for row in since(release, names[against])}


def test_a_link_that_was_published_is_told_and_the_gap_that_it_closes(home: Path) -> None:
    assert "New link" in {change for change, _ in told(home, 1, 0)}


def test_the_other_way_round_it_is_a_withdrawal(home: Path) -> None:
    new = {thing for change, thing in told(home, 1, 0) if change == "New link"}
    assert new == {thing for change, thing in told(home, 0, 1) if change == "Withdrawal"}


def test_without_an_earlier_release_there_are_no_rows(made_release: Release) -> None:
    assert earlier(made_release) == NONE
    assert since(made_release, NONE) == []


def test_practice_reported_later_than_the_date_is_no_news(home: Path) -> None:
    names = Home(home).names()
    with open_release(Home(home), names[1]) as release:
        assert since(release, names[0], as_of="1990") == []


def test_a_report_says_plainly_that_no_earlier_release_is_kept(home: Path, tmp_path: Path) -> None:
    with open_release(Home(home), Home(home).names()[0]) as release:
        text = make(release, "news").document.text
    assert text.startswith("nothing")
    assert "No earlier release is kept" in text


def test_a_report_against_a_named_release_is_verified(home: Path, tmp_path: Path) -> None:
    first, _ = Home(home).names()
    file, environment = tmp_path / "news.md", {"SAFER_HOME": str(home)}
    asked = ["report", "news", "--since", first[:8], "--output", str(file)]
    made = CliRunner().invoke(main, asked, env=environment)
    assert made.exit_code == 0, made.output
    assert f"query:changes?since={first}" in file.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["report", "--verify", str(file)], env=environment).exit_code == 0


def test_a_release_that_is_no_longer_kept_is_told(home: Path, tmp_path: Path) -> None:
    names = Home(home).names()
    with open_release(Home(home), names[1]) as release:
        text = make(release, "news").document.text
    (tmp_path / "news.md").write_text(text.replace(names[0], "0123456789abcdef"), encoding="utf-8")
    asked = ["report", "--verify", str(tmp_path / "news.md")]
    told = CliRunner().invoke(main, asked, env={"SAFER_HOME": str(home)})
    assert told.exit_code == 1
    assert "cannot be asked of this release" in told.output


def test_a_note_leads_to_the_same_release_with_the_date(home: Path) -> None:
    first, second = Home(home).names()
    dated = (("as_of", "1990"), ("since", first))
    entry = Entry(1, "changes", "", dated, (), (), "", "")
    assert entry.address(second) == f"/reports/changes@{second}?as_of=1990&since={first}"
    site = create_app(home=home).test_client()
    assert site.get(f"/reports/news@{first}").status_code == 200
    assert site.get(f"/gaps@{first}?kind=action").status_code == 200
    assert site.get("/gaps@0123456789abcdef").status_code == 410
    assert "is no date such as" in site.get("/reports/news?as_of=soon").text


def test_a_name_that_no_release_has_is_refused(home: Path) -> None:
    told = CliRunner().invoke(main, ["report", "news", "--since", "zz"], env={"SAFER_HOME": str(home)})
    assert told.exit_code == 1
    assert "There is no release 'zz'" in told.output


def test_a_new_and_a_withdrawn_practice_are_told(tmp_path: Path) -> None:
    corpus, home = made_copy(tmp_path), Home(tmp_path / "home")
    build(corpus, ONTOLOGY, home)
    text = (corpus / "practices/paper-aeroplane.md").read_text(encoding="utf-8")
    (corpus / "practices/paper-boat.md").write_text(text.replace("paper-aeroplane", "paper-boat"), "utf-8")
    build(corpus, ONTOLOGY, home)
    assert ("New practice", "practice/paper-boat") in told(home.path, 1, 0)
    assert ("Withdrawal", "practice/paper-boat") in told(home.path, 0, 1)
