"""A small table of link facts to measure coverage on: one recommendation, one domain, what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.coverage import Facts, Policy
from kg.coverage.facts import (
    BASES,
    EXTENTS,
    Assessment,
    Document,
    Implementation,
    Links,
    Practices,
    Requirement,
    Slice,
)
from kg.coverage.policy import Threshold
from kg.namespaces import thing

POLICY = Policy(covered=Threshold(practices=2, with_figure=1))
THEME, FRAMEWORK = thing("theme", "1"), thing("framework", "grid")


def _asked(
    name: str, type: str, answerable: str, group: str, workstream: str = "", whole: str = ""
) -> Requirement:
    kind, key = name.split("/", 1)
    number = key.rpartition("/")[2]
    return Requirement(
        iri=thing(kind, key),
        type=type,
        number=number,
        title=f"What {number} asks for",
        answerable=answerable,
        wholes=(thing(*whole.split("/", 1)),) if whole else (),
        group=group,
        workstreams=(workstream,) if workstream else (),
    )


ASKED = {
    "recommendation/1": _asked("recommendation/1", "Recommendation", "both", THEME, "1"),
    "action/1.1": _asked("action/1.1", "RecommendedAction", "practice", THEME, "1", "recommendation/1"),
    "action/1.2": _asked("action/1.2", "RecommendedAction", "institution", THEME, "1", "recommendation/1"),
    "recommendation/2": _asked("recommendation/2", "Recommendation", "practice", thing("theme", "2"), "2"),
    "domain/grid/a": _asked("domain/grid/a", "Domain", "both", FRAMEWORK),
    "standard/grid/a.1": _asked("standard/grid/a.1", "Standard", "both", FRAMEWORK, "", "domain/grid/a"),
}
"""The requirements by KIND/KEY."""
REFERENCES = sorted(ASKED, key=lambda name: ASKED[name].iri)
BULLETIN, PLAN = thing("document", "bulletin"), thing("document", "plan")
DOCUMENTS = {BULLETIN: Document("Bulletin", "2019"), PLAN: Document("Plan", "")}
IMPLEMENTATION = Implementation(
    thing("domain", "grid/a"), thing("recommendation", "2"), BASES.index("curated"), 1
)


@dataclass(frozen=True)
class Made:
    """A practice; `settings` and `leads` are keys of slices."""

    key: str
    reported: str = "2018"
    standing: str = "counts"
    withdrawn: str = ""
    settings: tuple[str, ...] = ("ward",)
    leads: tuple[str, ...] = ("coast",)

    @property
    def iri(self) -> str:
        return thing("practice", self.key)


@dataclass(frozen=True)
class Link:
    """A link of a practice to a requirement, by the practice's key and KIND/KEY."""

    practice: str
    to: str
    extent: str = "partial"
    basis: str = "curated"
    readers: int = 1
    figure: bool = False


def made_facts(
    practices: Sequence[Made],
    links: Sequence[Link],
    implementations: Sequence[Implementation] = (),
    assessments: Sequence[Assessment] = (),
) -> Facts:
    """The table of these facts."""
    ordered = sorted(practices, key=lambda one: one.iri)
    numbers = {one.key: number for number, one in enumerate(ordered)}
    return Facts(
        practices=Practices(
            iri=tuple(one.iri for one in ordered),
            reported=tuple(one.reported for one in ordered),
            standing=tuple(one.standing for one in ordered),
            withdrawn=tuple(one.withdrawn for one in ordered),
        ),
        links=Links(
            iri=tuple(thing("assertion", f"{one.practice}--{one.to.replace('/', '-')}") for one in links),
            practice=tuple(numbers[one.practice] for one in links),
            requirement=tuple(REFERENCES.index(one.to) for one in links),
            extent=tuple(EXTENTS.index(one.extent) for one in links),
            basis=tuple(BASES.index(one.basis) for one in links),
            readers=tuple(one.readers for one in links),
            asserted_on=tuple("2026-11-22" for _ in links),
            figures=tuple(
                (thing("outcome", f"{one.practice}/figure"),) if one.figure else () for one in links
            ),
        ),
        requirements=tuple(ASKED[name] for name in REFERENCES),
        slices=_slices(ordered),
        implementations=tuple(implementations),
        assessments=tuple(assessments),
        documents=DOCUMENTS,
    )


def _slices(practices: Sequence[Made]) -> dict[str, tuple[Slice, ...]]:
    def naming(field: str, key: str) -> tuple[int, ...]:
        return tuple(number for number, one in enumerate(practices) if key in getattr(one, field))

    def concept(key: str, *wider: str) -> Slice:
        return Slice(key, thing("setting", key), key.capitalize(), "", wider, naming("settings", key))

    def lead(key: str) -> Slice:
        return Slice(key, thing("collaborative", key), key.capitalize(), practices=naming("leads", key))

    def group(kind: str, key: str) -> Slice:
        return Slice(key, thing(kind, key), f"{kind} {key}", key)

    empty: dict[str, tuple[Slice, ...]] = dict.fromkeys(
        ("profession", "topic", "method", "scope", "office"), ()
    )
    return empty | {
        "setting": (concept("hospital"), concept("ward", "hospital"), concept("clinic")),
        "collaborative": (lead("coast"), lead("hills")),
        "workstream": (group("workstream", "1"), group("workstream", "2")),
        "theme": (group("theme", "1"), group("theme", "2")),
    }


def assessment(about: str, **changes: object) -> Assessment:
    """A current assessment that searched the bulletin and kept nothing, with changes."""
    made = Assessment(
        iri=thing("assessment", about.replace("/", "-")),
        requirement=ASKED[about].iri,
        on="2026-11-22",
        current=True,
        documents=(BULLETIN,),
        places=("All of it",),
        kept=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
