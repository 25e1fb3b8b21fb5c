"""Everything a release holds, by kind, with how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from kg.release import Release

SECTIONS = (
    ("What is done", ("practice", "programme", "resource")),
    (
        "What is asked for",
        (
            "theme",
            "recommendation",
            "action",
            "workstream",
            "framework",
            "domain",
            "standard",
            "principle",
            "priority",
            "objective",
        ),
    ),
    (
        "How it is carried out",
        (
            "progress",
            "assessment",
            "commitment",
            "event",
            "group",
            "implementation",
            "likeness",
            "correspondence",
        ),
    ),
    (
        "The handbook's way of working",
        ("cycle-step", "risk-matrix", "risk-level", "intervention", "scenario", "subject"),
    ),
    ("Who", ("organisation", "collaborative", "office", "region")),
    ("Sources and words", ("document", "discrepancy", "thread", "term")),
)
"""Every kind of record under a heading for readers."""


@dataclass(frozen=True)
class Entry:
    """A kind of record with how many of it there are."""

    kind: str
    number: int


@dataclass(frozen=True)
class Section:
    """Kinds of record under one heading."""

    heading: str
    entries: tuple[Entry, ...]


def sections(release: Release) -> tuple[Section, ...]:
    """Every kind of record with its number in the release's manifest; 0 where there is none."""
    counts: dict[str, int] = release.manifest["counts"]
    return tuple(
        Section(heading, tuple(Entry(kind, counts.get(kind, 0)) for kind in kinds))
        for heading, kinds in SECTIONS
    )
