"""Endings, British and American spelling, ways of writing, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_support import practice, searching


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("organised", "organize"),
        ("behaviour", "behaviors"),
        ("paediatric", "pediatrics"),
        ("haemorrhage", "hemorrhage"),
        ("theatre", "theaters"),
        ("programme", "programs"),
        ("counselling", "counseling"),
        ("analyse", "analyzed"),
        ("dietitian", "dieticians"),
        ("e-learning", "elearning"),
        ("e-learning", "e learning"),
        ("co-designed", "codesign"),
        ("inter-professional", "interprofessional"),
        ("well-being", "wellbeing"),
        ("the ward’s", "wards"),
        ("café", "cafe"),
        ("N.H.S.", "nhs"),
        ("2,439", "2439"),
        ("huddles", "huddle"),
        ("falling", "falls"),
    ],
)
def test_both_ways_of_writing_find_each_other(tmp_path: Path, written: str, asked: str) -> None:
    with searching(tmp_path, practice("one", written), practice("two", "Something else")) as search:
        assert [hit.key for hit in search.search(asked).hits] == ["one"]
    with searching(tmp_path / "back", practice("one", asked), practice("two", "Something else")) as search:
        assert [hit.key for hit in search.search(written).hits] == ["one"]


def test_news_is_not_new_and_incidence_no_incident(tmp_path: Path) -> None:
    with searching(tmp_path, practice("one", "New lamps"), practice("two", "Incidence")) as search:
        assert search.search("NEWS").total == 0
        assert search.search('"incidents"').total == 0


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("hudles", "huddles"),
        ("sefety huddles", "safety huddles"),
        ("laporotmy", "laparotomy"),
        ("saftey zebra", "safety zebra"),
        ("Safty, huddles", "safety, huddles"),
    ],
)
def test_a_word_that_stands_nowhere_is_replaced_by_the_nearest_that_does(
    tmp_path: Path, asked: str, meant: str
) -> None:
    with searching(tmp_path, practice("one", "Safety huddles and laparotomy")) as search:
        assert search.search(asked).suggestion == meant


@pytest.mark.parametrize("asked", ["safety huddles", "zebra crossing", "2440", "ab"])
def test_nothing_is_suggested_where_nothing_is_near(tmp_path: Path, asked: str) -> None:
    with searching(tmp_path, practice("one", "Safety huddles")) as search:
        assert search.search(asked).suggestion is None


def test_a_phrase_in_quotes_has_to_stand_as_it_is(tmp_path: Path) -> None:
    with searching(
        tmp_path, practice("one", "Safe to speak"), practice("two", "Speak when it is safe")
    ) as search:
        assert [hit.key for hit in search.search('"safe to speak"').hits] == ["one"]
        assert [hit.key for hit in search.search("“safe to speak”").hits] == ["one"]
        assert {hit.key for hit in search.search("safe to speak").hits} == {"one", "two"}


def test_a_phrase_does_not_run_from_one_text_into_the_next(tmp_path: Path) -> None:
    more = 'dcterms:description "Safe" ; sp:outcome <ID/outcome/a/1>, <ID/outcome/a/2> ;'
    outcomes = " ".join(
        f"<ID/outcome/a/{number}> sp:outcomeKind kind:reach ; sp:resultPrinted '1' ;"
        f" sp:measure '{word}' ; sp:unit '{word}' ."
        for number, word in ((1, "kettle"), (2, "lamp"))
    )
    with searching(tmp_path, outcomes, practice("one", more=more)) as search:
        assert search.search('"kettle lamp"').total == 0
        assert search.search("kettle lamp").total == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("carehome", "one"),
        ("malnutrishun", "two"),
        ("BTBC", "three"),
        ("btbcs", "three"),
    ],
)
def test_words_run_together_three_slips_in_a_long_word_and_initials_find(
    tmp_path: Path, asked: str, found: str
) -> None:
    titles = {"one": "Care at home", "two": "Malnutrition", "three": "Better Training, Better Care pilots"}
    with searching(tmp_path, *(practice(key, title) for key, title in titles.items())) as search:
        assert search.search(asked).hits[0].key == found


def test_initials_are_no_spelling_that_anybody_is_led_to(tmp_path: Path) -> None:
    with searching(tmp_path, practice("one", "Safe and friendly early transfer yard")) as search:
        assert search.search("sfety").suggestion is None
