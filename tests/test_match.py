"""Reverse search on the real corpus: what an aim, an incident theme and a course outline touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import some

from kg.match import LONGEST, Sureness, TextError, Touched, Touches, sentences, touched
from kg.search import Search

ROOT = Path(__file__).resolve().parents[1]
INCIDENTS = (
    "Theme of the quarter: a patient deteriorated overnight and staff did not call the outreach team."
    " Handovers between shifts were rushed and nobody used SBAR."
    " The family were not told what had happened for a week, and the duty of candour letter was late."
    " No root cause analysis was shared with the trainees."
)
OUTLINE = """Course outline
- involve patients and carers in decisions
- lead a small quality improvement project
- meet standard 1.1 of the framework
Educators need protected time for supervision."""


def found(touches: Touches) -> dict[str, Touched]:
    """What was touched by kind and key."""
    return {f"{one.kind}/{one.key}": one for things in touches.groups.values() for one in things}


def test_an_incident_theme_touches_what_it_is_about_and_the_sentence_says_why(real_search: Search) -> None:
    touches = found(touched(real_search, INCIDENTS))
    candour = touches["recommendation/5"]
    assert candour.sureness is Sureness.CLEARLY
    assert candour.evidence[0].words == ("duty of candour",)
    assert "".join(part.text for part in candour.evidence[0].segments).startswith("The family were not told")
    huddles = touches["practice/human-factors-for-community-support-staff"]
    assert huddles.sureness is Sureness.CLEARLY
    assert set(huddles.evidence[0].words) == {"Handovers", "shifts", "SBAR"}
    investigation = touches["practice/serious-incident-investigation-training"]
    assert "another name for serious incident investigation" in investigation.evidence[0].why[0]


def test_a_course_outline_touches_standards_actions_and_practice(real_search: Search) -> None:
    touches = found(touched(real_search, OUTLINE))
    named = touches["standard/hee-qf-2017-18/1.1"]
    assert (named.sureness, named.evidence[0].words) == (Sureness.CLEARLY, ("standard 1.1",))
    assert touches["action/7.4"].evidence[0].words == ("protected", "time")
    assert any(key.startswith("practice/") for key in touches)
    assert "standard/hee-qf-2016/1.1" not in touches


def test_an_aim_touches_the_practice_that_reached_it(real_search: Search) -> None:
    touches = touched(real_search, "We want to reduce falls with harm on our older people's wards by March.")
    first = touches.groups["practice"][0]
    assert (first.key, first.sureness) == ("safety-huddles", Sureness.CLEARLY)


def test_the_surest_come_first(real_search: Search) -> None:
    for things in some(touched(real_search, f"{INCIDENTS}\n{OUTLINE}").groups.values()):
        sureness = [one.sureness for one in things]
        assert sureness == sorted(sureness, reverse=True)


def test_what_was_withdrawn_is_not_offered(real_search: Search) -> None:
    withdrawn = [
        hit for hit in real_search.search("", per_page=100, kinds=["practice"]).hits if hit.withdrawn
    ]
    assert withdrawn
    for hit in withdrawn:
        assert f"practice/{hit.key}" not in found(touched(real_search, f"{hit.title}. {hit.summary}"))


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "The patient was on the ward and the team gave care.",
        "At the end of the week she said what happened.",
    ],
)
def test_words_that_everything_shares_touch_nothing(real_search: Search, text: str) -> None:
    assert touched(real_search, text).total == 0


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE practices; -- falls",
        "<script>alert(1)</script> sepsis",
        "theme:culture AND NOT (setting:* OR falls~2",
        '"unbalanced “quotes» and ((brackets]] about sepsis',
        "?* *a* falls^99999",
        "‮sllaf eht no‬ falls",
        "falls " * 3000,
        "x" * LONGEST,
        "a.b.c.d! " * 2000,
        "\u200bfalls\u00ad on\ufeff the ward",
        "العربية والسقوط",
        "{{ 7*7 }} ${falls} %s %n",
    ],
)
def test_any_text_is_answered(real_search: Search, text: str) -> None:
    touches = touched(real_search, text[:LONGEST])
    assert touches.sentences >= 1
    for one in found(touches).values():
        assert all(shown.words for shown in one.evidence)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text"),
        (" \r\n\t ", "There is no text"),
        ("a" * (LONGEST + 1), "20,001 characters; 20,000 can be read"),
        ("?!.,;:-- 123 456", "no word"),
        ("falls\x00on the ward", "U+0000"),
        ("falls \x1b[31m", "U+001B"),
        ("falls \udcff", "U+DCFF"),
    ],
)
def test_a_text_in_which_nothing_can_be_read_is_refused_plainly(text: str, said: str) -> None:
    with pytest.raises(TextError, match=said.replace("+", r"\+")) as refused:
        sentences(text)
    assert refused.value.mend


def test_the_end_of_a_line_counts_as_one_character() -> None:
    assert sentences("a\r\n" * (LONGEST // 2)) == ["a"]


def test_sentences_end_at_full_stops_lines_and_bullets_and_lose_these() -> None:
    text = "First one. Second, e.g. this!\n\n• third\n2) fourth\nbroken in the middle of,\na line\fnew page"
    assert sentences(text) == [
        "First one.",
        "Second, e.g. this!",
        "third",
        "fourth",
        "broken in the middle of, a line",
        "new page",
    ]


def test_a_long_sentence_is_cut_between_words() -> None:
    cut = sentences("word " * 200)
    assert max(map(len, sentences("longer " * 100 + "end"))) <= 300
    assert set(cut) == {"word " * 59 + "word", " ".join(["word"] * 20)}
