"""The name of everything that a release describes leads to the page that shows it."""

from __future__ import annotations

from flask.testing import FlaskClient
from made_support import some

from kg.namespaces import DEFAULT_GRAPHS, ID, kind_and_key
from kg.release import Release
from web.addresses import address_of

BROWSER = {"Accept": "text/html"}


def things(release: Release) -> list[tuple[str, str]]:
    """KIND and KEY of everything that the release describes."""
    subjects = {
        str(quad.subject)[1:-1] for quad in release.store if str(quad.graph_name)[1:-1] in DEFAULT_GRAPHS
    }
    return sorted(filter(None, (kind_and_key(iri) for iri in subjects if iri.startswith(ID))))


def test_the_name_of_every_thing_leads_to_the_page_that_shows_it(
    made_client: FlaskClient, made_release: Release
) -> None:
    pages: dict[str, str] = {}
    for kind, key in some(things(made_release)):
        answer = made_client.get(f"/id/{kind}/{key}", headers=BROWSER)
        assert answer.status_code == 303, (kind, key)
        assert answer.headers["Location"] == address_of(kind, key)
        path, _, fragment = answer.headers["Location"].partition("#")
        if path not in pages:
            page = made_client.get(path, headers=BROWSER)
            assert page.status_code == 200, path
            pages[path] = page.text
        assert not fragment or f'id="{fragment}"' in pages[path], (path, fragment)
