"""The store for SPARQL holds the usual graphs as one: the same answers as over all of them, sooner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sparql_support import make_store

from kg import united
from kg.namespaces import ASSERTED, DEFAULT_GRAPHS, GRAPH, NEGATIVE
from kg.sparql import WELL_KNOWN, Limits, QueryPool

LIKE_A_GRAPH = f"it ends <{ASSERTED}> ."
QUERIES = {
    "everything": "SELECT * { ?s ?p ?o }",
    "the usual graphs, counted": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "graphs by name": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "what is apart": "SELECT * { GRAPH graph:negative { ?s ?p ?o } }",
    "a join with a graph": "SELECT * { ?s sp:addresses ?o GRAPH graph:inferred { ?s sp:reaches ?r } }",
    "FROM one of them": f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}meta> {{ ?s ?p ?o }}",
    "FROM what is apart": f"SELECT (COUNT(*) AS ?n) FROM <{NEGATIVE}> {{ ?s ?p ?o }}",
    "a path of no length": "SELECT (COUNT(*) AS ?n) { ?s <urn:next>* ?o }",
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The made store, and the same united."""
    folder = tmp_path_factory.mktemp("united")
    store = ox.Store(str(make_store(folder / "store")))
    subject, predicate = ox.NamedNode("urn:odd"), ox.NamedNode("urn:text")
    store.add(ox.Quad(subject, predicate, ox.Literal(LIKE_A_GRAPH), ox.NamedNode(NEGATIVE)))
    quads = store.dump(format=ox.RdfFormat.N_QUADS)
    assert quads
    united.write(folder / united.FOLDER, quads)
    return folder / "store", folder / united.FOLDER


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with QueryPool(Limits(workers=1, rows=100_000, body_bytes=10**8)) as pool:
        yield pool


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_has_the_answer_that_it_has_over_the_graphs(
    pool: QueryPool, stores: tuple[Path, Path], query: str
) -> None:
    apart, one = (
        sorted(pool.run(store, query, "csv", prefixes=WELL_KNOWN).body.splitlines()) for store in stores
    )
    assert one == apart


def test_graphs_that_the_caller_chooses_are_not_widened(pool: QueryPool, stores: tuple[Path, Path]) -> None:
    chosen = [DEFAULT_GRAPHS[-1]]
    apart, one = (
        pool.run(store, "SELECT * { ?s ?p ?o }", "csv", default_graphs=chosen).rows for store in stores
    )
    assert one == apart == 1


def test_a_triple_in_two_of_the_graphs_is_one_triple(pool: QueryPool, tmp_path: Path) -> None:
    quads = "".join(f"<urn:a> <urn:b> <urn:c> <{graph}> .\n" for graph in DEFAULT_GRAPHS)
    united.write(tmp_path / united.FOLDER, quads.encode())
    found = pool.run(tmp_path / united.FOLDER, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "csv")
    assert found.body.split() == [b"n", b"1"]
