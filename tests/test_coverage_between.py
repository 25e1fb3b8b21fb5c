"""Gaps that close and open from one release to another, each with its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from coverage_support import ASKED, IMPLEMENTATION, POLICY, Link, Made, assessment, made_facts

from kg.coverage import DEFAULT, Facts, Policy, Trust
from kg.coverage.between import CAUSES, Change, Side, between
from kg.coverage.policy import Threshold

ABOUT = "action/1.1"
ONE, TWO = Made("one"), Made("two")
TO_ONE = Link("one", ABOUT, figure=True)
TO_TWO = Link("two", ABOUT)
NOTHING = made_facts([ONE, TWO], [])
THIN = made_facts([ONE, TWO], [TO_ONE])
COVERED = made_facts([ONE, TWO], [TO_ONE, TO_TWO])
STRICT = Policy(covered=Threshold(practices=3, with_figure=1))


def changes(
    before: Facts, after: Facts, trust: Trust = DEFAULT, policy: Policy = POLICY
) -> dict[str, Change]:
    """What changed, by KIND/KEY."""
    found = between(Side(before, POLICY), Side(after, policy), trust)
    return {f"{one.asked.kind}/{one.asked.key}": one for one in found}


def causes(change: Change) -> list[str]:
    return [one.kind for one in change.causes]


def asked_for(facts: Facts, **changed: object) -> Facts:
    """The same facts, with the action of another kind."""
    about = ASKED[ABOUT].iri
    requirements = tuple(
        replace(one, **changed) if one.iri == about else one  # type: ignore[arg-type]
        for one in facts.requirements
    )
    return replace(facts, requirements=requirements)


def searched(current: bool = True, on: str = "2026-11-22", practices: Sequence[Made] = (ONE, TWO)) -> Facts:
    return made_facts(practices, [], assessments=[assessment(ABOUT, current=current, on=on)])


@pytest.mark.parametrize(
    ("before", "after", "direction", "cause"),
    [
        (made_facts([ONE], [TO_ONE]), COVERED, "closed", ["new practice"]),
        (COVERED, made_facts([ONE], [TO_ONE]), "opened", ["withdrawal"]),
        (THIN, COVERED, "closed", ["link"]),
        (COVERED, THIN, "opened", ["withdrawal"]),
        (
            COVERED,
            made_facts([ONE, Made("two", withdrawn="2020")], [TO_ONE, TO_TWO]),
            "opened",
            ["withdrawal"],
        ),
        (made_facts([ONE, Made("two", standing="planned")], [TO_ONE, TO_TWO]), COVERED, "closed", ["record"]),
        (COVERED, made_facts([ONE, TWO], [Link("one", ABOUT), TO_TWO]), "opened", ["link"]),
        (COVERED, made_facts([ONE, TWO], [TO_ONE, Link("two", ABOUT, "minor")]), "opened", ["link"]),
        (NOTHING, THIN, "nearer", ["link"]),
        (THIN, NOTHING, "further", ["withdrawal"]),
        (NOTHING, searched(), "nearer", ["assessment"]),
        (searched(), searched(current=False), "further", ["assessment"]),
        (searched(current=False), searched(on="2027-01-01"), "nearer", ["assessment"]),
        (COVERED, asked_for(COVERED, superseded="2021"), None, []),
        (THIN, asked_for(THIN, superseded="2021"), "closed", ["new edition"]),
        (NOTHING, asked_for(NOTHING, answerable="institution"), "closed", ["record"]),
    ],
)
def test_a_change_has_its_direction_and_its_cause(
    before: Facts, after: Facts, direction: str | None, cause: list[str]
) -> None:
    found = changes(before, after).get(ABOUT)
    assert (found.direction if found else None) == direction
    assert (causes(found) if found else []) == cause


def test_what_a_practice_changed_is_told_before_searches_that_went_out_of_date() -> None:
    """One practice outdates every search: in order of IRI alone its own effect was lost among them."""
    theirs = [assessment("action/1.1", current=False), assessment("recommendation/1", current=False)]
    link, current = Link("one", "standard/grid/a.1"), [replace(one, current=True) for one in theirs]
    before = made_facts([ONE], [link], assessments=current)
    after = made_facts([ONE, TWO], [replace(link, extent="minor")], assessments=theirs)
    found = between(Side(before, POLICY), Side(after, POLICY))
    assert {one.direction for one in found} == {"further"}
    assert [one.causes[0].kind for one in found] == ["link", "link", "assessment", "assessment"]


def test_a_review_is_a_cause_where_two_readers_are_trusted() -> None:
    read = [replace(one, readers=2) for one in (TO_ONE, TO_TWO)]
    after = made_facts([ONE, TWO], read)
    assert changes(COVERED, after) == {}
    found = changes(COVERED, after, Trust("read-by-two"))[ABOUT]
    assert (found.direction, causes(found)) == ("closed", ["review", "review"])


def test_a_policy_is_a_cause_only_where_it_makes_the_difference() -> None:
    found = changes(COVERED, COVERED, policy=STRICT)[ABOUT]
    assert (found.direction, causes(found)) == ("opened", ["policy"])
    assert causes(changes(NOTHING, THIN, policy=STRICT)[ABOUT]) == ["link"]


def test_a_requirement_of_a_new_edition_opens_a_gap_and_one_that_goes_closes_it() -> None:
    fewer = replace(
        NOTHING, requirements=tuple(one for one in NOTHING.requirements if one.iri != ASKED[ABOUT].iri)
    )
    opened, closed = changes(fewer, NOTHING)[ABOUT], changes(NOTHING, fewer)[ABOUT]
    assert (opened.direction, causes(opened)) == ("opened", ["new edition"])
    assert (closed.direction, causes(closed)) == ("closed", ["new edition"])
    assert closed.after is None


def test_a_change_of_a_part_is_told_of_its_whole_too_with_the_same_cause() -> None:
    found = changes(THIN, COVERED)
    assert found["recommendation/1"].causes == found[ABOUT].causes


def test_what_carries_it_out_is_the_cause_where_it_is_reached_another_way() -> None:
    links = [Link("one", "standard/grid/a.1")]
    before, after = made_facts([ONE], links), made_facts([ONE], links, [IMPLEMENTATION])
    found = changes(before, after)["recommendation/2"]
    assert (found.direction, causes(found)) == ("nearer", ["record"])


def test_nothing_changes_between_a_release_and_itself() -> None:
    assert changes(COVERED, COVERED) == {}


def test_a_link_elsewhere_is_no_cause() -> None:
    after = made_facts([ONE, TWO], [TO_ONE, TO_TWO, Link("two", "recommendation/2")])
    found = changes(THIN, after)[ABOUT]
    assert [one.thing for one in found.causes] == [after.links.iri[1]]


def test_every_cause_is_one_of_those_that_are_documented() -> None:
    for before in (NOTHING, THIN, COVERED, searched()):
        for after in (NOTHING, THIN, COVERED, searched(current=False)):
            for change in changes(before, after).values():
                assert change.causes
                assert set(causes(change)) <= set(CAUSES) - {"program"}
