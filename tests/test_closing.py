"""What would close a gap: near misses with their reasons, records to complete, the call for evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage_support import POLICY, REFERENCES, Link, Made, assessment, made_facts
from made_support import graph_of, made_copy, replace, some

from kg import vocabulary
from kg.closing import addressees, call_for_evidence, draft_of, figures_at_hand, near_misses, needed
from kg.closing.near import Near
from kg.coverage import coverage
from kg.namespaces import thing
from kg.release import Release
from kg.search import Search
from kg.things import Node
from kg.things.standing import coverage_of
from loaders.corpus import load

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def search(made_release: Release) -> Iterator[Search]:
    opened = Search(made_release.path / "index")
    yield opened
    opened.close()


def node(release: Release, name: str) -> Node:
    return Node(release.store, thing(*name.split("/", 1)))


def near(release: Release, search: Search, name: str) -> Near:
    return near_misses(release, search, node(release, name))


def ways(release: Release, search: Search, name: str) -> dict[str, list[str]]:
    """The near misses of a requirement by practice, each with the ways in which it is near."""
    found = near(release, search, name).misses
    return {miss.practice.key: [why.way for why in miss.why] for miss in found}


@pytest.mark.parametrize(
    ("requirement", "practice", "way"),
    [
        ("action/1.1", "biscuit-trolley", "weighed"),
        ("standard/made-grid-2019/a.2", "kettle-club", "sibling"),
        ("recommendation/2", "kettle-club", "inferred"),
        ("principle/made-values/1", "kettle-club", "unpublished"),
        ("standard/made-grid-2019/a.2", "kettle-club", "unpublished"),
    ],
)
def test_practice_is_near_with_the_reason(
    made_release: Release, search: Search, requirement: str, practice: str, way: str
) -> None:
    assert way in ways(made_release, search, requirement)[practice]


def test_the_reason_of_a_candidate_is_that_of_its_assessment(made_release: Release, search: Search) -> None:
    (miss,) = [one for one in near(made_release, search, "action/1.1").misses if one.why[0].way == "weighed"]
    assert miss.why[0].says == ("Weighed and not kept: Nobody leads a talk.",)
    assert miss.why[0].record == node(made_release, "assessment/action-1.1")


def test_practice_that_counts_or_never_counts_is_no_near_miss(made_release: Release, search: Search) -> None:
    for one in made_release_requirements(made_release):
        found = set(ways(made_release, search, one))
        assert not found & {"lantern-round", "paper-aeroplane"}, "withdrawn and planned"
    assert "kettle-club" not in ways(made_release, search, "action/1.1.1"), "it counts"


def made_release_requirements(release: Release) -> list[str]:
    return [iri.partition("/id/")[2] for iri in coverage_of(release)]


def test_a_link_that_is_there_is_to_be_changed_and_not_written_twice(
    made_release: Release, search: Search
) -> None:
    about = node(made_release, "principle/made-values/1")
    (miss,) = near_misses(made_release, search, about).misses
    draft = draft_of(miss, about)
    assert draft.text == ""
    assert draft.says.startswith("It has a link already (extent minor, status withdrawn)")


def filled(text: str) -> str:
    """A draft as somebody completes it."""
    for name, value in (
        ("extent", "partial"),
        ("basis", "curated"),
        ("rationale", "It is near."),
        ("asserted_by", "made editors"),
        ("asserted_on", '"2026-11-22"'),
    ):
        (line,) = [line for line in text.splitlines() if line.strip().startswith(f"{name}:")]
        text = text.replace(line, f"    {name}: {value}")
    return text


def test_a_draft_is_refused_until_it_is_completed_and_then_counts_nowhere(
    tmp_path: Path, made_release: Release, search: Search
) -> None:
    about = node(made_release, "action/1.1")
    (miss,) = [one for one in near_misses(made_release, search, about).misses if one.link is None]
    text = draft_of(miss, about).text
    corpus = made_copy(tmp_path)
    file = f"practices/{miss.practice.key}.md"
    assert "take out its unlinked_because" in draft_of(miss, about).says
    replace(corpus, file, "unlinked_because: Biscuits are not education.\n", f"links:\n{text}")
    terms = vocabulary.concept_keys(vocabulary.read(ROOT / "ontology"))
    said = " ".join(str(fault) for fault in load(corpus, terms).faults)
    assert "extent" in said and "rationale" in said
    replace(corpus, file, text, filled(text))
    _, _, store = graph_of(corpus)
    assert about not in Node(store, miss.practice.iri).nodes("addresses")
    (link,) = [one for one in Node(store, about.iri).incoming("object") if miss.practice.key in one.iri]
    assert link.code("assertionStatus") == "draft"


def test_the_file_that_a_draft_names_is_that_of_the_practice() -> None:
    for path in some((ROOT / "corpus" / "practices").glob("*.md")):
        assert f"\nid: {path.stem}\n" in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("requirement", "links", "searched", "said"),
    [
        (
            "recommendation/2",
            [],
            False,
            ["somebody has to look for practice", "2 practices with", "for 1 of"],
        ),
        ("recommendation/2", [], True, ["2 practices with", "for 1 of"]),
        ("action/1.1", [Link("one", "action/1.1", figure=True)], False, ["1 more practice"]),
        ("action/1.1", [Link("one", "action/1.1"), Link("two", "action/1.1")], False, ["A figure"]),
        (
            "action/1.1",
            [Link("one", "action/1.1", figure=True), Link("two", "action/1.1")],
            False,
            ["Nothing is missing"],
        ),
        ("action/1.2", [], False, ["only an institution"]),
    ],
)
def test_what_is_missing_is_counted_by_the_thresholds(
    requirement: str, links: list[Link], searched: bool, said: list[str]
) -> None:
    facts = made_facts(
        [Made("one"), Made("two")], links, assessments=[assessment(requirement)] if searched else []
    )
    asked = next(one for one in facts.requirements if one.iri == thing(*requirement.split("/", 1)))
    steps = needed(coverage(facts, POLICY)[asked.iri], POLICY)
    assert requirement in REFERENCES
    assert [part in step for part, step in zip(said, steps, strict=True)] == [True] * len(said)


def test_the_letter_says_what_was_searched_and_when_and_what_would_count(made_release: Release) -> None:
    letter = call_for_evidence(made_release, node(made_release, "action/1.1"), None)
    assert "We searched on 1 January 2020 in “" in letter
    assert "It would count if it\n- has been carried out" in letter
    assert f"Data release {made_release.name}." in letter


def test_the_letter_does_not_claim_a_search_that_nobody_made(made_release: Release) -> None:
    letter = call_for_evidence(made_release, node(made_release, "standard/made-grid-2019/a.2"), None)
    assert "We have not searched for it yet." in letter
    assert "standard A.2 of " in letter


def test_the_letter_invents_no_contact(made_release: Release) -> None:
    letter = call_for_evidence(made_release, node(made_release, "recommendation/2"), None)
    assert "[Your name, role and organisation]" in letter
    assert not {"@", "http", "0800"} & set(letter) and "http" not in letter


def test_the_letter_to_a_collaborative_says_what_is_held_of_its_work(made_release: Release) -> None:
    coast = node(made_release, "collaborative/made-coast")
    letter = call_for_evidence(made_release, node(made_release, "action/1.1.1"), coast)
    assert "Of your own work we hold 1 practice, and it counts for this." in letter
    other = call_for_evidence(
        made_release, node(made_release, "action/1.1.1"), node(made_release, "office/made-coast")
    )
    assert "Of your own work we hold nothing yet." in other


def test_those_behind_the_near_misses_are_asked_first(made_release: Release, search: Search) -> None:
    found = near(made_release, search, "recommendation/2")
    everybody = [one.iri.partition("/id/")[2] for one in addressees(made_release, found)]
    assert everybody == ["collaborative/made-coast", "office/made-coast"]


def test_practice_whose_figures_bear_on_something_else_is_named(made_release: Release) -> None:
    about = node(made_release, "standard/made-grid-2019/a.1")
    cover = coverage_of(made_release)[about.iri]
    assert [one.key for one in figures_at_hand(cover, about)] == ["kettle-club"]
    figured = node(made_release, "action/1.1.1")
    assert figures_at_hand(coverage_of(made_release)[figured.iri], figured) == []
