"""What people ask of the real corpus brings what they mean, first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import vocabulary
from kg.build import assemble
from kg.search import Search, build_index
from loaders.corpus import load

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


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The search of the real corpus, its graph assembled in memory."""
    graph = vocabulary.read(ROOT / "ontology")
    corpus = load(ROOT / "corpus", vocabulary.concept_keys(graph))
    folder = tmp_path_factory.mktemp("real") / "index"
    build_index(folder, assemble(corpus, graph, ROOT / "ontology"))
    search = Search(folder)
    yield search
    search.close()


def found(search: Search, words: str) -> list[str]:
    return [f"{hit.kind}/{hit.key}" for hit in search.search(words).hits]


@pytest.mark.parametrize(("words", "practice"), FIRST.items(), ids=FIRST)
def test_the_practice_that_is_meant_comes_first(real: Search, words: str, practice: str) -> None:
    assert found(real, words)[0] == f"practice/{practice}"


@pytest.mark.parametrize("words", ["what practice addresses standard 1.1?", "standard 1.1", "Std. 1.1"])
def test_a_standard_comes_first_and_every_practice_linked_to_it_follows(real: Search, words: str) -> None:
    keys = found(real, words)
    linked = real.search("", {"standard": ["hee-qf-2017-18/1.1"]})
    assert keys[0] == "standard/hee-qf-2017-18/1.1"
    assert set(keys[1 : linked.total + 1]) == {f"practice/{hit.key}" for hit in linked.hits}
    assert keys[linked.total + 1] == "standard/hee-qf-2016/1.1"  # of an edition that holds no more
    assert linked.total > 0


def test_a_recommendation_comes_first_and_what_addresses_its_actions_follows(real: Search) -> None:
    keys = found(real, "what is behind recommendation 6?")
    assert keys[0] == "recommendation/6"
    linked = {f"practice/{hit.key}" for hit in real.search("", {"recommendation": ["6"]}).hits}
    assert "practice/safety-huddles" in linked
    assert set(keys[1 : len(linked) + 1]) == linked
    assert keys[len(linked) + 1] == "action/6.1"


@pytest.mark.parametrize(
    "words", ["whistleblowing", "speaking up", "raising concerns", "freedom to speak up"]
)
def test_speaking_up_brings_the_action_and_the_practice_for_it(real: Search, words: str) -> None:
    about = {f"practice/{hit.key}" for hit in real.search("", {"topic": ["raising-concerns"]}).hits}
    wanted = about | {"action/6.1", "practice/safety-huddles"}
    assert about
    assert wanted <= set(found(real, words)[: len(wanted) + 1])  # beside them only what has the very name


@pytest.mark.parametrize("words", ["police and mental health crisis", "Serenity Integrated Mentoring", "SIM"])
def test_the_withdrawn_model_comes_after_everything_that_may_be_used_and_says_so(
    real: Search, words: str
) -> None:
    hits = real.search(words).hits
    model = "practice", "serenity-integrated-mentoring"
    place = next(at for at, hit in enumerate(hits) if (hit.kind, hit.key) == model)
    assert all(hit.withdrawn for hit in hits[place:])
    assert hits[place].why[0].startswith("it was withdrawn on 10 March 2023")


def test_every_hit_has_a_reason(real: Search) -> None:
    for words in FIRST:
        assert all(hit.why for hit in real.search(words).hits), words


def test_the_collaboratives_and_the_practices_can_be_browsed(real: Search) -> None:
    everything = real.search("")
    for value in everything.facets["collaborative"]:
        chosen = real.search("", {"collaborative": [value.key]})
        assert chosen.total == value.count > 0
