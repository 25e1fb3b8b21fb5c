"""The SPARQL shown at the foot of pages of practice, organisations and documents says what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import MADE, some
from pyoxigraph import QuerySolutions

from kg.query import GRAPHS, plain
from kg.release import Release
from kg.things import Node, all_keys, find
from kg.things.catalogue import entries
from kg.things.documents import document_view
from kg.things.linking import links_of_practice
from kg.things.organisations import all_counts, organisation_view
from kg.things.resources import resources
from loaders.sources import Sources
from web.behind import query_behind


def rows(release: Release, name: str, about: Node | None = None) -> list[dict[str, str]]:
    """The rows of the query that stands at the foot of a page."""
    found = release.store.query(query_behind(name, about), default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{one: plain(row[one]) for one in names if row[one] is not None} for row in found]


def thing(release: Release, kind: str, key: str) -> Node:
    found = find(release.store, kind, key)
    assert found
    return found


@pytest.mark.parametrize("key", ["kettle-club", "lantern-round", "biscuit-trolley"])
def test_the_query_of_a_practice_gives_its_published_links(made_release: Release, key: str) -> None:
    practice = thing(made_release, "practice", key)
    shown = {(link.requirement.iri, link.rationale) for link in links_of_practice(practice)}
    found = rows(made_release, "practice", practice)
    assert {(row["requirement"], row["rationale"]) for row in found} == shown


def test_the_query_of_all_practice_gives_each_once_with_what_it_addresses(made_release: Release) -> None:
    shown = {one.practice.iri: len(one.addresses) for one in entries(made_release.store)}
    found = rows(made_release, "practices")
    assert len(found) == len(shown)
    assert {row["practice"]: int(row["requirements"]) for row in found} == shown


def test_the_queries_of_organisations_give_their_counts(made_release: Release) -> None:
    found = rows(made_release, "organisations")
    assert {(row["organisation"], row["role"], int(row["things"])) for row in found} == {
        (iri, role, number)
        for iri, counts in all_counts(made_release.store).items()
        for role, number in vars(counts).items()
        if number
    }
    school = thing(made_release, "organisation", "made-school")
    view = organisation_view(school, Sources())
    about = [*(one.practice for one in view.partner_in), *view.partner_in_programmes]
    assert {row["thing"] for row in rows(made_release, "organisation", school)} == {one.iri for one in about}


def test_the_queries_of_documents_give_the_places_cited(made_release: Release) -> None:
    for row in some(rows(made_release, "documents")):
        document = Node(made_release.store, row["document"])
        view = document_view(document, Sources(Path(MADE / "sources")))
        assert int(row["places"]) == view.places
        cited = {one["citation"] for one in rows(made_release, "document", document)}
        assert len(cited) == view.places


def test_the_query_of_resources_gives_all_of_them(made_release: Release) -> None:
    shown = {node.iri for group in resources(made_release.store) for node in group.members}
    assert {row["thing"] for row in rows(made_release, "resources")} == shown


@pytest.mark.parametrize(("name", "kind"), [("assertion", "assertion"), ("resource", "resource")])
def test_the_query_of_a_thing_gives_what_it_says_of_itself(
    made_release: Release, name: str, kind: str
) -> None:
    for key in some(all_keys(made_release.store, kind)):
        found = rows(made_release, name, thing(made_release, kind, key))
        assert "http://www.w3.org/2000/01/rdf-schema#label" in {row["property"] for row in found}
