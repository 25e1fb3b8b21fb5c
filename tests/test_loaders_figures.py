"""Figures: what number a printed figure means, and which numbers stand in a text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.figures import FigureError, numbers, plain, value_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7", "7"),
        ("2,439", "2439"),
        ("four hundred", "400"),
        ("two million", "2000000"),
        ("1,234,567", "1234567"),
        ("8.5%", "8.5"),
        ("0.05", "0.05"),
        ("£1.3m", "1300000"),
        ("£1.3 million", "1300000"),
        ("€20k", "20000"),
        ("$2bn", "2000000000"),
        ("40 thousand", "40000"),
        ("seven", "7"),
        ("zero", "0"),
        ("Twenty", "20"),
        ("about 55 per cent", "55"),
        ("23.5cm", "23.5"),
        ("10th", "10"),
        ("5km", "5"),
        ("100+", "100"),
        ("(60%)", "60"),
        ("-4", "4"),
    ],
)
def test_a_printed_figure_means_one_number(printed: str, value: str) -> None:
    assert value_of(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "many", "one", "a third", "Model2", "A3"])
def test_a_figure_without_a_number_is_refused(printed: str) -> None:
    with pytest.raises(FigureError, match="holds no number; give one figure"):
        value_of(printed)


@pytest.mark.parametrize("printed", ["2016/17", "5 to 7", "one in five of 20", "12-14"])
def test_a_figure_with_two_numbers_is_refused(printed: str) -> None:
    with pytest.raises(FigureError, match="holds 2 numbers"):
        value_of(printed)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no figures here", []),
        ("one of them", []),
        ("two wards, 3 units and four teams", [2, 3, 4]),
        ("in 2016/17 and 2018-19", [2016, 17, 2018, 19]),
        ("falls (2,439) fell to 1,100.", [2439, 1100]),
        ("24/7 care, 365 days.", [24, 7, 365]),
        ("Model2 of 3", [3]),
        ("freephone often weighty", []),
        ("SEVEN sites", [7]),
        ("version 3.5", ["3.5"]),
        ("saved £3.2m of £10m", [3200000, 10000000]),
        ("10 minutes", [10]),
        ("teams,40 of them", [40]),
        ("p.12", [12]),
        ("10 m", [10000000]),
    ],
)
def test_the_numbers_of_a_text_are_read_in_order(text: str, values: list[int | str]) -> None:
    assert numbers(text) == [Decimal(value) for value in values]


@given(st.integers(0, 10**9))
def test_a_number_with_commas_or_without_is_the_same(number: int) -> None:
    assert value_of(f"{number:,}") == value_of(str(number)) == number


@given(st.decimals(0, 10**6, places=3))
def test_a_plain_value_is_the_same_number_without_exponent_or_trailing_zeros(value: Decimal) -> None:
    written = plain(value)
    assert Decimal(written) == value
    assert set(written) <= set("0123456789.")
    assert not ("." in written and written.endswith(("0", ".")))


def test_a_plain_value_has_no_exponent() -> None:
    assert plain(Decimal("1E+6")) == "1000000"
    assert plain(value_of("£1.30m")) == "1300000"
