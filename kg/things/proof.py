"""The proof of a cell: the links behind its number and state, and what the chosen trust leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.coverage import DEFAULT, EVERYTHING, Coverage, Facts, Filters, Trust
from kg.coverage.facts import BASES, EXTENTS, Assessment
from kg.release import Release
from kg.things.addressing import NOT_COUNTED, Route, ShownLink, routes, shown_links
from kg.things.assertions import Review, reviews
from kg.things.citing import Cited, citations
from kg.things.figures import Figure, figure
from kg.things.linking import LinkView, view_of
from kg.things.node import Node, ordered
from kg.things.standing import coverage_of, facts_of
from loaders.sources import Sources


@dataclass(frozen=True)
class ProvenLink:
    """A link behind a cell: both ends, figures that bear on it, passages, and who else has read it.

    `left_out` says why it does not count at the trust that was chosen; empty where it does.
    """

    view: LinkView
    figures: tuple[Figure, ...]
    cited: tuple[Cited, ...]
    reviews: tuple[Review, ...]
    left_out: str


@dataclass(frozen=True)
class Proof:
    """What stands behind a cell.

    `links` are those that count or touch at the edge, by extent and practice; `left_out` those that the
    chosen trust leaves out; `routes` lead the practices that only reach it by inference; `hidden` are those
    that would if more were trusted. `uncounted` are links of practice that counts nowhere. `elsewhere` is
    how many practices count for it outside the slice. `assessments` are the searches for it, the latest
    first. `more` is how many links there are besides, where only the first were asked for.
    """

    requirement: Node
    coverage: Coverage
    links: tuple[ProvenLink, ...]
    left_out: tuple[ProvenLink, ...]
    more: int
    routes: tuple[Route, ...]
    hidden: tuple[Node, ...]
    uncounted: tuple[ShownLink, ...]
    elsewhere: int
    assessments: tuple[tuple[Node, Assessment], ...]

    @property
    def counted(self) -> tuple[ProvenLink, ...]:
        """The links of practice that counts."""
        return tuple(one for one in self.links if one.view.extent != "minor")

    @property
    def minor(self) -> tuple[ProvenLink, ...]:
        """The links that only touch it at the edge."""
        return tuple(one for one in self.links if one.view.extent == "minor")


def proof(
    release: Release,
    requirement: str,
    trust: Trust,
    filters: Filters,
    sources: Sources,
    most: int | None = None,
) -> Proof:
    """The proof of a requirement (its IRI) in a slice, at a trust and date.

    With `most` only so many links that count, and so many that are left out, are read. Raises KeyError for a
    requirement or slice that the release does not have.
    """
    node, facts = Node(release.store, requirement), facts_of(release)
    cover = coverage_of(release, trust, filters)[requirement]
    wide = coverage_of(release, replace(DEFAULT, as_of=trust.as_of), filters)[requirement]
    all_slices = coverage_of(release, trust, EVERYTHING)[requirement]
    kept = set(cover.links)
    left_out = [number for number in wide.links if number not in kept]
    shown = {*cover.practices, *cover.minor, *cover.inferred}
    return Proof(
        requirement=node,
        coverage=cover,
        links=_links(node, facts, cover.links, sources, most),
        left_out=_links(node, facts, left_out, sources, most, trust),
        more=0 if most is None else sum(max(0, len(many) - most) for many in (cover.links, left_out)),
        routes=routes(node, [node.other(iri) for iri in cover.inferred]),
        hidden=tuple(ordered(node.other(iri) for iri in wide.inferred if iri not in shown)),
        uncounted=() if filters.given else tuple(_uncounted(node, facts, shown)),
        elsewhere=all_slices.number - cover.number,
        assessments=tuple((node.other(one.iri), one) for one in facts.index.assessments[requirement]),
    )


def _links(
    node: Node,
    facts: Facts,
    numbers: Iterable[int],
    sources: Sources,
    most: int | None,
    trust: Trust | None = None,
) -> tuple[ProvenLink, ...]:
    links = facts.links
    first = sorted(numbers, key=lambda number: (links.extent[number], links.iri[number]))[:most]
    return tuple(
        ProvenLink(
            view=view,
            figures=tuple(map(figure, view.figures)),
            cited=tuple(citations(view.assertion, sources)),
            reviews=reviews(view.assertion),
            left_out=why_left_out(facts, number, trust) if trust else "",
        )
        for number in first
        if (view := view_of(node.other(links.iri[number])))
    )


def _uncounted(node: Node, facts: Facts, shown: set[str]) -> Iterator[ShownLink]:
    """The links to a requirement and its parts of practice that is planned or withdrawn."""
    for target in facts.index.targets[node.iri]:
        for one in shown_links(node.other(target)):
            if one.not_counted not in ("", NOT_COUNTED["minor"]) and one.view.practice.iri not in shown:
                yield one


def why_left_out(facts: Facts, number: int, trust: Trust) -> str:
    """Why a published link does not count at a level of trust, in one sentence."""
    links = facts.links
    if EXTENTS[links.extent[number]] == "minor" and not trust.minor:
        return "It only touches the requirement, and you left out minor links."
    if trust.basis == "stated" and BASES[links.basis[number]] != "stated":
        return "An editor judged it; you asked for what sources state."
    if trust.basis == "read-by-two" and links.readers[number] == 0:
        return "A reader disagrees with it."
    if trust.basis == "read-by-two" and links.readers[number] < 2:
        return "One person has read it; you asked for two independent readers."
    return "It belongs to this slice only through a link that you left out."
