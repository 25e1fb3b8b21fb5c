"""Example queries: the `.rq` files of `corpus/queries`, each with a title and the question it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEADER = re.compile(r"\A# Title: (?P<title>.+)\n# Question: (?P<question>.+)\n")


class ExampleError(Exception):
    """An example query without title or question; the message says which file and how to mend it."""


@dataclass(frozen=True)
class Example:
    """A query that readers may start from."""

    name: str
    title: str
    question: str
    text: str


def read(folder: Path) -> list[Example]:
    """The example queries of a folder in the order of their names. Raises ExampleError."""
    return [_read(path) for path in sorted(folder.glob("*.rq"))]


def _read(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    header = HEADER.match(text)
    if header is None:
        raise ExampleError(
            f"{path.name}, line 1: an example begins with the two lines "
            '"# Title: ..." and "# Question: ...". Add them.'
        )
    return Example(path.stem, header["title"], header["question"], text)
