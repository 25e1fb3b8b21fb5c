"""Pages of practice: whether it may be used, what was done, what came of it and what it addresses."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import MADE, made_copy, replace
from page_support import BROWSER, app_over, links_of, main_of, words_of

from web import create_app


def test_withdrawn_practice_says_so_before_anything_else(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/lantern-round")
    assert "Case study: Withdrawn: Lantern round Important: Withdrawn on 15 January 2020" in words
    assert words.index("The network asked everyone to stop.") < words.index("At a glance")
    assert "In its place: Kettle club Source: Page about the lantern round, First paragraph" in words
    assert (
        "<title>Withdrawn: Lantern round - Safer Practice" in made_client.get("/practices/lantern-round").text
    )


def test_the_links_of_practice_that_counts_nowhere_say_so(made_client: FlaskClient) -> None:
    withdrawn = words_of(made_client, "/practices/lantern-round")
    assert "They count nowhere. Not counted: this practice was withdrawn." in withdrawn
    planned = words_of(made_client, "/practices/paper-aeroplane")
    assert planned.index("Not counted: this had not begun when it was reported.") < planned.index(
        "At a glance"
    )


def test_withdrawn_practice_offers_no_figure_in_its_first_lines(made_client: FlaskClient) -> None:
    assert "app-headline" in main_of(made_client, "/practices/kettle-club")
    assert "app-headline" not in main_of(made_client, "/practices/lantern-round")


def test_a_practice_is_told_at_a_glance(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/kettle-club")
    for said in (
        "Led by Made-Up Coast",
        "Partners Made-Up Infirmary, Made-Up School",
        "Setting Acute hospital",
        "Topics Medicines safety",
        "Methods Safety huddle",
        "Local. One organisation or a few.",
        "Running. It was going on when it was reported.",
        "Reported April 2019",
        "Measured change. The bulletin gives a figure before and one after. What this grade means:",
    ):
        assert said in words


def test_a_figure_never_stands_bare(made_client: FlaskClient) -> None:
    table = (
        main_of(made_client, "/practices/kettle-club").split('id="outcome-money-saved"')[1].split("</tr>")[0]
    )
    words = " ".join(re.sub(r"<[^>]+>", " ", table).split())
    for said in (
        "Money saved",
        "Cost",
        "Result £1.3m",
        "Qualifier “over, potentially”",
        "Unit GBP",
        "Who reported it The source does not say who",
        "What was done, the kettle club",
    ):
        assert said in words


def test_what_was_aimed_at_stands_apart_from_what_came_of_it(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/paper-aeroplane")
    assert "The source reports no figure of what came of it." in words
    assert "What was aimed at: these are not results" in words
    assert "What was aimed at" not in words_of(made_client, "/practices/kettle-club")


def test_each_link_says_how_far_why_on_whose_word_and_with_what_figures(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/kettle-club")
    assert (
        "Action 1.1.1: New starters lead one Full extent Part of Recommendation 1: Talk about near misses, "
        "Action 1.1: Take turns to lead the talk The teams did what this asks for. Figures that bear on it: "
        "Missed doses: from 2,439 to 1,100 missed doses"
    ) in words
    assert "Judged by an editor, reviewed by 1 other reader." in words
    assert "Judged by an editor, read by one person." in words
    assert "/assertions/kettle-club--action-1.1.1" in links_of(made_client, "/practices/kettle-club")


def test_drafts_and_withdrawn_links_are_not_shown_as_links(made_client: FlaskClient) -> None:
    links = links_of(made_client, "/practices/kettle-club")
    assert not links & {"/principles/made-values/1", "/standards/made-grid-2019/a.2"}


def test_what_is_only_inferred_stands_apart_with_its_way_in_words(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/kettle-club")
    wholes, inferred = words.split("Wholes that it reaches through their parts")[1].split(
        "Reached only by inference"
    )
    assert "Recommendation 1: Talk about near misses: through action 1.1.1" in wholes
    assert (
        "Recommendation 2: Publish plain rules: it addresses standard A.1 (2019), which is part of "
        "domain A (2019), which implements this recommendation"
    ) in inferred


def test_a_practice_without_links_says_why(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/biscuit-trolley")
    assert "No requirement is linked to it. Biscuits are not education." in words


def test_what_became_of_it_is_told_with_its_source(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/lantern-round")
    assert (
        "What became of it 2020: The lanterns were given away. Page about the lantern round: Last paragraph"
        in words
    )


def test_passages_are_quoted_where_the_reader_has_a_copy(made_client: FlaskClient) -> None:
    quoted = re.findall(r"<blockquote.*?</blockquote>", main_of(made_client, "/practices/kettle-club"))
    assert any("met beside the kettle every Monday" in quote for quote in quoted)


def test_that_a_copy_is_missing_is_said_once(made_home: Path, tmp_path: Path) -> None:
    client = create_app(home=made_home, sources=tmp_path).test_client()
    words = words_of(client, "/practices/kettle-club")
    assert words.count("You have no copy of Bulletin of the Made-Up Safety Network here") == 1
    assert "blockquote" not in main_of(client, "/practices/kettle-club")
    assert "Read the passages in which these figures stand" not in words


def test_numbers_that_are_no_outcomes_are_listed_and_closed(made_client: FlaskClient) -> None:
    details = main_of(made_client, "/practices/kettle-club").split(
        "Numbers in the text that are not outcomes (1)"
    )
    assert len(details) == 2
    assert "between 2017 and 2018" in details[1].split("</details>")[0]
    assert "open" not in details[0].rpartition("<details")[2].partition(">")[0]


def test_how_to_cite_names_the_document_the_release_and_the_lasting_address(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices/kettle-club").split("How to cite it")[-1]
    assert "Made-Up Safety Network. April 2019. Bulletin of the Made-Up Safety Network. issue one." in words
    assert re.search(
        r"Data release [0-9a-f]{16}\. https://w3id.org/safer-practice/id/practice/kettle-club", words
    )


def test_both_ends_of_what_belongs_together_are_linked(made_client: FlaskClient) -> None:
    assert {
        "/organisations/made-coast",
        "/organisations/made-school",
        "/resources/made-poster",
        "/programmes/made-campaign",
        "/actions/1.1.1",
        "/standards/made-grid-2019/a.1",
        "/explore?thing=practice/kettle-club",
        "/path?from=practice/kettle-club",
        "https://example.org/poster",
    } <= links_of(made_client, "/practices/kettle-club")
    for other in ("/organisations/made-coast", "/resources/made-poster", "/programmes/made-campaign"):
        assert "/practices/kettle-club" in links_of(made_client, other)


def test_the_list_counts_each_practice_once_and_leads_to_the_search(made_client: FlaskClient) -> None:
    words = words_of(made_client, "/practices")
    assert "4 pieces of practice, of which 1 was withdrawn" in words
    assert "Made-Up Coast (3) Kettle club" in words
    assert "Outcome Missed doses: from 2,439 to 1,100 missed doses" in words
    assert "Addresses action 1.1.1, standard A.1 (2019)." in words
    assert "/search?kind=practice" in links_of(made_client, "/practices")


def test_the_list_can_be_read_by_topic(made_client: FlaskClient) -> None:
    assert "Medicines safety (1) Kettle club" in words_of(made_client, "/practices?by=topic")


def test_an_office_of_the_name_of_a_collaborative_is_told_apart_as_leader(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    file = "practices/biscuit-trolley.md"
    replace(corpus, file, "led_by: [organisation/made-infirmary]", "led_by: [office/made-coast]")
    client = app_over(corpus, tmp_path / "home").test_client()
    words = words_of(client, "/practices")
    assert "Made-Up Coast (3) Kettle club" in words
    assert "Made-Up Coast (local office) (1) Biscuit trolley" in words
    assert "Led by Made-Up Coast (local office)" in words_of(client, "/practices/biscuit-trolley")


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/practices", "practices"),
        ("/organisations", "organisations"),
        ("/resources", "resources"),
        ("/documents", "documents"),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(empty: FlaskClient, path: str, folder: str) -> None:
    words = words_of(empty, path)
    assert "This release holds no" in words
    assert f"corpus/{folder}" in words


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of an application over a corpus without a record."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "corpus").mkdir()
    shutil.copy(MADE / "corpus/policy.yaml", folder / "corpus")
    return app_over(folder / "corpus", folder / "home").test_client()


@pytest.mark.parametrize("wrong", ["by=colour", "page=0", "page=soon", "page=-1", "sort=title"])
def test_a_wrong_parameter_is_refused_with_what_it_can_be(made_client: FlaskClient, wrong: str) -> None:
    assert made_client.get(f"/practices?{wrong}").status_code == 400


def test_a_wrong_name_is_answered_with_the_nearest(made_client: FlaskClient) -> None:
    answer = made_client.get("/practices/ketle-club", headers=BROWSER)
    assert answer.status_code == 404
    assert "/practices/kettle-club" in answer.text


def test_the_list_as_data_has_each_practice_once_with_what_it_addresses(made_client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(made_client.get("/practices.csv").text)))
    assert [row["page"] for row in rows] == [
        "/practices/biscuit-trolley",
        "/practices/kettle-club",
        "/practices/paper-aeroplane",
        "/practices/lantern-round",
    ]
    assert rows[1]["addresses"] == "action/1.1.1 standard/made-grid-2019/a.1"
    assert rows[-1]["state"] == "withdrawn"
    assert made_client.get("/practices.json").get_json()["count"] == 4


def test_markup_in_a_record_is_shown_and_cannot_run(tmp_path: Path) -> None:
    corpus, evil = made_copy(tmp_path), "<script>alert(1)</script><img src=x onerror=alert(1)>"
    file = corpus / "practices/kettle-club.md"
    text = file.read_text(encoding="utf-8")
    for plain in (
        "title: Kettle club",
        "measure: Money saved",
        "meaning: The years compared.",
        "rationale: The teams did what this asks for.",
        "qualifier: about",
        "unit: teams",
    ):
        text = text.replace(plain, f"{plain.partition(': ')[0]}: 'x {evil}'")
    file.write_text(text + f"\n{evil}\n\n[x](javascript:alert(1))\n", encoding="utf-8")
    client = app_over(corpus, tmp_path / "home").test_client()
    for path in (
        "/practices",
        "/practices/kettle-club",
        "/assertions/kettle-club--action-1.1.1",
        "/organisations/made-coast",
        "/documents/made-bulletin",
    ):
        page = main_of(client, path)
        assert "&lt;script&gt;" in page
        assert not re.search(r"<script|<img|javascript:", page)
