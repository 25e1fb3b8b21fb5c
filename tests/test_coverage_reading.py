"""The table of link facts as it is read from a graph, and as a release stores it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_support import graph_of, made_copy, replace

from kg.coverage import Facts, coverage, facts, read_policy
from kg.coverage.facts import BASES, EXTENTS
from kg.namespaces import thing
from kg.release import Release
from kg.things.standing import coverage_of, facts_of
from loaders.state import state_of_practice

KETTLE = "practices/kettle-club.md"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return made_copy(tmp_path)


def read(corpus: Path) -> Facts:
    records, _, store = graph_of(corpus)
    return facts(store, state_of_practice(records))


def links(table: Facts) -> dict[str, dict[str, Any]]:
    """The links by the key of their assertion."""
    columns = vars(table.links)
    return {
        iri.rpartition("/")[2]: {name: column[at] for name, column in columns.items()}
        for at, iri in enumerate(table.links.iri)
    }


def test_only_published_links_are_in_the_table(corpus: Path) -> None:
    assert list(links(read(corpus))) == [
        "kettle-club--action-1.1.1",
        "kettle-club--standard-made-grid-2019-a.1",
        "lantern-round--action-1.1",
        "paper-aeroplane--standard-made-grid-2019-a.1",
    ]


def test_a_link_has_its_ends_extent_basis_readers_date_and_figures(corpus: Path) -> None:
    table = read(corpus)
    link = links(table)["kettle-club--action-1.1.1"]
    assert (table.practices.iri[link["practice"]], table.requirements[link["requirement"]].iri) == (
        thing("practice", "kettle-club"),
        thing("action", "1.1.1"),
    )
    assert (link["extent"], link["basis"]) == (EXTENTS.index("full"), BASES.index("curated"))
    assert (link["readers"], link["asserted_on"]) == (2, "2020-01-01")
    assert link["figures"] == tuple(
        thing("outcome", f"kettle-club/{name}") for name in ("missed-doses", "missed-doses-change")
    )


@pytest.mark.parametrize(
    ("by", "verdict", "readers"),
    [
        ("ward educator", "agree", 2),
        ("corpus editors", "agree", 1),
        ("ward educator", "unsure", 1),
        ("ward educator", "disagree", 0),
    ],
)
def test_the_same_role_twice_is_one_reader_and_who_disagrees_is_none(
    corpus: Path, by: str, verdict: str, readers: int
) -> None:
    replace(corpus, KETTLE, "by: ward educator", f"by: {by}")
    replace(corpus, KETTLE, "verdict: agree", f"verdict: {verdict}")
    assert links(read(corpus))["kettle-club--action-1.1.1"]["readers"] == readers


def test_a_figure_that_was_only_aimed_at_bears_on_nothing(corpus: Path) -> None:
    before = len(links(read(corpus))["kettle-club--action-1.1.1"]["figures"])
    replace(corpus, KETTLE, "kind: outcome\n    change: 55%", "kind: target\n    change: 55%")
    assert len(links(read(corpus))["kettle-club--action-1.1.1"]["figures"]) == before - 1


@pytest.mark.parametrize(
    ("maturity", "standing"),
    [
        ("running", "counts"),
        ("developing", "counts"),
        ("ended", "counts"),
        ("not stated", "counts"),
        ("planned", "planned"),
    ],
)
def test_all_practice_that_has_begun_counts(corpus: Path, maturity: str, standing: str) -> None:
    replace(corpus, KETTLE, "maturity: running", f"maturity: {maturity}")
    table = read(corpus).practices
    assert table.standing[table.iri.index(thing("practice", "kettle-club"))] == standing


def test_withdrawal_has_its_date_and_scenarios_are_known(corpus: Path) -> None:
    table = read(corpus).practices
    told = {
        iri.rpartition("/")[2]: (standing, withdrawn)
        for iri, standing, withdrawn in zip(table.iri, table.standing, table.withdrawn, strict=True)
    }
    assert told["lantern-round"] == ("counts", "2020-01-15")
    assert told["teaching-tale"] == ("scenario", "")
    assert told["kettle-club"] == ("counts", "")


def test_a_part_of_a_part_knows_its_wholes_its_theme_and_its_workstream(corpus: Path) -> None:
    asked = {one.iri: one for one in read(corpus).requirements}[thing("action", "1.1.1")]
    assert asked.wholes == (thing("action", "1.1"), thing("recommendation", "1"))
    assert (asked.group, asked.workstreams) == (thing("theme", "1"), ("1",))


def test_slices_know_who_led_took_part_and_what_is_wider(corpus: Path) -> None:
    table = read(corpus)
    kettle = table.practices.iri.index(thing("practice", "kettle-club"))
    index = table.index
    for facet, key in [
        ("collaborative", "made-coast"),
        ("setting", "acute-hospital"),
        ("setting", "hospital"),
        ("scope", "local"),
    ]:
        assert index.slices[facet][key] >> kettle & 1, (facet, key)
    assert not index.slices["setting"]["care-home"] >> kettle & 1


@pytest.mark.parametrize(("changed", "current"), [(False, True), (True, False)])
def test_an_assessment_is_current_while_practice_is_as_it_was(
    corpus: Path, changed: bool, current: bool
) -> None:
    if changed:
        replace(corpus, KETTLE, "scope: local", "scope: national")
    (assessment,) = read(corpus).assessments
    assert assessment.current is current
    assert assessment.requirement == thing("action", "1.1")
    assert assessment.documents == (thing("document", "made-bulletin"),)
    assert (assessment.places, assessment.kept) == (("What was done",), (thing("practice", "kettle-club"),))


def test_a_document_without_a_date_is_as_old_as_the_earliest_practice_it_reports(corpus: Path) -> None:
    dates = {iri.rpartition("/")[2]: one.published for iri, one in read(corpus).documents.items()}
    assert dates == {"made-bulletin": "2019-04", "made-plan": "2018", "made-page": ""}


def test_what_the_release_stores_is_what_was_read_and_gives_the_same_coverage(
    corpus: Path, made_release: Release
) -> None:
    table = read(corpus)
    again = Facts.from_dict(json.loads(json.dumps(table.as_dict())))
    assert vars(again) == vars(table)
    stored = json.loads((made_release.path / "coverage.json").read_text(encoding="utf-8"))
    policy = read_policy(corpus / "policy.yaml")
    measured = coverage(table, policy)
    assert {iri: cover.as_dict() for iri, cover in measured.items()} == stored
    assert {iri: cover.as_dict() for iri, cover in coverage_of(made_release).items()} == stored
    assert facts_of(made_release) is facts_of(made_release)
