"""Passages: the fingerprint says which words are meant, and finds them again in the document."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.passages import PassageError, Text, fingerprint, locate, tokens

WORDS = st.lists(st.from_regex(r"[A-Za-z0-9äßéǅﬁⅣ①Ωσς]{1,8}", fullmatch=True), min_size=1, max_size=30)
ALPHABET = st.characters(codec="utf-8", max_codepoint=0x24F) | st.sampled_from(
    "ﬁⅣ①Ωσςẞ가\u1100\u1161\u0301\u0323ｆ＜＞ "
)
FREE_TEXT = st.text(ALPHABET, max_size=80)
SEPARATORS = st.sampled_from([" ", "\n", "  \n\t", ", ", " - ", "\u00a0", "_", "<br>", "</p>\n<p class='x'>"])


def by_the_definition(text: str) -> list[str]:
    """The tokens of section 5 of the design, written down again in another way."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    without_tags = re.sub(r"</?[a-z][^<>]*>|(?s:<!--.*?-->)", " ", folded)
    return "".join(sign if sign.isalnum() else " " for sign in without_tags).split()


def hashed(words: list[str]) -> str:
    return (
        f"{len(words)}:" + hashlib.sha256(b" ".join(word.encode("utf-8") for word in words)).hexdigest()[:32]
    )


@given(FREE_TEXT)
def test_the_words_of_any_text_are_those_of_the_definition(text: str) -> None:
    assert [token.text for token in tokens(text)] == by_the_definition(text)


@given(FREE_TEXT)
def test_every_word_knows_where_it_stood(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


def test_a_fingerprint_is_the_number_of_words_and_the_start_of_their_hash() -> None:
    assert fingerprint(["falls", "fell", "by", "60"]) == hashed(["falls", "fell", "by", "60"])
    assert fingerprint(["falls"]) == "1:" + hashlib.sha256(b"falls").hexdigest()[:32]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Falls FELL", ["falls", "fell"]),
        ("Straße", ["strasse"]),
        ("ﬁnance ① Ⅳ", ["finance", "1", "iv"]),
        ("cafe\u0301 = caf\u00e9", ["café", "café"]),
        ("10,000 at £1.3m", ["10", "000", "at", "1", "3m"]),
        ("A&E snake_case it's", ["a", "e", "snake", "case", "it", "s"]),
        ("one<b>two</b><br/>three", ["one", "two", "three"]),
        ("before <!-- a\ncomment --> after", ["before", "after"]),
        ("p < 0.05 and n > 3", ["p", "0", "05", "and", "n", "3"]),
        ("over\nseveral\r\n\tlines", ["over", "several", "lines"]),
        ("＜b＞full width tags＜/b＞", ["full", "width", "tags"]),
        ("--- … !", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words == by_the_definition(text)


@given(WORDS, st.lists(SEPARATORS, min_size=30, max_size=30), st.data())
def test_what_is_cited_is_found_where_it_stands(
    words: list[str], gaps: list[str], data: st.DataObject
) -> None:
    text = Text("".join(word + gap for word, gap in zip(words, gaps, strict=False)))
    first = data.draw(st.integers(0, len(text.tokens) - 1))
    last = data.draw(st.integers(first, len(text.tokens) - 1))
    span = text.span(first, last)
    assert span in text.find(text.fingerprint(span))
    assert text.fingerprint(span) == hashed(by_the_definition(text.raw[span.start : span.end]))


@given(st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, max_size=25), st.data())
def test_a_citation_is_lengthened_until_it_is_unique(words: list[str], data: st.DataObject) -> None:
    text = Text(" ".join(words))
    wanted = words[data.draw(st.integers(0, len(words) - 1)) :][: data.draw(st.integers(1, 5))]
    span = locate(text, " ".join(wanted))
    assert text.words(span)[: len(wanted)] == wanted
    assert text.find(text.fingerprint(span)) == [span]


BULLETIN = "Falls fell in June.\nIt was a <b>wet</b>\nMay. Falls fell in July, by 60% (£1.3m)."


def test_words_are_found_whatever_their_case_line_ends_and_tags() -> None:
    text = Text(BULLETIN)
    assert text.quotation(locate(text, "it was a WET may falls")) == "It was a wet May. Falls"


def test_first_and_last_words_mean_all_between() -> None:
    text = Text(BULLETIN)
    assert text.quotation(locate(text, "It was ... in July")) == "It was a wet May. Falls fell in July"
    assert locate(text, "It was … in July") == locate(text, "It was ... in July")


def test_a_short_passage_is_lengthened_to_say_something() -> None:
    assert len(Text(BULLETIN).words(locate(Text(BULLETIN), "wet"))) == 6


def test_signs_that_touch_a_quotation_belong_to_it() -> None:
    text = Text(BULLETIN)
    assert text.quotation(locate(text, "in July, by 60 1 3m")) == "in July, by 60% (£1.3m)."


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("Falls rose", "It has the first 1 word(s), 'falls', but not the next, 'rose'."),
        ("nowhere", "'nowhere' is not in the document. Check the spelling and the document."),
        ("…", "is not in the document"),
        ("It was ... in June", "'in June' does not follow 'It was'"),
    ],
)
def test_words_that_cannot_be_cited_are_refused(wanted: str, message: str) -> None:
    with pytest.raises(PassageError, match=re.escape(message)):
        locate(Text(BULLETIN), wanted)


def test_only_a_fingerprint_is_looked_for() -> None:
    with pytest.raises(ValueError, match="saferpractice cite"):
        Text(BULLETIN).find("falls fell")


def test_a_passage_longer_than_the_document_is_not_found() -> None:
    assert Text("two words").find(fingerprint(["three", "short", "words"])) == []
    assert Text("").find(fingerprint(["three", "short", "words"])) == []
