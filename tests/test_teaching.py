"""The teach-this pack: what a session needs, in its order, and nothing that nobody said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import MADE, ONTOLOGY, made_copy, replace
from page_support import links_of, main_of, words_of
from pypdf import PdfReader

from kg.build import build
from kg.publishing import publish
from kg.release import Home, Release, open_release
from kg.teaching import Pack, pack, sheet
from kg.teaching.pack import parts
from kg.teaching.sheet import shared_place, tells_more
from kg.things import find
from kg.things.practices import PracticeView
from loaders.sources import Sources

ROOT = Path(__file__).resolve().parents[1]


def pack_of(release: Release, key: str) -> Pack:
    node = find(release.store, "practice", key)
    assert node
    return pack(PracticeView(node, Sources(MADE / "sources")), release.name)


def test_a_record_is_cut_at_its_headings() -> None:
    found = parts("Before.\n\n## What was done\n\nThis.\n\n### Within\n\nMore.\n\n## Why it may help\nThat.")
    assert [(one.heading, one.text) for one in found] == [
        ("", "Before."),
        ("What was done", "This.\n\n### Within\n\nMore."),
        ("Why it may help", "That."),
    ]


def test_questions_are_drawn_from_the_links_and_say_their_rule(made_release: Release) -> None:
    made = pack_of(made_release, "kettle-club")
    assert [(one.requirement.key, one.rule) for one in made.questions] == [
        ("1.1.1", "figure"),
        ("made-grid-2019/a.1", "partial"),
    ]
    assert "“Missed doses: from 2,439 to 1,100 missed doses”" in made.questions[0].text
    assert made.questions[1].about.endswith("(2019)")
    assert "drawn by rule" in sheet(made).text


def test_one_figure_is_asked_about_once_whatever_it_bears_on(tmp_path: Path) -> None:
    corpus, home = made_copy(tmp_path), Home(tmp_path / "home")
    only = "figures: [missed-doses]"
    replace(corpus, "practices/kettle-club.md", "figures: [missed-doses, missed-doses-change]", only)
    replace(corpus, "practices/kettle-club.md", "extent: partial\n", f"extent: partial\n    {only}\n")
    build(corpus, ONTOLOGY, home)
    with open_release(home) as release:
        assert [one.rule for one in pack_of(release, "kettle-club").questions] == ["figure", "partial"]


def test_every_figure_has_its_kind_its_qualifier_and_its_source(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/kettle-club/teach")
    assert "Missed doses Outcome a decrease of about 55%" in words
    assert "over, potentially" in words
    assert "Source of the figures: Bulletin of the Made-Up Safety Network, What was done." in words
    assert "£1.3m (“over, potentially”). the kettle club." in words


def test_withdrawn_practice_says_so_first_and_asks_nothing(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/lantern-round/teach")
    assert words.startswith("Withdrawn, do not teach: Lantern round")
    assert words.index("Do not use it or teach from it") < words.index("What happened")
    assert "In its place: Kettle club." in words
    assert "No question is drawn from a practice that must not be used." in words
    assert "The lanterns were given away." in words


def test_planned_practice_says_that_it_had_not_begun(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/paper-aeroplane/teach")
    assert words.index("It had not begun when it was reported.") < words.index("What happened")
    assert "A target is what was aimed at. It is no result." in words


def test_a_practice_without_links_figures_or_reasons_says_so(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/biscuit-trolley/teach")
    assert "no question is drawn from one" in words
    assert "The source reports no figure of what came of it." in words
    assert "The source does not say. Ask the group what they think" in words


def test_the_pack_says_how_to_cite_it_and_that_it_is_not_the_official_wording(
    made_client: FlaskClient,
) -> None:
    words = words_of(made_client, "/practices/kettle-club/teach")
    assert "It is not the official wording of any standard" in words
    assert "https://w3id.org/safer-practice/id/practice/kettle-club" in words


def test_the_practice_page_leads_to_its_pack_and_the_pack_to_its_files(made_client: FlaskClient) -> None:
    assert "/practices/kettle-club/teach" in links_of(made_client, "/practices/kettle-club")
    for path in ("/practices/kettle-club/teach.docx", "/practices/kettle-club/teach.pdf"):
        assert path in links_of(made_client, "/practices/kettle-club/teach")
        answer = made_client.get(path)
        assert answer.status_code == 200
        assert f'filename="teach-kettle-club.{path[-4:].strip(".")}"' in answer.headers["Content-Disposition"]


def test_a_pack_of_no_practice_names_the_nearest(made_client: FlaskClient) -> None:
    answer = made_client.get("/practices/kettle-clb/teach.pdf", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Kettle club" in answer.text


def test_the_page_has_no_style_that_the_browser_would_refuse(made_client: FlaskClient) -> None:
    assert "style=" not in main_of(made_client, "/practices/kettle-club/teach")


def test_the_sheet_offers_no_data_that_is_not_there(made_client: FlaskClient) -> None:
    answer = made_client.get("/practices/kettle-club/teach", headers={"Accept": "text/html"})
    assert "teach.ttl" not in answer.text and "teach.ttl" not in str(answer.headers)


def test_the_fullest_sheets_of_the_real_corpus_stand_on_one_page(real_release: Release) -> None:
    practices = sorted(path.stem for path in (ROOT / "corpus/practices").glob("*.md"))
    sheets = [sheet(pack_of(real_release, key)) for key in practices]
    fullest = [one for one in sheets if one.sheet == "longest"]
    assert fullest
    for one in fullest:
        assert len(PdfReader(io.BytesIO(publish(one, "pdf"))).pages) == 1, one.title


def test_the_places_of_figures_share_their_beginning_and_keep_a_part_each() -> None:
    assert shared_place(["Part 1, Club, results", "Part 1, Club, text"]) == ["Part 1", "Club"]
    assert shared_place(["Part 1, Club", "Part 1, Club"]) == ["Part 1"]
    assert shared_place(["Part 1, Club", "Part 2, Club"]) == []
    assert shared_place(["Part 1"]) == []


@pytest.mark.parametrize(
    ("name", "text", "said", "kept"),
    [
        ("Counted in", "percent", "a decrease of 8.5%", False),
        ("Counted in", "GBP", "£1.3m", False),
        ("Counted in", "days", "a decrease of 1.5", True),
        ("Period", "two years", "1000 lives", True),
        ("Reported by", "A trust", "1", False),
    ],
)
def test_a_detail_of_a_figure_is_left_out_only_where_it_is_said_elsewhere(
    name: str, text: str, said: str, kept: bool
) -> None:
    assert tells_more(name, text, said) == kept
