"""The things of a release as pages, the API and the command line show them."""

from kg.things.citing import Cited, Quotation, citations
from kg.things.linking import (
    LinkView,
    Reached,
    Way,
    links_of_practice,
    links_of_requirement,
    reached_by,
    reaches,
)
from kg.things.node import Node, all_keys, find, natural, of_class, ordered

__all__ = [
    "Cited",
    "LinkView",
    "Node",
    "Quotation",
    "Reached",
    "Way",
    "all_keys",
    "citations",
    "find",
    "links_of_practice",
    "links_of_requirement",
    "natural",
    "of_class",
    "ordered",
    "reached_by",
    "reaches",
]
