"""Practice links from both ends, and what is reached only by inference, with why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.infer import Rule, explain, rules
from kg.things.node import Node, natural

ONTOLOGY_FOLDER = Path(__file__).resolve().parents[2] / "ontology"


@dataclass(frozen=True)
class LinkView:
    """A practice link: its assertion and both ends."""

    assertion: Node
    practice: Node
    requirement: Node

    @property
    def extent(self) -> str:
        """full, partial or minor."""
        return self.assertion.code("extent") or ""

    @property
    def basis(self) -> str:
        """stated or curated."""
        return self.assertion.code("basis") or ""

    @property
    def rationale(self) -> str:
        """Why the link holds."""
        return self.assertion.text("rationale") or ""

    @property
    def figures(self) -> list[Node]:
        """The figures that bear on the requirement."""
        return self.assertion.nodes("bearingFigure")

    @property
    def counts(self) -> bool:
        """Whether it is counted: published, and of practice that counts."""
        return self.requirement in self.practice.nodes("addresses")


@dataclass(frozen=True)
class Reached:
    """A requirement that a practice reaches by inference, with each way in words and as nodes."""

    practice: Node
    requirement: Node
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Way:
    """One way of an inference: the rule's name, its sentence with {names}, and the nodes by name."""

    rule: str
    says: str
    nodes: dict[str, Node]


def links_of_practice(practice: Node) -> list[LinkView]:
    """The published links of a practice, in the order of its requirements."""
    return sorted(
        _published(practice.incoming("subject")),
        key=lambda view: (view.requirement.kind, natural(view.requirement.key)),
    )


def links_of_requirement(requirement: Node) -> list[LinkView]:
    """The published links to a requirement itself (not to its parts), strongest extent first."""
    order = {"full": 0, "partial": 1, "minor": 2}
    return sorted(
        _published(requirement.incoming("object")),
        key=lambda view: (view.practice.withdrawn, order.get(view.extent, 3), view.practice.title),
    )


def _published(assertions: list[Node]) -> list[LinkView]:
    return [
        view
        for assertion in assertions
        if assertion.code("assertionStatus") == "published" and (view := view_of(assertion))
    ]


def view_of(assertion: Node) -> LinkView | None:
    """The view of a practice link; None for another kind of assertion."""
    practice, requirement = assertion.node("subject"), assertion.node("object")
    if "PracticeLink" not in assertion.classes or practice is None or requirement is None:
        return None
    return LinkView(assertion, practice, requirement)


def reached_by(requirement: Node) -> list[Reached]:
    """The practices that reach a requirement only by inference, each with its ways."""
    direct = set(requirement.nodes("addressedBy"))
    return [
        Reached(practice, requirement, ways(requirement.store, practice, requirement))
        for practice in requirement.nodes("reachedBy")
        if practice not in direct
    ]


def reaches(practice: Node) -> list[Reached]:
    """The requirements that a practice reaches only by inference, each with its ways."""
    direct = set(practice.nodes("addresses"))
    return [
        Reached(practice, requirement, ways(practice.store, practice, requirement))
        for requirement in practice.nodes("reaches")
        if requirement not in direct
    ]


def ways(store: Store, practice: Node, requirement: Node) -> tuple[Way, ...]:
    """Every way in which a practice reaches a requirement, by asking each rule for its premises."""
    return tuple(
        Way(rule.name, rule.says, {name: Node(store, iri) for name, iri in found.bound.items()})
        for rule in _reaching()
        for found in explain(store, rule, practice=practice.iri, target=requirement.iri)
    )


def _reaching() -> list[Rule]:
    return [rule for rule in rules(ONTOLOGY_FOLDER / "rules") if rule.says]
