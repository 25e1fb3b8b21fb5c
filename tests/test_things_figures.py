"""How a figure reads: as its source prints and hedges it."""

from __future__ import annotations

import pytest

from kg.release import Release
from kg.things import find
from kg.things.figures import figure, hedged


@pytest.mark.parametrize(
    ("key", "said", "details"),
    [
        (
            "missed-doses",
            "from 2,439 to 1,100 missed doses",
            (("Period", "2017 to 2018"), ("Reported by", "the network")),
        ),
        (
            "missed-doses-change",
            "a decrease of about 55%",
            (("Counted in", "percent of missed doses"), ("Change", "relative: a share of the value before")),
        ),
        ("money-saved", "£1.3m (“over, potentially”)", (("Counted in", "GBP"),)),
        ("teams", "twelve teams", (("Of whom or what", "the coast"),)),
    ],
)
def test_a_figure_is_said_with_all_that_the_source_gives(
    made_release: Release, key: str, said: str, details: tuple[tuple[str, str], ...]
) -> None:
    outcome = find(made_release.store, "outcome", f"kettle-club/{key}")
    assert outcome is not None
    told = figure(outcome)
    assert (told.said, told.details) == (said, details)
    assert told.anchor == f"outcome-{key}"


def test_a_hedge_of_a_word_or_two_stands_before_a_single_value() -> None:
    assert hedged("2,439 falls", "potentially") == "potentially 2,439 falls"
    assert hedged("600 days", "more than") == "more than 600 days"
    assert hedged("£1.3m", "non-cash-releasing") == "£1.3m (“non-cash-releasing”)"
    assert hedged("12 teams", None) == "12 teams"
