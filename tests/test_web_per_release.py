"""What is made once for each release, and shared by the requests that read it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import cast

from flask.testing import FlaskClient
from made_support import ONTOLOGY, made_copy, replace

from kg.build import build
from kg.release import Home, Release
from web import create_app
from web.per_release import PerRelease


class Named:
    """As much of a release as is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name


def release(name: str) -> Release:
    return cast(Release, Named(name))


def test_it_is_made_once_for_each_release() -> None:
    made: list[str] = []

    def make(opened: Release) -> int:
        made.append(opened.name)
        return len(made)

    kept = PerRelease(make)
    assert [kept.of(release(name)) for name in ("a", "a", "b", "b", "a")] == [1, 1, 2, 2, 1]
    assert made == ["a", "b"]


def test_what_was_made_of_an_older_release_is_let_go_of_but_not_while_it_is_used() -> None:
    kept = PerRelease(lambda opened: Named(opened.name))
    used = kept.of(release("a"))
    for name in ("b", "c", "d"):
        kept.of(release(name))
    alive = {one.name for one in gc.get_objects() if isinstance(one, Named) and one.name in "abc"}
    assert used.name == "a"
    assert alive == {"a", "c"}


def test_search_explore_and_path_move_to_a_new_release_without_a_restart(tmp_path: Path) -> None:
    corpus, home = made_copy(tmp_path), Home(tmp_path / "home")
    build(corpus, ONTOLOGY, home)
    client = create_app(home=home.path).test_client()
    assert titles(client, "kettle") == {"Kettle club"}
    assert titles(client, "teapot") == set()
    assert client.get("/explore?thing=Teapot+club").status_code == 404
    replace(corpus, "practices/kettle-club.md", "title: Kettle club", "title: Teapot club")
    build(corpus, ONTOLOGY, home)
    assert titles(client, "teapot") == {"Teapot club"}
    assert client.get("/explore?thing=Teapot+club").location == "/explore?thing=practice/kettle-club"


def titles(client: FlaskClient, words: str) -> set[str]:
    found = client.get("/search.json", query_string={"q": words, "kind": "practice"}).json
    assert found
    return {hit["title"] for hit in found["hits"]}
