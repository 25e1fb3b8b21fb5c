"""Fields that a question names: `setting:care-home`, `theme:culture`, `topic:"kidney failure"`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.search.arrays import Arrays
from kg.search.facets import FACETS, NOT_STATED
from kg.search.results import SearchError
from kg.search.words import name_key, name_stems

FIELD = re.compile(r"(?<![\w:/])([A-Za-z]{2,20}):(?:\"([^\"]*)\"|([^\s\":/][^\s\"]*))")
"""A word, a colon and, without a blank, a value; not `https://`."""
ALIASES = {
    "rec": "recommendation",
    "std": "standard",
    "role": "profession",
    "ahsn": "collaborative",
    "collab": "collaborative",
    "grade": "evidence",
    "ws": "workstream",
}
"""Other words for facets."""
LABELS = {facet.key: facet.label for facet in FACETS}


@dataclass(frozen=True)
class Asked:
    """What a stretch like `setting:care-home` asks for: a facet, its values, and how a sentence says it.

    Without values there is no such field or value, and `said` is the sentence that says so.
    """

    facet: str
    values: tuple[str, ...]
    said: str


def asked_field(arrays: Arrays, field: str, value: str) -> Asked:
    """What a field and a value ask for."""
    facet = ALIASES.get(field.casefold(), field.casefold())
    if facet not in LABELS:
        fields = ", ".join(LABELS)
        return Asked(
            "", (), f"There is no field “{field}”, so its words were looked for; the fields are {fields}."
        )
    labels = {key: label for key, (_, label) in arrays.values.get(facet, {}).items()}
    found = _values(arrays, facet, value, labels)
    if found:
        return Asked(
            facet, found, f"only {LABELS[facet].lower()}: {' or '.join(labels[key] for key in found)}"
        )
    near = SearchError.unknown(facet, value, labels).nearest
    nearest = f"; the nearest is {facet}:{near}" if near else ""
    return Asked(
        "", (), f"There is no {LABELS[facet].lower()} “{value}”, so its words were looked for{nearest}."
    )


def _values(arrays: Arrays, facet: str, value: str, labels: dict[str, str]) -> tuple[str, ...]:
    """The keys that a value means: a key, a number, a name in the vocabulary, or words of labels."""
    folded = value.casefold()
    exact = [key for key in labels if folded in (key, key.rpartition("/")[2])]
    named = [name.id for name in arrays.names.get(name_key(value.replace("-", " ")), [])]
    named = [key for key in labels if any(iri.endswith(f"/{facet}/{key}") for iri in named)]
    wanted = set(name_stems(value.replace("-", " ")))
    worded = [
        key
        for key, label in labels.items()
        if wanted and key != NOT_STATED and wanted <= set(name_stems(label))
    ]
    return tuple(exact or named or worded)
