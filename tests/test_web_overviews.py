"""Pages that bring records together: timeline, governance, editions, discrepancies, glossary, progress."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from flask.testing import FlaskClient
from made_support import made_copy, replace, some
from page_support import app_over, links_of, main_of, words_of

from kg.release import Release
from kg.things.governance import governance, picture
from kg.things.timeline import timeline


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_the_timeline_has_everything_with_a_date_in_order(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/timeline")
    said = [
        "Set up Made-up board",
        "1 March 2019 to 2 March 2019 Workshop Made-up workshop Two days.",
        "April 2019 Document Bulletin of the Made-Up Safety Network",
        "2020 Promise due Publish plain rules",
        "15 January 2020 Withdrawn Lantern round",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_the_timeline_is_there_as_data(made_client: FlaskClient) -> None:
    rows = rows_of(made_client, "/timeline.csv")
    assert ("2019-03-01", "workshop", "/events/made-workshop") in {
        (row["date"], row["what"], row["page"]) for row in rows
    }
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


def test_what_ends_with_its_edition_and_a_group_whose_setting_up_is_an_event_are_dated_once(
    real_release: Release,
) -> None:
    dated = [one for year in timeline(real_release.store) for one in year.dated]
    assert [one.node.kind for one in dated if one.words == "superseded"] == ["framework"]
    assert [one.node.title for one in dated if one.date == "2016-10"] == ["Programme Board set up"]


def test_governance_nests_who_reports_below_whom_it_reports_to(made_client: FlaskClient) -> None:
    listed = main_of(made_client, "/governance").partition("As a list")[2]
    places = [listed.index(f'href="{path}"') for path in
              ("/organisations/made-network", "/groups/made-board", "/groups/made-forum")]  # fmt: skip
    assert places == sorted(places)
    assert "Chaired by: The head of the network. Meets: Every month. Set up: 2018" in words_of(
        made_client, "/governance"
    )


def test_the_picture_says_that_the_list_says_the_same(made_client: FlaskClient) -> None:
    svg = main_of(made_client, "/governance").partition("<svg")[2].partition("</svg>")[0]
    assert 'role="img"' in svg
    assert "the list below says the same" in svg
    assert svg.count("<rect") == 3
    assert svg.count("<path") == 2


def test_the_picture_holds_a_body_that_reports_to_two_once(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(
        corpus, "groups/made-forum.md", "[group/made-board]", "[group/made-board, organisation/made-school]"
    )
    client = app_over(corpus, tmp_path / "home").test_client()
    svg = main_of(client, "/governance").partition("<svg")[2].partition("</svg>")[0]
    assert svg.count("Made-up forum") == 1
    assert (svg.count("<rect"), svg.count("<path")) == (4, 3)


def test_a_ring_of_reports_does_not_hang_the_page(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(corpus, "groups/made-board.md", "reports_to: [organisation/made-network]",
            "reports_to: [group/made-forum, organisation/made-network]")  # fmt: skip
    client = app_over(corpus, tmp_path / "home").test_client()
    assert {"/groups/made-board", "/groups/made-forum"} <= links_of(client, "/governance")


def test_no_box_of_the_picture_lies_on_another(made_release: Release) -> None:
    drawn = picture(governance(made_release.store).trees)
    assert len({(box.x, box.y) for box in drawn.boxes}) == len(drawn.boxes)
    assert all(above.x < below.x for below, above in some(drawn.arrows))


def test_editions_stand_side_by_side_with_what_corresponds_and_why(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/editions")
    assert "Made-up quality grid Edition 2019" in text
    assert "2 domains, 2 standards." in text
    assert "From Made-up quality grid to Made-up values (1)" in text
    assert "Corresponds to Nothing Why The values say nothing of whom to ask. Judged by an editor" in text
    (row,) = rows_of(made_client, "/editions.csv")
    assert (row["relation"], row["object"]) == ("none", "")


def test_an_edition_whose_standards_are_not_in_the_sources_says_so(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    grid = (corpus / "frameworks/made-grid-2019.md").read_text(encoding="utf-8")
    later = grid.replace("made-grid-2019", "made-grid-2025").replace("Made-up quality grid", "Later grid")
    (corpus / "frameworks/made-grid-2025.md").write_text(later, encoding="utf-8")
    client = app_over(corpus, tmp_path / "home").test_client()
    assert "Its domains and standards are not recorded here" in words_of(client, "/editions")
    assert "not recorded here, because the sources do not set it out" in words_of(
        client, "/frameworks/made-grid-2025"
    )


def test_both_ends_of_a_correspondence_name_each_other(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(
        corpus,
        "correspondences/made-a-1.md",
        "relation: none",
        "relation: moved\nobject: standard/made-grid-2019/a.2",
    )
    replace(corpus, "correspondences/made-a-1.md", "framework/made-values", "framework/made-grid-2019")
    client = app_over(corpus, tmp_path / "home").test_client()
    assert "In other editions Moved: Standard A.2" in words_of(client, "/standards/made-grid-2019/a.1")
    assert "Standard A.1: Know whom to ask has it as: moved" in words_of(
        client, "/standards/made-grid-2019/a.2"
    )


def test_discrepancies_stand_under_their_type_with_both_sides_and_places(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/about/discrepancies")
    assert "Numbers (1) How many teams Twelve teams met." in text
    assert "Twelve teams on the coast met beside the kettle every Monday." in text
    assert "/practices/kettle-club" in links_of(made_client, "/about/discrepancies")
    rows = rows_of(made_client, "/about/discrepancies.csv")
    assert [row["says"] for row in rows] == ["Twelve teams met.", "Seven places tried it."]
    assert rows[0]["places"] == "made-bulletin: What was done, the kettle club"


def test_the_folder_of_discrepancies_leads_to_their_list(made_client: FlaskClient) -> None:
    assert made_client.get("/discrepancies").location == "/about/discrepancies"


def test_the_glossary_has_terms_under_their_letter_with_what_they_stand_for(made_client: FlaskClient) -> None:
    assert "M MUSN Made-Up Safety Network The network's initials." in words_of(made_client, "/glossary")
    (row,) = rows_of(made_client, "/glossary.csv")
    assert row["stands_for"] == "Made-Up Safety Network"


def test_progress_stands_beside_coverage_and_says_where_nothing_is_stated(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/progress")
    action = text[text.index("Action 1.1: Take") : text.index("Action 1.1.1")]
    assert "Under way as of April 2019." in action
    assert "What is done Teams meet." in action
    assert "Practice known here ●●○ Thin 1 practice" in action
    assert "Not stated the sources give no date." in text
    assert "No progress note has been written for it." in text
    assert "Under way 1 Not stated 1 No note yet 2" in text


def test_progress_as_data_has_a_row_for_every_recommendation_and_action(made_client: FlaskClient) -> None:
    rows = {row["number"]: row for row in rows_of(made_client, "/progress.csv")}
    assert list(rows) == ["1", "1.1", "1.1.1", "2"]
    assert (rows["1.1"]["progress_state"], rows["1.1"]["done"]) == ("under-way", "Teams meet.")
    assert (rows["1.1"]["coverage_state"], rows["1.1"]["practices"]) == ("thin", "1")
    assert rows["1.1"]["lever"] == "not stated"
    assert rows["1"]["progress_state"] == ""


def test_recommendation_3_shows_which_practice_was_evaluated_and_how(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    third = (corpus / "recommendations/2.md").read_text(encoding="utf-8")
    third = third.replace('id: "2"', 'id: "3"').replace('number: "2"', 'number: "3"')
    (corpus / "recommendations/3.md").write_text(third, encoding="utf-8")
    client = app_over(corpus, tmp_path / "home").test_client()
    text = words_of(client, "/recommendations/3")
    shown = text[text.index("Which practice was evaluated, and how", 300) :]
    assert "Measured change (" in shown
    assert "Kettle club" in shown
    assert "from 2,439 to 1,100 missed doses ( source of this figure of Kettle club" in shown
    assert "Teaching tale" not in shown.partition("What it asks for")[0]
    assert "Which practice was evaluated" not in words_of(client, "/recommendations/2")
