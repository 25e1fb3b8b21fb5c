"""Things are found by every name that people have for them, and the hit says which name it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_support import some
from search_support import SMALL, practice, searching

from kg.search import Search


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with searching(tmp_path_factory.mktemp("small"), SMALL) as search:
        yield search


@pytest.mark.parametrize("words", ["A&E", "a & e", "A and E", "ED", "ed", "OR", "MAY"])
def test_a_practice_is_found_by_another_name_of_its_setting(small: Search, words: str) -> None:
    hit = small.search(words).hits[0]
    assert hit.title == "Door list"
    assert hit.why == (f"“{words}” is another name for emergency department (setting)",)


def test_a_common_slip_finds_and_is_not_offered_as_a_spelling(small: Search) -> None:
    assert small.search("acident and emergancy").hits[0].title == "Door list"
    assert small.search("emergency departmant").suggestion == "emergency department"


def test_a_wider_concept_finds_and_says_which_narrower_one_it_was(small: Search) -> None:
    reasons = {hit.title: hit.why for hit in small.search("hospital").hits if hit.kind == "practice"}
    assert reasons["Round table"] == ("its setting is ward (under hospital)",)
    assert reasons["Door list"] == ("its setting is emergency department (under hospital)",)


def test_another_name_for_a_topic_finds_requirements_that_use_the_words_for_it(small: Search) -> None:
    hits = {f"{hit.kind}/{hit.key}": hit.why for hit in small.search("whistleblowing").hits}
    assert hits["action/6.1"] == (
        "“whistleblowing” is another name for raising concerns (topic)",
        "the words “Concerns are raised” stand in its title",
    )


def test_words_that_stand_in_one_place_are_one_reason(small: Search) -> None:
    for hit in some(small.search("whistleblowing in the emergency department").hits):
        places = [reason.partition(" in ")[2] for reason in hit.why if reason.startswith("the word")]
        assert len(places) == len(set(places))


def test_words_of_a_setting_in_another_order_are_another_thing(tmp_path: Path) -> None:
    vocabulary = """setting:care-home a skos:Concept ; skos:inScheme <ID/vocabulary/setting> ;
        skos:prefLabel "Care home" ."""
    with searching(
        tmp_path,
        vocabulary,
        practice("visits", more='dcterms:description "Nurses give home care." ;'),
        practice("lounge", more='dcterms:description "Life in a care home." ;'),
    ) as search:
        assert [hit.key for hit in search.search("care homes").hits if hit.kind == "practice"] == ["lounge"]


@pytest.mark.parametrize("words", ["Northern Coast", "the northern coast", "NoCo"])
def test_an_organisation_asked_for_by_name_comes_first_then_what_it_led(small: Search, words: str) -> None:
    assert [hit.key for hit in small.search(words).hits[:2]] == ["northern-coast", "round-table"]


def test_a_hit_says_what_an_organisation_did(small: Search) -> None:
    assert small.search("NoCo").hits[1].why == (
        "“NoCo” is another name for Northern Coast (collaborative)",
        "Northern Coast led it",
    )


def test_little_words_are_names_only_in_capitals_of_their_own(small: Search) -> None:
    assert "emergency department" in small.search("the MAY team").understood
    assert "emergency department" not in small.search("patients may fall").understood
    assert "emergency department" not in small.search("PATIENTS MAY FALL").understood


def test_and_or_and_not_between_words_are_no_names_and_no_commands(small: Search) -> None:
    assert small.search("falls OR ward").understood == "Looked for “falls” (topic) and “ward” (setting)."


def test_a_concept_that_no_practice_carries_is_looked_for_by_all_of_its_names(tmp_path: Path) -> None:
    topic = """topic:loops a skos:Concept ; skos:inScheme <ID/vocabulary/topic> ; skos:prefLabel "Loops" ;
        skos:altLabel "PDSA", "small tests of change" ."""
    text = 'schema:text "They made small tests of change." ;'
    carried = "sp:topic topic:loops ;"
    with searching(tmp_path, topic, practice("one", more=text), practice("two")) as search:
        [hit] = [hit for hit in search.search("PDSA").hits if hit.kind == "practice"]
        assert hit.key == "one"
        assert hit.why[0] == "“PDSA” is another name for loops (topic)"
    with searching(
        tmp_path / "carried", topic, practice("one", more=text), practice("two", more=carried)
    ) as search:
        assert [hit.key for hit in search.search("PDSA").hits if hit.kind == "practice"] == ["two"]
