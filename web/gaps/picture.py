"""The gaps as a picture: where each mark and word of it stands. The template gaps/picture.svg draws it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from kg.coverage import STATES, Coverage, GapMap
from kg.things.gaps import Row
from web import release
from web.filters import label, meaning
from web.gaps import said
from web.gaps.cells import named
from web.gaps.chosen import Chosen

LEFT, PITCH, LINE = 440, 58, 36
"""Pixels: the width of the row's names, from column to column, from row to row."""
TOP, LETTER, SLANT = 60, 6.4, math.sin(math.radians(50))
"""Pixels above the headings and a letter's usual width; how steep the headings stand."""
SIZE = "The more practices, the larger the mark; their number stands in it."
ROW_LETTERS, HEAD_LETTERS = 62, 34
LEAST, MOST, GROWTH = 6.0, 16.0, 3.4
"""Radius of a mark in pixels for no practice, its limit, and how it grows with the root of the number."""


@dataclass(frozen=True)
class Mark:
    """A cell of the picture: its middle, the radius of its mark, its number and state, and its words."""

    x: float
    y: float
    radius: float
    number: int
    state: str
    fragile: bool
    words: str


@dataclass(frozen=True)
class Text:
    """Lines of text that begin at a place; `strong` is for what opens to the rows below it."""

    x: float
    y: float
    lines: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """The picture: its size in pixels, its words and its marks."""

    width: int
    height: int
    head: int
    foot: int
    title: str
    rows: tuple[Text, ...]
    columns: tuple[Text, ...]
    marks: tuple[Mark, ...]
    key: tuple[tuple[Mark, Text], ...]
    notes: tuple[Text, ...]


Lines = Sequence[tuple[str, int, Sequence[Coverage]]]
"""The name, the depth and the cells of each row."""


def of_map(asked: Chosen, held: GapMap, title: str) -> str:
    """The map as SVG."""
    lines = [
        (
            f"{row.requirement.number}: {row.requirement.title}",
            row.depth,
            [row.whole, *(cell.coverage for cell in line)],
        )
        for row, line in zip(held.rows, held.cells, strict=True)
    ]
    return _drawn(asked, lines, ["All", *map(named, held.columns)], title)


def of_list(asked: Chosen, rows: list[Row], title: str) -> str:
    """The list as SVG: one column, all practice."""
    lines = []
    for row in rows:
        one = row.standing.coverage
        lines.append((f"{one.asked.number}: {one.asked.title}", len(one.asked.wholes), [one]))
    return _drawn(asked, lines, ["All"], title)


def _drawn(asked: Chosen, lines: Lines, columns: Sequence[str], title: str) -> str:
    picture = lay_out(lines, columns, title, said.measured_by(release.current(), asked.asked))
    return render_template("gaps/picture.svg", picture=picture)


def lay_out(lines: Lines, columns: Sequence[str], title: str, measured: Sequence[tuple[str, str]]) -> Picture:
    """Where everything of the picture stands."""
    heads = [tuple(textwrap.wrap(one, HEAD_LETTERS)) for one in columns]
    longest = max(len(line) for head in heads for line in head)
    head = TOP + round(longest * LETTER * SLANT) + 24
    width = max(1000, LEFT + PITCH * len(columns) + round(longest * LETTER * 0.7))
    foot = head + LINE * len(lines) + 40
    key = _key(foot)
    notes = _notes(foot + 28 * len(key) + 24, measured, width)
    return Picture(
        width=width,
        height=round(max(note.y + 17 * len(note.lines) for note in notes) + 16),
        head=head,
        foot=foot,
        title=title,
        rows=tuple(_name(name, depth, head + LINE * at) for at, (name, depth, _) in enumerate(lines)),
        columns=tuple(Text(LEFT + PITCH * (at + 0.5), head - 8, names) for at, names in enumerate(heads)),
        marks=tuple(
            _mark(
                LEFT + PITCH * (column + 0.5), head + LINE * (row + 0.5), cover, f"{name}; {columns[column]}"
            )
            for row, (name, _, covers) in enumerate(lines)
            for column, cover in enumerate(covers)
        ),
        key=key,
        notes=notes,
    )


def _name(name: str, depth: int, y: float) -> Text:
    lines = tuple(textwrap.wrap(name, ROW_LETTERS - 3 * depth, max_lines=2, placeholder=" …"))
    return Text(16 + 16 * depth, y + (LINE / 2 + 4 if len(lines) == 1 else LINE / 2 - 4), lines, not depth)


def _mark(x: float, y: float, cover: Coverage, where: str) -> Mark:
    words = f"{where}: {cover.number}, {label(cover.state, 'coverage-state')}. {cover.reason}"
    return Mark(x, y, radius(cover.number), cover.number, cover.state, cover.fragile, words)


def radius(practices: int) -> float:
    """The radius of the mark of so many practices, in pixels."""
    return min(LEAST + GROWTH * math.sqrt(practices), MOST) if practices else LEAST


def _key(top: float) -> tuple[tuple[Mark, Text], ...]:
    """Every state with its mark and its meaning, then the ring of what hangs on one link."""
    said_of = [
        (state, False, f"{label(state, 'coverage-state')}: {meaning(state, 'coverage-state')}")
        for state in STATES
    ]
    said_of.append(("thin", True, f"Dashed ring: {said.HANGS}. {said.HANGS_MEANS}"))
    return tuple(
        (
            Mark(30, top + 28 * at, radius(1), int(state in ("covered", "thin")), state, fragile, words),
            Text(56, top + 28 * at + 4, (words,)),
        )
        for at, (state, fragile, words) in enumerate(said_of)
    )


def _notes(top: float, measured: Sequence[tuple[str, str]], width: int) -> tuple[Text, ...]:
    notes = []
    y = top
    for name, words in (("Size", SIZE), *measured):
        lines = tuple(textwrap.wrap(f"{name}: {words}", round((width - 32) / LETTER)))
        notes.append(Text(16, y, lines))
        y += 17 * len(lines) + 4
    return tuple(notes)
