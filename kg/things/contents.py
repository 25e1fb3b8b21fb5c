"""Everything a release holds, by kind, with how many there are."""

from __future__ import annotations

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


def sections(release: Release) -> dict[str, dict[str, int]]:
    """By heading, every kind of record with its number in the release's manifest; 0 where there is none."""
    counts: dict[str, int] = release.manifest["counts"]
    return {heading: {kind: counts.get(kind, 0) for kind in kinds} for heading, kinds in SECTIONS}
