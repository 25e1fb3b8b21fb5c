"""One assertion: what it says, on whose word, how it stands, and what follows from it."""
from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import SP
from kg.things.addressing import NOT_COUNTED
from kg.things.citing import Cited, citations
from kg.things.figures import Figure, figure
from kg.things.linking import Way, reached_by, reaches
from kg.things.node import Node
from kg.things.practices import Reaching, not_counted, rank, reaching
from loaders.sources import Sources

CLASSES = ("PracticeLink", "Allocation", "Implementation", "Likeness", "Correspondence")
SAYS = {"inWorkstream": "is worked on in", "implements": "carries out", "corresponds": "corresponds to"}
"""How a predicate reads between its subject and object, where its label does not."""
UNPUBLISHED = {
    "draft": "It is a draft and gives no statement in the graph. It counts nowhere.",
    "withdrawn": "It was withdrawn and gives no statement in the graph any more. It counts nowhere.",
}
"""Why an assertion that is not published gives nothing."""
NONE = "none"
"""The kind of correspondence that says that there is no counterpart."""
NO_COUNTERPART = "It says that there is no counterpart, so it gives no statement in the graph."


@dataclass(frozen=True)
class Review:
    """What a reader other than the asserter said: role, date, verdict (a concept), comment."""

    node: Node
    by: str
    date: str
    verdict: Node | None
    comment: str


@dataclass(frozen=True)
class Consequence:
    """A practice that reaches a requirement because of an assertion, with the ways in words."""

    practice: Node
    reaching: Reaching


@dataclass(frozen=True)
class AssertionView:
    """An assertion with all that its page tells of it.

    `object` is an edition where a correspondence says that it has no counterpart. `projected` is
    whether the graph has its one statement; `not_projected` says why where it has not.
    """

    node: Node
    of_class: Node
    subject: Node
    predicate: Node
    object: Node
    figures: tuple[Figure, ...]
    reviews: tuple[Review, ...]
    projected: bool
    not_projected: str
    consequences: tuple[Consequence, ...]
    cited: tuple[Cited, ...]

    @property
    def status(self) -> str:
        """draft, published or withdrawn."""
        return self.node.code("assertionStatus") or ""

    @property
    def basis(self) -> str:
        """stated or curated."""
        return self.node.code("basis") or ""

    @property
    def extent(self) -> str:
        """full, partial or minor, for a practice link."""
        return self.node.code("extent") or ""

    @property
    def allocated_as(self) -> str:
        """whole or embedded, for an allocation."""
        return self.node.code("allocatedAs") or ""

    @property
    def corresponds_as(self) -> str:
        """same, moved, narrower, wider or none, for a correspondence."""
        return self.node.code("correspondsAs") or ""

    @property
    def says(self) -> str:
        """Its predicate as a verb between subject and object."""
        if self.corresponds_as == NONE:
            return "has no counterpart in"
        return SAYS.get(self.predicate.iri.removeprefix(SP), self.predicate.title)


def assertion_view(node: Node, sources: Sources) -> AssertionView:
    """An assertion's page. Raises SourceError where a cited copy cannot be read."""
    subject, predicate, target = node.node("subject"), node.node("predicate"), node.node("object")
    assert subject and predicate and target, f"{node.iri} lacks an end, which the shapes forbid"
    projected = target in subject.nodes(predicate.iri.removeprefix(SP))
    return AssertionView(
        node=node,
        of_class=Node(node.store, SP + next(name for name in CLASSES if name in node.classes)),
        subject=subject,
        predicate=predicate,
        object=target,
        figures=tuple(map(figure, sorted(node.nodes("bearingFigure"), key=rank))),
        reviews=reviews(node),
        projected=projected,
        not_projected="" if projected else why_not_projected(node, subject),
        consequences=tuple(consequences(subject, target)) if projected else (),
        cited=tuple(citations(node, sources)),
    )


def why_not_projected(node: Node, subject: Node) -> str:
    """Why an assertion gives no statement in the graph."""
    status = node.code("assertionStatus") or ""
    if status in UNPUBLISHED:
        return UNPUBLISHED[status]
    return NO_COUNTERPART if node.code("correspondsAs") == NONE else NOT_COUNTED[not_counted(subject)]


def reviews(node: Node) -> tuple[Review, ...]:
    """The reviews of an assertion, the earliest first."""
    return tuple(sorted(map(review, node.nodes("review")), key=lambda one: (one.date, one.node.iri)))


def review(node: Node) -> Review:
    """A review as readers see it."""
    return Review(
        node=node,
        by=node.text("reviewedBy") or "",
        date=node.text("reviewedOn") or "",
        verdict=node.node("verdict"),
        comment=node.summary,
    )


def consequences(subject: Node, target: Node) -> list[Consequence]:
    """What is reached by inference because of a statement: the ways that go from subject to object."""
    found = reaches(subject) if subject.kind == "practice" else reached_by(target)
    via = target if subject.kind == "practice" else subject
    return [
        Consequence(one.practice, reaching(one.practice, one.requirement, ways))
        for one in found
        if (ways := tuple(way for way in one.ways if _goes(way, via)))
    ]


def _goes(way: Way, via: Node) -> bool:
    return via in (way.nodes.get("via"), way.nodes.get("whole"))
