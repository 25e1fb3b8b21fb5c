"""A question is read for more than its words; each reading is said, and can be undone on its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from search_support import SMALL, practice, searching

from kg.search import Search


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with searching(tmp_path_factory.mktemp("small"), SMALL) as search:
        yield search


def read_as(search: Search, words: str) -> list[tuple[str, str]]:
    return [(one.said, one.means) for one in search.search(words).readings]


def practices(search: Search, words: str) -> list[str]:
    return [hit.key for hit in search.search(words).hits if hit.kind == "practice" and not hit.withdrawn]


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("whistleblowing", [("whistleblowing", "raising concerns (topic)")]),
        ("falls at the A&E", [("falls", "falls (topic)"), ("A&E", "emergency department (setting)")]),
        ("rec 6", [("rec 6", "recommendation 6, “Concerns are answered”")]),
        ("what addresses standard 1.1?", [("standard 1.1", "standard 1.1 (2019), “A kind place”")]),
        ("which standards", [("standards", "standards, which come first")]),
        ("setting:ward team", [("setting:ward", "only setting: Ward")]),
        ("mornng", [("mornng", "“morning”, the nearest spelling that there is")]),
        ("circle", []),
    ],
)
def test_what_was_taken_for_more_than_words_is_said(
    small: Search, words: str, readings: list[tuple[str, str]]
) -> None:
    assert read_as(small, words) == readings


@pytest.mark.parametrize(
    ("words", "undone"),
    [
        ("patients at A&E", 'patients at "A&E"'),
        ("rec 6 door", '"rec 6" door'),
        ("setting:ward falls", "falls"),
        ("door setting:ward", "door"),
        ("the mornng team", 'the "mornng" team'),
    ],
)
def test_a_reading_is_undone_by_a_question_that_can_be_asked(small: Search, words: str, undone: str) -> None:
    assert next(one.undone for one in small.search(words).readings) == undone
    assert all(one.undone != undone for one in small.search(undone).readings)


def test_words_in_quotes_stand_for_nothing_else(small: Search) -> None:
    assert practices(small, "whistleblowing") == ["round-table"]
    assert practices(small, '"whistleblowing"') == []
    assert [f"{hit.kind}/{hit.key}" for hit in small.search('"whistleblowing"').hits] == [
        "concept/topic/raising-concerns"
    ]


def test_undoing_one_reading_leaves_the_others(small: Search) -> None:
    both = small.search("falls at A&E").readings
    assert read_as(small, both[0].undone) == [("A&E", "emergency department (setting)")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("setting:ward", ["round-table"]),
        ("setting:A&E", ["door-list"]),
        ('setting:"emergency department"', ["door-list"]),
        ("setting:emergency-department", ["door-list"]),
        ("standard:1.1", ["door-list"]),
        ("rec:6", ["round-table"]),
        ("theme:learning", ["round-table"]),
        ("Theme:3 Setting:Hospital", ["round-table"]),
        ("theme:3 setting:emergency-department", []),
        ("ahsn:noco", ["round-table"]),
        ("profession:not-stated", ["door-list", "round-table"]),
    ],
)
def test_a_field_limits_what_is_found(small: Search, words: str, found: list[str]) -> None:
    assert practices(small, words) == found


def test_a_field_or_value_that_is_not_there_is_said_and_its_words_are_looked_for(small: Search) -> None:
    field = small.search("place:ward")
    assert (
        "There is no field “place”, so its words were looked for; the fields are kind, " in field.understood
    )
    assert [hit.key for hit in field.hits] == [hit.key for hit in small.search("ward").hits]
    value = small.search("setting:wards-and-bays")
    assert (
        "There is no setting “wards-and-bays”, so its words were looked for; the nearest is setting:ward."
        in (value.understood)
    )


def test_a_slip_is_said_and_never_silently_mended(small: Search) -> None:
    results = small.search("mornng")
    assert (results.suggestion, results.nearest) == ("morning", True)
    assert "“mornng” stands nowhere. “morning” is the nearest spelling." in results.understood
    assert [hit.key for hit in results.hits] == ["round-table"]


def test_a_slip_inside_a_name_is_seen(small: Search) -> None:
    assert ("emergncy department", "emergency department (setting)") in read_as(small, "emergncy department")


@pytest.mark.parametrize("words", ["AKIX", "NOCA", "2440", "xy"])
def test_initials_numbers_and_short_words_are_no_slips(small: Search, words: str) -> None:
    assert small.search(words).suggestion is None


def test_everyday_words_that_say_the_same_find_each_other_and_the_hit_shows_which(tmp_path: Path) -> None:
    words = """<ID/word/death> a skos:Concept ; skos:inScheme <ID/vocabulary/word> ;
        skos:prefLabel "Death" ; skos:altLabel "mortality", "lives lost" ."""
    with searching(
        tmp_path, words, practice("one", "Lower mortality"), practice("two", "Fewer lives lost")
    ) as search:
        hits = {hit.key: hit.why for hit in search.search("deaths").hits}
        assert search.search('"deaths"').total == 0
    assert hits == {
        "one": ("the word “mortality” stands in its title",),
        "two": ("the words “lives lost” stand in its title",),
    }


def test_a_hit_says_which_words_it_has_nothing_on(tmp_path: Path) -> None:
    with searching(tmp_path, practice("one", "Kettle and lamp"), practice("two", "A zebra")) as search:
        assert search.search("kettle lamp zebra").hits[0].missing == ("zebra",)
        assert search.search("kettle lamp").hits[0].missing == ()


def test_words_of_the_question_side_by_side_count_more(tmp_path: Path) -> None:
    apart = 'dcterms:description "Tables are safe at last, and this is a long time after the first round." ;'
    beside = (
        'dcterms:description "The round table is safe at last, and this is a long time after the first." ;'
    )
    with searching(tmp_path, practice("apart", more=apart), practice("beside", more=beside)) as search:
        assert practices(search, "round table")[0] == "beside"


def test_patient_safety_is_what_everything_is_about(small: Search) -> None:
    assert practices(small, "patient safety on the ward") == practices(small, "ward")
    assert "patient safety" in small.search("patient safety").understood.casefold()


def test_where_nothing_is_found_broader_questions_are_given(small: Search) -> None:
    results = small.search("circle zebras")
    assert results.broader == ()
    nothing = small.search("rec:6 door setting:emergency-department")
    assert [(one.query, one.how) for one in nothing.broader] == [
        ("door setting:emergency-department", "without “rec:6”"),
        ("rec:6 door", "without “setting:emergency-department”"),
    ]


def test_the_wider_word_is_a_broader_question(small: Search) -> None:
    results = small.search("setting:emergency-department NEWS2 ward")
    assert ("setting:emergency-department NEWS2 hospital", "with the wider “hospital”") in results.broader


def test_for_a_subject_that_is_not_recorded_a_near_topic_is_offered(tmp_path: Path) -> None:
    vocabulary = """<ID/sought/bed-sores> a skos:Concept ; skos:inScheme <ID/vocabulary/sought> ;
        skos:prefLabel "Pressure ulcers" ; skos:altLabel "bed sores" ; skos:relatedMatch topic:falls ."""
    with searching(tmp_path, SMALL, vocabulary) as search:
        results = search.search("bed sores")
        assert [(one.query, one.how) for one in results.broader] == [("falls", "near to “bed sores”")]
        assert results.wanted == ("pressure ulcers",)


def test_a_field_that_is_not_there_goes_with_its_value(small: Search) -> None:
    broader = [one.query for one in small.search("zebra setting:moon falls").broader]
    assert "zebra falls" in broader
    assert all("setting:" not in one.replace("setting:moon", "") for one in broader)
