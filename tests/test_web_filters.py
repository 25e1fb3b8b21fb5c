"""The words that templates use for dates, numbers and the terms of the vocabularies."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from kg.coverage import STATES
from kg.things import citations, find
from web import fetch, filters


@pytest.mark.parametrize(
    ("written", "read"),
    [("2017-05-31", "31 May 2017"), ("2017-05", "May 2017"), ("2017", "2017"), (None, "")],
)
def test_a_date_is_written_as_readers_write_it(written: str | None, read: str) -> None:
    assert filters.readable_date(written) == read


def test_a_number_agrees_with_its_noun() -> None:
    assert [filters.counted(number, "practice") for number in (0, 1, 1200)] == [
        "0 practices",
        "1 practice",
        "1,200 practices",
    ]
    assert filters.counted(2, "study", "studies") == "2 studies"


def test_a_code_is_shown_with_the_words_of_its_vocabulary(made_app: Flask) -> None:
    with made_app.test_request_context():
        shown = render_template_string('{{ "curated" | label("basis") }}: {{ "curated" | meaning("basis") }}')
    assert shown == "Judged by an editor: An editor of this corpus judged it from the source."


def test_every_state_of_coverage_has_a_tag_and_a_mark_of_its_own() -> None:
    assert set(filters.STATE_TAGS) == set(STATES)
    assert len({mark for _, mark in filters.STATE_TAGS.values()}) == len(STATES)


def test_the_documents_of_which_the_reader_has_no_copy_are_known(made_app: Flask) -> None:
    with made_app.test_request_context():
        biscuits = find(fetch.store(), "practice", "biscuit-trolley")
        kettle = find(fetch.store(), "practice", "kettle-club")
        assert biscuits and kettle
        missing = filters.without_copy(citations(biscuits, fetch.sources()))
        assert [document.key for document in missing] == ["made-plan"]
        assert filters.without_copy(citations(kettle, fetch.sources())) == []
