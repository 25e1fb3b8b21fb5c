"""The figures of a practice as search reads and shows them: in the words of `kg.things.figures`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.things.figures import Figure

ORDER = ("outcome", "process", "cost", "reach", "target")
"""Which kind of figure says most of what a practice did, first to last."""

FOUND_BY = {"Counted in", "Of whom or what", "Period"}
"""The details of a figure that it is found by; who reported it is nearly always the same document."""


def line(figure: Figure) -> str:
    """A figure as one line: `Falls avoided: potentially 2,439 falls`. An aim is called one."""
    return f"{figure.measure}: {figure.said}{' (an aim)' if figure.kind == 'target' else ''}"


def text(figure: Figure) -> str:
    """All that a figure is found by: its line, what it counts, of whom and when."""
    details = "; ".join(said for name, said in figure.details if name in FOUND_BY)
    return f"{line(figure)} ({details})" if details else line(figure)


def headline(figures: Sequence[Figure]) -> str | None:
    """The figure that says most of what came of a practice, or None where it has none."""
    return line(min(figures, key=_rank)) if figures else None


def _rank(figure: Figure) -> tuple[int, bool, str]:
    place = ORDER.index(figure.kind) if figure.kind in ORDER else len(ORDER)
    return place, figure.said.endswith(", before"), figure.node.iri
