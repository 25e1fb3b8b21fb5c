"""The SPARQL behind a page runs, and gives what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from pyoxigraph import QuerySolutions

from kg.namespaces import thing
from kg.query import FOLDER, GRAPHS
from kg.release import Release
from kg.things import Node
from kg.things.standing import coverage_of
from web.behind import EXAMPLE, query_behind

PAGES = sorted((FOLDER / "pages").glob("*.rq"))


def rows(release: Release, text: str) -> list[dict[str, str]]:
    found = release.store.query(text, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: getattr(row[name], "value", "") for name in names} for row in found]


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_each_query_runs_and_says_what_it_answers(made_release: Release, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(set(EXAMPLE.findall(text))) <= 1, "it is about one thing, or about none"
    rows(made_release, text)


@pytest.mark.parametrize(("kind", "key"), [("recommendation", "1"), ("standard", "made-grid-2019/a.1")])
def test_the_query_behind_a_requirement_gives_the_practices_that_its_page_counts(
    made_release: Release, kind: str, key: str
) -> None:
    node = Node(made_release.store, thing(kind, key))
    found = rows(made_release, query_behind("requirement", node))
    cover = coverage_of(made_release)[node.iri]
    assert {row["practice"] for row in found} == {*cover.practices, *cover.minor}
    assert found


def test_the_query_behind_the_gaps_gives_the_states_of_the_table(made_release: Release) -> None:
    found = rows(made_release, query_behind("gaps"))
    states = {row["requirement"]: row["state"].rpartition("/")[2] for row in found}
    assert states == {iri: cover.state for iri, cover in coverage_of(made_release).items()}


def test_the_query_behind_a_group_is_about_that_group(made_release: Release) -> None:
    workstream = Node(made_release.store, thing("workstream", "1"))
    numbers = [row["number"] for row in rows(made_release, query_behind("group", workstream))]
    assert numbers == ["1", "1.1", "1.1.1", "2"]


def test_a_page_shows_the_query_with_its_own_thing(made_app: Flask) -> None:
    page = made_app.test_client().get("/recommendations/2").text
    assert "id/recommendation/2&gt;" in page
    assert "id/recommendation/6" not in page
