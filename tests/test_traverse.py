"""Traversal: what lies around a thing, and the ways between two things."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.namespaces import ASSERTED, INFERRED, SUGGESTED, thing
from kg.things.node import term
from kg.traverse import FAMILIES, RELATIONS, Neighbourhood, Relation, Walk

STATEMENTS = """
practice/huddle    addresses     action/6.1
practice/huddle    ledBy         collaborative/north
practice/huddle    setting       setting/ward
practice/huddle    seeAlso       practice/survey
practice/survey    seeAlso       practice/huddle
practice/survey    ledBy         collaborative/north
practice/survey    setting       setting/ward
practice/round     setting       setting/ward
practice/other     setting       setting/ward
practice/round     addresses     action/7.1
action/6.1         partOf        recommendation/6
action/7.1         partOf        recommendation/7
recommendation/6   inWorkstream  workstream/1
recommendation/7   inWorkstream  workstream/1
resource/lonely    providedBy    organisation/lonely
"""
BY_RULE = """
practice/huddle    reaches       recommendation/6
"""


def made(statements: str = STATEMENTS, by_rule: str = BY_RULE, suggested: str = "") -> Walk:
    """The graph of a release that says so much."""
    store = Store()
    for graph, lines in ((ASSERTED, statements), (INFERRED, by_rule), (SUGGESTED, suggested)):
        for line in filter(None, lines.splitlines()):
            subject, name, target = line.split()
            store.add(Quad(iri(subject), NamedNode(term(name)), iri(target), NamedNode(graph)))
    return Walk(store)


def iri(named: str) -> NamedNode:
    return NamedNode(thing(*named.partition("/")[::2]))


def around(walk: Walk, named: str, steps: int = 1, families: Iterable[str] = FAMILIES) -> Neighbourhood:
    return walk.neighbourhood(iri(named).value, steps, set(families))


def named(one: str) -> str:
    return one.removeprefix(thing("", "").rstrip("/") + "/")


def said(found: Neighbourhood) -> set[str]:
    """The edges as "start relation end"."""
    return {f"{named(edge.start)} {edge.reads} {named(edge.end)}" for edge in found.edges}


def through(walk: Walk, start: str, end: str, count: int = 3) -> list[list[str]]:
    """The things that each way goes through, from start to end."""
    ways = walk.ways(iri(start).value, iri(end).value, count)
    return [[named(way[0].start), *(named(edge.end) for edge in way)] for way in ways]


def test_a_neighbourhood_has_the_things_one_step_away_whichever_way_the_relation_points() -> None:
    assert said(around(made(), "action/6.1")) == {
        "action/6.1 is addressed by practice/huddle",
        "action/6.1 is part of recommendation/6",
        "practice/huddle reaches recommendation/6",
    }


def test_two_steps_bring_what_is_connected_with_the_neighbours_but_not_how_those_furthest_out_are() -> None:
    found = around(made(), "workstream/1", 2)
    assert {named(one): far for one, far in found.distance.items()} == {
        "workstream/1": 0,
        "recommendation/6": 1,
        "recommendation/7": 1,
        "action/6.1": 2,
        "action/7.1": 2,
        "practice/huddle": 2,
    }
    assert "recommendation/6 has the part action/6.1" in said(found)
    assert not any(edge.relation.name == "addresses" for edge in found.edges)


def test_a_family_that_is_switched_off_takes_its_relations_and_what_only_they_reach_away() -> None:
    found = around(made(), "practice/huddle", families={"organisations", "requirements"})
    assert said(found) == {
        "practice/huddle addresses action/6.1",
        "practice/huddle is led by collaborative/north",
    }


def test_what_is_inferred_is_a_family_of_its_own_and_marked() -> None:
    found = around(made(), "practice/huddle", families={"inferred"})
    assert [(edge.inferred, named(edge.end)) for edge in found.edges] == [(True, "recommendation/6")]


def test_a_part_of_a_part_that_a_rule_gave_is_switched_with_what_is_inferred() -> None:
    walk = made("action/1 partOf recommendation/1", "action/1.1 partOf recommendation/1")
    assert said(around(walk, "recommendation/1", families={"requirements"})) == {
        "recommendation/1 has the part action/1"
    }


def test_an_inference_between_two_things_that_are_asserted_to_be_related_is_nothing_new() -> None:
    walk = made("practice/a addresses action/1", "practice/a reaches action/1")
    assert said(around(walk, "practice/a")) == {"practice/a addresses action/1"}


def test_two_relations_between_the_same_things_are_both_said() -> None:
    walk = made("practice/a ledBy organisation/x\npractice/a partner organisation/x", "")
    assert said(around(walk, "organisation/x")) == {
        "organisation/x leads practice/a",
        "organisation/x is a partner in practice/a",
    }


def test_a_relation_of_several_people_is_said_of_several() -> None:
    lines = (
        "practice/huddle profession profession/learners",
        "profession/learners skos:broader profession/all",
    )
    walk = made("\n".join(lines), "")
    assert said(around(walk, "profession/learners")) == {
        "profession/learners are involved in practice/huddle",
        "profession/learners are a kind of profession/all",
    }
    assert said(around(walk, "practice/huddle")) == {"practice/huddle involves profession/learners"}


def test_things_that_name_each_other_are_related_once() -> None:
    found = around(made(), "practice/huddle", families={"resources"})
    assert said(found) == {"practice/huddle is related to practice/survey"}


def test_what_is_only_suggested_is_not_walked() -> None:
    walk = made("practice/a ledBy organisation/x", "", suggested="practice/a addresses action/1")
    assert iri("action/1").value not in walk


def test_of_too_many_things_those_most_tied_to_the_rest_are_kept_and_the_others_counted() -> None:
    walk = made(STATEMENTS + "practice/round ledBy collaborative/north\n")
    whole = around(walk, "practice/huddle", 2)
    cut = walk.neighbourhood(whole.centre, 2, limit=len(whole.distance) - 2)
    assert cut.left_out == 2
    gone = set(whole.distance) - set(cut.distance)
    assert set(map(named, gone)) == {"practice/other", "workstream/1"}
    assert set(cut.edges) < set(whole.edges)


def test_a_thing_without_relations_is_alone() -> None:
    found = around(made(), "document/none", 2)
    assert (list(map(named, found.distance)), found.edges, found.left_out) == (["document/none"], (), 0)


def test_the_order_of_things_and_edges_does_not_depend_on_the_order_in_which_they_were_stored() -> None:
    turned = "\n".join(reversed(STATEMENTS.splitlines()))
    for steps in (1, 2):
        one, other = (around(made(text), "practice/huddle", steps) for text in (STATEMENTS, turned))
        assert (list(one.distance), one.edges) == (list(other.distance), other.edges)


def test_the_way_from_a_practice_to_its_workstream_goes_through_what_it_addresses() -> None:
    ways = made().ways(iri("practice/huddle").value, iri("workstream/1").value)
    assert [(named(edge.start), edge.reads, named(edge.end)) for edge in ways[0]] == [
        ("practice/huddle", "addresses", "action/6.1"),
        ("action/6.1", "is part of", "recommendation/6"),
        ("recommendation/6", "is in", "workstream/1"),
    ]


def test_a_way_takes_no_inferred_step() -> None:
    assert through(made(), "practice/huddle", "recommendation/6")[0] == [
        "practice/huddle",
        "action/6.1",
        "recommendation/6",
    ]
    assert through(made("", "practice/a reaches recommendation/1"), "practice/a", "recommendation/1") == []


def test_a_way_through_a_thing_that_few_share_comes_before_one_through_a_thing_that_many_share() -> None:
    ways = through(made(), "practice/huddle", "practice/survey")
    assert ways == [
        ["practice/huddle", "practice/survey"],
        ["practice/huddle", "collaborative/north", "practice/survey"],
        ["practice/huddle", "setting/ward", "practice/survey"],
    ]


def test_no_more_ways_are_given_than_were_asked_for() -> None:
    assert len(through(made(), "practice/huddle", "practice/survey", 2)) == 2


def test_a_detour_past_a_way_that_was_already_given_is_left_out() -> None:
    walk = made(
        "practice/a addresses action/1\naction/1 partOf recommendation/1\n"
        "practice/a ledBy organisation/x\norganisation/x seeAlso action/1",
        "",
    )
    assert through(walk, "practice/a", "recommendation/1") == [["practice/a", "action/1", "recommendation/1"]]


def test_things_that_are_not_connected_have_no_way_between_them() -> None:
    walk = made()
    assert through(walk, "practice/huddle", "resource/lonely") == []
    assert through(walk, "practice/huddle", "document/none") == []
    assert through(walk, "practice/huddle", "practice/huddle") == []


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_relation_reads_both_ways_and_belongs_to_a_family(relation: Relation) -> None:
    assert relation.forward and relation.backward
    assert relation.family in FAMILIES
