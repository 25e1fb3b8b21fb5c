"""Figures stand in the passages they cite, and no number of a practice's text is overlooked."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import MADE, made_copy, replace

from kg.check.figures import check_figures, count_figures, unclaimed_numbers
from loaders.corpus import load
from loaders.sources import Sources

KETTLE, BOARD = "practices/kettle-club.md", "groups/made-board.md"
SOURCES = Sources(MADE / "sources")


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (
            KETTLE,
            'baseline: "2,439"',
            'baseline: "2,440"',
            "figure '2,440' is not in the passages that the outcome",
        ),
        (
            KETTLE,
            'baseline: "2,439"',
            'baseline: "439"',
            "figure '439' is not in the passages that the outcome",
        ),
        (KETTLE, "change: 55%", "change: 5%", "figure '5%' is not in the passages that"),
        (
            KETTLE,
            "result: twelve",
            'result: "12"',
            "figure '12' is not in the passages that the outcome 'teams'",
        ),
        (KETTLE, "result: £1.3m", "result: £1.3bn", "figure '£1.3bn' is not in the passages"),
        (
            KETTLE,
            "printed: between 2017",
            "printed: between 2016",
            "'between 2016 and 2018' is not in the text",
        ),
        (
            BOARD,
            "figure: Twelve",
            "figure: thirteen",
            "figure 'thirteen' is not in the passages that",
        ),
    ],
)
def test_a_figure_that_the_source_does_not_print_is_a_fault(
    file: str, old: str, new: str, what: str, tmp_path: Path
) -> None:
    folder = made_copy(tmp_path)
    line = replace(folder, file, old, new)
    (fault,) = check_figures(load(folder), SOURCES)
    assert (fault.file, fault.line) == (file, line)
    assert what in fault.what
    assert fault.mend


def test_a_figure_counts_only_in_the_passage_that_its_own_outcome_cites(tmp_path: Path) -> None:
    folder = made_copy(tmp_path)
    replace(folder, KETTLE, "result: twelve", "result: 55%")  # printed, but elsewhere
    (fault,) = check_figures(load(folder), SOURCES)
    assert "'55%' is not in the passages that the outcome 'teams' cites" in fault.what


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("printed: between 2017 and 2018", "printed: between 2017", "2018"),
        ("  - printed: between 2017 and 2018\n    meaning: The years compared.\n", "", "2017"),
    ],
)
def test_a_number_that_nothing_claims_is_a_fault(old: str, new: str, number: str, tmp_path: Path) -> None:
    folder = made_copy(tmp_path)
    replace(folder, KETTLE, old, new)
    if not new:
        replace(folder, KETTLE, "context_numbers:\n", "")
    found = unclaimed_numbers(load(folder), SOURCES)
    assert f"the number {number} of this practice's text is claimed by nothing." in [
        fault.what for fault in found
    ]
    assert {fault.file for fault in found} == {KETTLE}
    assert "context_numbers" in found[0].mend


def test_a_number_is_claimed_in_digits_or_in_words(tmp_path: Path) -> None:
    folder = made_copy(tmp_path)
    replace(folder, "practices/lantern-round.md", "result: seven", "result: 7")
    assert unclaimed_numbers(load(folder), SOURCES) == []


def test_figures_without_a_copy_are_counted_as_not_checked() -> None:
    corpus = load(MADE / "corpus")
    checked, unchecked = count_figures(corpus, SOURCES)
    assert (checked > 0, unchecked) == (True, 0)
    assert count_figures(corpus, Sources()) == (0, checked)
    assert check_figures(corpus, Sources()) == unclaimed_numbers(corpus, Sources()) == []
