"""/explore and /path: what lies around a thing, and how two things are connected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import MADE, ONTOLOGY, made_copy, replace

from kg.build import build
from kg.namespaces import ID
from kg.release import Home, open_release
from kg.things.names import Names
from kg.traverse import FAMILIES
from web import create_app
from web.security import CONTENT_SECURITY_POLICY

BROWSER = {"Accept": "text/html"}
KETTLE = "practice/kettle-club"


def main_of(client: FlaskClient, path: str, status: int = 200) -> str:
    """The main part of a page, each run of blanks as one."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split("<main", 1)[1].split("</main>")[0].split())


def words_of(client: FlaskClient, path: str, status: int = 200) -> str:
    """The words of the main part of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(client, path, status)).split())


def test_the_list_says_each_relation_in_words_and_links_to_the_things(made_client: FlaskClient) -> None:
    text = words_of(made_client, f"/explore?thing={KETTLE}")
    assert "addresses (2) Action 1.1.1: New starters lead one Look around" in text
    assert "is led by Made-Up Coast collaborative Look around" in text
    page = main_of(made_client, f"/explore?thing={KETTLE}")
    assert '<a href="/actions/1.1.1">' in page
    assert 'href="/explore?thing=action/1.1.1"' in page


def test_what_is_inferred_stands_apart_with_its_reason(made_client: FlaskClient) -> None:
    text = words_of(made_client, f"/explore?thing={KETTLE}")
    inferred = text[text.index("reaches by inference") :]
    assert "Domain A: The place of learning" in inferred
    assert "Because it addresses Standard A.1: Know whom to ask , which is part of Domain A" in inferred


def test_two_steps_say_what_lies_behind_each_neighbour(made_client: FlaskClient) -> None:
    one, two = (words_of(made_client, f"/explore?thing={KETTLE}&steps={steps}") for steps in (1, 2))
    assert "What lies behind these" not in one
    further = two[two.index("What lies behind these") :]
    assert "Paper aeroplane scheme" in further


def test_families_of_relations_are_switched_by_the_form(made_client: FlaskClient) -> None:
    page = main_of(made_client, f"/explore?thing={KETTLE}&family=organisations")
    assert "New starters lead one" not in page
    assert "Made-Up Infirmary" in page
    boxes = re.findall(r'<input[^>]*name="family"[^>]*>', page)
    assert [("organisations" in box, "checked" in box) for box in boxes].count((True, True)) == 1
    assert sum("checked" in box for box in boxes) == 1 < len(boxes)


def test_the_page_and_its_data_have_the_same_things(made_client: FlaskClient) -> None:
    for asked in ("", "&steps=2", "&family=organisations&family=facets"):
        data = made_client.get(f"/explore.json?thing={KETTLE}{asked}").json
        assert data
        page = main_of(made_client, f"/explore?thing={KETTLE}{asked}")
        linked = set(re.findall(r'<a class="explore-recentre" href="/explore\?thing=([^"&]+)', page))
        shown = {f"{node['kind']}/{node['key']}" for node in data["nodes"] if node["distance"]}
        assert shown <= linked
        assert linked - shown <= {KETTLE}
        address = re.search(r'data-graph="([^"]+)"', page)
        assert address is not None
        assert made_client.get(address[1].replace("&amp;", "&")).json == data


def test_data_say_relation_family_and_whether_it_is_inferred(made_client: FlaskClient) -> None:
    data = made_client.get(f"/explore.json?thing={KETTLE}").json
    assert data
    edges = {(edge["reads"], edge["end"].removeprefix(ID)): edge for edge in data["edges"]}
    assert edges["addresses", "action/1.1.1"]["family"] == "requirements"
    assert not edges["addresses", "action/1.1.1"]["inferred"]
    assert edges["reaches", "domain/made-grid-2019/a"]["inferred"]
    assert set(data["families"]) == set(FAMILIES)


def test_the_picture_has_a_text_alternative_and_a_list_and_needs_no_inline_script(
    made_client: FlaskClient,
) -> None:
    answer = made_client.get(f"/explore?thing={KETTLE}", headers=BROWSER)
    assert re.search(
        r'role="img"[^>]*aria-label="Picture of Kettle club and the \d+ things around it', answer.text
    )
    assert "The same as a list" in answer.text
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)
    assert "style=" not in answer.text


@pytest.mark.parametrize("name", ["Kettle+club", "kettle+CLUB", f"{ID}practice/kettle-club"])
def test_a_title_or_an_iri_leads_to_the_address_with_the_key(made_client: FlaskClient, name: str) -> None:
    answer = made_client.get(f"/explore?thing={name}&steps=2", headers=BROWSER)
    assert (answer.status_code, answer.location) == (302, f"/explore?thing={KETTLE}&steps=2")


def test_a_name_of_several_things_gives_the_choice(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/explore?thing=Made-Up+Coast&steps=2")
    assert "Which of these do you mean?" in page
    assert 'href="/explore?steps=2&amp;thing=collaborative/made-coast"' in page
    assert 'href="/explore?steps=2&amp;thing=office/made-coast"' in page
    refused = made_client.get("/explore.json?thing=Made-Up+Coast")
    assert refused.status_code == 400
    assert "collaborative/made-coast, office/made-coast" in refused.text


@pytest.mark.parametrize(
    ("thing", "nearest"),
    [
        ("practice/kettle-clubs", KETTLE),
        ("kettle", KETTLE),
        ("ketle club", KETTLE),
        ("recommendation 7", "recommendation/2"),
    ],
)
def test_an_unknown_thing_is_not_found_and_the_nearest_is_named(
    made_client: FlaskClient, thing: str, nearest: str
) -> None:
    answer = made_client.get("/explore", query_string={"thing": thing}, headers=BROWSER)
    assert answer.status_code == 404
    assert f'href="/explore?thing={nearest}"' in answer.text


def test_wrong_parameters_are_named_with_the_nearest(made_client: FlaskClient) -> None:
    assert "“steps”. The nearest is" in words_of(made_client, f"/explore?thing={KETTLE}&steps=3", 400)
    page = main_of(made_client, f"/explore?thing={KETTLE}&family=groups&family=organisation", 400)
    assert f'href="/explore?thing={KETTLE}&amp;family=groups&amp;family=organisations"' in page
    assert "no parameter “step”. Did you mean “steps”?" in words_of(made_client, "/explore?step=1", 400)
    assert made_client.get("/explore.json").status_code == 400


def test_without_a_thing_there_are_places_to_start_from(made_client: FlaskClient) -> None:
    page = main_of(made_client, "/explore")
    assert 'data-suggests="name"' in page
    assert f'<a href="/explore?thing={KETTLE}">Kettle club</a>' in page
    assert page.index("Paper aeroplane scheme</a>") < page.index("Lantern round</a>")  # withdrawn last


def test_around_a_withdrawn_practice_that_is_said_first(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/explore?thing=practice/lantern-round")
    assert "15 January 2020: The network asked everyone to stop." in text
    assert "Its place was taken by Kettle club" in text
    assert text.index("Withdrawn") < text.index("An invented practice.")


def test_every_kind_of_thing_has_surroundings(tmp_path: Path) -> None:
    build(made_copy(tmp_path, more=True), ONTOLOGY, Home(tmp_path / "home"))
    with open_release(Home(tmp_path / "home")) as opened:
        named = {one.kind: one.iri.removeprefix(ID) for one in Names(opened.store).all}
    client = create_app(home=tmp_path / "home", sources=MADE / "sources").test_client()
    assert len(named) > 20
    for thing in named.values():
        assert "Around" in main_of(client, f"/explore?thing={thing}&steps=2")


def test_a_title_with_markup_is_shown_as_text(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(
        corpus, "practices/kettle-club.md", "title: Kettle club", "title: Kettle <script>alert(1)</script>"
    )
    build(corpus, ONTOLOGY, Home(tmp_path / "home"))
    client = create_app(home=tmp_path / "home", sources=MADE / "sources").test_client()
    for path in (
        f"/explore?thing={KETTLE}",
        "/explore",
        f"/path?from={KETTLE}&to=theme/1",
        "/search?q=kettle",
    ):
        text = client.get(path, headers=BROWSER).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_a_way_is_told_in_sentences_with_what_each_step_rests_on(made_client: FlaskClient) -> None:
    text = words_of(made_client, f"/path?from={KETTLE}&to=workstream/1")
    assert "The practice Kettle club addresses Action 1.1.1: New starters lead one ." in text
    assert "The teams did what this asks for." in text
    page = main_of(made_client, f"/path?from={KETTLE}&to=workstream/1")
    assert 'href="/assertions/kettle-club--action-1.1.1"' in page
    assert "Where it stands in the source" in page
    assert "A second way" in page


def test_a_step_without_an_assertion_names_the_record_that_says_it(made_client: FlaskClient) -> None:
    text = words_of(made_client, "/path?from=action/1.1&to=recommendation/1")
    assert "It stands on the record of Action 1.1: Take turns to lead the talk ." in text
    chosen = words_of(made_client, f"/path?from={KETTLE}&to=setting/acute-hospital")
    assert "Chosen by the editors on the record of Kettle club ." in chosen
    ordered = words_of(made_client, "/path?from=setting/hospital&to=setting/acute-hospital")
    assert "This is how the vocabulary of" in ordered


def test_both_directions_tell_the_same_way(made_client: FlaskClient) -> None:
    there = made_client.get(f"/path.json?from={KETTLE}&to=recommendation/1").json
    back = made_client.get(f"/path.json?from=recommendation/1&to={KETTLE}").json
    assert there and back
    ends = [(step["from"]["id"], step["to"]["id"]) for step in there["ways"][0]]
    assert ends == [(step["to"]["id"], step["from"]["id"]) for step in reversed(back["ways"][0])]
    link = f"{ID}assertion/kettle-club--standard-made-grid-2019-a.1"
    assert there["ways"][0][0]["proof"]["assertion"] == link
    assert there["ways"][0][0]["says"] == "Kettle club addresses Standard A.1: Know whom to ask"


def test_things_that_nothing_connects_say_so(made_client: FlaskClient) -> None:
    text = words_of(made_client, f"/path?from={KETTLE}&to=topic/duty-of-candour")
    assert "Nothing that is recorded connects these two." in text
    data = made_client.get(f"/path.json?from={KETTLE}&to=topic/duty-of-candour").json
    assert data and data["ways"] == []


def test_the_same_thing_at_both_ends_is_said_to_be_the_same(made_client: FlaskClient) -> None:
    assert "Both ends are the same thing" in words_of(made_client, f"/path?from={KETTLE}&to={KETTLE}")


def test_titles_lead_to_the_address_with_the_keys(made_client: FlaskClient) -> None:
    answer = made_client.get("/path?from=Kettle+club+%28practice%29&to=Workstream+1")
    assert (answer.status_code, answer.location) == (302, f"/path?from={KETTLE}&to=workstream/1")


def test_the_form_keeps_the_end_that_is_known(made_client: FlaskClient) -> None:
    page = main_of(made_client, f"/path?from={KETTLE}")
    assert 'name="from" type="text" spellcheck="false" value="Kettle club (practice)"' in page
    assert "One end is Kettle club. Choose the other." in page


def test_an_ambiguous_end_gives_the_choice_and_keeps_the_other(made_client: FlaskClient) -> None:
    page = main_of(made_client, f"/path?from=Made-Up+Coast&to={KETTLE}")
    assert f'href="/path?to={KETTLE}&amp;from=office/made-coast"' in page


def test_an_unknown_end_is_named_with_the_nearest(made_client: FlaskClient) -> None:
    page = main_of(made_client, f"/path?from={KETTLE}&to=workstream/9", 404)
    assert "(parameter “to”)" in page
    assert f'href="/path?from={KETTLE}&amp;to=workstream/1"' in page
    assert made_client.get(f"/path.json?from={KETTLE}").status_code == 400


def test_one_step_further_is_taken_from_what_is_opened_and_taken_back(made_client: FlaskClient) -> None:
    path = f"/explore?thing={KETTLE}"
    page = main_of(made_client, path)
    assert f'href="{path}&amp;open=action/1.1.1"' in page
    before = made_client.get(f"/explore.json?thing={KETTLE}").json
    assert before
    grown = []
    for near in before["nodes"][1:]:
        after = made_client.get(near["open"].replace("/explore", "/explore.json")).json
        assert after
        assert after["opened"] == [near["id"]]
        first = [node["id"] for node in after["nodes"][: len(before["nodes"])]]
        assert first == [node["id"] for node in before["nodes"]]
        grown += after["nodes"][len(before["nodes"]) :]
    assert {node["distance"] for node in grown} == {2}
    opened = main_of(made_client, f"{path}&open=action/1.1.1")
    assert f'href="{path}">Take back the step' in opened


def test_kinds_of_thing_are_switched_by_the_form(made_client: FlaskClient) -> None:
    data = made_client.get(f"/explore.json?thing={KETTLE}&look=organisation").json
    assert data
    assert {node["look"] for node in data["nodes"] if node["distance"]} == {"organisation"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("&open=practice/none", "is nothing here"),
        ("&open=%00", "is nothing here"),
        ("&look=organisations", "is no value"),
        ("".join(f"&open=x{number}" for number in range(41)), "Open 40 at the most"),
    ],
)
def test_what_cannot_be_opened_or_shown_is_refused(made_client: FlaskClient, asked: str, said: str) -> None:
    assert said in words_of(made_client, f"/explore?thing={KETTLE}{asked}", 400)
