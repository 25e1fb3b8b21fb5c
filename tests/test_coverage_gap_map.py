"""The gap map: its rows and columns, and what each cell says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coverage_support import ASKED, POLICY, Link, Made, made_facts

from kg.coverage import DEFAULT, EVERYTHING, Facts, Filters, GapMap, Trust, gap_map

LINKS = [
    Link("ant", "action/1.1"),
    Link("bee", "recommendation/1"),
    Link("bee", "standard/grid/a.1", "minor"),
]
PRACTICES = [Made("ant", settings=("ward",)), Made("bee", settings=("clinic",), leads=("hills",))]


def table_of(**changed: object) -> Facts:
    """The table, with some fields changed of the domain and its standard."""
    table = made_facts(PRACTICES, LINKS)
    requirements = [
        replace(one, **changed) if one.group.endswith("grid") else one  # type: ignore[arg-type]
        for one in table.requirements
    ]
    return replace(table, requirements=tuple(requirements))


def drawn(
    rows: str, columns: str, filters: Filters = EVERYTHING, trust: Trust = DEFAULT, table: Facts | None = None
) -> GapMap:
    return gap_map(table or table_of(), POLICY, trust, filters, rows, columns)


def numbers(held: GapMap) -> dict[str, list[int]]:
    """The numbers of each row."""
    return {
        row.requirement.number: [cell.number for cell in line]
        for row, line in zip(held.rows, held.cells, strict=True)
    }


def test_recommendations_open_to_their_actions_and_empty_cells_are_there() -> None:
    held = drawn("recommendations", "settings")
    assert [(row.requirement.number, row.depth) for row in held.rows] == [
        ("1", 0),
        ("1.1", 1),
        ("1.2", 1),
        ("2", 0),
    ]
    assert [(one.key, one.depth) for one in held.columns] == [("clinic", 0), ("hospital", 0), ("ward", 1)]
    assert numbers(held) == {"1": [1, 1, 1], "1.1": [0, 1, 1], "1.2": [0, 0, 0], "2": [0, 0, 0]}


def test_totals_count_each_practice_once() -> None:
    held = drawn("recommendations", "settings")
    assert [len(one.practices) for one in held.columns] == [1, 1, 1]
    assert [row.whole.number for row in held.rows] == [2, 1, 0, 0]
    assert len(held.practices) == 2


def test_standards_stand_under_their_domain() -> None:
    held = drawn("standards", "collaboratives")
    assert [(row.requirement.number, row.depth) for row in held.rows] == [("a", 0), ("a.1", 1)]
    assert [cell.state for cell in held.cells[1]] == ["not-assessed", "minor-only"]


def test_a_cell_outside_its_workstream_is_marked_and_counts_practice_that_serves_both() -> None:
    held = drawn("recommendations", "workstreams")
    cells = dict(zip([row.requirement.number for row in held.rows], held.cells, strict=True))
    assert [cell.outside for cell in cells["1"]] == [False, True]
    assert [cell.outside for cell in cells["2"]] == [True, False]
    assert numbers(held)["1"] == [2, 0]
    assert not any(cell.outside for line in drawn("standards", "workstreams").cells for cell in line)


def test_standards_can_be_columns() -> None:
    held = drawn("recommendations", "standards")
    assert [one.key for one in held.columns] == ["grid/a.1"]
    assert numbers(held)["1"] == [1]


def test_a_filter_by_workstream_keeps_its_recommendations_and_all_standards() -> None:
    held = drawn("recommendations", "settings", Filters(workstream="2"))
    assert [row.requirement.number for row in held.rows] == ["2"]
    assert len(drawn("standards", "settings", Filters(workstream="2")).rows) == 2


def test_a_filter_of_the_kind_of_the_columns_keeps_that_column_and_those_below_it() -> None:
    held = drawn("recommendations", "settings", Filters(setting="hospital"))
    assert [one.key for one in held.columns] == ["hospital", "ward"]
    assert numbers(held)["1"] == [1, 1]


def test_trust_and_date_hold_for_every_cell() -> None:
    held = drawn("recommendations", "settings", trust=Trust("stated"))
    assert {cell.state for line in held.cells for cell in line} == {"not-assessed", "not-for-practice"}
    held = drawn("recommendations", "settings", trust=Trust(as_of="2016"))
    assert sum(cell.number for line in held.cells for cell in line) == 0


@pytest.mark.parametrize(
    ("edition", "superseded", "as_of", "rows"),
    [
        ("2016", "2017", None, 0),
        ("2016", "2017", "2017-06", 2),
        ("2016", "2017", "2017", 0),
        ("2016", "2017", "2016-06", 0),
        ("2016", "", "2016", 2),
        ("2017", "", "2017-06", 0),
        ("2017", "", None, 2),
        ("", "", "1999", 2),
    ],
)
def test_an_edition_is_in_force_from_when_it_is_surely_out_until_another_surely_is(
    edition: str, superseded: str, as_of: str | None, rows: int
) -> None:
    table = table_of(edition=edition, superseded=superseded)
    assert len(drawn("standards", "settings", trust=Trust(as_of=as_of), table=table).rows) == rows


def test_a_map_without_rows_still_has_its_columns() -> None:
    held = drawn("principles", "settings")
    assert (held.cells, [len(one.practices) for one in held.columns]) == ((), [0, 0, 0])


@pytest.mark.parametrize(("rows", "columns"), [("actions", "settings"), ("standards", "moons")])
def test_rows_and_columns_that_there_are_not_are_refused(rows: str, columns: str) -> None:
    with pytest.raises(KeyError):
        drawn(rows, columns)


def test_recommendations_stand_in_the_order_of_their_numbers_whatever_their_theme() -> None:
    table = made_facts([], [])
    last = replace(ASKED["recommendation/2"], iri=ASKED["recommendation/2"].iri + "0", number="20", group="")
    held = drawn(
        "recommendations", "settings", table=replace(table, requirements=(last, *table.requirements))
    )
    assert [row.requirement.number for row in held.rows] == ["1", "1.1", "1.2", "2", "20"]
