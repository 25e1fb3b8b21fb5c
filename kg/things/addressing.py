"""What practice addresses a requirement: itself, through its parts, and by inference only."""

from __future__ import annotations

from dataclasses import dataclass

from kg.coverage import Coverage, Policy
from kg.release import Release
from kg.things.figures import Figure, figure
from kg.things.linking import LinkView, links_of_requirement, ways
from kg.things.node import Node, ordered
from kg.things.standing import Standing, coverage_of, policy_of, standings
from kg.things.wording import segments

NOT_COUNTED = {
    "withdrawn": "Not counted: this practice was withdrawn.",
    "planned": "Not counted: this had not begun when it was reported.",
    "minor": "Touches it at the edge, so it is not counted.",
}
"""Why a link does not count towards a state, for readers."""


@dataclass(frozen=True)
class ShownLink:
    """A practice link with the figures that bear on the requirement, and why it does not count, if so."""

    view: LinkView
    figures: tuple[Figure, ...]
    not_counted: str


@dataclass(frozen=True)
class PartLinks:
    """A part of a requirement with the links to that part."""

    part: Node
    links: tuple[ShownLink, ...]


@dataclass(frozen=True)
class Route:
    """A way by which practices only reach the requirement, and which they are.

    `words` lack their subject: " addresses ", the thing, ", which implements ", the requirement.
    """

    words: tuple[str | Node, ...]
    practices: tuple[Node, ...]


@dataclass(frozen=True)
class Answer:
    """What practice addresses a requirement.

    `coverage` holds the counts, in which each practice is counted once. `direct` are the links to the
    requirement itself, `through` those to its parts. `routes` lead the practices of
    `coverage.inferred` to it; a practice with two ways stands under both.
    """

    coverage: Coverage
    policy: Policy
    direct: tuple[ShownLink, ...]
    through: tuple[PartLinks, ...]
    routes: tuple[Route, ...]


def answer(release: Release, requirement: Node) -> Answer:
    """What practice addresses a requirement. Raises KeyError where the thing is no requirement."""
    coverage = coverage_of(release)[requirement.iri]
    through = (PartLinks(part, shown_links(part)) for part in requirement.nodes("hasPart"))
    return Answer(
        coverage=coverage,
        policy=policy_of(release),
        direct=shown_links(requirement),
        through=tuple(group for group in through if group.links),
        routes=routes(requirement, [Node(release.store, iri) for iri in coverage.inferred]),
    )


def shown_links(requirement: Node) -> tuple[ShownLink, ...]:
    """The published links to a requirement itself: those that count first, withdrawn practice last."""
    shown = [
        ShownLink(view, tuple(map(figure, view.figures)), why_not_counted(view))
        for view in links_of_requirement(requirement)
    ]
    return tuple(sorted(shown, key=lambda one: (one.view.practice.withdrawn, not one.view.counts)))


def why_not_counted(view: LinkView) -> str:
    """Why a published link does not count towards a state; empty where it counts."""
    if view.practice.withdrawn:
        return NOT_COUNTED["withdrawn"]
    if view.practice.code("maturity") == "planned":
        return NOT_COUNTED["planned"]
    return NOT_COUNTED["minor"] if view.extent == "minor" else ""


def routes(requirement: Node, practices: list[Node]) -> tuple[Route, ...]:
    """The ways by which practices reach a requirement, the busiest first, each with its practices."""
    found: dict[tuple[str | Node, ...], list[Node]] = {}
    for practice in ordered(practices):
        for way in ways(requirement.store, practice, requirement):
            found.setdefault(tuple(segments(way, subject="")), []).append(practice)
    many = [Route(words, tuple(dict.fromkeys(reaching))) for words, reaching in found.items()]
    return tuple(sorted(many, key=lambda route: -len(route.practices)))


def parts_standing(release: Release, requirement: Node) -> tuple[Standing, ...]:
    """The parts of a requirement, parts of parts included, with their coverage."""
    return standings(release, requirement.nodes("hasPart"))


def wholes(requirement: Node) -> list[Node]:
    """What a requirement is part of, the outermost first."""
    return sorted(requirement.nodes("partOf"), key=lambda whole: len(whole.nodes("partOf")))
