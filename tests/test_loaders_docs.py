"""docs/records.md describes every format, every field, whether it is needed, and every choice it offers."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import pytest
from made_support import ROOT, models
from pydantic import BaseModel

from loaders.parts import Part
from loaders.records import MODELS

DOCUMENTED = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
FORMATS = sorted(
    {
        base
        for model in models(*MODELS.values())
        for base in model.__mro__
        if issubclass(base, Part) and base is not Part
    },
    key=lambda model: model.__name__,
)


def rows(name: str) -> dict[str, tuple[str, str]]:
    """The table of a format: whether each field is needed, and what it holds."""
    part = DOCUMENTED.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    return {
        row[0]: (row[1], row[2])
        for row in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", part, re.MULTILINE)
    }


def choices(annotation: Any) -> set[str]:
    """The words that a field chooses from."""
    found = {part for part in get_args(annotation) if isinstance(part, str)}
    return found.union(*(choices(part) for part in get_args(annotation) if not isinstance(part, str)))


@pytest.mark.parametrize("model", FORMATS, ids=lambda model: model.__name__)
def test_every_field_of_a_format_is_documented_and_no_other(model: type[BaseModel]) -> None:
    own = {name: model.model_fields[name] for name in model.__annotations__ if name in model.model_fields}
    documented = rows(model.__name__)
    assert set(documented) == set(own)
    hints = get_type_hints(model, include_extras=True)
    for name, field in own.items():
        needed, text = documented[name]
        default = f"no: {field.default}" if isinstance(field.default, str) and field.default else "no"
        assert needed == ("yes" if field.is_required() else default), name
        assert {choice for choice in choices(hints[name]) if f"`{choice}`" not in text} == set(), name


def test_every_kind_is_in_the_table_with_its_format() -> None:
    found = dict(re.findall(r"^\| `([\w-]+)` \| `[\w-]+` \| \[(\w+)\]\(#\w+\) \|$", DOCUMENTED, re.MULTILINE))
    assert found == {kind: model.__name__ for kind, model in MODELS.items()}


def test_the_folders_named_are_those_of_the_corpus() -> None:
    named = dict(re.findall(r"^\| `([\w-]+)` \| `([\w-]+)` \|", DOCUMENTED, re.MULTILINE))
    for path in (ROOT / "corpus").rglob("*.md"):
        kind = re.search(r"^kind: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if kind:
            assert path.relative_to(ROOT / "corpus").parts[0] == named[kind[1]], path


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = {heading.lower() for heading in re.findall(r"^### (\w+)$", DOCUMENTED, re.MULTILINE)}
    assert set(re.findall(r"\]\(#(\w+)\)", DOCUMENTED)) <= headings
