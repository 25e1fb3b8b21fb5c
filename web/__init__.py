"""The web application: it parses a request, calls kg and renders what comes back."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from web import errors, fetch, filters, layout, release, security
from web.views import health

VIEWS = (health,)

LARGEST_REQUEST = 1024 * 1024  # bytes; the longest thing anybody sends is a query


def create_app(home: Path | None = None, sources: Path | None = None) -> Flask:
    """The application over the releases in `home` and the reader's source documents in `sources`.

    Where these are not given, SAFER_HOME (default: var) and SAFER_SOURCES say it.
    """
    app = Flask(__name__)
    named_sources = os.environ.get("SAFER_SOURCES")
    app.config.from_mapping(
        HOME=home or Path(os.environ.get("SAFER_HOME") or "var"),
        SOURCES=sources or (Path(named_sources) if named_sources else None),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
    )
    for part in (security, layout, errors, release, fetch, filters):
        part.init_app(app)
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    return app
