"""What people ask of the real corpus brings what they mean, first."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import some

from kg.search import Search

ROOT = Path(__file__).resolve().parents[1]
FIRST = {
    "falls on the ward": "safety-huddles",
    "A&E": "emergency-department-safety-checklist",
    "ED": "emergency-department-safety-checklist",
    "emergency department": "emergency-department-safety-checklist",
    "crowded A & E waits": "emergency-department-safety-checklist",
    "NEWS": "emergency-department-safety-checklist",
    "kidney failure": "acute-kidney-injury-prevention",
    "AKI on surgical wards": "acute-kidney-injury-prevention",
    "UTI": "care-home-hydration",
    "how do we stop residents getting dehydrated": "care-home-hydration",
    "drinks rounds": "care-home-hydration",
    "sepsis in nursing homes": "sepsis-careworkers-guide",
    "non-executive directors": "board-quality-and-safety-leadership",
    "agency spend": "foundations-of-safety",
    "SBAR": "human-factors-for-community-support-staff",
    "learning from what goes well": "learning-from-excellence",
    "swabs left in after birth": "swab-retention-never-events",
    "reduce length of stay after emergency bowel surgery": "emergency-laparotomy-collaborative",
    "ELPQuIC": "emergency-laparotomy-collaborative",
    "blood thinners": "genotype-guided-warfarin",
    "malnourished older people": "paperweight-armband",
    "saying sorry to patients": "duty-of-candour-community-of-practice",
    "root cause analysis": "serious-incident-investigation-training",
    "medicines optimization handover": "defect-free-medicines-care",
    "QI training for all staff": "quality-improvement-training-levels",
    "patients co-designing training": "patient-leadership-for-safety",
    "cost savings": "paperweight-armband",
    "2439 falls": "safety-huddles",
    '"safe to speak"': "safety-huddles",
}
"""Questions in people's own words and the practice that has to come first."""


def found(search: Search, words: str) -> list[str]:
    return [f"{hit.kind}/{hit.key}" for hit in search.search(words).hits]


@pytest.mark.parametrize(("words", "practice"), FIRST.items(), ids=FIRST)
def test_the_practice_that_is_meant_comes_first(real_search: Search, words: str, practice: str) -> None:
    assert found(real_search, words)[0] == f"practice/{practice}"


@pytest.mark.parametrize("words", ["what practice addresses standard 1.1?", "standard 1.1", "Std. 1.1"])
def test_a_standard_comes_first_and_every_practice_linked_to_it_follows(
    real_search: Search, words: str
) -> None:
    keys = found(real_search, words)
    linked = real_search.search("", {"standard": ["hee-qf-2017-18/1.1"]})
    assert keys[0] == "standard/hee-qf-2017-18/1.1"
    assert set(keys[1 : linked.total + 1]) == {f"practice/{hit.key}" for hit in linked.hits}
    assert keys[linked.total + 1] == "standard/hee-qf-2016/1.1"  # of an edition that holds no more
    assert linked.total > 0


def test_a_recommendation_comes_first_and_what_addresses_its_actions_follows(real_search: Search) -> None:
    keys = found(real_search, "what is behind recommendation 6?")
    assert keys[0] == "recommendation/6"
    linked = {f"practice/{hit.key}" for hit in real_search.search("", {"recommendation": ["6"]}).hits}
    assert "practice/safety-huddles" in linked
    assert set(keys[1 : len(linked) + 1]) == linked
    assert keys[len(linked) + 1] == "action/6.1"


@pytest.mark.parametrize(
    "words", ["whistleblowing", "speaking up", "raising concerns", "freedom to speak up"]
)
def test_speaking_up_brings_the_action_and_the_practice_for_it(real_search: Search, words: str) -> None:
    about = {f"practice/{hit.key}" for hit in real_search.search("", {"topic": ["raising-concerns"]}).hits}
    wanted = about | {"action/6.1", "practice/safety-huddles"}
    assert about
    assert wanted <= set(
        found(real_search, words)[: len(wanted) + 1]
    )  # beside them only what has the very name


@pytest.mark.parametrize("words", ["police and mental health crisis", "Serenity Integrated Mentoring", "SIM"])
def test_the_withdrawn_model_comes_after_everything_that_may_be_used_and_says_so(
    real_search: Search, words: str
) -> None:
    hits = real_search.search(words).hits
    model = "practice", "serenity-integrated-mentoring"
    place = next(at for at, hit in enumerate(hits) if (hit.kind, hit.key) == model)
    assert all(hit.withdrawn for hit in hits[place:])
    assert hits[place].why[0].startswith("it was withdrawn on 10 March 2023")


def test_every_hit_has_a_reason(real_search: Search) -> None:
    for words in FIRST:
        assert all(hit.why for hit in some(real_search.search(words).hits)), words


def test_the_collaboratives_and_the_practices_can_be_browsed(real_search: Search) -> None:
    everything = real_search.search("")
    for value in some(everything.facets["collaborative"]):
        chosen = real_search.search("", {"collaborative": [value.key]})
        assert chosen.total == value.count > 0
