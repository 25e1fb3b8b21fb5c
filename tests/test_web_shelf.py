"""/shelf: what chosen practices cover, in numbers that agree with coverage, and their references."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from page_support import BROWSER, links_of, words_of

from kg.release import Release
from kg.things import find
from kg.things.shelf import parts
from kg.things.standing import coverage_of

BOTH = "practice=kettle-club&practice=lantern-round"


def test_an_empty_shelf_says_how_to_fill_it(made_client: FlaskClient) -> None:
    assert "Your shelf is empty." in words_of(made_client, "/shelf")


def test_what_a_shelf_covers_agrees_with_coverage(made_release: Release) -> None:
    kettle = find(made_release.store, "practice", "kettle-club")
    assert kettle
    found = parts(made_release, [kettle])
    counted = coverage_of(made_release)
    covered = {one.standing.node.iri for part in found for one in part.covered}
    kinds = {part.kind for part in found}
    assert covered == {
        iri
        for iri, cover in counted.items()
        if kettle.iri in cover.practices and cover.asked.kind in kinds and not cover.asked.superseded
    }
    assert covered
    for part in found:
        assert part.total == len(part.covered) + len(part.touched) + len(part.missing)


def test_withdrawn_practice_covers_nothing(made_client: FlaskClient) -> None:
    covers = made_client.get("/shelf.json?practice=lantern-round").get_json()["covers"]
    assert covers and not any(part["covered"] for part in covers)


def test_what_is_missing_names_practice_to_add(made_client: FlaskClient) -> None:
    assert "/shelf?practice=lantern-round&practice=kettle-club" in links_of(
        made_client, "/shelf?practice=lantern-round"
    )


def test_everything_works_through_addresses(made_client: FlaskClient) -> None:
    links = links_of(made_client, f"/shelf?{BOTH}")
    assert {"/shelf?practice=kettle-club", "/shelf?practice=lantern-round", f"/compare?{BOTH}"} <= links
    assert {f"/shelf.{suffix}?{BOTH}" for suffix in ("csv", "ris", "bib", "csl", "md", "json")} <= links
    assert "/shelf?practice=kettle-club" in links_of(made_client, "/practices/kettle-club")
    assert "/shelf?practice=kettle-club" in links_of(made_client, "/search?q=kettle")


def test_the_references_name_practices_and_their_documents(made_client: FlaskClient) -> None:
    csl = made_client.get(f"/shelf.csl?{BOTH}").get_json(force=True)
    assert [one["id"] for one in csl] == ["kettle-club", "lantern-round", "made-bulletin"]
    ris = made_client.get(f"/shelf.ris?{BOTH}").get_data(as_text=True)
    assert ris.count("TY  - ") == ris.count("ER  - ") == 3
    assert "Withdrawn: do not use it" in ris
    assert "@" in made_client.get(f"/shelf.bib?{BOTH}").get_data(as_text=True)
    assert made_client.get(f"/shelf.md?{BOTH}").get_data(as_text=True).startswith("- Safer Practice")


def test_one_that_is_not_there_names_the_nearest(made_client: FlaskClient) -> None:
    answer = made_client.get("/shelf?practice=kettle-clup", headers=BROWSER)
    assert answer.status_code == 404
    assert "/shelf?practice=kettle-club" in answer.text


def test_each_practice_stands_once(made_client: FlaskClient) -> None:
    many = "&".join(f"practice={key}" for key in ("kettle-club", "lantern-round") * 30)
    assert len(made_client.get(f"/shelf.json?{many}").get_json()["practices"]) == 2


def test_more_than_an_address_keeps_are_refused(
    made_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.views.shelf.MOST", 1)
    answer = made_client.get(f"/shelf?{BOTH}", headers=BROWSER)
    assert answer.status_code == 400
    assert "2 practices are too many for one shelf: 1 fit." in answer.text
