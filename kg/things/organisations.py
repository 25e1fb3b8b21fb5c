"""Organisations: what each leads, takes part in, publishes and provides, and what became of it."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Store

from kg import query
from kg.namespaces import SP
from kg.things.catalogue import Entry, entry
from kg.things.citing import Cited, citations
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of, succeeds
from kg.things.node import Node, find, of_class, ordered
from kg.things.practices import withdrawn_last
from loaders.sources import Sources

CLASSES = {
    "Collaborative": "Patient Safety Collaboratives",
    "NationalBody": "National bodies",
    "Provider": "Providers",
    "Partner": "Partner organisations",
    "Region": "Regions",
    "LocalOffice": "Local offices",
}
"""The classes of organisation in the order in which they are listed, and what several are called."""
MOST = 50
"""So many practices are shown on the page of an organisation; how many there are stands in its counts."""
KINDS = ("collaborative", "organisation", "office", "region")
"""The KINDs of organisation."""


@dataclass(frozen=True)
class Counts:
    """How many practices an organisation leads and is a partner in, and how many other things are its own.

    Each thing counts once; practice that was withdrawn is among them.
    """

    leads: int = 0
    partners: int = 0
    programmes: int = 0
    publishes: int = 0
    provides: int = 0


@dataclass(frozen=True)
class Listed:
    """An organisation in a list, with its status (None: it goes on) and its counts."""

    node: Node
    state: Node | None
    counts: Counts


@dataclass(frozen=True)
class ClassOf:
    """The organisations of one class, with how many there are."""

    name: str
    many: str
    meaning: Node
    members: tuple[Listed, ...]

    @property
    def size(self) -> int:
        """How many organisations are of this class."""
        return len(self.members)


@dataclass(frozen=True)
class OrganisationView:
    """An organisation with all that its page tells of it."""

    node: Node
    of_class: Node | None
    status: Status | None
    counts: Counts
    leads: tuple[Entry, ...]
    partner_in: tuple[Entry, ...]
    leads_programmes: tuple[Node, ...]
    partner_in_programmes: tuple[Node, ...]
    publishes: tuple[Node, ...]
    provides: tuple[Node, ...]
    part_of: tuple[Node, ...]
    members: tuple[Node, ...]
    namesakes: tuple[Node, ...]
    took_over_from: tuple[Node, ...]
    see_also: tuple[Node, ...]
    later: tuple[LaterFact, ...]
    cited: tuple[Cited, ...]

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on the page."""
        return self.cited + cited_by_events(self.status, self.later)

    @property
    def names(self) -> list[str]:
        """The other names by which it is known."""
        return self.node.texts("skos:altLabel")


def organisations(store: Store) -> tuple[ClassOf, ...]:
    """Every organisation by class; those that no longer exist stand last. Empty classes are left out."""
    counts = all_counts(store)
    found = []
    for name, many in CLASSES.items():
        members = of_class(store, name)
        listed = [Listed(node, _state(node), counts.get(node.iri, Counts())) for node in members]
        if listed:
            found.append(ClassOf(name, many, class_node(store, name), tuple(sorted(listed, key=_ended))))
    return tuple(found)


def every(store: Store) -> list[Node]:
    """Every organisation, in natural order of its name."""
    return ordered({node for name in CLASSES for node in of_class(store, name)})


def _ended(listed: Listed) -> bool:
    return listed.state is not None and listed.state.key in ("dissolved", "withdrawn")


def _state(node: Node) -> Node | None:
    status = node.node("currentStatus")
    return status.node("state") if status else None


def class_node(store: Store, name: str) -> Node:
    """A class of the ontology as a thing with a title and a definition."""
    return Node(store, SP + name)


def all_counts(store: Store) -> dict[str, Counts]:
    """The counts of every organisation that has any, by its IRI."""
    found: dict[str, dict[str, int]] = {}
    for row in query.rows(store, "organisation-roles"):
        found.setdefault(row["organisation"], {})[row["role"]] = int(row["things"])
    return {iri: Counts(**roles) for iri, roles in found.items()}


def organisation_view(node: Node, sources: Sources) -> OrganisationView:
    """An organisation's page. Raises SourceError where a cited copy cannot be read."""
    leads, partner = node.incoming("ledBy"), node.incoming("partner")
    return OrganisationView(
        node=node,
        of_class=next((class_node(node.store, name) for name in CLASSES if name in node.classes), None),
        status=status_of(node, sources),
        counts=all_counts(node.store).get(node.iri, Counts()),
        leads=practices_among(leads),
        partner_in=practices_among(partner),
        leads_programmes=tuple(one for one in leads if one.kind == "programme"),
        partner_in_programmes=tuple(one for one in partner if one.kind == "programme"),
        publishes=tuple(node.incoming("dcterms:publisher")),
        provides=tuple(withdrawn_last(node.incoming("providedBy"))),
        part_of=tuple(node.nodes("org:subOrganizationOf")),
        members=tuple(node.incoming("org:subOrganizationOf")),
        namesakes=namesakes(node),
        took_over_from=tuple(succeeds(node)),
        see_also=tuple(ordered({*node.nodes("seeAlso"), *node.incoming("seeAlso")})),
        later=later_facts(node, sources),
        cited=tuple(citations(node, sources)),
    )


def practices_among(nodes: Iterable[Node]) -> tuple[Entry, ...]:
    """The first MOST practices among things, those withdrawn last."""
    practices = [node for node in withdrawn_last(nodes) if node.kind == "practice"]
    return tuple(map(entry, practices[:MOST]))


def namesakes(node: Node) -> tuple[Node, ...]:
    """The other organisations of the same key: a collaborative and an office of one name are two things."""
    found = (find(node.store, kind, node.key) for kind in KINDS if kind != node.kind)
    return tuple(one for one in found if one)
