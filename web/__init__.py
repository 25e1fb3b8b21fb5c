"""The web application: it parses a request, calls kg and renders what comes back."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from loaders import settings
from loaders.sources import Sources
from web import (
    errors,
    fetch,
    filters,
    gate,
    layout,
    negotiate,
    per_release,
    querying,
    release,
    security,
    views,
)

LARGEST_REQUEST = 1024 * 1024  # bytes; the longest thing anybody sends is a query


def create_app(home: Path | None = None, sources: Path | None = None) -> Flask:
    """The application over the releases in `home` and the reader's source documents in `sources`.

    Where these are not given, the settings SAFER_HOME and SAFER_SOURCES say it (docs/commands.md).
    """
    app = Flask(__name__)
    app.config.from_mapping(
        HOME=home or settings.HOME.path(),
        SOURCES=sources or Sources.from_environment().folder,
        ADDRESS=settings.ADDRESS.address(),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
    )
    for part in (gate, security, layout, errors, release, per_release, fetch, filters, negotiate, querying):
        part.init_app(app)
    for view in pkgutil.iter_modules(views.__path__):
        app.register_blueprint(importlib.import_module(f"{views.__name__}.{view.name}").blueprint)
    if proxies := settings.PROXIES.number():
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app
