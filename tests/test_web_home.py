"""The home page: where each user begins, and a true count of what is inside."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from kg.namespaces import SP
from kg.release import Release
from kg.things.home import contents
from loaders.sources import Sources

BROWSER = {"Accept": "text/html"}


def page_of(client: FlaskClient) -> str:
    return " ".join(client.get("/", headers=BROWSER).text.split())


def test_the_counts_are_those_of_the_release(made_client: FlaskClient, made_release: Release) -> None:
    counts = made_release.manifest["counts"]
    links = list(made_release.store.quads_for_pattern(None, NamedNode(SP + "addresses"), None, None))
    shown = dict(re.findall(r'<dt><a href="([^"]*)">[^<]*</a></dt><dd>([\d,]+)</dd>', page_of(made_client)))
    assert shown == {
        "/practices": str(counts["practice"]),
        "/gaps": str(len(links)),
        "/recommendations": str(counts["recommendation"]),
        "/gaps?kind=action": str(counts["action"]),
        "/standards": str(counts["standard"]),
        "/gaps?kind=principle": str(counts["principle"]),
        "/documents": str(counts["document"]),
    }


def test_only_links_that_count_are_counted(made_release: Release) -> None:
    inside = contents(made_release, Sources())
    assert (inside.links, inside.counted) == (2, 1), "drafts, withdrawn and planned ones are left out"


def test_each_user_finds_an_entrance(made_client: FlaskClient) -> None:
    main = page_of(made_client).split("<main")[1]
    for href in ("/workstreams", "/gaps?weak=1", "/sparql", "/data"):
        assert f'href="{href}"' in main
    assert '<form action="/search"' in main


def test_topics_to_start_from_are_those_that_practice_has(made_client: FlaskClient) -> None:
    page = page_of(made_client)
    assert '<a href="/search?topic=medicines-safety">' in page
    assert "/search?topic=falls" not in page


def test_withdrawn_practice_is_named_with_its_date(made_client: FlaskClient) -> None:
    page = page_of(made_client)
    assert '<a href="/practices/lantern-round">Lantern round</a>, since 15 January 2020.' in page
    assert "1 of them withdrawn" in page


def test_the_page_says_that_concerns_are_not_reported_here(made_client: FlaskClient) -> None:
    assert "This is not a place to report a patient-safety concern or incident." in page_of(made_client)
