"""A release for an analyst who works in Python: answers of queries as pandas data frames.

>>> from kg.analyst import Data
>>> data = Data()
>>> data.query("gaps-by-workstream", workstream="workstream/2")

It needs pandas: `pip install "saferpractice[analyst]"`. See docs/python.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.labels import LABEL, NUMBERS
from kg.named import answer, of_release
from kg.named.running import Term
from kg.namespaces import ID, PREFIXES
from kg.query import GRAPHS
from kg.release import Home, open_release
from kg.things import Node

if TYPE_CHECKING:
    import pandas


class Data:
    """An open release. Close it, or use it in a `with`, so that a later build may remove it."""

    def __init__(self, home: str | Path | None = None, release: str | None = None) -> None:
        """Open the release of that name, or the current one, of the folder `home` (or of SAFER_HOME).

        Raises ReleaseError where it cannot be read.
        """
        self.release = open_release(Home(Path(home) if home else None), release)

    def queries(self) -> pandas.DataFrame:
        """The named queries: name, title, question, for whom, parameters."""
        return _frame(
            ["name", "title", "question", "audience", "parameters"],
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "question": one.question,
                    "audience": ", ".join(one.audience),
                    "parameters": ", ".join(f"{it.name}={it.default}" for it in one.parameters),
                }
                for one in of_release(self.release).values()
            ],
        )

    def query(self, name: str, **values: str) -> pandas.DataFrame:
        """The answer of a named query, as `sparql` gives it; the frame's `attrs` say what was asked of what.

        Raises UnknownQueryError and ParameterError.
        """
        found = answer(self.release, name, values)
        frame = self._table(found.columns, found.rows)
        frame.attrs |= {"query": name, "text": found.text}
        return frame

    def sparql(self, text: str) -> pandas.DataFrame:
        """The answer of a SELECT query, known prefixes need not be declared.

        Things are KIND/KEY, with a column of their names beside them; numbers are numbers; what is not bound
        is missing. Raises SyntaxError, and ValueError for a query that is no SELECT.
        """
        found = self.release.store.query(text, default_graph=GRAPHS, prefixes=PREFIXES)
        if not isinstance(found, QuerySolutions):
            raise ValueError("This is no SELECT query: only a SELECT gives a table.")
        columns = [one.value for one in found.variables]
        rows = [{name: term for name in columns if (term := row[name]) is not None} for row in found]
        return self._table(columns, rows)

    def close(self) -> None:
        """Let go of the release."""
        self.release.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _table(self, columns: Iterable[str], rows: Iterable[Mapping[str, Term]]) -> pandas.DataFrame:
        found = list(rows)
        wide = []
        for column in columns:
            things = any(_is_thing(row.get(column)) for row in found)
            wide += [column, column + LABEL] if things else [column]
        cells = [self._cells(row, wide) for row in found]
        frame = _frame(wide, cells)
        frame.attrs["release"] = self.release.name
        return frame

    def _cells(self, row: Mapping[str, Term], wide: list[str]) -> dict[str, Any]:
        cells: dict[str, Any] = {}
        for column, term in row.items():
            cells[column] = _value(term)
            if column + LABEL in wide and isinstance(term, NamedNode):
                cells[column + LABEL] = Node(self.release.store, term.value).title
        return cells


def _frame(columns: list[str], rows: list[dict[str, Any]]) -> pandas.DataFrame:
    import pandas

    return pandas.DataFrame(rows, columns=columns)


def _is_thing(term: Term | None) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID)


def _value(term: Term) -> Any:
    if isinstance(term, Literal):
        return NUMBERS.get(term.datatype.value, str)(term.value)
    return term.value.removeprefix(ID) if isinstance(term, NamedNode) else str(term)
