"""Who reports to whom: the groups as trees, and where each stands in a picture of them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.node import Node, of_class, ordered

WIDE, HIGH, ACROSS, DOWN = 220, 76, 270, 92
"""The size of a box of the picture, and the distances from box to box, in pixels."""
LINE = 26
"""So many letters of a name stand on a line of a box."""
LINES = 3


@dataclass(frozen=True)
class Branch:
    """A body with the groups that report to it. A group that reports to two stands under both."""

    node: Node
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class Box:
    """A body in the picture: the lines of its name, and its upper left corner in pixels."""

    node: Node
    lines: tuple[str, ...]
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """The bodies as boxes from left to right; an arrow goes from who reports to whom it reports to."""

    boxes: tuple[Box, ...]
    arrows: tuple[tuple[Box, Box], ...]
    width: int
    height: int


@dataclass(frozen=True)
class Governance:
    """The trees of those who report, and the groups of which nothing is said of reporting."""

    trees: tuple[Branch, ...]
    apart: tuple[Node, ...]
    groups: int


def governance(store: Store) -> Governance:
    """All governance groups."""
    groups = of_class(store, "GovernanceGroup")
    heard = {above for one in groups for above in one.nodes("reportsTo")}
    roots = ordered(one for one in heard if not one.nodes("reportsTo"))
    trees = tuple(branch(root) for root in roots)
    known = {node for tree in trees for node in within(tree)}
    return Governance(trees, tuple(one for one in groups if one not in known), len(groups))


def branch(node: Node, above: tuple[Node, ...] = ()) -> Branch:
    """A body with all that report to it, directly or not. A ring of reports is cut where it closes."""
    path = (*above, node)
    below = [one for one in node.incoming("reportsTo") if one not in path]
    return Branch(node, tuple(branch(one, path) for one in below))


def within(tree: Branch) -> list[Node]:
    """Every body of a tree."""
    return [tree.node, *(node for one in tree.below for node in within(one))]


def picture(trees: tuple[Branch, ...]) -> Picture:
    """Where each body stands, once: as far right as the longest way down to it, beside its first body above.

    A body with nobody new below it begins a row.
    """
    depths: dict[Node, int] = {}
    for tree in trees:
        _deepen(tree, 0, depths)
    boxes: dict[Node, Box] = {}
    arrows: dict[tuple[Node, Node], None] = {}
    row = 0

    def place(tree: Branch) -> None:
        nonlocal row
        new = [one for one in tree.below if one.node not in boxes]
        for one in new:
            place(one)
        rows = [boxes[one.node].y for one in new]
        y = (min(rows) + max(rows)) // 2 if rows else row * DOWN
        row += not rows
        boxes[tree.node] = Box(tree.node, wrapped(tree.node.title), depths[tree.node] * ACROSS, y)
        arrows.update({(one.node, tree.node): None for one in tree.below})

    for tree in trees:
        place(tree)
    width = max((box.x for box in boxes.values()), default=0) + WIDE
    joined = tuple((boxes[below], boxes[above]) for below, above in arrows)
    return Picture(tuple(boxes.values()), joined, width, max(row - 1, 0) * DOWN + HIGH)


def _deepen(tree: Branch, depth: int, depths: dict[Node, int]) -> None:
    depths[tree.node] = max(depth, depths.get(tree.node, 0))
    for one in tree.below:
        _deepen(one, depth + 1, depths)


def wrapped(title: str) -> tuple[str, ...]:
    """A name in lines that fit into a box."""
    return tuple(textwrap.wrap(title, LINE, max_lines=LINES, placeholder=" …"))
