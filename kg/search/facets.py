"""The facets of a search: how each is read when a release is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Store

from kg.namespaces import kind_and_key
from kg.search.documents import WITHDRAWN, Document
from kg.search.graph import rows
from kg.search.kinds import KINDS, PRACTICE
from kg.things.node import natural

NOT_STATED = "not-stated"
"""The key of the value of a facet under which practice counts that carries none."""


@dataclass
class Value:
    """A value of a facet: its key and label, and the IRIs of the things that carry it."""

    key: str
    label: str
    things: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Facet:
    """A facet that a query reads.

    `key` is its parameter in an address, `query` names the `.rq` file whose rows say which ?thing
    carries which ?value with which ?label, and which values no thing carries. A facet that is `ordered` shows
    its values in the order of the rows' ?order, any other the most frequent first. What was withdrawn
    counts in no facet but `kind`. `none` is what practice that carries no value is called.
    """

    key: str
    label: str
    ordered: bool = False
    none: str = "Not stated"

    @property
    def query(self) -> str:
        """The query that reads it."""
        return f"facet-{self.key}"

    def read(self, store: Store, found: Sequence[Document]) -> list[Value]:
        """The facet's values in order, with what carries each."""
        values: dict[str, Value] = {}
        current = {one.id for one in found if one.status != WITHDRAWN}
        for row in sorted(rows(store, self.query), key=lambda row: natural(row.get("order") or row["label"])):
            key = (kind_and_key(row["value"]) or ("", row["value"]))[1]
            value = values.setdefault(key, Value(key, row["label"]))
            value.things |= {row.get("thing", "")} & current
        carried = {thing for value in values.values() for thing in value.things}
        practices = {one.id for one in found if one.kind == PRACTICE} & current
        return [*values.values(), Value(NOT_STATED, self.none, practices - carried)]


class KindFacet(Facet):
    """The kind of a thing, which every thing has; what was withdrawn is counted apart."""

    def read(self, store: Store, found: Sequence[Document]) -> list[Value]:
        """Each kind that there is, in the order of KINDS, then what was withdrawn."""
        values = [
            Value(kind.key, kind.many.capitalize(), {one.id for one in found if one.kind == kind.key})
            for kind in KINDS
        ]
        gone = Value(WITHDRAWN, "Withdrawn", {one.id for one in found if one.status == WITHDRAWN})
        for value in values:
            value.things -= gone.things
        return [value for value in [*values, gone] if value.things]


FACETS: tuple[Facet, ...] = (
    KindFacet("kind", "Kind", ordered=True),
    Facet("collaborative", "Collaborative"),
    Facet("setting", "Setting"),
    Facet("profession", "Profession or role"),
    Facet("topic", "Topic"),
    Facet("method", "Method"),
    Facet("theme", "Theme", ordered=True, none="None of them"),
    Facet("workstream", "Workstream", ordered=True, none="None of them"),
    Facet("recommendation", "Recommendation", ordered=True, none="None of them"),
    Facet("standard", "Standard", ordered=True, none="None of them"),
    Facet("evidence", "Evidence", ordered=True),
)
"""In the order in which they are shown."""
