"""Coverage: the state of a requirement, and the sentence that says why."""

from __future__ import annotations

import dataclasses

import pytest
from coverage_support import ASKED, IMPLEMENTATION, POLICY, Link, Made, made_facts

from kg.coverage import Coverage, Policy, Trust, coverage, is_weak
from kg.coverage.policy import Threshold
from kg.namespaces import thing
from kg.things.gaps import Asked

ACTION, RECOMMENDATION = "action/1.1", "recommendation/1"
PRACTICES = [Made("ant"), Made("bee"), Made("cat")]


def of(name: str, *links: Link, trust: Trust = Trust(), policy: Policy = POLICY) -> Coverage:  # noqa: B008
    """The coverage of a requirement where these links are all that is known."""
    return coverage(made_facts(PRACTICES, links, [IMPLEMENTATION]), policy, trust)[ASKED[name].iri]


FIGURE = Link("ant", ACTION, figure=True)


@pytest.mark.parametrize(
    ("links", "state", "reason"),
    [
        (
            [FIGURE, Link("bee", ACTION)],
            "covered",
            "2 practices address it fully or partly; 1 has a figure that bears on it.",
        ),
        (
            [FIGURE, Link("bee", ACTION, "full", figure=True), Link("cat", ACTION)],
            "covered",
            "3 practices address it fully or partly; 2 have a figure that bears on it.",
        ),
        (
            [Link("ant", ACTION), Link("bee", ACTION)],
            "thin",
            "2 practices address it fully or partly; none has a figure that bears on it.",
        ),
        ([FIGURE], "thin", "1 practice addresses it fully or partly; 1 has a figure that bears on it."),
        (
            [Link("ant", ACTION, "minor", figure=True), Link("bee", ACTION, "minor")],
            "minor-only",
            "No practice addresses it fully or partly; 2 practices touch it at the edge.",
        ),
        (
            [FIGURE, Link("bee", ACTION, "minor", figure=True)],
            "thin",
            "1 practice addresses it fully or partly; 1 has a figure that bears on it.",
        ),
        ([], "not-assessed", "Nobody has looked for practice yet, and none is linked."),
    ],
)
def test_a_state_follows_from_practice_that_counts_and_figures_that_bear_on_it(
    links: list[Link], state: str, reason: str
) -> None:
    cover = of(ACTION, *links)
    assert (cover.state, cover.reason) == (state, reason)


def test_the_thresholds_are_those_of_the_policy() -> None:
    links = [FIGURE, Link("bee", ACTION)]
    three = Policy(covered=Threshold(practices=3, with_figure=1))
    without_figure = Policy(covered=Threshold(practices=1, with_figure=0))
    assert of(ACTION, *links, policy=three).state == "thin"
    assert of(ACTION, Link("bee", ACTION), policy=without_figure).state == "covered"


def test_what_only_an_institution_can_answer_is_not_for_practice_until_practice_is_linked() -> None:
    assert of("action/1.2").state == "not-for-practice"
    assert of("action/1.2").reason == "Only an institution can answer it, so practice is not expected."
    assert of("action/1.2", Link("ant", "action/1.2")).state == "thin"


def test_a_practice_that_addresses_a_part_counts_once_for_the_whole() -> None:
    links = [FIGURE, Link("ant", "action/1.2"), Link("ant", RECOMMENDATION, "minor"), Link("bee", ACTION)]
    whole = of(RECOMMENDATION, *links)
    assert list(whole.practices) == [thing("practice", "ant"), thing("practice", "bee")]
    assert list(whole.through) == [thing("practice", "bee")]
    assert list(whole.minor) == []
    assert whole.figures == (thing("outcome", "ant/figure"),)
    assert [whole.measured.index.facts.links.practice[at] for at in whole.links].count(0) == 3


def test_what_carries_out_a_recommendation_reaches_it_and_is_not_counted() -> None:
    cover = of("recommendation/2", Link("ant", "standard/grid/a.1"), Link("bee", "domain/grid/a", "minor"))
    assert cover.state == "minor-only"
    assert cover.reason == "No practice addresses it fully or partly; 2 practices reach it by inference."
    assert cover.number == 0
    assert list(cover.inferred) == [thing("practice", "ant"), thing("practice", "bee")]


def test_practice_is_divided_by_the_fullest_extent_and_by_what_sources_state() -> None:
    cover = of(
        RECOMMENDATION,
        Link("ant", ACTION, "partial", "stated"),
        Link("ant", RECOMMENDATION, "full", "curated"),
        Link("bee", ACTION, "partial", "curated"),
        Link("bee", RECOMMENDATION, "partial", "stated"),
        Link("cat", ACTION, "minor"),
    )
    assert {way: [one.rpartition("/")[2] for one in held] for way, held in cover.by.items() if held} == {
        ("full", "curated"): ["ant"],
        ("partial", "stated"): ["bee"],
        ("minor", "curated"): ["cat"],
    }


STATED = Link("ant", ACTION, basis="stated", figure=True)
JUDGED = Link("bee", ACTION)
AGREED = Link("cat", ACTION, readers=2)


@pytest.mark.parametrize(
    ("basis", "counted"),
    [("stated", ["ant"]), ("curated", ["ant", "bee", "cat"]), ("read-by-two", ["cat"])],
)
def test_trust_says_which_links_count(basis: str, counted: list[str]) -> None:
    cover = of(ACTION, STATED, JUDGED, AGREED, trust=Trust(basis))
    assert [one.rpartition("/")[2] for one in cover.practices] == counted
    assert cover.left_out == 3 - len(counted)


def test_the_reason_says_how_many_the_trust_leaves_out() -> None:
    cover = of(ACTION, STATED, JUDGED, AGREED, trust=Trust("stated"))
    assert cover.reason.endswith("; 2 practices are left out at this level of trust.")
    nothing = of(ACTION, JUDGED, trust=Trust("stated"))
    assert (nothing.state, nothing.reason) == (
        "not-assessed",
        "Nothing is left at this level of trust: 1 practice is left out, so no gap is claimed.",
    )
    institution = of("action/1.2", Link("ant", "action/1.2"), trust=Trust("stated"))
    assert institution.reason.endswith("not expected; 1 practice is left out at this level of trust.")


def test_practice_that_trust_takes_down_to_minor_is_left_out_too() -> None:
    cover = of(
        RECOMMENDATION,
        Link("ant", RECOMMENDATION),
        Link("ant", ACTION, "minor", "stated"),
        trust=Trust("stated"),
    )
    assert (cover.state, cover.left_out) == ("minor-only", 1)


def test_minor_links_and_inferences_can_be_left_out() -> None:
    minor = Link("ant", ACTION, "minor")
    assert of(ACTION, minor, trust=Trust(minor=False)).state == "not-assessed"
    reached = Link("ant", "domain/grid/a")
    assert of("recommendation/2", reached, trust=Trust(inferred=False)).state == "not-assessed"
    assert of("recommendation/2", reached, trust=Trust(minor=False)).state == "minor-only"


def test_an_inference_is_as_trusted_as_its_weakest_step() -> None:
    stated = Link("ant", "domain/grid/a", basis="stated")
    assert list(of("recommendation/2", stated, trust=Trust("stated")).inferred) == []


@pytest.mark.parametrize(
    ("links", "fragile"),
    [
        ([JUDGED], True),
        ([Link("bee", ACTION, basis="stated")], False),
        ([AGREED], False),
        ([JUDGED, Link("bee", "action/1.2")], False),
        ([JUDGED, Link("ant", ACTION)], False),
        ([FIGURE, Link("bee", ACTION, basis="stated")], True),
        ([STATED, JUDGED], True),
        ([STATED, AGREED], False),
        ([STATED, JUDGED, Link("cat", ACTION)], False),
        ([Link("ant", ACTION, "minor")], True),
        ([], False),
    ],
)
def test_a_state_is_fragile_where_it_hangs_on_one_link_that_one_editor_judged(
    links: list[Link], fragile: bool
) -> None:
    assert of(RECOMMENDATION, *links).fragile is fragile


@pytest.mark.parametrize(
    ("superseded", "as_of", "weak"),
    [("", None, True), ("2017", None, False), ("2017", "2017-06", True), ("2017", "2018", False)],
)
def test_what_another_edition_has_replaced_is_no_gap_from_then_on(
    superseded: str, as_of: str | None, weak: bool
) -> None:
    asked = dataclasses.replace(ASKED[ACTION], edition="2016", superseded=superseded)
    kept = Asked(weak=True, trust=Trust(as_of=as_of)).keeps(asked, "not-assessed")
    assert kept is is_weak(asked, "not-assessed", as_of) is weak
