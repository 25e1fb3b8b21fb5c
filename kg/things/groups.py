"""Themes, workstreams and frameworks: the requirements they hold, with how these stand."""

from __future__ import annotations

from dataclasses import dataclass

from kg.release import Release
from kg.things.citing import Cited, citations
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of
from kg.things.node import Node, of_class
from kg.things.requirements import Membership, memberships
from kg.things.standing import Standing, practices_of, standing, standings, tally
from loaders.sources import Sources


@dataclass(frozen=True)
class Section:
    """A requirement with its parts: a domain with its standards, a recommendation with its actions."""

    whole: Standing
    parts: tuple[Standing, ...]


@dataclass(frozen=True)
class GroupView:
    """A theme or framework with what it holds.

    `tally` counts the requirements that are asked for one by one (`kind` says which: recommendations,
    standards, principles) by state; `practices` counts each practice once.
    """

    node: Node
    sections: tuple[Section, ...]
    kind: str
    tally: dict[str, int]
    practices: int
    document: Node | None
    status: Status | None
    later: tuple[LaterFact, ...]
    cited: tuple[Cited, ...]

    @property
    def counted(self) -> int:
        """How many requirements the tally counts."""
        return sum(self.tally.values())

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on the page."""
        return self.cited + cited_by_events(self.status, self.later)


@dataclass(frozen=True)
class WorkstreamView:
    """A workstream with its recommendations: those it carries whole, and those embedded in it."""

    node: Node
    whole: tuple[tuple[Membership, Section], ...]
    embedded: tuple[tuple[Membership, Section], ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Memberships:
    """All workstreams, and how memberships and recommendations differ in number."""

    workstreams: tuple[WorkstreamView, ...]
    memberships: int
    recommendations: int


def section(release: Release, node: Node) -> Section:
    """A requirement with its parts."""
    return Section(standing(release, node), standings(release, node.nodes("hasPart")))


def group_view(release: Release, node: Node, sources: Sources) -> GroupView:
    """A theme or framework. Raises SourceError where a cited copy cannot be read."""
    sections = tuple(section(release, one) for one in node.nodes("groups"))
    counted = asked(node, sections)
    return GroupView(
        node=node,
        sections=sections,
        kind=counted[0].node.kind if counted else "requirement",
        tally=tally(counted),
        practices=practices_of(counted),
        document=node.node("dcterms:source"),
        status=status_of(node, sources),
        later=later_facts(node, sources),
        cited=tuple(citations(node, sources)),
    )


def asked(node: Node, sections: tuple[Section, ...]) -> list[Standing]:
    """What a group counts: recommendations, principles, or standards rather than the domains above them."""
    if node.kind == "framework" and any(one.parts for one in sections):
        return [part for one in sections for part in one.parts]
    return [one.whole for one in sections]


def themes(release: Release, sources: Sources) -> list[GroupView]:
    """The themes, each with its recommendations and their actions."""
    return [group_view(release, node, sources) for node in of_class(release.store, "Theme")]


def frameworks(release: Release, sources: Sources) -> list[GroupView]:
    """The frameworks: those with domains and standards first."""
    found = [group_view(release, node, sources) for node in of_class(release.store, "Framework")]
    return sorted(found, key=lambda one: not has_domains(one.node))


def has_domains(framework: Node) -> bool:
    """Whether a framework has domains, as a set of standards does and a set of principles does not."""
    return any(one.kind == "domain" for one in framework.nodes("groups"))


def is_edition(framework: Node) -> bool:
    """Whether a framework has domains, or holds nothing: a set of principles or objectives is no edition."""
    return has_domains(framework) or not framework.nodes("groups")


def workstream_view(release: Release, node: Node, sources: Sources) -> WorkstreamView:
    """A workstream. Raises SourceError where a cited copy cannot be read."""
    found = [(one, section(release, one.recommendation)) for one in memberships(node)]
    return WorkstreamView(
        node=node,
        whole=tuple(pair for pair in found if pair[0].how == "whole"),
        embedded=tuple(pair for pair in found if pair[0].how == "embedded"),
        cited=tuple(citations(node, sources)),
    )


def all_workstreams(release: Release, sources: Sources) -> Memberships:
    """The workstreams, with the number of memberships and the number of recommendations behind them."""
    views = tuple(workstream_view(release, node, sources) for node in of_class(release.store, "Workstream"))
    found = [pair[0] for view in views for pair in (*view.whole, *view.embedded)]
    return Memberships(views, len(found), len({one.recommendation for one in found}))
