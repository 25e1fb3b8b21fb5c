"""A field of a record file is changed, and every other byte stays."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.editing import EditError, insert_item, set_fields
from loaders.frontmatter import Place, Sheet, parse

FILE = """---
kind: practice   # a comment
title: 'Tea:  trolley'

links:
  # why this one
  - to: action/1.1
    extent: partial
    rationale: >-
      Two lines
      of text.
    # citations follow
    citations:
      - document: a
        passages:
          - "3:ab"

  - to: action/1.2
    figures: [one,   two]
    extent: minor
last: x
---
The body:  kept
--- not a fence
"""


def data(text: str) -> dict[str, Any]:
    sheet = parse("file.md", text)
    assert isinstance(sheet, Sheet), sheet
    return sheet.data


@pytest.mark.parametrize(
    ("place", "fields", "old", "new"),
    [
        ((), {"last": "y"}, "last: x\n", "last: y\n"),
        ((), {"title": "Tea: two"}, "title: 'Tea:  trolley'\n", "title: 'Tea: two'\n"),
        (("links", 0), {"extent": "full"}, "    extent: partial\n", "    extent: full\n"),
        (("links", 0), {"to": "action/2"}, "  - to: action/1.1\n", "  - to: action/2\n"),
        (
            ("links", 0),
            {"rationale": "One # line: here"},
            "    rationale: >-\n      Two lines\n      of text.\n",
            "    rationale: 'One # line: here'\n",
        ),
        (("links", 1), {"figures": ["two"]}, "    figures: [one,   two]\n", "    figures: [two]\n"),
        (("links", 1), {"figures": None}, "    figures: [one,   two]\n", ""),
        (("links", 1), {"status": "draft"}, "    extent: minor\n", "    extent: minor\n    status: draft\n"),
        (
            ("links", 0),
            {"status": "draft"},
            "    citations:\n",
            "    status: draft\n    citations:\n",
        ),
        (("links", 1), {"nothing": None}, "", ""),
    ],
)
def test_only_the_lines_of_the_field_change(place: Place, fields: dict[str, Any], old: str, new: str) -> None:
    assert set_fields(FILE, place, fields) == FILE.replace(old, new, 1)


def test_a_list_within_a_field_is_written_as_records_have_it() -> None:
    cited = [{"document": "b", "locator": "Page: 1", "passages": ["4:cd", "5:ef"]}]
    text = set_fields(FILE, ("links", 0), {"citations": cited})
    assert data(text)["links"][0]["citations"] == cited
    assert "    citations:\n      - document: b\n        locator: 'Page: 1'\n" in text


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_item_is_put_where_it_belongs_and_the_others_stay(at: int) -> None:
    item = {"to": "action/9", "extent": "full"}
    text = insert_item(FILE, "links", at, item)
    expected = data(FILE)["links"]
    expected.insert(at, item)
    assert data(text)["links"] == expected
    assert text.replace("  - to: action/9\n    extent: full\n", "") == FILE


def test_a_list_that_is_not_there_is_added() -> None:
    text = insert_item("---\nkind: x\n---\nBody\n", "links", 0, {"to": "a"})
    assert text == "---\nkind: x\nlinks:\n  - to: a\n---\nBody\n"


@pytest.mark.parametrize("empty", ["links:", "links: []", "links: null"])
def test_an_empty_list_is_filled(empty: str) -> None:
    text = insert_item(f"---\nkind: x\n{empty}\nlast: y\n---\n", "links", 0, {"to": "a"})
    assert data(text) == {"kind": "x", "links": [{"to": "a"}], "last": "y"}


def test_line_ends_of_windows_stay() -> None:
    text = FILE.replace("\n", "\r\n")
    assert set_fields(text, (), {"last": "y"}) == text.replace("last: x\r\n", "last: y\r\n")


def test_characters_that_end_a_line_elsewhere_do_not_shift_the_lines() -> None:
    text = '---\nkind: "a\u2028b"\nlast: x\n---\n\x0c\x85\u2028\n'
    assert set_fields(text, (), {"last": "y"}) == text.replace("last: x", "last: y")


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("---\nlinks:\n  - {to: a, extent: full}\n---\n", ("links", 0), "between braces"),
        ("---\nlinks: [{to: a}]\n---\n", ("links", 0), "between braces"),
    ],
)
def test_what_is_written_between_braces_is_refused(text: str, place: Place, says: str) -> None:
    with pytest.raises(EditError, match=says):
        set_fields(text, place, {"extent": "minor"})


def test_an_item_is_not_put_between_brackets() -> None:
    with pytest.raises(EditError, match="between brackets"):
        insert_item("---\nlinks: [{to: a}]\n---\n", "links", 0, {"to": "b"})


def test_the_first_field_of_an_item_is_not_taken_away() -> None:
    with pytest.raises(EditError, match="first field"):
        set_fields(FILE, ("links", 0), {"to": None})
