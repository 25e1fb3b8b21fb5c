"""The table of link facts: everything that coverage is computed from, as plain data.

It is stored in the release as `facts.json`. Practices are numbered in the order of their IRIs, requirements
likewise, and the columns of `links` hold those numbers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kg.coverage.dates import last_day
from kg.namespaces import kind_and_key

if TYPE_CHECKING:
    from kg.coverage.index import Index

Made = TypeVar("Made")
EXTENTS = ("full", "partial", "minor")
BASES = ("stated", "curated")
COUNTS = "counts"
"""The standing of practice that counts; planned practice and scenarios never do."""
CONCEPTS = ("setting", "profession", "topic", "method")
"""Slices whose values are concepts of a vocabulary. A practice may name none: then nothing is known."""
PRACTICE_SLICES = (*CONCEPTS, "scope", "collaborative", "office")
"""Slices that a practice belongs to by what its record names."""
REQUIREMENT_SLICES = ("workstream", "theme")
"""Slices that requirements belong to; practice belongs to them by what it addresses."""
SLICES = (
    "workstream",
    "theme",
    "collaborative",
    "office",
    "setting",
    "profession",
    "topic",
    "method",
    "scope",
)
"""All slices, in the order in which readers choose from them."""


@dataclass(frozen=True)
class Practices:
    """The practices, one column a fact: IRI, date reported, standing, date withdrawn or "".

    A standing is `counts`, `planned` or `scenario`.
    """

    iri: tuple[str, ...]
    reported: tuple[str, ...]
    standing: tuple[str, ...]
    withdrawn: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """The published practice links, one column a fact.

    `practice` and `requirement` are numbers, `extent` and `basis` places in EXTENTS and BASES. `readers`
    are how many distinct roles stand behind the link: who asserts it and who agreed in a review; 0 where a
    reader disagreed. `figures` bear on the requirement.
    """

    iri: tuple[str, ...]
    practice: tuple[int, ...]
    requirement: tuple[int, ...]
    extent: tuple[int, ...]
    basis: tuple[int, ...]
    readers: tuple[int, ...]
    asserted_on: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Requirement:
    """A requirement: its class, number, title, who can answer it, and what it belongs to.

    `wholes` are what it is part of (parts of parts included), the innermost first. `group` is the theme or
    framework, and `workstreams` the keys of the workstreams, of itself or of its outermost whole. `edition`
    is the year of its edition and `superseded` since when another edition holds, or "". `progress` are
    pairs of date and state of what progress notes say of it.
    """

    iri: str
    type: str
    number: str
    title: str
    answerable: str
    wholes: tuple[str, ...] = ()
    group: str = ""
    workstreams: tuple[str, ...] = ()
    edition: str = ""
    superseded: str = ""
    progress: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """KIND of its IRI, such as recommendation."""
        return parts(self.iri)[0]

    @property
    def key(self) -> str:
        """KEY of its IRI, such as 7.4."""
        return parts(self.iri)[1]

    def asked_by(self, as_of: str | None) -> bool:
        """Whether its edition was out by then."""
        return as_of is None or not self.edition or last_day(self.edition) <= last_day(as_of)

    def in_force(self, as_of: str | None) -> bool:
        """Whether its edition was out by then and no other had taken its place for certain."""
        replaced = self.superseded and (as_of is None or last_day(self.superseded) <= last_day(as_of))
        return self.asked_by(as_of) and not replaced

    def how_far(self, as_of: str | None = None) -> str:
        """The state of the latest progress note by then, an undated one last; "" where there is none."""
        dated = [(on, state) for on, state in self.progress if on[:1].isdigit()]
        if as_of is not None:
            return max((pair for pair in dated if last_day(pair[0]) <= last_day(as_of)), default=("", ""))[1]
        return max(dated or self.progress, default=("", ""))[1]

    def belongs(self, facet: str, key: str) -> bool:
        """Whether it belongs to a workstream or theme."""
        return key in self.workstreams if facet == "workstream" else parts(self.group) == (facet, key)


@dataclass(frozen=True)
class Slice:
    """A value to divide by, such as the setting ward: `wider` are the keys of the concepts just above it.

    `practices` are the numbers of those that name it; none for workstreams and themes.
    """

    key: str
    iri: str
    title: str
    number: str = ""
    wider: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()


@dataclass(frozen=True)
class Implementation:
    """That the requirement `via` carries out `requirement` (IRIs); basis and readers as for links."""

    via: str
    requirement: str
    basis: int
    readers: int


@dataclass(frozen=True)
class Assessment:
    """That somebody looked for practice: when, in which documents (IRIs) and places, what was kept (IRIs).

    `current` is whether practice is still as it was when it was searched.
    """

    iri: str
    requirement: str
    on: str
    current: bool
    documents: tuple[str, ...]
    places: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A document: title, and when it was published; "" where that is not known."""

    title: str
    published: str


@dataclass(frozen=True, eq=False)
class Facts:
    """All that coverage is computed from."""

    practices: Practices
    links: Links
    requirements: tuple[Requirement, ...]
    slices: dict[str, tuple[Slice, ...]]
    implementations: tuple[Implementation, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    documents: dict[str, Document] = field(default_factory=dict)

    @cached_property
    def index(self) -> Index:
        """The same facts as sets of practices, made once."""
        from kg.coverage.index import Index

        return Index(self)

    def as_dict(self) -> dict[str, Any]:
        """The facts as plain data, for the release's `facts.json`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Facts:
        """The facts from what `as_dict` gave, also after JSON made lists of tuples."""
        return cls(
            practices=_made(Practices, data["practices"]),
            links=_made(Links, data["links"] | {"figures": map(tuple, data["links"]["figures"])}),
            requirements=tuple(
                _made(Requirement, one | {"progress": map(tuple, one["progress"])})
                for one in data["requirements"]
            ),
            slices={name: tuple(_made(Slice, one) for one in many) for name, many in data["slices"].items()},
            implementations=tuple(Implementation(**one) for one in data["implementations"]),
            assessments=tuple(_made(Assessment, one) for one in data["assessments"]),
            documents={iri: Document(**one) for iri, one in data["documents"].items()},
        )


def _made(model: type[Made], data: dict[str, Any]) -> Made:
    """A record from plain data: only text, numbers and truth values stand as they are."""
    return model(**{name: one if isinstance(one, str | bool) else tuple(one) for name, one in data.items()})


def parts(iri: str) -> tuple[str, str]:
    """KIND and KEY of a thing's IRI; of anything else nothing and the IRI."""
    return kind_and_key(iri) or ("", iri)
