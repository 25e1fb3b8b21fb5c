"""Projection: what a published assertion says becomes one triple, and nothing else does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from made_support import MADE, ONTOLOGY, graph_of, made_copy, replace
from pyoxigraph import NamedNode, Store

from kg.build import assemble
from kg.infer import Rule, RuleError, explain, infer, rules
from kg.namespaces import ASSERTED, INFERRED, SP, thing

KETTLE = "kettle-club"
RULES = rules(ONTOLOGY / "rules")


def pairs(store: Store, name: str, graph: str = ASSERTED) -> set[tuple[str, str]]:
    """Subject and object, as KIND/KEY, of the triples of a property in a graph."""
    return {
        (str(quad.subject)[1:-1].partition("/id/")[2], str(quad.object)[1:-1].partition("/id/")[2])
        for quad in store.quads_for_pattern(None, NamedNode(SP + name), None, NamedNode(graph))
    }


@pytest.fixture(scope="module")
def made() -> Store:
    return graph_of(MADE / "corpus")[2]


def test_only_published_links_of_practice_that_counts_are_projected(made: Store) -> None:
    """Left out: a draft, a withdrawn link, a withdrawn practice, a planned practice, a scenario."""
    assert pairs(made, "addresses") == {
        ("practice/kettle-club", "action/1.1.1"),
        ("practice/kettle-club", "standard/made-grid-2019/a.1"),
    }


def test_only_published_implementations_are_projected(made: Store) -> None:
    assert pairs(made, "implements") == {
        ("standard/made-grid-2019/a.1", "recommendation/1"),
        ("domain/made-grid-2019/a", "recommendation/2"),
    }


def test_a_published_likeness_is_projected_and_carries_no_practice_over(made: Store) -> None:
    assert pairs(made, "asksTheSameAs") == {("principle/made-values/1", "standard/made-grid-2019/a.2")}
    assert pairs(made, "askedTheSameBy", INFERRED) == {
        ("standard/made-grid-2019/a.2", "principle/made-values/1")
    }
    assert "standard/made-grid-2019/a.2" not in {target for _, target in pairs(made, "reaches", INFERRED)}


def test_whole_and_embedded_allocations_are_memberships(made: Store) -> None:
    assert pairs(made, "inWorkstream") == {
        ("recommendation/1", "workstream/1"),
        ("recommendation/2", "workstream/1"),
    }


@pytest.mark.parametrize("state", ["superseded", "renamed", "dissolved"])
def test_practice_with_another_status_than_withdrawn_still_counts(state: str, tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(corpus, "practices/lantern-round.md", "state: withdrawn", f"state: {state}")
    assert ("practice/lantern-round", "action/1.1") in pairs(graph_of(corpus)[2], "addresses")


def test_planned_practice_counts_once_it_runs(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(corpus, "practices/paper-aeroplane.md", "maturity: planned", "maturity: running")
    assert ("practice/paper-aeroplane", "standard/made-grid-2019/a.1") in pairs(
        graph_of(corpus)[2], "addresses"
    )


def test_what_is_reached_is_inferred_and_never_asserted(made: Store) -> None:
    assert pairs(made, "reaches") == set()
    assert pairs(made, "reaches", INFERRED) == {
        ("practice/kettle-club", "action/1.1"),
        ("practice/kettle-club", "recommendation/1"),
        ("practice/kettle-club", "recommendation/2"),
        ("practice/kettle-club", "domain/made-grid-2019/a"),
    }


def test_a_part_of_a_part_is_a_part_of_the_whole(made: Store) -> None:
    assert pairs(made, "partOf", INFERRED) == {("action/1.1.1", "recommendation/1")}


def test_no_statement_is_both_asserted_and_inferred(made: Store) -> None:
    inferred = {quad.triple for quad in made.quads_for_pattern(None, None, None, NamedNode(INFERRED))}
    asserted = {quad.triple for quad in made.quads_for_pattern(None, None, None, NamedNode(ASSERTED))}
    assert inferred
    assert not inferred & asserted


def test_inferring_again_changes_nothing(made: Store) -> None:
    before = set(made)
    infer(made, ONTOLOGY)
    assert set(made) == before


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.says], ids=lambda rule: rule.name)
def test_what_a_rule_infers_is_explained_by_its_premises(rule: Rule, made: Store) -> None:
    targets = {quad.object for quad in made.quads_for_pattern(None, NamedNode(SP + "reaches"), None, None)}
    explained = [
        found
        for target in targets
        for found in explain(made, rule, practice=thing("practice", KETTLE), target=str(target)[1:-1])
    ]
    assert explained
    for found in explained:
        named = set(re.findall(r"{(\w+)}", rule.says))
        assert named - set(found.bound) == set()
        assert found.bound["practice"] == thing("practice", KETTLE)


def test_a_correspondence_to_a_standard_is_projected_and_one_to_none_is_not(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    assert pairs(graph_of(corpus)[2], "corresponds") == set()
    old = "relation: none\nto_edition: framework/made-values"
    new = "relation: same\nobject: standard/made-grid-2019/a.2\nto_edition: framework/made-grid-2019"
    replace(corpus, "correspondences/made-a-1.md", old, new)
    assert pairs(graph_of(corpus)[2], "corresponds") == {
        ("standard/made-grid-2019/a.1", "standard/made-grid-2019/a.2")
    }


def test_a_rule_that_feeds_on_itself_is_stopped(tmp_path: Path) -> None:
    read, ontology, _ = graph_of(MADE / "corpus")
    spoilt = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    (spoilt / "rules" / "endless.rq").write_text(
        f"INSERT {{ GRAPH <{INFERRED}> {{ ?new <{SP}seeAlso> ?old }} }}"
        f"WHERE {{ GRAPH ?g {{ ?old <{SP}seeAlso> ?x }} BIND(IRI(CONCAT(STR(?old), 'x')) AS ?new) }}",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="one of them feeds on itself"):
        assemble(read, ontology, spoilt)
