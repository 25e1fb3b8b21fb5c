"""The web application: it parses a request, calls kg and renders what comes back."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from loaders import settings
from loaders.sources import Sources
from web import errors, fetch, filters, layout, negotiate, per_release, querying, release, security
from web.views import (
    about,
    assertions,
    between,
    closing,
    compare,
    contents,
    data,
    documents,
    explore,
    gap_files,
    gap_proof,
    gaps,
    groups,
    health,
    home,
    ids,
    match,
    ontology,
    organisations,
    overviews,
    path,
    practices,
    progress,
    queries,
    records,
    reports,
    requirements,
    resources,
    search,
    searches,
    shelf,
    smallest,
    sparql,
    suggest,
    teach,
    vocabularies,
)

VIEWS = (
    about,
    assertions,
    between,
    compare,
    closing,
    contents,
    data,
    documents,
    explore,
    gap_files,
    gap_proof,
    gaps,
    groups,
    health,
    home,
    ids,
    match,
    ontology,
    organisations,
    overviews,
    path,
    practices,
    progress,
    queries,
    records,
    reports,
    requirements,
    resources,
    search,
    smallest,
    searches,
    shelf,
    sparql,
    suggest,
    teach,
    vocabularies,
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
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
    )
    for part in (security, layout, errors, release, per_release, fetch, filters, negotiate, querying):
        part.init_app(app)
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    if proxies := settings.PROXIES.number():
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app
