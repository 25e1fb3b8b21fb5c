"""A practice is found by the lines in which people ask for it, which prove nothing and are no names of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import some
from search_support import SMALL, practice, searching

from kg.match import touched
from kg.search import Hit, Search
from loaders.corpus import load
from loaders.records import Practice

ROOT = Path(__file__).resolve().parents[1]


def first(search: Search, words: str) -> Hit:
    return search.search(words).hits[0]


def test_words_that_no_record_has_find_it_and_the_line_is_the_reason_with_the_words_marked(
    tmp_path: Path,
) -> None:
    with searching(tmp_path, SMALL) as search:
        hit = first(search, "my nan toppled over")
        assert search.search("my nan toppled over").suggestion is None
    assert (hit.key, hit.why) == ("round-table", ("people ask for it as “nan toppled over again”",))
    (line,) = hit.matched
    assert (line.field, "".join(part.text for part in line.segments)) == ("asked", "nan toppled over again")
    assert [part.text for part in line.segments if part.marked] == ["nan", "toppled", "over"]


def test_what_is_recorded_is_the_reason_before_how_people_ask(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert first(search, "daily at dusk, the old folk").why == (
            "the word “daily” stands in its summary",
            "people ask for it as “who stops old folk stumbling at dusk”",
        )


def test_words_of_the_record_count_more_than_words_that_people_ask_with(tmp_path: Path) -> None:
    lines = practice("asked", "One way", 'sp:askedAs "lantern for the landing" ;')
    told = practice("told", "Other way", 'dcterms:description "A lantern for the landing." ;')
    with searching(tmp_path, lines, told) as search:
        assert [hit.key for hit in search.search("lantern landing").hits] == ["told", "asked"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("stumbles", ["told"]),  # a word in passing
        ("stumbles at dusk", ["told", "asked"]),  # two things of the question
        ("medics stumbling", ["asked"]),  # of medics nothing is recorded
        ("stumbling over rotas", ["asked"]),
    ],
)
def test_a_word_that_only_a_line_has_in_passing_brings_nothing(
    tmp_path: Path, words: str, found: list[str]
) -> None:
    lines = practice("asked", "One way", 'sp:askedAs "medics at dusk stumbling over rotas" ;')
    told = practice("told", "Other way", 'dcterms:description "Nobody stumbles at dusk." ;')
    with searching(tmp_path, lines, told) as search:
        assert [hit.key for hit in search.search(words).hits] == found


def test_quotes_ask_for_what_is_recorded(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert search.search('"toppled over"').total == 0


def test_nobody_is_led_to_a_word_of_such_a_line_or_away_from_it(tmp_path: Path) -> None:
    lines = 'sp:askedAs "brewdley shelf" ;'
    with searching(tmp_path, practice("one", "Bradley shelf"), practice("two", "Wall", lines)) as search:
        assert first(search, "brewdley").key == "two"
        assert search.search("brewdlex").suggestion is None


def test_a_line_in_several_parts_of_a_question_is_given_once(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        why = first(search, "stumbling folk").why
    assert why == ("people ask for it as “who stops old folk stumbling at dusk”",)


def test_no_two_practices_share_a_line() -> None:
    lines = [line.casefold() for one in some(load(ROOT / "corpus").of(Practice)) for line in one.asked]
    assert len(set(lines)) == len(lines) > 0


def test_the_lines_of_the_corpus_find_their_practices(real_search: Search) -> None:
    """Nearly all among the first three, and every one on the first page: a new record may move a few."""
    every = [one for one in some(load(ROOT / "corpus").of(Practice)) if one.current_status is None]
    places = {}
    for one in every:
        for line in one.asked:
            keys = [hit.key for hit in real_search.search(line, per_page=10).hits]
            places[line] = keys.index(one.id) if one.id in keys else 10
    assert [line for line, place in places.items() if place == 10] == []
    later = [line for line, place in places.items() if place > 2]
    assert len(later) <= len(places) / 100, later


@pytest.mark.parametrize("text", ["My nan toppled over again.", "Old folk were stumbling at dusk, all folk."])
def test_a_pasted_text_touches_nothing_by_how_people_ask(tmp_path: Path, text: str) -> None:
    with searching(tmp_path, SMALL) as search:
        assert touched(search, text).total == 0


def test_what_a_pasted_text_touches_is_never_proved_by_how_people_ask(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        (touched_by,) = touched(search, "Falls at dusk: old folk were stumbling.").groups["practice"]
    assert touched_by.key == "round-table"
    assert [why for one in touched_by.evidence for why in one.why] == ["its topic is falls"]
