"""What can be chosen for a parameter: the rows of the query that fills its drop-down."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.named.model import ANY, Parameter
from kg.namespaces import ID, PREFIXES
from kg.query import GRAPHS, plain


@dataclass(frozen=True)
class Choice:
    """A line of a drop-down: what is sent and what is shown."""

    value: str
    label: str


def choices(store: Store, parameter: Parameter) -> list[Choice]:
    """The lines of a parameter's drop-down in the order of its query; none where it has no such query."""
    if not parameter.choices:
        return []
    found = store.query(parameter.choices, default_graph=GRAPHS, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    rows = [Choice(_written(row["value"]), plain(row["label"])) for row in found]
    return [Choice(ANY, "Any"), *rows] if parameter.default == ANY else rows


def _written(term: object) -> str:
    """A value as a reader writes it: a thing as KIND/KEY."""
    return term.value.removeprefix(ID) if isinstance(term, NamedNode) else plain(term)  # type: ignore[arg-type]
