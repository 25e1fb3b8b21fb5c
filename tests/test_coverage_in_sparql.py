"""The same numbers from SPARQL as from the function: over the real corpus, for what pages show by default."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from made_support import ROOT
from pyoxigraph import QuerySolutions, Store

from kg.coverage import Coverage, Facts, Filters, Policy, coverage, gap_map, read_policy
from kg.coverage.trust import DEFAULT, EVERYTHING
from kg.query import GRAPHS, plain
from kg.release import Release

PREFIXES = """
PREFIX sp: <https://w3id.org/safer-practice/ontology#>
PREFIX id: <https://w3id.org/safer-practice/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
LINK = """
  ?link a sp:PracticeLink ;
    sp:assertionStatus <https://w3id.org/safer-practice/id/assertion-status/published> ;
    sp:subject ?practice ;
    sp:object ?target ;
    sp:extent ?extent .
  ?practice sp:addresses ?target .
  ?target sp:partOf? ?requirement .
"""
GOOD = LINK + "FILTER(?extent != <https://w3id.org/safer-practice/id/extent/minor>)"
FIGURE = GOOD + "?link sp:bearingFigure/sp:outcomeKind ?kind . FILTER(!STRENDS(STR(?kind), 'target'))"
ALSO_GOOD = GOOD.replace("?link", "?other").replace("?extent", "?more").replace("?target", "?aim")
MINOR = LINK + f"FILTER NOT EXISTS {{ {ALSO_GOOD} }}"
INFERRED = f"?practice sp:reaches ?requirement . FILTER NOT EXISTS {{ {LINK} }}"
Pairs = dict[str, set[str]]
WITHIN = {
    "settings": "?practice sp:setting/skos:broader* <{iri}> .",
    "professions": "?practice sp:profession/skos:broader* <{iri}> .",
    "topics": "?practice sp:topic/skos:broader* <{iri}> .",
    "methods": "?practice sp:method/skos:broader* <{iri}> .",
    "scopes": "?practice sp:scope <{iri}> .",
    "collaboratives": "?practice sp:ledBy|sp:partner <{iri}> .",
    "offices": "?practice sp:ledBy|sp:partner <{iri}> .",
    "standards": "?practice sp:addresses <{iri}> .",
    "workstreams": "?practice sp:addresses/sp:partOf?/sp:inWorkstream <{iri}> .",
    "themes": "?practice sp:addresses/sp:partOf?/sp:groupedUnder <{iri}> .",
}
"""How SPARQL says that a practice belongs to a column of the map."""


@pytest.fixture(scope="module")
def graph(real_release: Release) -> tuple[Store, Facts, Policy]:
    """The graph of the real corpus with its coverage, its table of link facts, its thresholds."""
    table = Facts.from_dict(json.loads((real_release.path / "facts.json").read_text(encoding="utf-8")))
    return real_release.store, table, read_policy(ROOT / "corpus" / "policy.yaml")


def rows(store: Store, query: str) -> list[list[str]]:
    found = store.query(PREFIXES + query, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    return [[plain(term) for term in row] for row in found]


def practices(store: Store, where: str) -> Pairs:
    """The practices of each requirement of which the pattern holds."""
    found: Pairs = defaultdict(set)
    asked = f"SELECT DISTINCT ?requirement ?practice WHERE {{ ?requirement a sp:Requirement . {where} }}"
    for requirement, practice in rows(store, asked):
        found[requirement].add(practice)
    return found


@pytest.mark.parametrize(
    ("name", "where"),
    [("practices", GOOD), ("with_figure", FIGURE), ("minor", MINOR), ("inferred", INFERRED)],
)
def test_the_practices_of_every_requirement_are_those_that_sparql_finds(
    graph: tuple[Store, Facts, Policy], name: str, where: str
) -> None:
    store, table, policy = graph
    found = practices(store, where)
    assert sum(map(len, found.values())) > 0
    for iri, cover in coverage(table, policy).items():
        assert set(getattr(cover, name)) == found.get(iri, set()), iri


@pytest.mark.parametrize(
    ("rows_", "columns"),
    [
        ("recommendations", "settings"),
        ("standards", "topics"),
        ("principles", "professions"),
        ("standards", "collaboratives"),
        ("recommendations", "offices"),
        ("recommendations", "standards"),
        ("standards", "workstreams"),
        ("standards", "themes"),
    ],
)
def test_every_cell_of_a_map_has_the_practices_that_sparql_finds(
    graph: tuple[Store, Facts, Policy], rows_: str, columns: str
) -> None:
    store, table, policy = graph
    held = gap_map(table, policy, DEFAULT, EVERYTHING, rows_, columns)
    filled = 0
    for at, column in enumerate(held.columns):
        found = practices(store, GOOD + WITHIN[columns].format(iri=column.iri))
        for row, line in zip(held.rows, held.cells, strict=True):
            cell = line[at].coverage
            assert set(cell.practices) == found.get(row.requirement.iri, set()), (
                column.key,
                row.requirement.iri,
            )
            filled += cell.number
    assert filled


def test_the_coverage_in_the_graph_is_that_of_the_function(graph: tuple[Store, Facts, Policy]) -> None:
    store, table, policy = graph
    query = """SELECT ?requirement ?state ?practices ?reason WHERE {
      ?requirement sp:coverage ?coverage .
      ?coverage sp:coverageState ?state ; sp:practiceCount ?practices ; sp:reason ?reason }"""
    told = {iri: (state.rpartition("/")[2], int(count), why) for iri, state, count, why in rows(store, query)}
    measured = coverage(table, policy)
    assert told == {iri: (cover.state, cover.number, cover.reason) for iri, cover in measured.items()}


def test_two_slices_crossed_are_those_that_sparql_crosses(graph: tuple[Store, Facts, Policy]) -> None:
    store, table, policy = graph
    ward, falls = "setting/hospital", "topic/safety-culture"
    where = (
        GOOD + f"?practice sp:setting/skos:broader* <{{0}}{ward}> ; sp:topic/skos:broader* <{{0}}{falls}> ."
    )
    found = practices(store, where.format("https://w3id.org/safer-practice/id/"))
    crossed: dict[str, Coverage] = coverage(
        table, policy, filters=Filters(setting="hospital", topic="safety-culture")
    )
    assert {iri: set(cover.practices) for iri, cover in crossed.items() if cover.number} == found
    assert found
