"""Breadcrumbs: where a thing of the requirements side stands, from the home page down to it."""

from __future__ import annotations

from kg.things import Node
from kg.things.addressing import wholes
from kg.things.requirements import grouped_under
from web.addresses import address

Crumb = dict[str, str]
HOME: Crumb = {"text": "Home", "href": "/"}
RECOMMENDATIONS: Crumb = {"text": "Recommendations", "href": "/recommendations"}
STANDARDS: Crumb = {"text": "Standards and principles", "href": "/standards"}
WORKSTREAMS: Crumb = {"text": "Workstreams", "href": "/workstreams"}
VOCABULARIES: Crumb = {"text": "Vocabularies", "href": "/vocabularies"}
LISTS = {
    "recommendation": RECOMMENDATIONS,
    "action": RECOMMENDATIONS,
    "theme": RECOMMENDATIONS,
    "workstream": WORKSTREAMS,
    "vocabulary": VOCABULARIES,
}


def trail(node: Node) -> list[Crumb]:
    """The pages above a thing's own: for a standard the list, its framework and its domain."""
    framework = grouped_under(node, "framework")
    above = [*([framework] if framework else []), *wholes(node)]
    return [HOME, LISTS.get(node.kind, STANDARDS), *map(crumb, above)]


def crumb(node: Node) -> Crumb:
    """A thing as a breadcrumb: its kind and number where it has one, else its title."""
    text = f"{node.kind.capitalize()} {node.number}" if node.number else node.title
    return {"text": text, "href": address(node)}
