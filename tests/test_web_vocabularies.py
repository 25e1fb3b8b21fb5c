"""Vocabularies: what each term means, its neighbours, and how many things use it."""

from __future__ import annotations

import csv
import io
import re

from flask.testing import FlaskClient

from kg.release import Release
from kg.search import Search
from kg.search.facets import NOT_STATED
from kg.things import find
from kg.things.vocabularies import FACETS, Vocabulary, schemes, vocabulary

BROWSER = {"Accept": "text/html"}


def made_vocabulary(release: Release, key: str) -> Vocabulary:
    node = find(release.store, "vocabulary", key)
    assert node is not None
    return vocabulary(node)


def used(release: Release, scheme: str, key: str) -> list[tuple[int, str]]:
    concepts = made_vocabulary(release, scheme).concepts
    return [(use.number, use.many) for one in concepts if one.node.key == key for use in one.uses]


def term(page: str, key: str) -> str:
    """The words about one term of a page."""
    part = page.split(f'id="{key}"')[1].split("</dd>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part.partition(">")[2]).split())


def test_a_term_has_its_meaning_other_names_and_neighbours(made_client: FlaskClient) -> None:
    page = made_client.get("/vocabularies/topic", headers=BROWSER).text
    sepsis = term(page, "sepsis")
    assert sepsis.startswith("Sepsis A life-threatening reaction to an infection")
    assert "Also called: blood poisoning, sepsis awareness, sepsis screening, septic, " in sepsis
    assert "Wider: Deterioration , Infection" in sepsis
    assert "Sepsis" in term(page, "infection").partition("Narrower:")[2], "the wider names the narrower"


def test_a_practice_counts_for_its_terms_and_the_wider_ones(made_release: Release) -> None:
    assert used(made_release, "topic", "medicines-safety") == [(1, "practices")]
    assert used(made_release, "topic", "falls") == [(0, "practices")]


def test_a_term_that_practice_uses_leads_to_a_search_by_it(made_client: FlaskClient) -> None:
    page = made_client.get("/vocabularies/topic", headers=BROWSER).text
    assert 'href="/search?topic=medicines-safety"' in page
    assert 'href="/search?topic=falls"' not in page


def test_codes_say_what_it_is_that_uses_them(made_release: Release) -> None:
    assert used(made_release, "extent", "partial") == [(2, "practice links")]
    assert used(made_release, "outcome-kind", "cost") == [(1, "figures")]
    assert used(made_release, "state", "withdrawn") == [(1, "statuses of things")]


def test_the_list_names_every_vocabulary_once_those_to_search_by_first(
    made_client: FlaskClient, made_release: Release
) -> None:
    page = made_client.get("/vocabularies", headers=BROWSER).text.split("<main")[1]
    keys = re.findall(r'<a href="/vocabularies/([^".#]+)">', page)
    assert keys == [node.key for node in schemes(made_release.store)]
    assert keys[:5] == ["setting", "profession", "topic", "method", "evidence"]


def test_the_scale_of_evidence_keeps_its_own_order(made_release: Release) -> None:
    notations = [one.node.text("skos:notation") for one in made_vocabulary(made_release, "evidence").concepts]
    assert notations == sorted(notations, key=lambda one: one or "")
    assert None not in notations


def test_every_term_is_in_the_data(made_client: FlaskClient, made_release: Release) -> None:
    rows = list(csv.DictReader(io.StringIO(made_client.get("/vocabularies.csv").text)))
    concepts = [one for node in schemes(made_release.store) for one in vocabulary(node).concepts]
    assert [row["id"] for row in rows] == [one.node.iri for one in concepts]


def test_an_unknown_vocabulary_is_answered_with_the_nearest(made_client: FlaskClient) -> None:
    answer = made_client.get("/vocabularies/topics", headers=BROWSER)
    assert answer.status_code == 404
    assert '<a href="/vocabularies/topic">' in answer.text


def test_a_term_is_used_by_as_many_practices_as_a_search_by_it_finds(made_release: Release) -> None:
    search = Search(made_release.path / "index")
    facets = search.search("").facets
    search.close()
    for scheme in FACETS:
        found = {one.key: one.count for one in facets[scheme] if one.count and one.key != NOT_STATED}
        concepts = made_vocabulary(made_release, scheme).concepts
        assert found == {one.node.key: one.uses[0].number for one in concepts if one.uses[0].number}, scheme
        assert found, scheme
