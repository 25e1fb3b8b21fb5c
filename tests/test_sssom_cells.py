"""Cells: lists within a cell come back as they were, and no text runs as a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sssom.cells import guard, join, split, unguard

RUN = ("=1+1", '=HYPERLINK("http://x.example","y")', "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")
TEXTS = st.text(min_size=1).map(lambda text: text.strip(" \n\t")).filter(bool)


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["'tis", "", "five", "1", "a=b", "('-)"])
def test_other_text_stays(text: str) -> None:
    assert guard(text) == text == unguard(text)


@pytest.mark.parametrize("text", ["'=1", "''=1", "'@x"])
def test_text_that_begins_with_an_apostrophe_and_a_formula_is_not_lost(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text() | st.text(alphabet="'=+-@\t\r\n a"))
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.lists(TEXTS | st.text(alphabet="\\|;a", min_size=1), min_size=1, max_size=4), max_size=4))
def test_a_list_comes_back_whatever_stands_in_its_parts(items: list[list[str]]) -> None:
    assert split(join(items)) == items


def test_a_person_may_leave_blanks_out_or_put_more_in() -> None:
    assert split("a;b|c ;  d") == [["a", "b"], ["c", "d"]]


def test_a_backslash_before_other_characters_stays() -> None:
    assert split(r"C:\temp; x") == [[r"C:\temp", "x"]]
