"""docs/queries.md says what each field of a header and each type of parameter is, and its example is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.named import TYPES
from kg.named.header import FIELDS, PARAMETER_FIELDS, entries, split

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "queries.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [*FIELDS, *PARAMETER_FIELDS])
def test_each_field_of_a_header_is_documented(field: str) -> None:
    assert f"\n| `{field}` | " in DOCS


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_of_parameter_is_documented(kind: str) -> None:
    assert f"\n| `{kind}` | " in DOCS


def test_the_example_of_a_header_has_every_field() -> None:
    (example,) = re.findall(r"```\n(# Title.*?)```", DOCS, re.DOTALL)
    found = entries(split(example)[0])
    assert {one.key for one in found} == set(FIELDS)
    assert {one.key for one in found[-1].inner} == set(PARAMETER_FIELDS)
