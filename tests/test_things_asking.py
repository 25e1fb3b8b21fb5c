"""What somebody asks of the gaps in words, and dates that are not in the calendar."""

from __future__ import annotations

import pytest
from made_support import some

from kg.coverage import Filters, Trust
from kg.release import Release
from kg.things.asking import UnknownValue, asked, date, nearest_date
from kg.things.gaps import Asked, choices


def test_words_become_slices_trust_date_and_kind(made_release: Release) -> None:
    given = {
        "workstream": " 1 ",
        "setting": "Ward",
        "kind": "",
        "trust": "stated",
        "as_of": "2017-03",
        "requirement": None,
    }
    found = asked(made_release, given, minor=False, weak=True)
    assert found == Asked(
        Filters(workstream="1", setting="ward"), Trust("stated", minor=False, as_of="2017-03"), weak=True
    )


def test_nothing_asked_is_everything_as_pages_show_it(made_release: Release) -> None:
    assert asked(made_release, {}) == Asked()


def test_a_requirement_can_be_named_by_its_address(made_release: Release) -> None:
    named = asked(made_release, {"requirement": "https://w3id.org/safer-practice/id/action/1.1"})
    assert named.requirement == "action/1.1"


def test_every_slice_that_can_be_chosen_can_be_asked(made_release: Release) -> None:
    for name, values in some(choices(made_release).items()):
        for value in values:
            assert asked(made_release, {name: value}) != Asked() or value == Trust().basis, (name, value)


@pytest.mark.parametrize("value", ["2017", "2017-05", "2017-05-31", "2016-02-29", " 2017 "])
def test_dates_of_the_calendar_are_taken(value: str) -> None:
    assert date(value) == value.strip()


@pytest.mark.parametrize(
    ("value", "nearest"),
    [
        ("2017-13", "2017-12"),
        ("2017-00", "2017-01"),
        ("2017-02-29", "2017-02-28"),
        ("2017-02-31", "2017-02-28"),
        ("2017-5", "2017-05"),
        ("17", "1900"),
        ("99999", "2017"),
        ("", "2017"),
        ("May 2017", "2017"),
        ("٢٠١٧", "2017"),
        ("2017-05-31-01", "2017-05-31"),
        ("-1", "1900"),
    ],
)
def test_what_is_no_date_has_a_nearest_one(value: str, nearest: str) -> None:
    assert nearest_date(value) == nearest
    if value:
        with pytest.raises(UnknownValue, match=nearest):
            date(value)
