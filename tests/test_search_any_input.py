"""Any text at all is answered plainly: nothing that a stranger types is a command or an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_support import SMALL, searching

from kg.search import Search

ODD = [
    "?", "!!! ... ---", '"', '"""', "“", '"falls', "((((", "[[a TO b]]", "]{", "title:falls", "falls^99",
    "fal*", "?*", "falls~2", "-falls +ward", "falls && ward", "\\", "\\\\x", "%s %d {0}", "'; DROP TABLE",
    "<script>alert(1)</script>", "falls\x00ward\x1b[31m", "\ud800\udfff", "\u202efalls\u202c",
    "السقوط في الجناح", "נפילות", "病棟での転倒", "𝔣𝔞𝔩𝔩𝔰", "ﬀ", "\u200b\u200b", "e\u0301", "🚑", "1.1.1.1",
    "1." * 50, "recommendation", "standard", "rec rec 6 6", "6 6 6", "and or not", "the", "AND", "R" * 80,
    "A & B & C & D", "9" * 60, "~30 falls", "recommendations 1, , , , 2 and and 6",
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with searching(tmp_path_factory.mktemp("small"), SMALL) as search:
        yield search


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_odd_text_is_answered_with_a_sentence(small: Search, words: str) -> None:
    results = small.search(words)
    assert results.understood.endswith(".")
    assert results.query.isprintable()
    results.query.encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_any_text_is_answered(small: Search, words: str) -> None:
    results = small.search(words)
    assert results.understood
    assert len(results.hits) == min(results.total, 20)


LONG = {
    "words": "falls " * 20_000,
    "letters": "x" * 100_000,
    "quotes": '"' * 100_000,
    "brackets": "(" * 100_000,
    "accents": "\u0301" * 100_000,
    "numbers": "recommendation 1 , and " * 5_000,
}


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_text_that_is_too_long_is_cut_and_that_is_said(small: Search, long: str) -> None:
    results = small.search(long)
    assert len(results.query) <= 500
    assert "only its beginning was read" in results.understood


def test_more_different_words_than_can_be_looked_up_are_cut_and_that_is_said(small: Search) -> None:
    many = " ".join(f"w{number}" for number in range(60))
    assert "only its beginning was read" in small.search(many).understood


@pytest.mark.parametrize("words", ["???", "«»", "the of and"])
def test_text_without_a_word_to_search_for_lists_everything_and_says_so(small: Search, words: str) -> None:
    results = small.search(words)
    assert results.total == small.search("").total
    assert results.understood.startswith("There is no word to search for")


@pytest.mark.parametrize(
    "words", [":falls", '"falls', "(falls", "falls~2", "+falls", "falls^4", "\u202efalls\x00"]
)
def test_signs_of_other_query_languages_are_no_more_than_signs(small: Search, words: str) -> None:
    assert [hit.key for hit in small.search(words).hits] == [hit.key for hit in small.search("falls").hits]


@pytest.mark.parametrize("words", ["fal*", "fal?", "f?lls"])
def test_a_star_or_question_mark_stands_for_no_other_letters(small: Search, words: str) -> None:
    assert small.search(words).total == 0


def test_words_in_another_script_that_stand_nowhere_find_nothing_and_are_named(small: Search) -> None:
    results = small.search("السقوط")
    assert (results.total, results.suggestion) == (0, None)
    assert results.understood == "Looked for “السقوط”. “السقوط” stands nowhere. Nothing was found."
