"""One practice as its page tells it: figures, what it addresses, what it only reaches, where it stands."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.namespaces import SP
from kg.things.addressing import ShownLink, why_not_counted
from kg.things.citing import Cited, citations
from kg.things.figures import Figure, changed, figure
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of
from kg.things.linking import Way, links_of_practice, reaches
from kg.things.node import Node, natural, ordered
from kg.things.wording import segments
from loaders.sources import Sources

THROUGH_PART = "reaches-through-part"
"""The rule by which what addresses a part reaches the whole; coverage counts it for the whole."""
CLASSES = ("CaseStudy", "LocalPractice", "Scenario")
"""The classes of practice."""
KINDS = ("outcome", "process", "cost", "reach", "target")
"""The kinds of figure, from what says most of what a practice did to what says least."""


@dataclass(frozen=True)
class FigureRow:
    """A figure as a row of a table: its words, its parts as the source prints them, and its citations.

    `change` says its direction and whether it is relative; an absent part is empty.
    """

    figure: Figure
    before: str
    after: str
    change: str
    unit: str
    qualifier: str
    period: str
    population: str
    reported_by: str
    cited: tuple[Cited, ...]

    @property
    def quoted(self) -> bool:
        """Whether the reader's copy shows a passage that it stands in."""
        return any(quote.text for one in self.cited for quote in one.quotations)


@dataclass(frozen=True)
class ContextNumber:
    """A number in the text of a practice that is not an outcome, with what it means."""

    node: Node
    printed: str
    meaning: str


@dataclass(frozen=True)
class Reaching:
    """A requirement that is reached by inference, and each way in words: text and things in turn.

    `parts` are the parts of it that are addressed; where there are none, it is reached through what
    implements it. `counts` is whether the practice counts for the whole, once, because it addresses a
    part fully or partly.
    """

    requirement: Node
    parts: tuple[Node, ...]
    counts: bool
    ways: tuple[tuple[str | Node, ...], ...]


@dataclass(frozen=True)
class PracticeView:
    """A practice with all that its page tells of it."""

    node: Node
    sources: Sources

    @cached_property
    def status(self) -> Status | None:
        """What it is now, where it is no longer what its document says."""
        return status_of(self.node, self.sources)

    @property
    def type(self) -> Node:
        """Its class, as a thing with a title and a definition: case study, local practice or scenario."""
        name = next((name for name in CLASSES if name in self.node.classes), "Practice")
        return Node(self.node.store, SP + name)

    @property
    def withdrawn(self) -> bool:
        """Whether it must no longer be used: the page says so first."""
        return self.node.withdrawn

    @property
    def headline(self) -> Figure | None:
        """The figure that says most of what came of it."""
        return headline(self.node)

    @property
    def not_counted(self) -> str:
        """Why it counts nowhere: withdrawn, planned or scenario; empty where it counts."""
        return not_counted(self.node)

    @cached_property
    def figures(self) -> tuple[FigureRow, ...]:
        """The figures that report something, those that say most first."""
        return tuple(row for row in self.rows if row.figure.kind != "target")

    @cached_property
    def targets(self) -> tuple[FigureRow, ...]:
        """What was aimed at: no results."""
        return tuple(row for row in self.rows if row.figure.kind == "target")

    @cached_property
    def quoted_rows(self) -> tuple[FigureRow, ...]:
        """The figures whose passages the reader's copy shows."""
        return tuple(row for row in self.rows if row.quoted)

    @cached_property
    def rows(self) -> tuple[FigureRow, ...]:
        """All its figures, results before aims."""
        found = [row_of(outcome, self.sources) for outcome in self.node.nodes("outcome")]
        return tuple(sorted(found, key=lambda row: rank(row.figure.node)))

    @cached_property
    def links(self) -> tuple[ShownLink, ...]:
        """Its published links, each with the figures that bear on the requirement."""
        return tuple(
            ShownLink(link, tuple(map(figure, sorted(link.figures, key=rank))), why_not_counted(link))
            for link in links_of_practice(self.node)
        )

    @cached_property
    def reached(self) -> tuple[Reaching, ...]:
        """The requirements that it reaches by inference: wholes of what it addresses first."""
        found = [reaching(self.node, one.requirement, one.ways) for one in reaches(self.node)]
        return tuple(sorted(found, key=lambda one: not one.parts))

    @cached_property
    def resources(self) -> tuple[Node, ...]:
        """The resources that belong to it, those withdrawn last."""
        return tuple(withdrawn_last(self.node.nodes("resource")))

    @cached_property
    def see_also(self) -> tuple[Node, ...]:
        """What else a reader may want to see, whichever names the other. Practice is told apart."""
        found = ordered({*self.node.nodes("seeAlso"), *self.node.incoming("seeAlso")})
        return tuple(withdrawn_last(one for one in found if one.kind != "practice"))

    @cached_property
    def later(self) -> tuple[LaterFact, ...]:
        """What became of it."""
        return later_facts(self.node, self.sources)

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Where it stands in its sources."""
        return tuple(citations(self.node, self.sources))

    @cached_property
    def documents(self) -> tuple[Node, ...]:
        """The documents that report it, each once."""
        return tuple(dict.fromkeys(one.document for one in self.cited))

    @cached_property
    def context(self) -> tuple[ContextNumber, ...]:
        """The numbers in its text that are not outcomes, in the order of the record."""
        found = [ContextNumber(one, one.text("printed") or "", one.text("meaning") or "")
                 for one in self.node.nodes("contextNumber")]
        return tuple(sorted(found, key=lambda one: natural(one.node.key)))

    @cached_property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on its page: to say once which documents the reader has no copy of."""
        figures = tuple(one for row in self.rows for one in row.cited)
        return self.cited + figures + cited_by_events(self.status, self.later)


def reaching(practice: Node, requirement: Node, ways: tuple[Way, ...]) -> Reaching:
    """A requirement that a practice reaches, with the ways."""
    parts = tuple(ordered({way.nodes["via"] for way in ways if way.rule == THROUGH_PART}))
    counts = any(link.requirement in parts and link.extent != "minor" for link in links_of_practice(practice))
    return Reaching(requirement, parts, counts, tuple(tuple(segments(way)) for way in ways))


def row_of(outcome: Node, sources: Sources) -> FigureRow:
    """An outcome as a row of the table of figures. Raises SourceError as `citations` does."""
    return FigureRow(
        figure=figure(outcome),
        before=outcome.text("baselinePrinted") or "",
        after=outcome.text("resultPrinted") or "",
        change=_changed(outcome),
        unit=outcome.text("unit") or "",
        qualifier=outcome.text("qualifier") or "",
        period=outcome.text("period") or "",
        population=outcome.text("population") or "",
        reported_by=outcome.text("reportedBy") or "",
        cited=tuple(citations(outcome, sources)),
    )


def _changed(outcome: Node) -> str:
    """How a figure changed, and of what: "a decrease of 55% (relative)"."""
    how = outcome.node("changeIs")
    return changed(outcome) + (f" ({how.title.lower()})" if how else "")


def rank(outcome: Node) -> tuple[int, bool, str]:
    """A sort key: what says most of what a practice did comes first, what was aimed at last."""
    kind = outcome.code("outcomeKind") or ""
    printed = outcome.text("resultPrinted") or outcome.text("changePrinted")
    return KINDS.index(kind) if kind in KINDS else len(KINDS), printed is None, outcome.iri


def headline(practice: Node) -> Figure | None:
    """The figure that says most of what came of a practice; never a target; None where there is none."""
    reported = [one for one in practice.nodes("outcome") if one.code("outcomeKind") != "target"]
    return figure(min(reported, key=rank)) if reported else None


def not_counted(practice: Node) -> str:
    """Why a practice counts nowhere (withdrawn, planned, scenario), or nothing where it counts."""
    if practice.withdrawn:
        return "withdrawn"
    if practice.code("maturity") == "planned":
        return "planned"
    return "scenario" if "Scenario" in practice.classes else ""


def withdrawn_last(nodes: Iterable[Node]) -> list[Node]:
    """The same things in the same order, with those that must no longer be used at the end."""
    return sorted(nodes, key=lambda node: node.withdrawn)
