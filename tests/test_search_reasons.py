"""Each hit says in plain words why it was found, and shows where the words stand."""

from __future__ import annotations

from pathlib import Path

from made_support import some
from search_support import SMALL, practice, searching

from kg.search import Hit, Search


def hit(search: Search, words: str, key: str) -> Hit:
    return next(one for one in search.search(words).hits if one.key == key)


def test_words_are_given_as_they_stand_with_their_place(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert hit(search, "meeting avoid teams", "round-table").why == (
            "the words “meets” and “team” stand in its summary",
            "the word “avoided” stands in its outcomes",
        )


def test_relations_are_reasons_before_words(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert hit(search, "morning on the ward", "round-table").why == (
            "its setting is ward",
            "the word “morning” stands in its text",
        )


def test_an_everyday_word_is_no_reason_beside_another_word(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        told = hit(search, "stand morning", "round-table")
        alone = hit(search, "stand", "round-table")
    assert told.why == ("the word “morning” stands in its text",)
    assert [part.text for one in told.matched for part in one.segments if part.marked] == ["morning"]
    assert alone.why == ("the word “stands” stands in its text",)


def test_how_it_is_related_to_a_thing_of_that_name_is_a_reason(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert hit(search, "kind", "door-list").why == ("it addresses standard 1.1 (full), “A kind place”",)
        assert hit(search, "hills", "door-list").why == ("Southern Hills led it",)
        slips = hit(search, "trips", "round-table")
        assert slips.why == ("its topic is falls, also called “slips and trips”",)


def test_every_hit_of_a_question_in_words_has_a_reason(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        for words in ("falls", "ward", "A&E", "hospital", "whistleblowing", "coast", "learning", "NoCo"):
            assert all(one.why for one in some(search.search(words).hits)), words


def test_the_words_are_marked_in_a_stretch_of_each_field(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        matched = hit(search, "falls team", "round-table").matched
    assert [(one.field, [part.text for part in one.segments if part.marked]) for one in matched] == [
        ("summary", ["team", "fall"]),
        ("outcomes", ["Falls", "falls"]),
        ("text", ["team"]),
    ]
    shown = "".join(part.text for part in matched[0].segments)
    assert shown == "A ward team meets daily, so that patients fall less."


def test_what_a_name_means_is_marked_too(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        marked = hit(search, "A&E", "setting/emergency-department").matched
    assert [part.text for one in marked for part in one.segments if part.marked] == ["Emergency department"]


def test_a_long_text_is_cut_between_words_around_the_words_looked_for(tmp_path: Path) -> None:
    text = "aaa " * 200 + "lantern " + "bbb " * 200
    with searching(tmp_path, practice("one", more=f'schema:text "{text}" ;')) as search:
        segments = hit(search, "lantern", "one").matched[0].segments
    assert [part.text for part in segments if part.marked] == ["lantern"]
    shown = "".join(part.text for part in segments)
    assert shown.startswith("… aaa ") and shown.endswith(" bbb …")
    assert len(shown) < 400


def test_markup_of_a_record_is_text_and_never_shown(tmp_path: Path) -> None:
    text = "**Bold** [lantern](https://example.org/hidden) <b onclick='x'>tag</b> `code`"
    with searching(tmp_path, practice("one", more=f'schema:text "{text}" ;')) as search:
        matched = hit(search, "lantern", "one").matched[0]
        assert search.search("onclick hidden").total == 0
    assert "".join(part.text for part in matched.segments) == "Bold lantern tag code"


def test_a_figure_is_found_and_shown_with_its_hedge(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        shown = hit(search, "avoided", "round-table").matched[0]
    assert (shown.field, "".join(part.text for part in shown.segments)) == (
        "outcomes",
        "Falls avoided: potentially 2,439 falls",
    )
