"""What of an answer can be drawn: bars of a text and a number, or a network of things."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from kg.labels import plain
from kg.namespaces import ID
from kg.sparql.answers import Term

MOST_BARS = 40
MOST_NODES = 60
MOST_EDGES = 150
"""More than these nobody can read in a picture; the table has them all."""
LONGEST = 100
"""Letters of a name in a picture. A stranger's query can make a text of a million."""
Row = Sequence[Term | None]
Called = Callable[[Term], str]


@dataclass(frozen=True)
class Bars:
    """Labels with their numbers, in the answer's order, from the columns `label` and `number`.

    `left_out` counts the rows that have no number or are more than can be read.
    """

    label: str
    number: str
    bars: tuple[tuple[str, float], ...]
    left_out: int


@dataclass(frozen=True)
class Network:
    """Things by IRI with what they are called, and relations (start, end, name) among them.

    `left_out` counts the relations that are more than can be read.
    """

    nodes: tuple[tuple[str, str], ...]
    edges: tuple[tuple[str, str, str], ...]
    left_out: int


def bars(columns: Sequence[str], rows: Sequence[Row], called: Called) -> Bars | None:
    """The last column of numbers by the first other column; None where there are no two such numbers.

    Where its texts come twice, those of the next columns stand beside them. Numbers below zero are none.
    """
    numbers = [at for at in range(len(columns)) if _numeric([row[at] for row in rows])]
    others = [at for at in range(len(columns)) if at not in numbers[-1:] and any(row[at] for row in rows)]
    if not numbers or not others:
        return None
    whole = [row for row in rows if row[numbers[-1]] is not None]
    found = _apart([[_short(called(term)) for at in others if (term := row[at])] for row in whole])
    drawn = [(label, float(plain(row[numbers[-1]]))) for label, row in zip(found, whole, strict=True)]
    if len(drawn) < 2:
        return None
    shown = tuple(drawn[:MOST_BARS])
    return Bars(columns[others[0]], columns[numbers[-1]], shown, len(rows) - len(shown))


def _numeric(terms: Sequence[Term | None]) -> bool:
    """Whether there are numbers and nothing else, none of them below zero or endless."""
    values = [plain(term) for term in terms if term is not None]
    return bool(values) and all(map(_drawable, values))


def _drawable(value: str | float) -> bool:
    try:
        return not isinstance(value, str) and math.isfinite(value) and value >= 0
    except OverflowError:
        return False  # an integer that no float can hold


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _apart(rows: Sequence[Sequence[str]]) -> list[str]:
    """One text a row, of as few of its texts as tell it from all others, else with its number."""
    for many in range(1, max(map(len, rows), default=0) + 1):
        labels = [", ".join(row[:many]) for row in rows]
        if len(set(labels)) == len(labels):
            return labels
    return [f"{at}. {', '.join(row[:1])}" for at, row in enumerate(rows, 1)]


def network(columns: Sequence[str], rows: Sequence[Row], called: Called) -> Network | None:
    """The relations that the rows tell among things; None where they tell none.

    Three columns whose second holds no things of ours are subject, predicate and object. Else each row
    relates the thing in its first column of things to those in the others, by the name of the column.
    """
    told = list(dict.fromkeys(_relations(columns, rows, called)))
    nodes: dict[str, str] = {}
    edges: list[tuple[str, str, str]] = []
    for start, end, name in told:
        fresh = [one for one in dict.fromkeys((start, end)) if _id(one) not in nodes]
        if len(nodes) + len(fresh) > MOST_NODES or len(edges) == MOST_EDGES:
            continue
        nodes |= {_id(one): _short(called(one)) for one in fresh}
        edges.append((_id(start), _id(end), name))
    return Network(tuple(nodes.items()), tuple(edges), len(told) - len(edges)) if edges else None


def _relations(
    columns: Sequence[str], rows: Sequence[Row], called: Called
) -> list[tuple[Term, Term, str]]:
    if _triples(columns, rows):
        return [
            (start, end, _short(called(by)))
            for start, by, end in rows
            if start and by and end and _thing(start) and _thing(end)
        ]
    things = [at for at in range(len(columns)) if any(isinstance(row[at], NamedNode) for row in rows)]
    return [
        (start, end, columns[at])
        for row in rows
        for at in things[1:]
        if (start := row[things[0]]) and (end := row[at]) and start != end and _thing(start) and _thing(end)
    ]


def _triples(columns: Sequence[str], rows: Sequence[Row]) -> bool:
    middle = [row[1] for row in rows] if len(columns) == 3 else []
    return bool(middle) and all(
        isinstance(term, NamedNode) and not term.value.startswith(ID) for term in middle
    )


def _thing(term: Term | None) -> bool:
    return isinstance(term, NamedNode | BlankNode)


def _id(term: Term) -> str:
    return str(term.value) if isinstance(term, NamedNode) else str(term)
