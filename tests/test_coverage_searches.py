"""Coverage: "none found" is said only where somebody looked, and never where something is hidden."""

from __future__ import annotations

import pytest
from coverage_support import ASKED, BULLETIN, IMPLEMENTATION, PLAN, POLICY, Link, Made, assessment, made_facts

from kg.coverage import EVERYTHING, Coverage, Filters, Trust, coverage
from kg.coverage.facts import Assessment
from kg.namespaces import thing

ACTION = "action/1.1"
ANT, RESOURCE = thing("practice", "ant"), thing("resource", "poster")
NOW = Trust()


def of(
    *searches: Assessment,
    links: tuple[Link, ...] = (),
    practices: tuple[Made, ...] = (Made("ant"),),
    trust: Trust = NOW,
    filters: Filters = EVERYTHING,
    name: str = ACTION,
) -> Coverage:
    """The coverage of a requirement after some searches."""
    table = made_facts(practices, links, [IMPLEMENTATION], searches)
    return coverage(table, POLICY, trust, filters)[ASKED[name].iri]


def test_a_current_search_that_kept_nothing_is_none_found_and_says_when_and_where() -> None:
    cover = of(assessment(ACTION, documents=(BULLETIN, PLAN)))
    assert cover.state == "none-found"
    assert cover.reason == "Looked for on 22 November 2026 in “Bulletin” and “Plan”, and none was found."
    assert cover.searched is not None
    assert cover.searched.assessment.places == ("All of it",)


def test_a_reason_counts_documents_where_they_are_many() -> None:
    cover = of(assessment(ACTION, documents=(BULLETIN, PLAN, BULLETIN), on="2026-11"))
    assert cover.reason == (
        "Looked for in November 2026 in 3 documents, which its assessment lists, and none was found."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"current": False}, "Looked for on 22 November 2026, but practice has been added or changed since."),
        ({"kept": (ANT,)}, "Practice was found for it on 22 November 2026, but none that counts is linked."),
        (
            {"kept": (RESOURCE,)},
            "Practice was found for it on 22 November 2026, but none that counts is linked.",
        ),
    ],
)
def test_a_search_that_is_out_of_date_or_kept_something_is_not_none_found(
    changes: dict[str, object], reason: str
) -> None:
    cover = of(assessment(ACTION, **changes))
    assert (cover.state, cover.reason) == ("not-assessed", reason)


def test_a_current_search_goes_before_a_later_one_that_is_out_of_date() -> None:
    old = assessment(ACTION, current=False, on="2027-01-01")
    assert of(old, assessment(ACTION)).state == "none-found"


def test_of_two_current_searches_the_later_one_counts() -> None:
    first = assessment(ACTION, on="2025", kept=(ANT,))
    assert of(first, assessment(ACTION, on="2026")).state == "none-found"
    assert of(first, assessment(ACTION, on="2024")).state == "not-assessed"


@pytest.mark.parametrize("searched", ["recommendation/1", "action/1.2"])
def test_a_search_for_a_whole_or_another_part_is_no_search_for_this(searched: str) -> None:
    assert of(assessment(searched)).state == "not-assessed"


def test_practice_goes_before_a_search_that_found_none() -> None:
    assert of(assessment(ACTION), links=(Link("ant", ACTION),)).state == "thin"
    assert of(assessment(ACTION), links=(Link("ant", ACTION, "minor"),)).state == "minor-only"


def test_what_only_an_institution_can_answer_is_no_gap_although_somebody_looked() -> None:
    found = of(assessment("action/1.2"), name="action/1.2")
    assert found.state == "not-for-practice"
    assert "; looked for on " in found.reason


@pytest.mark.parametrize("trust", [Trust("stated"), Trust("read-by-two")])
def test_practice_that_trust_hides_is_never_a_gap(trust: Trust) -> None:
    assert of(assessment(ACTION), links=(Link("ant", ACTION),), trust=trust).state == "not-assessed"


def test_an_inference_that_trust_hides_is_never_a_gap() -> None:
    cover = of(
        assessment("recommendation/2"),
        links=(Link("ant", "domain/grid/a"),),
        trust=Trust(inferred=False),
        name="recommendation/2",
    )
    assert cover.state == "not-assessed"


CLINIC, WARD = Filters(setting="clinic"), Filters(setting="ward")


def test_a_search_of_everything_covers_every_slice() -> None:
    found = assessment(ACTION, kept=(ANT,))
    ward, clinic = (of(found, links=(Link("ant", ACTION),), filters=filters) for filters in (WARD, CLINIC))
    assert ward.state == "thin"
    assert clinic.state == "none-found"
    assert clinic.reason == "Looked for on 22 November 2026 in “Bulletin”, and none was found in this slice."


def test_the_workstream_of_a_requirement_is_no_narrower_slice() -> None:
    cover = of(assessment(ACTION), filters=Filters(workstream="1", theme="1"))
    assert cover.reason == "Looked for on 22 November 2026 in “Bulletin”, and none was found."


def test_practice_that_names_no_setting_may_be_of_any_so_no_gap_is_claimed() -> None:
    cover = of(
        assessment(ACTION, kept=(ANT,)),
        links=(Link("ant", ACTION),),
        practices=(Made("ant", settings=()),),
        filters=CLINIC,
    )
    assert (cover.state, cover.silent) == ("not-assessed", 1)
    assert cover.reason == "1 practice for it does not name any setting, so nothing is claimed for this one."


def test_practice_of_another_lead_is_not_silent_on_a_slice_of_this_lead() -> None:
    cover = of(
        assessment(ACTION, kept=(ANT,)),
        links=(Link("ant", ACTION),),
        practices=(Made("ant", settings=()),),
        filters=Filters(setting="clinic", collaborative="hills"),
    )
    assert cover.state == "none-found"


def test_as_of_a_date_only_documents_that_were_out_were_searched() -> None:
    searched = assessment(ACTION, documents=(BULLETIN, PLAN))
    assert of(searched, trust=Trust(as_of="2019")).reason == (
        "Looked for on 22 November 2026 in “Bulletin”, and none was found."
    )
    before = of(searched, trust=Trust(as_of="2018"))
    assert (before.state, before.reason) == (
        "not-assessed",
        "Looked for on 22 November 2026 only in documents that were published later.",
    )


def test_what_a_search_kept_from_a_later_source_is_no_find_of_that_time() -> None:
    cover = of(
        assessment(ACTION, kept=(ANT,)),
        links=(Link("ant", ACTION),),
        practices=(Made("ant", reported="2020"),),
        trust=Trust(as_of="2019"),
    )
    assert (cover.state, cover.later) == ("none-found", 1)


def test_that_nobody_looked_for_a_whole_does_not_hide_that_somebody_looked_for_its_parts() -> None:
    cover = of(assessment(ACTION), name="recommendation/1")
    assert cover.state == "not-assessed"
    assert cover.reason == (
        "Nobody has looked for it as a whole, and none is linked; somebody looked for 1 of its 2 parts."
    )
