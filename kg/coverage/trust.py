"""What a reader chooses: how much to trust, as of when, and of which slices to ask."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from kg.coverage.facts import BASES, EXTENTS

TRUSTED = ("stated", "curated", "read-by-two")
"""What may stand behind a link: only the source; the source or an editor; two readers who agree."""


@dataclass(frozen=True)
class Trust:
    """How much is trusted.

    `basis` is one of TRUSTED. `minor` and `inferred` say whether minor links and inferences count for what
    they are. `as_of` is a year, month or day ("2017", "2017-03", "2017-03-31"): what was published or
    withdrawn after its end does not count as published or withdrawn. None is now.
    """

    basis: str = "curated"
    minor: bool = True
    inferred: bool = True
    as_of: str | None = None

    def admits(self, basis: int, readers: int) -> bool:
        """Whether an assertion of that basis (a place in BASES) and number of readers is trusted."""
        if self.basis == "stated":
            return BASES[basis] == "stated"
        return self.basis == "curated" or readers > 1

    def takes(self, extent: int, basis: int, readers: int) -> bool:
        """Whether a link counts for what it is (extent and basis are places in EXTENTS and BASES)."""
        return (self.minor or EXTENTS[extent] != "minor") and self.admits(basis, readers)


DEFAULT = Trust()
"""All that is published, now: what the release stores and pages show unless a reader chooses."""


@dataclass(frozen=True)
class Filters:
    """Slices of practice, by their keys; a practice that counts belongs to all that are given.

    A practice belongs to a concept when it names it or a narrower one, to a collaborative or office that
    led it or took part, to a workstream, theme or standard (`hee-qf-2017-18/1.1`) when it addresses
    something there. A requirement of the workstream or theme itself keeps all its practice.
    """

    workstream: str | None = None
    theme: str | None = None
    collaborative: str | None = None
    office: str | None = None
    setting: str | None = None
    profession: str | None = None
    topic: str | None = None
    method: str | None = None
    scope: str | None = None
    standard: str | None = None

    @cached_property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The slices that are given: pairs of facet and key."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return tuple((name, value) for name, value in named if value is not None)


EVERYTHING = Filters()
"""No slice: all practice."""
