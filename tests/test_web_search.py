"""The search page: what was found and why, filters, pages, and the same as data."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

BROWSER = {"Accept": "text/html"}


def main_of(client: FlaskClient, path: str, status: int = 200) -> str:
    """The main part of a page, each run of blanks as one."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split("<main", 1)[1].split("</main>")[0].split())


def words_of(client: FlaskClient, path: str, status: int = 200) -> str:
    """The words of the main part of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(client, path, status)).split())


def hits_of(client: FlaskClient, path: str) -> list[str]:
    """The titles of the hits of a page, in its order."""
    items = main_of(client, path).split('<li class="search-hit">')[1:]
    return [re.sub(r"<[^>]+>", "", item.split("</a>")[0]).strip() for item in items]


def groups_of(client: FlaskClient, path: str) -> list[str]:
    """The groups of hits of a page, in its order."""
    return re.findall(r'id="group-([\w-]+)"', main_of(client, path))


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_a_hit_says_why_it_was_found_what_it_addresses_and_its_figure(
    made_client: FlaskClient,
) -> None:
    text = words_of(made_client, "/search?q=Missed+doses")
    hit = text[text.index("Kettle club") :]
    assert "It was found because the words “Missed doses” stand in its outcomes." in hit
    assert "Addresses action 1.1.1 (full), standard A.1 (2019) (partial)." in hit
    assert "Outcome Missed doses: from 2,439 to 1,100 missed doses" in hit
    assert "Period: 2017 to 2018" in hit
    assert "Made-Up Coast; acute hospital." in hit
    assert "Evidence: measured change." in hit


def test_the_words_that_were_looked_for_are_marked(made_client: FlaskClient) -> None:
    assert '<mark class="search-mark">Kettle</mark> club' in main_of(made_client, "/search?q=kettle")


def test_practice_comes_before_what_is_asked_for_and_that_before_the_rest(made_client: FlaskClient) -> None:
    assert groups_of(made_client, "/search") == ["practice", "asked-for", "other"]
    assert groups_of(made_client, "/search?q=near+misses")[:2] == ["practice", "asked-for"]


def test_what_the_question_names_comes_first_with_how_it_stands(made_client: FlaskClient) -> None:
    path = "/search?q=recommendation+1"
    assert groups_of(made_client, path)[:2] == ["named", "practice"]
    assert hits_of(made_client, path)[:2] == ["Recommendation 1: Talk about near misses", "Kettle club"]
    assert "Thin" in main_of(made_client, path).split('id="group-practice"')[0]


def test_how_the_question_was_understood_is_said(made_client: FlaskClient) -> None:
    assert "Recommendation 1, “Talk about near misses”, then the practices linked to it." in words_of(
        made_client, "/search?q=what+practice+addresses+recommendation+1%3F"
    )


def test_withdrawn_practice_comes_last_says_so_and_shows_no_figure(made_client: FlaskClient) -> None:
    path = "/search?q=lantern"
    assert groups_of(made_client, path)[-1] == "withdrawn"
    assert hits_of(made_client, path)[-1] == "Lantern round"
    last = main_of(made_client, path).split('id="group-withdrawn"')[1]
    assert "nhsuk-tag--red" in last and "Withdrawn" in last
    assert "Note that it was withdrawn on 15 January 2020: The network asked everyone to stop" in last
    assert ".;" not in last
    assert "app-figures" not in last


def test_where_all_that_answers_was_withdrawn_this_is_said_first(made_client: FlaskClient) -> None:
    alone = main_of(made_client, "/search?q=%22lantern+round%22")
    assert alone.index("withdrawn and must not be used") < alone.index("search-hits")
    assert "withdrawn and must not be used" not in main_of(made_client, "/search?q=kettle")
    assert "withdrawn and must not be used" not in main_of(made_client, "/search")


def test_an_empty_question_lists_everything(made_client: FlaskClient) -> None:
    total = made_client.get("/search.json").json["total"]  # type: ignore[index]
    assert f"{total} results" in words_of(made_client, "/search")
    assert hits_of(made_client, "/search") == hits_of(made_client, "/search?q=++")


def test_filters_are_boxes_of_the_form_with_counts(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/search?q=kettle")
    box = re.search(r"<input[^>]*name=\"setting\"[^>]*>\s*<label[^>]*>(.*?)</label>", page)
    assert box is not None
    assert 'value="acute-hospital" form="find"' in box[0]
    assert re.sub(r"<[^>]+>", "", box[1]) == "Acute hospital (1 found)"
    assert '<form action="/search" method="get" id="find"' in page


def test_a_chosen_filter_narrows_is_checked_and_can_be_removed(made_client: FlaskClient) -> None:
    path = "/search?q=kettle&kind=practice&page=1"
    assert hits_of(made_client, path) == ["Kettle club"]
    page = main_of(made_client, path)
    assert re.search(r'value="practice" form="find" checked', page)
    assert '<a class="search-chosen__tag" href="/search?q=kettle">' in page


def test_values_of_one_filter_widen_and_filters_together_narrow(made_client: FlaskClient) -> None:
    one = made_client.get("/search.json?kind=practice").json
    two = made_client.get("/search.json?kind=practice&kind=theme").json
    both = made_client.get("/search.json?kind=practice&kind=theme&setting=acute-hospital").json
    assert one and two and both
    assert two["total"] == one["total"] + 1
    assert [hit["title"] for hit in both["hits"]] == ["Kettle club"]


def test_an_unknown_value_of_a_filter_names_the_parameter_and_the_nearest(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/search?q=kettle&setting=acute-hospitals", 400)
    assert "“acute-hospitals” is no value of the parameter “setting” (setting)." in page
    assert 'href="/search?q=kettle&amp;setting=acute-hospital"' in page


def test_an_unknown_filter_names_the_nearest(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/search?q=kettle&settings=ward", 400)
    assert "This page has no parameter “settings”. Did you mean “setting”?" in text


def test_pages_have_addresses_and_hold_every_hit_once(made_client: FlaskClient) -> None:
    answer = made_client.get("/search.json").json
    assert answer and answer["pages"] > 1
    pages = [made_client.get(f"/search.json?page={page}").json for page in range(1, answer["pages"] + 1)]
    ids = [hit["id"] for page in pages if page for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == answer["total"]
    page = main_of(made_client, "/search?q=&kind=concept")
    assert 'href="/search?kind=concept&amp;page=2"' in page


def test_a_page_past_the_last_is_not_found_and_the_last_is_named(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/search?q=kettle&page=9", 404)
    assert "There is no page 9 of these results." in page
    assert 'href="/search?q=kettle&amp;page=1"' in page


@pytest.mark.parametrize("page", ["0", "-1", "two", "1.5", "１"])
def test_what_is_no_number_of_a_page_is_refused(made_client: FlaskClient, page: str) -> None:
    assert "no value of the parameter “page”" in words_of(made_client, f"/search?page={page}", 400)


def test_nothing_found_gives_a_better_spelling_and_ways_on(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/search?q=aeroplnae")
    assert "Nothing found as you wrote it; 2 near results" in page
    assert 'Did you mean <a href="/search?q=aeroplane">aeroplane</a>?' in page
    assert 'href="/search?q=%22aeroplnae%22">for only the words “aeroplnae”</a>' in page
    nothing = main_of(made_client, "/search?q=%22aeroplnae%22")
    assert ">Nothing found<" in nothing
    assert 'href="/search?kind=practice"' in nothing


def test_nothing_found_with_filters_says_what_each_of_them_takes_away(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/search?q=biscuit&kind=practice&topic=medicines-safety")
    assert (
        '"/search?q=biscuit&amp;kind=practice">Search without the filter topic: Medicines safety</a>' in page
    )
    assert "(1 result)" in page
    assert '"/search?q=biscuit&amp;topic=medicines-safety">Search without' not in page


def test_a_question_that_is_too_long_is_cut_with_a_notice(made_client: FlaskClient) -> None:
    assert "Only its beginning was used" in words_of(made_client, f"/search?q={'kettle+' * 200}")
    assert "Only its beginning was used" not in words_of(made_client, f"/search?q={'kettle+' * 20}")


def test_markup_in_a_question_is_shown_as_text(made_client: FlaskClient) -> None:
    answer = made_client.get("/search", query_string={"q": "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert str(escape("<script>alert(1)</script>")) in answer.text


def test_json_and_csv_give_the_hits_of_the_page_in_its_order(made_client: FlaskClient) -> None:
    for asked in ("?q=kettle", "", "?kind=concept&page=2"):
        data = made_client.get(f"/search.json{asked}").json
        assert data
        rows = rows_of(made_client, f"/search.csv{asked}")
        assert [hit["id"] for hit in data["hits"]] == [row["id"] for row in rows]
        titles = [title.partition(": ")[2] or title for title in hits_of(made_client, f"/search{asked}")]
        assert [str(escape(hit["title"])) for hit in data["hits"]] == titles


def test_a_row_says_what_the_page_says(made_client: FlaskClient) -> None:
    row = next(row for row in rows_of(made_client, "/search.csv?q=Missed+doses") if row["kind"] == "practice")
    assert row["page"] == "/practices/kettle-club"
    assert row["addresses"] == "action/1.1.1 (full); standard/made-grid-2019/a.1 (partial)"
    assert (row["led_by"], row["settings"], row["evidence"]) == (
        "Made-Up Coast",
        "Acute hospital",
        "measured-change",
    )
    assert row["headline"] == "Missed doses: from 2,439 to 1,100 missed doses"
    assert row["why"] == "the words “Missed doses” stand in its outcomes"


def test_all_pages_together_can_be_had_as_csv(made_client: FlaskClient) -> None:
    total = made_client.get("/search.json").json["total"]  # type: ignore[index]
    assert f'<a href="/search.csv?all=1">All {total} results as CSV</a>' in main_of(made_client, "/search")
    assert len(rows_of(made_client, "/search.csv?all=1")) == total


@pytest.mark.parametrize("media_type", ["text/csv", "application/json"])
def test_accept_chooses_the_form(made_client: FlaskClient, media_type: str) -> None:
    answer = made_client.get("/search?q=kettle", headers={"Accept": media_type})
    assert answer.mimetype == media_type
    assert "Kettle club" in answer.text


def test_a_page_of_data_has_its_limit(made_client: FlaskClient) -> None:
    assert len(made_client.get("/search.json?per_page=3").json["hits"]) == 3  # type: ignore[index]
    refused = made_client.get("/search.json?per_page=101")
    assert refused.status_code == 400
    assert "goes from 1 to 100" in refused.text


def test_all_hits_at_once_are_for_csv_only(made_client: FlaskClient) -> None:
    refused = made_client.get("/search.json?all=1")
    assert refused.status_code == 400
    assert refused.json and "This page has no parameter “all”" in refused.json["detail"]
    assert made_client.get("/search.csv?all=yes").status_code == 400


def test_before_the_first_build_the_search_says_what_to_do(client: FlaskClient) -> None:
    answer = client.get("/search?q=kettle", headers=BROWSER)
    assert answer.status_code == 503
    assert "saferpractice build" in answer.text
