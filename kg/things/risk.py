"""A risk matrix as a table: a rating for every likelihood and impact, and both scales."""

from __future__ import annotations

from dataclasses import dataclass

from kg.things.node import Node


@dataclass(frozen=True)
class ScaleValue:
    """One value of a scale: its score (1 to 5), its name and what it means."""

    node: Node
    score: int
    descriptors: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The fragment of the matrix's page at which it stands."""
        return f"scale-value-{self.node.key.rpartition('/')[2]}"


@dataclass(frozen=True)
class Cell:
    """A rating; `rating` is the concept, whose key is g, g-a, a, a-r or r."""

    node: Node
    impact: int
    rating: Node

    @property
    def anchor(self) -> str:
        """The fragment of the matrix's page at which it stands."""
        return f"risk-cell-{self.node.key.rpartition('/')[2]}"


@dataclass(frozen=True)
class Matrix:
    """A risk matrix: each row is a likelihood, the highest first, with its cells by impact from 1."""

    rows: tuple[tuple[ScaleValue, tuple[Cell, ...]], ...]
    likelihood: tuple[ScaleValue, ...]
    impact: tuple[ScaleValue, ...]


def matrix(node: Node) -> Matrix:
    """The table of a risk matrix."""
    cells: dict[int, list[Cell]] = {}
    for one in node.nodes("cell"):
        rating = one.node("rating")
        assert rating is not None, f"{one.iri} has no rating, which the shapes forbid"
        cell = Cell(one, int(one.text("impact") or 0), rating)
        cells.setdefault(int(one.text("likelihood") or 0), []).append(cell)
    likelihood = scale(node, "likelihood")
    rows = [
        (one, tuple(sorted(cells[one.score], key=lambda cell: cell.impact))) for one in reversed(likelihood)
    ]
    return Matrix(tuple(rows), likelihood, scale(node, "impact"))


def scale(node: Node, name: str) -> tuple[ScaleValue, ...]:
    """The values of a scale (likelihood or impact) from the lowest."""
    found = [
        ScaleValue(one, int(one.text("score") or 0), tuple(one.texts("descriptor")))
        for one in node.nodes("scaleValue")
        if one.text("scale") == name
    ]
    return tuple(sorted(found, key=lambda one: one.score))
