"""The picture on /ontology: the main classes as boxes in a grid, the relations between them as arrows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.things.ontology import Ontology

WIDTH, HEIGHT, ACROSS, DOWN = 190, 46, 370, 110
"""Pixels: the size of a box, and from one box to the next."""
MARGIN = 40  # pixels on the right, for words beside the last arrow
PLACES = {
    "Document": (0, 0),
    "Citation": (0, 1),
    "Assertion": (0, 2),
    "Practice": (0, 3),
    "Outcome": (0, 4),
    "Assessment": (1, 1),
    "Coverage": (1, 2),
    "Requirement": (1, 3),
    "ProgressNote": (1, 4),
    "Recommendation": (2, 3),
    "Workstream": (2, 4),
    "Framework": (2, 2),
}
"""Name of a class -> column and row of its box."""
ARROWS = (
    ("Citation", "citedDocument", "Document"),
    ("Assertion", "citation", "Citation"),
    ("Assertion", "subject", "Practice"),
    ("Assertion", "object", "Requirement"),
    ("Practice", "addresses", "Requirement"),
    ("Practice", "outcome", "Outcome"),
    ("Assessment", "searchedDocument", "Document"),
    ("Coverage", "coverageOf", "Requirement"),
    ("ProgressNote", "progressOf", "Requirement"),
    ("Requirement", "groupedUnder", "Framework"),
    ("Recommendation", "inWorkstream", "Workstream"),
)
"""From which class which relation leads to which."""
KINDS = (("Recommendation", "Requirement"),)
"""A class that is a kind of another, where both have a box."""


@dataclass(frozen=True)
class Box:
    """A class: its name, what it is called, and the left upper corner of its box."""

    name: str
    label: str
    x: int
    y: int


@dataclass(frozen=True)
class Arrow:
    """A relation, or "a kind of": its term, its name and the name's place, from whose edge to whose."""

    name: str
    label: str
    start: tuple[int, int]
    end: tuple[int, int]
    words: tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """Boxes and arrows on a ground of some size."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def picture(ontology: Ontology) -> Picture:
    """The picture of an ontology; classes and relations that it does not have are left out."""
    classes = {one.name: one.label for one in ontology.classes}
    properties = {one.name: one.label for one in ontology.properties}
    boxes = {
        name: Box(name, classes[name], column * ACROSS, row * DOWN)
        for name, (column, row) in PLACES.items()
        if name in classes
    }
    arrows = tuple(
        _arrow(name, properties[name], boxes[start], boxes[end])
        for start, name, end in ARROWS
        if name in properties and start in boxes and end in boxes
    )
    arrows += tuple(
        _arrow(one, "a kind of", boxes[one], boxes[above])
        for one, above in KINDS
        if one in boxes and above in boxes
    )
    width = max((one.x for one in boxes.values()), default=0) + WIDTH + MARGIN
    height = max((one.y for one in boxes.values()), default=0) + HEIGHT
    return Picture(tuple(boxes.values()), arrows, width, height)


def _arrow(name: str, label: str, start: Box, end: Box) -> Arrow:
    """A line from edge to edge: down or up within a column, else from side to side."""
    if start.x == end.x:
        x = start.x + WIDTH // 2
        down = start.y < end.y
        first, last = (start.y + HEIGHT, end.y) if down else (start.y, end.y + HEIGHT)
        return Arrow(name, label, (x, first), (x, last), (x + 8, (first + last) // 2 + 5))
    right = start.x < end.x
    first, last = (start.x + WIDTH, end.x) if right else (start.x, end.x + WIDTH)
    begin, finish = (first, start.y + HEIGHT // 2), (last, end.y + HEIGHT // 2)
    return Arrow(name, label, begin, finish, ((first + last) // 2 - 20, (begin[1] + finish[1]) // 2 - 8))
