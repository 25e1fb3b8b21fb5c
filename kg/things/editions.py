"""Editions of the standards side by side, and what corresponds to what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.groups import is_edition
from kg.things.node import Node, natural, of_class, ordered
from kg.things.requirements import published


@dataclass(frozen=True)
class Edition:
    """An edition: its domains each with its standards, as far as they are recorded."""

    node: Node
    document: Node | None
    state: str
    domains: tuple[tuple[Node, tuple[Node, ...]], ...]

    @property
    def standards(self) -> int:
        """How many standards are recorded of it."""
        return sum(len(standards) for _, standards in self.domains)


@dataclass(frozen=True)
class Match:
    """A correspondence: `how` is a key of the code list; `target` is None where nothing corresponds."""

    assertion: Node
    subject: Node
    how: str
    target: Node | None
    edition: Node
    rationale: str


@dataclass(frozen=True)
class Bridge:
    """The correspondences between two editions."""

    start: Node
    end: Node
    matches: tuple[Match, ...]

    @property
    def size(self) -> int:
        """How many correspondences there are."""
        return len(self.matches)


def editions(store: Store) -> tuple[Edition, ...]:
    """Every edition, the earliest first: frameworks of domains, and those a correspondence leads to.

    So is a framework of which nothing is recorded but that there was such an edition.
    """
    named = {one.node("toEdition") for one in of_class(store, "Correspondence")}
    found = [one for one in of_class(store, "Framework") if is_edition(one) or one in named]
    return tuple(edition(one) for one in sorted(found, key=_age))


def _age(framework: Node) -> tuple[str, object]:
    return framework.text("edition") or "~", natural(framework.title)


def edition(framework: Node) -> Edition:
    """One edition with what is recorded of it."""
    status, groups = framework.node("currentStatus"), framework.nodes("groups")
    return Edition(
        node=framework,
        document=framework.node("dcterms:source"),
        state=(status.code("state") or "") if status else "",
        domains=tuple((one, tuple(one.nodes("hasPart"))) for one in groups),
    )


def bridges(store: Store) -> tuple[Bridge, ...]:
    """The published correspondences by the editions they join."""
    found: dict[tuple[Node, Node], list[Match]] = defaultdict(list)
    for one in matches(of_class(store, "Correspondence")):
        found[edition_of(one.subject) or one.edition, one.edition].append(one)
    pairs = sorted(found, key=lambda pair: (_age(pair[0]), _age(pair[1])))
    return tuple(Bridge(*pair, _sorted(found[pair])) for pair in pairs)


def matches(assertions: list[Node]) -> list[Match]:
    """The published correspondences among assertions."""
    found = []
    for one in published(assertions, "Correspondence"):
        subject, target, edition = one.node("subject"), one.node("object"), one.node("toEdition")
        assert subject and edition, f"{one.iri} lacks a subject or an edition, which the shapes forbid"
        how = one.code("correspondsAs") or ""
        kept = target if how != "none" else None
        found.append(Match(one, subject, how, kept, edition, one.text("rationale") or ""))
    return found


def matches_of(requirement: Node) -> tuple[Match, ...]:
    """The correspondences of a requirement with those of other editions, whichever end it is."""
    return _sorted(matches([*requirement.incoming("subject"), *requirement.incoming("object")]))


def _sorted(matches: list[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda one: natural(one.subject.number or one.subject.title)))


def edition_of(requirement: Node) -> Node | None:
    """The framework that a standard or domain belongs to."""
    wholes = ordered([requirement, *requirement.nodes("partOf")])
    return next((found for one in wholes if (found := one.node("groupedUnder"))), None)
