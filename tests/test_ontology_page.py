"""/ontology: each term has an example from the release, and the picture shows what the ontology says."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from kg.namespaces import ID, SP
from kg.release import Release
from kg.things.ontology import ontology
from kg.things.term_examples import examples
from web.ontology_picture import ARROWS, KINDS, PLACES, picture


def test_every_class_and_property_that_is_used_by_things_has_an_example(made_release: Release) -> None:
    found = examples(made_release.store)
    assert found[SP + "Collaborative"].thing.startswith(ID + "collaborative/")
    assert found[SP + "number"].value
    assert found[SP + "addresses"].value_iri.startswith(ID)


def test_the_page_shows_examples_with_links(made_client: FlaskClient) -> None:
    text = made_client.get("/ontology", headers={"Accept": "text/html"}).text
    shown = text.split('id="Collaborative"')[1].split('class="app-term"')[0]
    assert 'For example: <a href="/organisations/' in shown


def test_the_picture_has_every_box_and_arrow(made_release: Release) -> None:
    drawn = picture(ontology(made_release.store))
    assert [one.name for one in drawn.boxes] == list(PLACES)
    assert [one.name for one in drawn.arrows] == [
        *(name for _, name, _ in ARROWS),
        *(one for one, _ in KINDS),
    ]


@pytest.mark.parametrize(("start", "name", "end"), ARROWS)
def test_an_arrow_leads_where_the_ontology_says(
    made_release: Release, start: str, name: str, end: str
) -> None:
    (relation,) = [one for one in ontology(made_release.store).properties if one.name == name]
    assert not relation.domain or SP + start in relation.domain
    assert not relation.range or SP + end in relation.range


@pytest.mark.parametrize(("one", "above"), KINDS)
def test_what_is_drawn_as_a_kind_is_a_subclass(made_release: Release, one: str, above: str) -> None:
    (kind,) = [it for it in ontology(made_release.store).classes if it.name == one]
    assert SP + above in kind.above
