"""The queries of kg: each is a `.rq` file in `kg/queries`, run on the release's default graphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from kg.namespaces import ASSERTED, DEFAULT_GRAPHS

FOLDER = Path(__file__).parent / "queries"
GRAPHS: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(graph) for graph in DEFAULT_GRAPHS]
Row = dict[str, str]


@cache
def text(name: str) -> str:
    """The text of a query of kg."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def rows(store: Store, name: str, **known: str) -> list[Row]:
    """The rows of a query of kg; `known` binds variables to IRIs. Unbound variables are left out."""
    return _rows(store, name, GRAPHS, known)


def asserted_rows(store: Store, name: str) -> list[Row]:
    """The rows of a query that needs nothing inferred: without the union of graphs it is two times faster."""
    return _rows(store, name, [NamedNode(ASSERTED)], {})


def _rows(
    store: Store, name: str, graphs: list[NamedNode | BlankNode | DefaultGraph], known: dict[str, str]
) -> list[Row]:
    bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(key): NamedNode(value) for key, value in known.items()
    }
    found = store.query(text(name), default_graph=graphs, substitutions=bound)
    assert isinstance(found, QuerySolutions), f"{name}.rq is no SELECT query"
    names = [variable.value for variable in found.variables]
    return [
        {name: plain(term) for name, term in zip(names, row, strict=True) if term is not None} | known
        for row in found
    ]


def plain(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """The text of a term."""
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term.value
