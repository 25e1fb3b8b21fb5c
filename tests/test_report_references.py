"""References of a report: the places in a document, in its order, what is said alike said once."""

from __future__ import annotations

import pytest

from kg.report.references import by_part

PLACES = [
    ({"Paragraph 13", "Paragraph 2"}, ["Paragraph 2; Paragraph 13"]),
    (
        {"Paragraph 24, second action", "Paragraph 24, first action"},
        ["Paragraph 24: first action; second action"],
    ),
    ({"Annex, part two, page 1", "Annex, part one, page 1"}, ["Annex: part one, page 1; part two, page 1"]),
    ({"Annex, row 1, left", "Annex, row 1, right"}, ["Annex: row 1 (left; right)"]),
    ({"Annex, row 1", "Annex, row 1, left"}, ["Annex: row 1 (as a whole; left)"]),
    (
        {
            *(f"Annex, part {part}, row {row}" for part in "ab" for row in range(4)),
            "Annex, summary",
            "Foreword",
        },
        [
            "Annex, part a: row 0; row 1; row 2; row 3",
            "Annex, part b: row 0; row 1; row 2; row 3",
            "Annex: summary",
            "Foreword",
        ],
    ),
]


@pytest.mark.parametrize(("places", "told"), PLACES)
def test_places_are_told_by_the_part_they_stand_in(places: set[str], told: list[str]) -> None:
    assert [line.removeprefix("  - ").replace("\\", "") for line in by_part(places)] == told
