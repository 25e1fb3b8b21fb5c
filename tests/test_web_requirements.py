"""Pages of what is asked for: what practice addresses it, what it asks, where it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import ONTOLOGY, made_copy, replace
from markupsafe import escape

from kg.build import build
from kg.release import Home
from web import create_app

BROWSER = {"Accept": "text/html"}


def main_of(client: FlaskClient, path: str) -> str:
    """The main part of a page, each run of blanks as one."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split("<main", 1)[1].split("</main>")[0].split())


def words_of(client: FlaskClient, path: str) -> str:
    """The words of the main part of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(client, path)).split())


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/recommendations", "Recommendations"),
        ("/recommendations/1", "Talk about near misses"),
        ("/actions/1.1", "Take turns to lead the talk"),
        ("/standards", "Standards and principles"),
        ("/standards/made-grid-2019", "Made-up quality grid"),
        ("/standards/made-grid-2019/a.1", "Know whom to ask"),
        ("/domains/made-grid-2019/a", "The place of learning"),
        ("/principles/made-values", "Made-up values"),
        ("/principles/made-values/1", "Say sorry first"),
        ("/workstreams", "Workstreams"),
        ("/workstreams/1", "Made-up workstream"),
        ("/themes/1", "Talking"),
        ("/frameworks/made-grid-2019", "Made-up quality grid"),
        ("/frameworks/made-values", "Made-up values"),
    ],
)
def test_each_page_has_one_heading_that_names_the_thing(
    made_client: FlaskClient, path: str, heading: str
) -> None:
    headings = re.findall(r"<h1.*?</h1>", main_of(made_client, path))
    assert len(headings) == 1
    assert heading in headings[0]


def test_the_answer_comes_before_what_is_asked(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/recommendations/1")
    assert text.index("What practice addresses this?") < text.index("What it asks for", 400)
    assert "Thin 1 practice addresses it fully or partly; 1 has a figure that bears on it." in text


def test_a_state_is_shown_with_the_thresholds_it_was_measured_by(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/recommendations/1")
    assert "2 practices or more with a full or partial link" in text
    assert "at least 1 of them with a figure that bears on it" in text


def test_a_link_says_how_far_why_on_whose_word_and_with_what_figures(made_client: FlaskClient) -> None:
    html, text = main_of(made_client, "/actions/1.1.1"), words_of(made_client, "/actions/1.1.1")
    assert '<a class="app-link__practice" href="/practices/kettle-club">Kettle club</a>' in html
    assert "Kettle club Full extent The teams did what this asks for." in text
    assert '<a href="/assertions/kettle-club--action-1.1.1">Judged by an editor</a>' in html
    assert "reviewed by 1 other reader" in text
    assert "Outcome Missed doses: from 2,439 to 1,100 missed doses Period: 2017 to 2018" in text
    assert 'href="/practices/kettle-club#outcome-missed-doses"' in html


def test_a_link_that_nobody_else_read_says_so(made_client: FlaskClient) -> None:
    assert "Judged by an editor , read by one person." in words_of(
        made_client, "/standards/made-grid-2019/a.1"
    )


def test_practice_of_a_part_stands_under_that_part(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/recommendations/1")
    through = text[text.index("Through its parts") :]
    assert through.index("Action 1.1.1: New starters lead one") < through.index("Kettle club")
    assert "counts for the whole, once" in through


def test_withdrawn_practice_is_marked_and_not_counted(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/actions/1.1")
    assert "Lantern round Withdrawn Partial extent" in text
    assert "Not counted: this practice was withdrawn." in text
    assert text.index("Kettle club") > text.index("Lantern round"), "the kettle club is linked to a part"
    assert "1 practice addresses it fully or partly" in text


def test_practice_that_had_not_begun_is_shown_after_what_counts(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/standards/made-grid-2019/a.1")
    assert text.index("Kettle club") < text.index("Paper aeroplane scheme")
    assert "Not counted: this had not begun when it was reported." in text


def test_what_is_only_inferred_stands_apart_with_the_way(made_client: FlaskClient) -> None:
    html, text = main_of(made_client, "/recommendations/2"), words_of(made_client, "/recommendations/2")
    assert "Reached only by inference: 1 practice, not counted" in text
    assert (
        "This practice addresses Standard A.1: Know whom to ask , which is part of "
        "Domain A: The place of learning , which implements this recommendation:"
    ) in text
    assert '<a href="/domains/made-grid-2019/a">' in html


def test_a_requirement_for_an_institution_says_that_no_practice_is_expected(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/recommendations/2")
    assert "Institution : Only an institution can answer it" in text
    assert "Only the regulator can publish its rules." in text


def test_a_requirement_that_nobody_looked_at_says_that_this_is_not_none(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/standards/made-grid-2019/a.2")
    assert "Not assessed Nobody has looked for practice yet" in text
    assert "This is not the same as “none exists”." in text


def test_both_ends_of_an_implementation_name_each_other_with_the_rationale(made_client: FlaskClient) -> None:
    standard = words_of(made_client, "/standards/made-grid-2019/a.1")
    recommendation = words_of(made_client, "/recommendations/1")
    assert (
        "Carries out Recommendation 1: Talk about near misses The one does what the other asks for."
    ) in standard
    assert (
        "Carried out by Standard A.1: Know whom to ask The one does what the other asks for."
    ) in recommendation


def test_both_ends_of_a_likeness_name_each_other_and_count_no_practice_for_each_other(
    made_client: FlaskClient,
) -> None:
    why = (
        "To say sorry first is what both want. Judged by an editor . "
        "Practice for the one is not counted for the other."
    )
    principle = words_of(made_client, "/principles/made-values/1")
    standard = words_of(made_client, "/standards/made-grid-2019/a.2")
    assert f"Asks the same as Standard A.2: See the minutes {why}" in principle
    assert f"Asks the same as Principle 1: Say sorry first {why}" in standard


def test_an_implementation_that_is_a_draft_is_not_shown(made_client: FlaskClient) -> None:
    assert "Domain B" not in words_of(made_client, "/recommendations/2")


def test_the_official_wording_is_quoted_from_the_readers_copy(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/actions/1.1")
    assert "The talk is led by a different person each time" in text
    assert "Bulletin of the Made-Up Safety Network : What we ask for, request 1.1" in text
    assert "You have no copy" not in text


def test_without_a_copy_the_locator_stays_and_the_page_says_once_why_nothing_is_quoted(
    made_home: Path,
) -> None:
    client = create_app(home=made_home).test_client()
    text = words_of(client, "/actions/1.1")
    assert "What we ask for, request 1.1" in text
    assert "The talk is led by a different person" not in text
    assert text.count("You have no copy of Bulletin of the Made-Up Safety Network here") == 1


def test_an_action_is_in_the_workstreams_of_its_recommendation(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/actions/1.1")
    assert "Workstream 1: Made-up workstream ( whole )" in text
    assert "Theme 1: Talking" in text


def test_breadcrumbs_lead_up_through_domain_and_framework(made_client: FlaskClient) -> None:
    page = made_client.get("/standards/made-grid-2019/a.1", headers=BROWSER).text
    crumbs = re.findall(r'nhsuk-breadcrumb__link" href="([^"]*)"', page)
    assert crumbs[:4] == ["/", "/standards", "/frameworks/made-grid-2019", "/domains/made-grid-2019/a"]


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("/recommendations/13", "/recommendations/2"),
        ("/actions/1.9", "/actions/1.1"),
        ("/standards/made-grid-2019/a.9", "/standards/made-grid-2019/a.2"),
        ("/standards/made-grid-2018", "/frameworks/made-grid-2019"),
        ("/domains/made-grid-2019/z", "/domains/made-grid-2019/b"),
        ("/principles/made-values/7", "/principles/made-values/1"),
        ("/workstreams/9", "/workstreams/1"),
        ("/themes/9", "/themes/1"),
        ("/frameworks/made-gird-2019", "/frameworks/made-grid-2019"),
    ],
)
def test_a_wrong_number_or_code_is_answered_with_the_nearest(
    made_client: FlaskClient, path: str, nearest: str
) -> None:
    answer = made_client.get(path, headers=BROWSER)
    assert answer.status_code == 404
    assert f'<a href="{nearest}">' in answer.text


@pytest.mark.parametrize(
    ("path", "sent_to"),
    [
        ("/principles/made-grid-2019", "/standards/made-grid-2019"),
        ("/standards/made-values", "/principles/made-values"),
        ("/actions", "/recommendations"),
        ("/themes", "/recommendations"),
        ("/domains", "/standards"),
        ("/frameworks", "/standards"),
        ("/principles", "/standards"),
    ],
)
def test_an_address_cut_short_leads_to_the_list(made_client: FlaskClient, path: str, sent_to: str) -> None:
    answer = made_client.get(path, headers=BROWSER)
    assert answer.status_code == 302
    assert answer.location == sent_to


def test_a_framework_counts_its_standards_and_not_its_domains(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/frameworks/made-grid-2019")
    assert "2 standards, by the practice known for each" in text
    assert "1 practice counts for at least one of them" in text


def test_a_workstream_shows_whole_and_embedded_apart(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/workstreams/1")
    own, embedded = text.split("1 recommendation embedded in it")
    assert "1 recommendation of its own Recommendation 1: Talk about near misses" in own
    assert "Recommendation 2: Publish plain rules" in embedded
    assert "Plain rules matter to every talk." in embedded


def test_a_recommendation_in_two_workstreams_is_counted_once(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    second = (corpus / "workstreams/1.md").read_text(encoding="utf-8")
    second = second.replace('id: "1"', 'id: "2"').replace('number: "1"', 'number: "2"')
    (corpus / "workstreams/2.md").write_text(second, encoding="utf-8")
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    text = words_of(create_app(home=tmp_path / "home").test_client(), "/workstreams")
    assert "The 2 recommendations are carried out in 2 workstreams." in text
    assert "4 places for 2 recommendations" in text


@pytest.mark.parametrize("suffix", ["csv", "json"])
@pytest.mark.parametrize(("name", "rows"), [("recommendations", 2), ("standards", 5), ("workstreams", 2)])
def test_a_list_is_there_as_data(made_client: FlaskClient, name: str, rows: int, suffix: str) -> None:
    answer = made_client.get(f"/{name}.{suffix}")
    assert answer.status_code == 200
    if suffix == "csv":
        assert len(answer.text.splitlines()) == rows + 1
        assert f'filename="{name}.csv"' in answer.headers["Content-Disposition"]
    else:
        assert answer.json is not None
        assert answer.json["count"] == len(answer.json["rows"]) == rows


def test_markup_in_a_record_is_shown_and_does_not_run(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    corpus = made_copy(tmp_path)
    replace(corpus, "recommendations/1.md", "title: Talk about near misses", f"title: Talk {evil}")
    replace(corpus, "recommendations/1.md", "A team can do this itself.", f"A team {evil} can.")
    action = corpus / "actions/1.1.1.md"
    action.write_text(action.read_text(encoding="utf-8") + f"\nAsk {evil}\n", encoding="utf-8")
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    client = create_app(home=tmp_path / "home").test_client()
    for path in (
        "/recommendations/1",
        "/actions/1.1.1",
        "/recommendations",
        "/gaps",
        "/themes/1",
        "/workstreams/1",
    ):
        text = client.get(path, headers=BROWSER).text
        assert "<script>alert" not in text, path
        assert "<img" not in text.split("<main")[1], path
    assert str(escape("<script>alert(1)</script>")) in client.get("/recommendations/1").text


def test_what_was_superseded_says_so_first_with_what_took_its_place(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    status = """current_status:
  state: superseded
  date: 2021
  note: Another grid took over.
  successor: standard/made-grid-2019/a.1
  citations: [{document: made-page, locator: First paragraph}]
"""
    for file in ("standards/made-grid-2019/a.2.md", "frameworks/made-grid-2019.md"):
        replace(corpus, file, "kind: ", f"{status}kind: ")
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    client = create_app(home=tmp_path / "home").test_client()
    for path, after in (
        ("/standards/made-grid-2019/a.2", "What practice addresses this?"),
        ("/frameworks/made-grid-2019", "2 standards, by the practice known for each"),
    ):
        before, _, rest = words_of(client, path).partition(after)
        assert "Superseded, 2021 Another grid took over. In its place: Standard A.1" in before
        assert rest


def test_a_strategic_priority_is_a_requirement_like_the_others(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    principle = (corpus / "principles/made-values/1.md").read_text(encoding="utf-8")
    priority = principle.replace("kind: principle", "kind: priority").replace(
        "made-values/1", "made-values/p1"
    )
    (corpus / "priorities/made-values").mkdir(parents=True)
    (corpus / "priorities/made-values/p1.md").write_text(
        priority.replace("type: core principle\n", ""), encoding="utf-8"
    )
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    client = create_app(home=tmp_path / "home").test_client()
    assert "Say sorry first" in words_of(client, "/priorities/made-values/p1")
    assert 'href="/priorities/made-values/p1"' in main_of(client, "/gaps?kind=priority")


def test_an_edition_whose_standards_are_not_in_the_sources_stands_among_the_standards(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    values = (corpus / "frameworks" / "made-values.md").read_text(encoding="utf-8")
    later = values.replace("id: made-values", "id: made-grid-2024")
    (corpus / "frameworks" / "made-grid-2024.md").write_text(later, encoding="utf-8")
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    client = create_app(home=tmp_path / "home").test_client()
    assert client.get("/standards/made-grid-2024", headers=BROWSER).status_code == 200
    assert client.get("/principles/made-grid-2024").location == "/standards/made-grid-2024"
