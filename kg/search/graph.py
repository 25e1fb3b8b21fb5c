"""What search reads from a release's graph: the rows of its queries, by thing."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from kg.query import GRAPHS, Row, plain

FOLDER = Path(__file__).parent / "queries"


@cache
def text(name: str) -> str:
    """The text of a query of search."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def rows(store: Store, name: str) -> list[Row]:
    """The rows of a query of search in a fixed order; what a row does not bind is left out."""
    found = store.query(text(name), default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions), f"{name}.rq is no SELECT query"
    names = [variable.value for variable in found.variables]
    read = [{key: plain(row[key]) for key in names if row[key] is not None} for row in found]
    return sorted(read, key=lambda row: [row.get(key, "") for key in names])


def by_thing(store: Store, name: str) -> dict[str, list[Row]]:
    """The rows of a query of search by the IRI that they bind to ?thing."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows(store, name):
        grouped[row["thing"]].append(row)
    return dict(grouped)
