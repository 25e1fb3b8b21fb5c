"""What tests share: no test sees the settings or the releases of the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.harness import build_real
from filelock import FileLock
from flask import Flask
from flask.testing import FlaskClient

from kg.build import build
from kg.release import Home, Release, open_release
from kg.search import Search
from web import create_app

ROOT = Path(__file__).resolve().parents[1]
MADE = Path(__file__).parent / "made"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SAFER_HOME is an empty folder of the test's own; no source documents but those that it brings."""
    monkeypatch.setenv("SAFER_HOME", str(tmp_path / "safer-home"))
    monkeypatch.setenv("SAFER_SOURCES", "")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application before the first build: no release, no source documents."""
    return create_app(home=tmp_path / "safer-home")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of `app`."""
    return app.test_client()


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the made corpus (tests/made) and the real ontology, built once."""
    home = tmp_path_factory.mktemp("made-home")
    build(MADE / "corpus", ROOT / "ontology", Home(home))
    return home


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with a release of the real corpus, for reading only.

    The workers of pytest-xdist share it; the first that gets here builds it.
    """
    own = tmp_path_factory.getbasetemp()
    home = (own if worker_id == "master" else own.parent) / "real-home"
    with FileLock(home.with_suffix(".lock")):
        if not (home / "current").exists():
            build_real(home)
    return home


@pytest.fixture(scope="session")
def real_release(real_home: Path) -> Iterator[Release]:
    """The release of the real corpus, open."""
    with open_release(Home(real_home)) as opened:
        yield opened


@pytest.fixture(scope="session")
def real_search(real_release: Release) -> Iterator[Search]:
    """The search of the real corpus."""
    opened = Search(real_release.path / "index")
    yield opened
    opened.close()


@pytest.fixture
def made_release(made_home: Path) -> Iterator[Release]:
    """The release of the made corpus, open."""
    with open_release(Home(made_home)) as opened:
        yield opened


@pytest.fixture
def made_app(made_home: Path) -> Flask:
    """The application over the made release; it has a copy of the made bulletin, not of the made plan."""
    return create_app(home=made_home, sources=MADE / "sources")


@pytest.fixture
def made_client(made_app: Flask) -> FlaskClient:
    """A client of `made_app`."""
    return made_app.test_client()
