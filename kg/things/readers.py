"""On whose word the published assertions stand, and how many of them a second person has read."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg import query
from kg.namespaces import SP
from kg.things.node import Node


@dataclass(frozen=True)
class Readers:
    """Published assertions of one kind (`PracticeLink`) and basis (`curated`).

    `reviewed` of them have at least one review by somebody other than who asserted them.
    """

    kind: str
    basis: str
    assertions: int
    reviewed: int


def readers(store: Store) -> list[Readers]:
    """The published assertions by kind and basis."""
    return [
        Readers(
            kind=row["kind"].removeprefix(SP),
            basis=Node(store, row["basis"]).key,
            assertions=int(row["assertions"]),
            reviewed=int(row["reviewed"]),
        )
        for row in query.rows(store, "readers")
    ]


@dataclass(frozen=True)
class LinksRead:
    """The practice links: how many there are, how many each basis has, how many were read twice."""

    links: int
    stated: int
    curated: int
    reviewed: int


def links_read(store: Store) -> LinksRead:
    """How the published practice links stand with their readers."""
    links = [one for one in readers(store) if one.kind == "PracticeLink"]
    return LinksRead(
        links=sum(one.assertions for one in links),
        stated=sum(one.assertions for one in links if one.basis == "stated"),
        curated=sum(one.assertions for one in links if one.basis == "curated"),
        reviewed=sum(one.reviewed for one in links),
    )
