"""References keep their words in every form, whatever stands in them."""

from __future__ import annotations

import html
import json
import re

import pytest

from kg.bibliography import write
from kg.publishing import Document, publish
from kg.things.references import Reference

HOSTILE = [
    "Title\r\nER  - \r\nTY  - BOOK",
    "Title} \\input{/etc/passwd} @article{x,",
    "50% of R&D for $5 #1 _under_ ~ ^ \\",
    "<script>alert(1)</script>",
    '"quoted", {braced}',
    "[a](javascript:alert(1)) *b* `c`",
]


def reference(title: str) -> Reference:
    address = "https://example.org/a?b=c&d"
    return Reference("a-key", title, ("NHS England", "A & B"), "2017-05", "First", address, "What it is")


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_has_one_record_whatever_stands_in_it(title: str) -> None:
    lines = write([reference(title)], "ris").decode().split("\r\n")
    assert " ".join(line[:2] for line in lines) == "TY AU AU TI PY DA ET UR AB ID ER "
    assert lines[3] == f"TI  - {' '.join(title.split())}"


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_keeps_the_words(title: str) -> None:
    (one,) = json.loads(write([reference(title)], "csl"))
    assert one["title"] == title
    assert one["issued"] == {"date-parts": [[2017, 5]]}
    assert one["author"][1] == {"literal": "A & B"}


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_is_one_entry_with_its_braces_in_balance(title: str) -> None:
    written = write([reference(title)], "bib").decode()
    bare = written.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert written.startswith("@") and written.count("\n@") == 0
    assert "\\input{" not in written
    assert " & " not in written


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_is_one_item_that_marks_nothing_up(title: str) -> None:
    written = write([reference(title)], "md").decode()
    assert written.count("\n") == 1
    shown = publish(Document("References", written), "html").decode()
    assert re.findall(r"<(\w+)", shown) == ["ul", "li"]
    assert " ".join(title.split()) in html.unescape(shown)


def test_several_are_written_in_order() -> None:
    both = [reference("One"), reference("Two")]
    assert write(both, "ris").count(b"ER  - ") == 2
    assert write([], "csl") == b"[]"
