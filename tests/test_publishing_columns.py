"""Columns of a wide printed table are as wide as their words need."""

from __future__ import annotations

from kg.publishing import pandoc
from kg.publishing.columns import LINE, shared

LONG = "many words that need more than one line of a page, and go on for a good while yet"


def widths(heads: list[str], cells: list[str]) -> list[float | None]:
    lines = [heads, ["---"] * len(heads), cells]
    blocks = pandoc.parse("\n".join(f"| {' | '.join(one)} |" for one in lines))["blocks"]
    return [width.get("c") for _, width in shared(blocks)[0]["c"][2]]


def test_a_table_that_fits_keeps_the_widths_of_its_words() -> None:
    assert widths(["Number", "State"], ["1", "Thin"]) == [None, None]


def test_a_short_column_has_its_words_on_one_line_and_the_long_ones_share_the_rest() -> None:
    number, asked, why = widths(["Number", "Asked", "Why"], ["1", LONG, f"{LONG} {LONG} {LONG}"])
    assert number is not None and asked is not None and why is not None
    assert number < asked < why
    assert round(number + asked + why, 6) == 1


def test_many_short_columns_each_have_room_for_their_longest_word() -> None:
    heads = ["Practice", "Measure", "Kind", "Before", "After", "Change", "Unit", "Qualifier"]
    cells = [
        "Identifying patients at need",
        "Electrocardiograms asked for in time",
        "Process",
        "36%",
        "71%",
        "18%",
    ]
    made = widths(heads, [*cells, "percent of patients", "potentially"])
    words = [
        "Identifying",
        "Electrocardiograms",
        "Process",
        "Before",
        "After",
        "Change",
        "patients",
        "potentially",
    ]
    assert all(width and width * LINE > len(word) for width, word in zip(made, words, strict=True))
    assert round(sum(filter(None, made)), 6) == 1
