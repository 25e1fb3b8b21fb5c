"""Resources and programmes: what helps practice and is not practice itself."""
from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg.things.citing import Cited, citations
from kg.things.later import LaterFact, Status, cited_by_events, later_facts, status_of
from kg.things.node import Node, of_class, ordered
from kg.things.practices import withdrawn_last
from loaders.sources import Sources

FORMS = {
    "Resource": ("toolkit", "e-learning", "platform", "page"),
    "Programme": ("campaign", "network", "unit", "programme"),
}
"""The forms of each class in the order in which they are listed."""


@dataclass(frozen=True)
class Forms:
    """The resources or programmes of one form, those withdrawn last."""

    of_class: str
    form: str
    members: tuple[Node, ...]

    @property
    def size(self) -> int:
        """How many there are of this form."""
        return len(self.members)


@dataclass(frozen=True)
class ResourceView:
    """A resource or programme with all that its page tells of it."""

    node: Node
    status: Status | None
    practices: tuple[Node, ...]
    provided_by: tuple[Node, ...]
    led_by: tuple[Node, ...]
    partners: tuple[Node, ...]
    see_also: tuple[Node, ...]
    later: tuple[LaterFact, ...]
    cited: tuple[Cited, ...]

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every citation on the page."""
        return self.cited + cited_by_events(self.status, self.later)


def resources(store: Store) -> tuple[Forms, ...]:
    """Every resource and programme by form; forms of which there are none are left out."""
    found = []
    for name, forms in FORMS.items():
        members = withdrawn_last(of_class(store, name))
        for form in forms:
            of_form = tuple(node for node in members if node.text("form") == form)
            found += [Forms(name, form, of_form)] if of_form else []
    return tuple(found)


def resource_view(node: Node, sources: Sources) -> ResourceView:
    """A resource's or programme's page. Raises SourceError where a cited copy cannot be read."""
    return ResourceView(
        node=node,
        status=status_of(node, sources),
        practices=tuple(withdrawn_last(node.incoming("resource"))),
        provided_by=tuple(node.nodes("providedBy")),
        led_by=tuple(node.nodes("ledBy")),
        partners=tuple(node.nodes("partner")),
        see_also=tuple(withdrawn_last(ordered({*node.nodes("seeAlso"), *node.incoming("seeAlso")}))),
        later=later_facts(node, sources),
        cited=tuple(citations(node, sources)),
    )
