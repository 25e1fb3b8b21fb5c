"""What the form of the gaps offers: every slice, kind, layout and level of trust of the release."""

from __future__ import annotations

from dataclasses import dataclass

from kg.coverage import COLUMNS
from kg.coverage.gap_map import columns_of
from kg.namespaces import thing
from kg.things import gaps
from kg.things.standing import facts_of
from web import release
from web.filters import kind_words, label
from web.gaps.chosen import Chosen

ROW_WORDS = {
    "recommendations": "Recommendations and their actions",
    "standards": "Standards by domain",
    "principles": "ICS principles",
}
COLUMN_WORDS = {
    "workstreams": "Workstreams",
    "collaboratives": "Collaboratives",
    "offices": "Local offices",
    "settings": "Settings",
    "professions": "Professions",
    "topics": "Topics",
    "themes": "Themes",
    "methods": "Methods",
    "scopes": "Scopes",
    "standards": "Standards",
}
LIST = ("", "None: a list with reasons")
SLICE_WORDS = {COLUMNS[name]: name for name in COLUMNS}
"""The field of Filters -> the name of its columns."""
TRUST_WORDS = {
    "curated": "What sources state and what editors judged",
    "stated": "Only what sources state",
    "read-by-two": "Only what two independent readers stand behind",
}


@dataclass(frozen=True)
class Choice:
    """A field of the form with what it can be: values and words. The first is chosen where none is given."""

    name: str
    label: str
    items: tuple[tuple[str, str], ...]
    chosen: str


def layout(asked: Chosen) -> list[Choice]:
    """Workstream, rows and columns."""
    everything = (("", "Everything asked for"), *ROW_WORDS.items())
    return [
        slice_choice("workstream", asked),
        Choice("rows", "Rows", tuple(ROW_WORDS.items()) if asked.is_map else everything, asked.rows or ""),
        Choice("columns", "Columns", (LIST, *COLUMN_WORDS.items()), asked.columns or ""),
    ]


def narrowing(asked: Chosen) -> list[Choice]:
    """The other slices, and the kind of requirement."""
    kinds = tuple((kind, kind_words(kind).capitalize()) for kind in gaps.kinds(release.current()))
    kind = Choice("kind", "Kind of requirement", (("", "All kinds"), *kinds), asked.asked.kind or "")
    return [*(slice_choice(facet, asked) for facet in gaps.SLICED if facet != "workstream"), kind]


def slice_choice(facet: str, asked: Chosen) -> Choice:
    """A slice with all values that the release has, narrower ones indented below wider ones."""
    plural = SLICE_WORDS[facet]
    values = tuple(
        (one.key, "\u00a0\u00a0" * depth + (f"{one.number}: {one.title}" if one.number else one.title))
        for one, depth in columns_of(facts_of(release.current()), plural)
    )
    everything = ("", f"All {COLUMN_WORDS[plural].lower()}")
    given = getattr(asked.asked.filters, facet)
    return Choice(facet, COLUMN_WORDS[plural].removesuffix("s"), (everything, *values), given or "")


def title_of(facet: str, key: str) -> str:
    """What a value of a slice is called: "2: Human Factors and Culture", "Hospital"."""
    if facet == "standard":
        one = facts_of(release.current()).index.requirements[thing("standard", key)]
        return f"{one.number}: {one.title}"
    for value in facts_of(release.current()).slices[facet]:
        if value.key == key:
            return f"{value.number}: {value.title}" if value.number else value.title
    return label(key, facet)


def title(asked: Chosen) -> str:
    """What the page shows, as a heading: "Gaps: recommendations and their actions by settings"."""
    if asked.columns is None and asked.rows is None:
        return "Gaps"
    rows = ROW_WORDS[asked.rows or "recommendations"]
    said = f"Gaps: {rows if rows.startswith('ICS') else rows.lower()}"
    return f"{said} by {COLUMN_WORDS[asked.columns].lower()}" if asked.columns else said
