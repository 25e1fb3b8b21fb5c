"""Coverage in a slice: which practice belongs to it, and two slices crossed."""

from __future__ import annotations

import pytest
from coverage_support import ASKED, POLICY, Link, Made, made_facts

from kg.coverage import Filters, coverage

ANT = Made("ant", settings=("ward",), leads=("coast",))
BEE = Made("bee", settings=("clinic",), leads=("coast", "hills"))
CAT = Made("cat", settings=(), leads=("hills",))
LINKS = [
    Link("ant", "action/1.1"),
    Link("bee", "action/1.1"),
    Link("cat", "action/1.1"),
    Link("bee", "recommendation/2"),
    Link("ant", "standard/grid/a.1", "minor"),
    Link("cat", "standard/grid/a.1"),
]


def of(name: str, **slices: str) -> list[str]:
    """The keys of the practices that count for a requirement in a slice."""
    table = made_facts([ANT, BEE, CAT], LINKS)
    covers = coverage(table, POLICY, filters=Filters(**slices))
    return [one.rpartition("/")[2] for one in covers[ASKED[name].iri].practices]


@pytest.mark.parametrize(
    ("slices", "practices"),
    [
        ({"setting": "ward"}, ["ant"]),
        ({"setting": "hospital"}, ["ant"]),
        ({"setting": "clinic"}, ["bee"]),
        ({"collaborative": "coast"}, ["ant", "bee"]),
        ({"collaborative": "hills"}, ["bee", "cat"]),
        ({"collaborative": "hills", "setting": "clinic"}, ["bee"]),
        ({"collaborative": "hills", "setting": "ward"}, []),
        ({"standard": "grid/a.1"}, ["ant", "cat"]),
        ({}, ["ant", "bee", "cat"]),
    ],
)
def test_practice_belongs_to_what_it_names_and_to_what_is_wider(
    slices: dict[str, str], practices: list[str]
) -> None:
    assert of("action/1.1", **slices) == practices


@pytest.mark.parametrize(
    ("name", "slices", "practices"),
    [
        ("action/1.1", {"workstream": "1"}, ["ant", "bee", "cat"]),
        ("action/1.1", {"workstream": "2"}, ["bee"]),
        ("action/1.1", {"theme": "2"}, ["bee"]),
        ("recommendation/2", {"workstream": "1"}, ["bee"]),
        ("recommendation/2", {"workstream": "1", "setting": "ward"}, []),
        ("standard/grid/a.1", {"workstream": "2"}, []),
        ("standard/grid/a.1", {"theme": "1"}, ["cat"]),
    ],
)
def test_practice_belongs_to_a_workstream_or_theme_when_it_addresses_something_there(
    name: str, slices: dict[str, str], practices: list[str]
) -> None:
    assert of(name, **slices) == practices


@pytest.mark.parametrize(
    "slices",
    [{"setting": "moon"}, {"workstream": "9"}, {"theme": "x"}, {"standard": "grid/z"}, {"office": "coast"}],
)
def test_a_slice_that_there_is_not_is_no_empty_slice(slices: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        of("action/1.1", **slices)
