"""Coverage as of a date: what was published by then counts, and what was withdrawn by then does not."""

from __future__ import annotations

import pytest
from coverage_support import ASKED, POLICY, Link, Made, made_facts

from kg.coverage import Coverage, Trust, coverage
from kg.coverage.dates import first_day, last_day
from kg.coverage.facts import Requirement

ACTION = "action/1.1"


def of(as_of: str | None, *practices: Made) -> Coverage:
    """The coverage of an action that these practices address."""
    table = made_facts(practices, [Link(one.key, ACTION) for one in practices])
    return coverage(table, POLICY, Trust(as_of=as_of))[ASKED[ACTION].iri]


@pytest.mark.parametrize(
    ("reported", "as_of", "counts"),
    [
        ("2017-05", "2017-03", False),
        ("2017-05", "2017-05", True),
        ("2017-05", "2017-05-30", False),
        ("2017-05", "2017-05-31", True),
        ("2017-05", "2017", True),
        ("2017-05", "2016", False),
        ("2017", "2017-06", False),
        ("2017", "2017", True),
        ("2017-05-12", "2017-05", True),
        ("2017-05-12", "2017-05-11", False),
        ("2017-05-12", "2017-05-12", True),
        ("2017-05", None, True),
    ],
)
def test_a_practice_counts_from_the_end_of_the_period_in_which_it_was_reported(
    reported: str, as_of: str | None, counts: bool
) -> None:
    assert of(as_of, Made("ant", reported=reported)).number == counts


@pytest.mark.parametrize(
    ("withdrawn", "as_of", "counts"),
    [
        ("2019-03", "2019-02", True),
        ("2019-03", "2019-03-01", False),
        ("2019", "2018", True),
        ("2019", "2019-01", False),
        ("2019-03-10", "2019-03-09", True),
        ("2019-03-10", "2019-03-10", False),
        ("2019-03-10", None, False),
    ],
)
def test_a_withdrawal_counts_from_the_beginning_of_its_period(
    withdrawn: str, as_of: str | None, counts: bool
) -> None:
    assert of(as_of, Made("ant", reported="2016", withdrawn=withdrawn)).number == counts


@pytest.mark.parametrize("standing", ["planned", "scenario"])
def test_planned_practice_and_scenarios_count_at_no_date(standing: str) -> None:
    for as_of in (None, "2016", "2030"):
        assert of(as_of, Made("ant", reported="2016", standing=standing)).number == 0


def test_the_reason_says_that_practice_was_reported_later() -> None:
    cover = of("2017-03", Made("ant", reported="2017-05"), Made("bee", reported="2018"))
    assert (cover.state, cover.later) == ("not-assessed", 2)
    assert cover.reason == "2 practices were reported later, and nothing is known of March 2017."


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-31"),
        ("2017-02-03", "2017-02-03", "2017-02-03"),
    ],
)
def test_a_period_has_a_first_and_a_last_day_to_compare(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


NOTES = (("2016-11", "planned"), ("2018-01-05", "done"), ("not stated", "under-way"))


@pytest.mark.parametrize(
    ("notes", "as_of", "state"),
    [
        (NOTES, None, "done"),
        (NOTES, "2017", "planned"),
        (NOTES, "2016-11", "planned"),
        (NOTES, "2015", ""),
        (NOTES[2:], None, "under-way"),
        (NOTES[2:], "2030", ""),
        ((), None, ""),
    ],
)
def test_progress_is_that_of_the_latest_note_by_then(
    notes: tuple[tuple[str, str], ...], as_of: str | None, state: str
) -> None:
    asked = Requirement("", "Recommendation", "1", "One", "both", progress=notes)
    assert asked.how_far(as_of) == state
