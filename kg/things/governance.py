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
    """The trees as boxes from left to right; an arrow goes from who reports to whom it reports to."""

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
    """Where each body stands: further right the further down it reports, each end on a row of its own."""
    boxes: list[Box] = []
    arrows: list[tuple[Box, Box]] = []
    row = 0

    def place(tree: Branch, depth: int) -> Box:
        nonlocal row
        below = [place(one, depth + 1) for one in tree.below]
        y = (below[0].y + below[-1].y) // 2 if below else row * DOWN
        row += not below
        box = Box(tree.node, wrapped(tree.node.title), depth * ACROSS, y)
        boxes.append(box)
        arrows.extend((one, box) for one in below)
        return box

    for tree in trees:
        place(tree, 0)
    width = max((box.x for box in boxes), default=0) + WIDE
    return Picture(tuple(boxes), tuple(arrows), width, max(row - 1, 0) * DOWN + HIGH)


def wrapped(title: str) -> tuple[str, ...]:
    """A name in lines that fit into a box."""
    return tuple(textwrap.wrap(title, LINE, max_lines=LINES, placeholder=" …"))
