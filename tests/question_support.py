"""What the tests of competency questions share: a question, its answer from the document, its query."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.query import GRAPHS, plain
from kg.sparql.prefixes import with_prefixes

FOLDER = Path(__file__).parent / "questions"
HEADER = re.compile(r"^# (?P<name>question|source|answer): (?P<text>\S.*)$")
ORDERED = re.compile(r"\border\s+by\b[^}]*\Z", re.IGNORECASE)
Answer = list[tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A question that one document answers, the answer as rows of texts, and the query that finds it."""

    name: str
    document: str
    question: str
    source: str
    answer: tuple[tuple[str, ...], ...]
    query: str

    @property
    def ordered(self) -> bool:
        """Whether the order of the rows is part of the answer: the query ends in an ORDER BY."""
        return ORDERED.search(self.query) is not None


def read(path: Path) -> Question:
    """A question from a `.rq` file.

    Raises ValueError with the file and what is missing where the header has no question, source or
    answer. An answer has one line a row, with its columns joined by " | ".
    """
    found: dict[str, list[str]] = {"question": [], "source": [], "answer": []}
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if header := HEADER.match(line):
            found[header["name"]].append(header["text"].strip())
    missing = [name for name, texts in found.items() if not texts]
    if missing:
        raise ValueError(f"{path}: the header has no {', '.join(missing)}; write '# {missing[0]}: …'")
    rows = tuple(tuple(row.split(" | ")) for row in found["answer"])
    name = str(path.relative_to(FOLDER).with_suffix(""))
    query = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return Question(name, path.parent.name, found["question"][0], found["source"][0], rows, query)


def read_all() -> list[Question]:
    """All questions, in the order of their names."""
    return [read(path) for path in sorted(FOLDER.glob("*/*.rq"))]


def ask(store: Store, question: Question) -> Answer:
    """What a release answers: a row of texts for each solution; an unbound variable is an empty text."""
    found = store.query(with_prefixes(question.query), default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions), f"{question.name} is no SELECT query"
    names = [variable.value for variable in found.variables]
    return [tuple("" if row[name] is None else plain(row[name]) for name in names) for row in found]


def difference(question: Question, found: Answer) -> str:
    """Empty where the answers agree; else the question, what the document says and what was found."""
    expected = list(question.answer)
    same = expected == found if question.ordered else Counter(expected) == Counter(found)
    if same:
        return ""
    return f"{question.question}\nexpected ({question.source}):\n{_lines(expected)}\nfound:\n{_lines(found)}"


def _lines(rows: Answer) -> str:
    return "\n".join("  " + " | ".join(row) for row in rows) or "  nothing"
