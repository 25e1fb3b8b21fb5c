"""What the pages of practice are told: figures in order, related practice, the catalogue in groups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_support import MADE, ONTOLOGY, made_copy, replace

from kg.build import build
from kg.release import Home, Release, open_release
from kg.search import Search
from kg.things import Node, find
from kg.things.catalogue import catalogue, entries
from kg.things.practices import PracticeView, headline
from kg.things.related import Sharing, related
from loaders.sources import Sources


def practice(release: Release, key: str) -> Node:
    found = find(release.store, "practice", key)
    assert found
    return found


def view(release: Release, key: str) -> PracticeView:
    return PracticeView(practice(release, key), Sources(MADE / "sources"))


def test_figures_stand_in_the_order_of_what_they_say_and_aims_apart(made_release: Release) -> None:
    assert [row.figure.kind for row in view(made_release, "kettle-club").figures] == [
        "outcome",
        "outcome",
        "cost",
        "reach",
    ]
    planned = view(made_release, "paper-aeroplane")
    assert planned.figures == ()
    assert [row.figure.measure for row in planned.targets] == ["Bays that take part"]


def test_the_headline_is_what_says_most_and_never_an_aim(made_release: Release) -> None:
    kettle = headline(practice(made_release, "kettle-club"))
    assert kettle and kettle.said == "from 2,439 to 1,100 missed doses"
    assert headline(practice(made_release, "paper-aeroplane")) is None


def test_no_change_is_worked_out_where_the_source_prints_none(made_release: Release) -> None:
    changes = [row.change for row in view(made_release, "kettle-club").figures]
    assert changes == ["a decrease", "a decrease of 55% (relative)", "", ""]


def test_a_figure_keeps_all_that_the_source_says_of_it(made_release: Release) -> None:
    row = view(made_release, "kettle-club").figures[0]
    assert (row.before, row.after, row.unit, row.period, row.reported_by) == (
        "2,439",
        "1,100",
        "missed doses",
        "2017 to 2018",
        "the network",
    )
    assert [one.locator for one in row.cited] == ["What was done, the kettle club"]


def test_a_whole_is_told_apart_from_what_is_only_inferred(made_release: Release) -> None:
    reached = {one.requirement.key: one for one in view(made_release, "kettle-club").reached}
    assert reached["1"].counts and [part.key for part in reached["1"].parts] == ["1.1.1"]
    assert not reached["2"].parts and not reached["2"].counts


def test_why_a_practice_counts_nowhere_is_known(made_release: Release) -> None:
    said = {one.practice.key: one.not_counted for one in entries(made_release.store)}
    assert said == {
        "kettle-club": "",
        "biscuit-trolley": "",
        "paper-aeroplane": "planned",
        "lantern-round": "withdrawn",
    }


def test_all_practice_is_grouped_and_each_piece_counted_once(made_release: Release) -> None:
    found = catalogue(made_release.store)
    assert (found.total, found.withdrawn) == (4, 1)
    assert [(group.heading and group.heading.title, group.size) for group in found.groups] == [
        ("Made-Up Coast", 3),
        ("Made-Up Infirmary", 1),
    ]


def test_what_has_no_topic_stands_in_a_group_of_its_own_at_the_end(made_release: Release) -> None:
    groups = catalogue(made_release.store, "topic").groups
    assert [group.heading and group.heading.title for group in groups] == ["Medicines safety", None]
    assert groups[-1].size == 3


def test_withdrawn_practice_stands_last_in_every_list(made_release: Release) -> None:
    group = catalogue(made_release.store).groups[0]
    assert [one.practice.key for one in group.entries] == ["kettle-club", "paper-aeroplane", "lantern-round"]
    assert [one.practice.key for one in entries(made_release.store)][-1] == "lantern-round"


def test_a_long_list_is_cut_into_pages_and_a_group_keeps_its_size(made_release: Release) -> None:
    second = catalogue(made_release.store, page=2, per_page=2)
    assert (second.page, second.pages, second.total) == (2, 2, 4)
    assert [(group.size, len(group.entries)) for group in second.groups] == [(3, 1), (1, 1)]
    assert catalogue(made_release.store, page=9, per_page=2).page == 2


@pytest.fixture
def alike(tmp_path: Path) -> Home:
    """The made corpus with more practice: two topics shared with the kettle club, a requirement, a name."""
    corpus = made_copy(tmp_path)
    for key, fields in {
        "one-topic": "topics: [medicines-safety]",
        "named": "see_also: [practice/kettle-club]",
        "common-topic-and-method": "topics: [medicines-safety]\nmethods: [safety-huddle]",
        "method-only": "methods: [safety-huddle]",
    }.items():
        text = (corpus / "practices/biscuit-trolley.md").read_text(encoding="utf-8")
        (corpus / f"practices/{key}.md").write_text(
            text.replace("id: biscuit-trolley", f"id: {key}").replace("scope:", f"{fields}\nscope:"),
            encoding="utf-8",
        )
    replace(corpus, "practices/lantern-round.md", "evidence:", "topics: [medicines-safety]\nevidence:")
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    return Home(tmp_path / "home")


def test_related_practice_has_reasons_a_method_alone_and_a_withdrawn_one_are_none(alike: Home) -> None:
    with open_release(alike) as release:
        kettle = practice(release, "kettle-club")
        found = related(kettle, Search(release.path / "index"), Sharing(release.store))
        assert [one.practice.key for one in found] == [
            "named",
            "common-topic-and-method",
            "one-topic",
        ]
        assert [one.named for one in found] == [True, False, False]
        assert [topic.title for topic in found[1].topics] == ["Medicines safety"]
        assert [method.title for method in found[1].methods] == ["Safety huddle"]


def test_a_shared_partner_is_a_reason_to_be_related(tmp_path: Path) -> None:
    corpus, home = made_copy(tmp_path), Home(tmp_path / "home")
    led = "led_by: [collaborative/made-coast]"
    partner = "organisation/made-school"
    replace(corpus, "practices/paper-aeroplane.md", led, f"{led}\npartners: [{partner}]")
    build(corpus, ONTOLOGY, home)
    with open_release(home) as release:
        kettle = find(release.store, "practice", "kettle-club")
        assert kettle
        found = related(kettle, Search(release.path / "index"), Sharing(release.store))
    shared = {one.practice.key: [node.key for node in one.partners] for one in found}
    assert shared["paper-aeroplane"] == ["made-school"]


def told_alike(tmp_path: Path, summaries: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The words that practice shares with the first one, by key; all of it has no other thing in common."""
    corpus, home = made_copy(tmp_path), Home(tmp_path / "home")
    text = (corpus / "practices/biscuit-trolley.md").read_text(encoding="utf-8")
    for key, summary in summaries.items():
        told = re.sub(r"(?m)^summary: .*$", f"summary: {summary}", text).replace("biscuit-trolley", key)
        title = f"title: {key.replace('-', ' ').capitalize()}"
        (corpus / f"practices/{key}.md").write_text(re.sub(r"(?m)^title: .*$", title, told), encoding="utf-8")
    build(corpus, ONTOLOGY, home)
    with open_release(home) as release:
        first = practice(release, next(iter(summaries)))
        found = related(first, Search(release.path / "index"), Sharing(release.store))
        return {one.practice.key: one.words for one in found}


def test_practice_that_is_told_in_the_same_words_is_related_and_they_are_given(tmp_path: Path) -> None:
    shared = told_alike(
        tmp_path,
        {
            "porch": "Porters wheel a samovar along the corridor at dusk.",
            "stove": "At dusk a samovar stands ready for the porters.",
            "attic": "One lamp hangs in the corridor.",
        },
    )
    assert {word.casefold() for word in shared["stove"]} == {"porters", "samovar", "dusk"}
    assert "attic" not in shared


def test_words_that_stand_in_any_summary_make_no_practice_related(tmp_path: Path) -> None:
    assert (
        told_alike(
            tmp_path, {"porch": "Two people work across one place.", "stove": "One place, two people."}
        )
        == {}
    )
