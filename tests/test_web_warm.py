"""The application as it is served has read its templates and its release before the first reader comes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.warm import FIRST, ready


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_the_gaps_need_is_read_before_anybody_asks(made_home: Path) -> None:
    app = ready(made_home)
    read = {name for _, name in app.jinja_env.cache or ()}
    assert {"gaps/list.html", "gaps/map.html", "home/home.html"} <= read
    assert gc.get_freeze_count() > 0
    assert all(app.test_client().get(path).status_code == 200 for path in FIRST)


def test_without_a_release_it_starts_all_the_same_and_says_so(tmp_path: Path) -> None:
    app = ready(tmp_path)
    assert app.test_client().get("/gaps", headers={"Accept": "text/html"}).status_code == 503
