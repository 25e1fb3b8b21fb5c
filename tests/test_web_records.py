"""Pages of the kinds of record that share one page, their lists, and what they say on other pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from made_support import MADE, made_copy, replace
from page_support import BROWSER, app_over, links_of, main_of, words_of

from kg.things.contents import SECTIONS
from kg.things.record_kinds import KINDS
from loaders.records import MODELS
from web import create_app
from web.addresses import FOLDERS

PAGES = {
    "/progress/action-1.1": "Progress note: How far action 1.1 is",
    "/assessments/action-1.1": "Assessment: Search for practice for action 1.1",
    "/commitments/plain-rules": "Commitment: Publish plain rules",
    "/groups/made-board": "Group: Made-up board",
    "/events/made-workshop": "Event: Made-up workshop",
    "/discrepancies/teams": "Discrepancy: How many teams",
    "/threads/board": "Thread: From forum to board",
    "/quality-cycle/made-1": "Step of the quality cycle: Look",
    "/risk-matrices/made-matrix": "Risk matrix: Made-up risk matrix",
    "/risk-levels/high": "Risk level: High",
    "/interventions/made-visit": "Quality intervention: Made-up visit",
    "/scenarios/teaching-tale": "Scenario: Teaching tale",
    "/glossary/musn": "Term: MUSN",
    "/subjects/weekly-talk": "Subject: The weekly talk",
}
LISTS = {
    "assessments": 1,
    "commitments": 2,
    "groups": 2,
    "events": 1,
    "threads": 1,
    "quality-cycle": 1,
    "risk-matrices": 1,
    "risk-levels": 1,
    "interventions": 1,
    "scenarios": 1,
    "subjects": 1,
}
OVERVIEWS = (
    "/timeline",
    "/governance",
    "/editions",
    "/about/discrepancies",
    "/glossary",
    "/progress",
    "/contents",
)


@pytest.fixture(scope="module")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over a release that holds an undated document and its publisher alone."""
    folder = tmp_path_factory.mktemp("empty")
    corpus = folder / "corpus"
    for name in ("documents/made-plan.md", "organisations/made-network.md", "policy.yaml"):
        target = corpus / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((MADE / "corpus" / name).read_text(encoding="utf-8"), encoding="utf-8")
    replace(corpus, "documents/made-plan.md", "issued: 2018\n", "")
    return app_over(corpus, folder / "home")


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_record_has_a_page_with_its_kind_and_title(made_client: FlaskClient, path: str) -> None:
    assert main_of(made_client, path).count("<h1") == 1
    assert words_of(made_client, path).startswith(PAGES[path])


def test_every_kind_that_shares_the_page_is_tried_above() -> None:
    assert {path.split("/")[1] for path in PAGES} == {FOLDERS[kind] for kind in KINDS}


@pytest.mark.parametrize("path", PAGES)
def test_a_record_is_there_as_data_too(made_client: FlaskClient, path: str) -> None:
    assert made_client.get(f"{path}.ttl").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_wrong_key_is_answered_with_the_nearest(made_client: FlaskClient, path: str) -> None:
    answer = made_client.get(f"{path}x", headers=BROWSER)
    assert answer.status_code == 404
    assert f'href="{path}"' in answer.text


@pytest.mark.parametrize("folder", LISTS)
def test_a_list_holds_every_record_of_its_kind_and_is_there_as_data(
    made_client: FlaskClient, folder: str
) -> None:
    answer = made_client.get(f"/{folder}.json").json
    assert answer is not None
    assert answer["count"] == LISTS[folder]
    assert {row["page"] for row in answer["rows"]} <= links_of(made_client, f"/{folder}")


def test_statements_stand_under_their_question_with_number_figure_source_and_anchor(
    made_client: FlaskClient,
) -> None:
    text = words_of(made_client, "/groups/made-board")
    assert "Purpose What the board is for 1. The board looks after the weekly talk." in text
    assert "the weekly talk. See Recommendation 1" in text
    assert "Quantity The board follows twelve teams. Source of" in text
    assert "Twelve teams on the coast met beside the kettle every Monday." in text
    html = main_of(made_client, "/groups/made-board")
    assert 'id="statement-purpose"' in html
    assert 'id="statement-size"' in html


def test_a_figure_that_the_words_do_not_say_is_shown_with_unit_and_hedge(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    board = "groups/made-board.md"
    replace(corpus, board, "The board follows twelve teams.", "How many teams it follows.")
    replace(corpus, board, "    unit: teams", "    unit: teams\n    qualifier: over\n    answer: Many.")
    text = words_of(app_over(corpus, tmp_path / "home").test_client(), "/groups/made-board")
    assert "How many teams it follows. over Twelve teams Answer: Many." in text


def test_without_a_copy_a_statement_names_its_place_and_the_page_says_why_once(made_home: Path) -> None:
    text = words_of(create_app(home=made_home).test_client(), "/groups/made-board")
    assert "Bulletin of the Made-Up Safety Network, What was done, the kettle club" in text
    assert text.count("You have no copy of Bulletin of the Made-Up Safety Network") == 1


def test_what_is_said_of_a_thing_elsewhere_leads_to_that_statement(made_client: FlaskClient) -> None:
    assert "/groups/made-board#statement-purpose" in links_of(made_client, "/recommendations/1")
    assert "The board looks after the weekly talk." in words_of(made_client, "/recommendations/1")


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/organisations/made-network", "/commitments/weekly-talk"),
        ("/organisations/made-network", "/groups/made-board"),
        ("/organisations/made-network", "/subjects/weekly-talk"),
        ("/organisations/made-network", "/glossary/musn"),
        ("/groups/made-board", "/groups/made-forum"),
        ("/groups/made-forum", "/threads/board"),
        ("/recommendations/1", "/scenarios/teaching-tale"),
        ("/recommendations/1", "/events/made-workshop"),
        ("/recommendations/2", "/commitments/plain-rules"),
        ("/actions/1.1", "/assessments/action-1.1"),
        ("/actions/1.1", "/progress/action-1.1"),
        ("/practices/kettle-club", "/assessments/action-1.1"),
        ("/practices/kettle-club", "/discrepancies/teams"),
        ("/risk-levels/high", "/scenarios/teaching-tale"),
        ("/interventions/made-visit", "/risk-levels/high"),
        ("/standards/made-grid-2019/a.1", "/assertions/made-a-1"),
    ],
)
def test_a_thing_leads_to_the_records_that_name_it(made_client: FlaskClient, path: str, named: str) -> None:
    assert named in links_of(made_client, path)


def test_sources_that_differ_are_said_so_on_the_page_of_what_they_are_about(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/practices/kettle-club")
    assert "Sources differ: How many teams." in text
    assert "Twelve teams met." in text
    assert "Seven places tried it." in text
    assert "How it is read here: Twelve, since the other counts places." in text


def test_each_side_of_a_discrepancy_has_its_anchor_and_its_passage(made_client: FlaskClient) -> None:
    html = main_of(made_client, "/discrepancies/teams")
    assert 'id="side-1"' in html
    assert html.index('id="side-1"') < html.index("Twelve teams on the coast") < html.index('id="side-2"')


def test_a_thread_tells_its_steps_in_order(made_client: FlaskClient) -> None:
    html = main_of(made_client, "/threads/board")
    assert html.index('id="thread-step-1"') < html.index("Forum, 2017") < html.index('id="thread-step-2"')


def test_an_assessment_says_what_was_weighed_and_why_it_was_kept_or_not(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/assessments/action-1.1")
    assert "What was weighed (2) Kettle club Kept Its teams take turns." in text
    assert "Biscuit trolley Not kept Nobody leads a talk." in text
    assert 'id="candidate-2"' in main_of(made_client, "/assessments/action-1.1")


def test_an_assessment_that_found_nothing_to_weigh_says_so(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    file = corpus / "assessments/action-1.1.md"
    before = file.read_text(encoding="utf-8").partition("candidates:")[0]
    file.write_text(f"{before}found: false\n---\n", encoding="utf-8")
    text = words_of(app_over(corpus, tmp_path / "home").test_client(), "/assessments/action-1.1")
    assert "What was weighed (0) Nothing in the places searched came near enough" in text


def test_a_matrix_gives_every_rating_in_words_with_both_scales(made_client: FlaskClient) -> None:
    html, text = (of(made_client, "/risk-matrices/made-matrix") for of in (main_of, words_of))
    assert html.count('id="risk-cell-') == 25
    assert 'app-matrix__cell--a-r" id="risk-cell-5-3">Amber to red</td>' in html
    assert "5 likelihood 5 Green to amber Amber Amber to red Red Red" in text
    assert html.count('id="scale-value-') == 10


def test_a_promise_says_what_became_of_it_with_the_later_place_apart(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/commitments/plain-rules")
    assert "Was it kept? Kept" in text
    later = text.index("Where later documents say what became of it")
    assert later < text.index("Page about the lantern round: First paragraph")
    assert text.count("First paragraph") == 1
    assert "Was it kept? Not stated" in words_of(made_client, "/commitments/weekly-talk")


def test_what_a_note_does_not_state_is_said_plainly(made_client: FlaskClient) -> None:
    assert "By whom The sources do not say." in words_of(made_client, "/progress/action-1.1")
    assert "Not stated in the sources: by whom, with which lever" in words_of(made_client, "/actions/1.1")


def test_a_scenario_says_first_that_it_is_no_practice(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/scenarios/teaching-tale")
    assert text.index("It is not practice, and counts nowhere.") < text.index("Level of risk")


def test_every_kind_of_record_is_in_the_contents_with_its_number(made_client: FlaskClient) -> None:
    assert {kind for _, kinds in SECTIONS for kind in kinds} == set(MODELS)
    text = words_of(made_client, "/contents")
    assert "2 commitments 1 event 2 groups" in text
    found = links_of(made_client, "/contents")
    assert {f"/{folder}" for folder in LISTS} | set(OVERVIEWS) - {"/contents"} <= found


def test_the_contents_are_linked_from_the_foot_of_every_page(made_client: FlaskClient) -> None:
    assert 'href="/contents"' in made_client.get("/about", headers=BROWSER).text.split("<footer")[1]


@pytest.mark.parametrize("path", [*OVERVIEWS, *(f"/{folder}" for folder in LISTS)])
def test_without_records_a_page_says_so_and_what_to_do(empty_app: Flask, path: str) -> None:
    text = words_of(empty_app.test_client(), path)
    assert path == "/contents" or "release" in text.lower() or "Nobody has written down" in text


@pytest.mark.parametrize("path", ["/timeline", "/editions", "/about/discrepancies", "/glossary", "/progress"])
def test_without_records_the_data_has_its_columns_and_no_rows(empty_app: Flask, path: str) -> None:
    answer = empty_app.test_client().get(f"{path}.json").json
    assert answer is not None
    assert answer["columns"]
    assert answer["rows"] == []


def test_markup_in_a_statement_is_shown_and_does_not_run(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    corpus = made_copy(tmp_path)
    replace(corpus, "groups/made-board.md", "The board looks after", f"{evil} looks after")
    replace(corpus, "discrepancies/teams.md", "Twelve teams met.", f"Twelve {evil}.")
    client = app_over(corpus, tmp_path / "home").test_client()
    for path in (
        "/groups/made-board",
        "/recommendations/1",
        "/practices/kettle-club",
        "/about/discrepancies",
    ):
        assert "<script>alert" not in client.get(path, headers=BROWSER).text, path


def test_a_statement_about_its_own_thing_sends_no_reader_to_the_page_he_is_on(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(
        corpus,
        "groups/made-board.md",
        "about: [recommendation/1]",
        "about: [recommendation/1, group/made-board]",
    )
    client = app_over(corpus, tmp_path / "home").test_client()
    links = links_of(client, "/groups/made-board")
    assert "/recommendations/1" in links
    assert "/groups/made-board" not in links
