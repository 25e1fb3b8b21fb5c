"""A small store with all six graphs, for the tests of queries from strangers."""
from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import ASSERTED, INFERRED, META, NEGATIVE, ONTOLOGY, SP, SUGGESTED, thing
from kg.sparql import QueryPool

CROWD = 400
THINGS = 4
SIMPLE = "SELECT ?n WHERE { <https://w3id.org/safer-practice/id/practice/huddles> <urn:number> ?n }"


def node(kind: str, key: str) -> ox.NamedNode:
    return ox.NamedNode(thing(kind, key))


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(SP + name)


HUDDLES, FALLS = node("practice", "huddles"), node("practice", "falls")
ACTION, RECOMMENDATION = node("action", "7.4"), node("recommendation", "7")
ADDRESSES, REACHES = term("addresses"), term("reaches")


def make_store(folder: Path, number: int = 1) -> Path:
    """Triples of four things in six graphs, no triple in two of them; and a crowd of things in `asserted`."""
    store = ox.Store(str(folder))
    for subject, predicate, object_, graph in (
        (HUDDLES, ADDRESSES, ACTION, ASSERTED),
        (HUDDLES, ox.NamedNode("urn:number"), ox.Literal(number), ASSERTED),
        (HUDDLES, REACHES, RECOMMENDATION, INFERRED),
        (ADDRESSES, ox.NamedNode("urn:label"), ox.Literal("addresses", language="en"), ONTOLOGY),
        (node("release", "1"), ox.NamedNode("urn:made"), ox.Literal("2026-01-01"), META),
        (FALLS, ADDRESSES, ACTION, SUGGESTED),
        (FALLS, REACHES, RECOMMENDATION, NEGATIVE),
    ):
        store.add(ox.Quad(subject, predicate, object_, ox.NamedNode(graph)))
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:crowd:{i}"), ox.NamedNode("urn:next"),
                ox.NamedNode(f"urn:crowd:{(i * 7 + j) % CROWD}"), ox.NamedNode(ASSERTED))
        for i in range(CROWD) for j in range(1, 4))
    store.flush()
    return folder


def make_store_of_many_files(folder: Path) -> Path:
    """More table files than the 16 that Oxigraph opens by itself.

    Each of three loads writes one for every index; with the fourth, Oxigraph would start to merge them.
    """
    store = ox.Store(str(folder))
    for load in range(3):
        store.bulk_extend(
            ox.Quad(ox.NamedNode(f"urn:load:{load}:{i}"), ox.NamedNode(f"urn:p{i % 5}"),
                    ox.Literal(f"the text of number {i} in load {load}"), ox.NamedNode(graph))
            for i in range(200) for graph in (ASSERTED, META))
    store.flush()
    return folder


def process_ids(pool: QueryPool) -> set[int]:
    return {worker._process.pid for worker in pool._all}


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True
