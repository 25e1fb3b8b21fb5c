"""What tests share: no test sees the settings or the releases of the person who runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web import create_app


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SAFER_HOME is an empty folder of the test's own; no source documents but those that it brings."""
    monkeypatch.setenv("SAFER_HOME", str(tmp_path / "safer-home"))
    monkeypatch.delenv("SAFER_SOURCES", raising=False)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application before the first build: no release, no source documents."""
    return create_app(home=tmp_path / "safer-home")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of `app`."""
    return app.test_client()
