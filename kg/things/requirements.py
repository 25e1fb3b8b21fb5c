"""A requirement as its page shows it: what addresses it, what it asks for and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from kg.release import Release
from kg.things.addressing import Answer, answer, parts_standing, wholes
from kg.things.citing import Cited, citations
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of
from kg.things.node import Node
from kg.things.standing import Standing, standing
from loaders.sources import Sources


@dataclass(frozen=True)
class Membership:
    """That a recommendation is worked on in a workstream: `how` is whole or embedded."""

    assertion: Node
    recommendation: Node
    workstream: Node

    @property
    def how(self) -> str:
        """whole or embedded."""
        return self.assertion.code("allocatedAs") or ""


@dataclass(frozen=True)
class CarriedOut:
    """That a standard or domain carries out a recommendation, with what is said for it."""

    assertion: Node
    requirement: Node
    recommendation: Node

    @property
    def rationale(self) -> str:
        """Why it holds."""
        return self.assertion.text("rationale") or ""


@dataclass(frozen=True)
class Alike:
    """That another requirement asks for the same, with what is said for it."""

    assertion: Node
    other: Node

    @property
    def rationale(self) -> str:
        """Why it holds."""
        return self.assertion.text("rationale") or ""


@dataclass(frozen=True)
class RequirementView:
    """All that the page of a requirement shows.

    The memberships of an action are those of its recommendation.
    """

    standing: Standing
    answer: Answer
    parts: tuple[Standing, ...]
    wholes: tuple[Node, ...]
    theme: Node | None
    framework: Node | None
    memberships: tuple[Membership, ...]
    carries_out: tuple[CarriedOut, ...]
    carried_out_by: tuple[CarriedOut, ...]
    alike: tuple[Alike, ...]
    see_also: tuple[Node, ...]
    status: Status | None
    later: tuple[LaterFact, ...]
    cited: tuple[Cited, ...]

    @property
    def node(self) -> Node:
        """The requirement."""
        return self.standing.node

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on the page, also those of what became of it."""
        return self.cited + cited_by_events(self.status, self.later)


def requirement_view(release: Release, node: Node, sources: Sources) -> RequirementView:
    """The page of a requirement.

    Raises KeyError where the thing is no requirement, SourceError where a cited copy cannot be read.
    """
    return RequirementView(
        standing=standing(release, node),
        answer=answer(release, node),
        parts=parts_standing(release, node),
        wholes=tuple(wholes(node)),
        theme=grouped_under(node, "theme"),
        framework=grouped_under(node, "framework"),
        memberships=tuple(membership for one in (node, *wholes(node)) for membership in memberships(one)),
        carries_out=tuple(carried_out(node, "subject")),
        carried_out_by=tuple(carried_out(node, "object")),
        alike=tuple(alike(node)),
        see_also=tuple(related(node)),
        status=status_of(node, sources),
        later=later_facts(node, sources),
        cited=tuple(citations(node, sources)),
    )


def grouped_under(node: Node, kind: str) -> Node | None:
    """The theme or framework under which a requirement, or the outermost whole it is part of, stands."""
    outermost = next(iter(wholes(node)), node)
    group = outermost.node("groupedUnder")
    return group if group is not None and group.kind == kind else None


def memberships(node: Node) -> list[Membership]:
    """The published allocations of a recommendation to workstreams, or to a workstream."""
    end = "object" if node.kind == "workstream" else "subject"
    found = [
        Membership(assertion, recommendation, workstream)
        for assertion in published(node.incoming(end), "Allocation")
        if (recommendation := assertion.node("subject")) and (workstream := assertion.node("object"))
    ]
    return sorted(found, key=lambda one: (int(one.recommendation.key), int(one.workstream.key)))


def carried_out(node: Node, end: str) -> list[CarriedOut]:
    """The published implementations in which a requirement is the `end`: subject or object."""
    return [
        CarriedOut(assertion, requirement, recommendation)
        for assertion in published(node.incoming(end), "Implementation")
        if (requirement := assertion.node("subject")) and (recommendation := assertion.node("object"))
    ]


def alike(node: Node) -> list[Alike]:
    """The published likenesses of a requirement, whichever end it is."""
    return [
        Alike(assertion, other)
        for here, there in (("subject", "object"), ("object", "subject"))
        for assertion in published(node.incoming(here), "Likeness")
        if (other := assertion.node(there))
    ]


def published(assertions: list[Node], name: str) -> list[Node]:
    """The published assertions of a class of the ontology."""
    return [one for one in assertions if name in one.classes and one.code("assertionStatus") == "published"]


def related(node: Node) -> list[Node]:
    """What a reader may want to see too, whichever of the two names the other."""
    return list(dict.fromkeys([*node.nodes("seeAlso"), *node.incoming("seeAlso")]))
