"""The filters beside the results of a search: which values stand first, and their boxes as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kg.search import FACETS
from kg.search.results import FacetCount

LABELS = {facet.key: facet.label for facet in FACETS}
FIRST = 7
"""So many values with results stand first; the others can be unfolded."""
OPEN = ("kind", "setting", "topic")
"""The facets that are unfolded from the start."""
Values = Sequence[FacetCount]


@dataclass(frozen=True)
class Shown:
    """A facet as the page shows it.

    `carried` is how many of its values have results; `first` are the values that stand first, chosen ones
    before others, and `more` those to unfold, each with the words that lead there.
    """

    key: str
    label: str
    is_open: bool
    carried: int
    first: Values
    more: tuple[tuple[str, Values], ...]


def shown(facets: Mapping[str, Values]) -> Iterator[Shown]:
    """The facets that have values, in their order."""
    for key, values in facets.items():
        chosen = [one for one in values if one.chosen]
        others = [one for one in values if one.count and not one.chosen]
        empty = [one for one in values if not one.count and not one.chosen]
        rest = others[FIRST:]
        more = ((f"{len(rest)} more", rest), (f"{len(empty)} without results", empty))
        carried = len(others) + sum(one.count > 0 for one in chosen)
        if values:
            yield Shown(
                key,
                LABELS[key],
                key in OPEN or bool(chosen),
                carried,
                chosen + others[:FIRST],
                tuple(one for one in more if one[1]),
            )


def boxes(facet: str, values: Values) -> Markup:
    """The values as checkboxes of the form "find". A template takes ten times as long for some hundreds."""
    items = "".join(_box(escape(facet), one) for one in values)
    return Markup(f'<div class="nhsuk-checkboxes nhsuk-checkboxes--small">\n{items}</div>\n')


def _box(facet: Markup, one: FacetCount) -> str:
    key, empty = escape(one.key), "" if one.count else " search-facet__none"
    return (
        '  <div class="nhsuk-checkboxes__item">\n'
        f'    <input class="nhsuk-checkboxes__input" id="{facet}-{key}" name="{facet}" type="checkbox"'
        f' value="{key}" form="find"{" checked" if one.chosen else ""}>\n'
        f'    <label class="nhsuk-label nhsuk-checkboxes__label{empty}" for="{facet}-{key}">'
        f'{escape(one.label)} <span class="app-secondary">({one.count}'
        '<span class="nhsuk-u-visually-hidden"> found</span>)</span></label>\n'
        "  </div>\n"
    )
