"""The application as it is served: its first pages have been asked for before the first reader comes."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from flask import Flask

from kg.report import of_release
from web import create_app, release

FIRST = ("/", "/gaps", "/gaps?columns=workstreams", "/search?q=ward")
"""Pages that between them read the templates, the table of link facts and the search index."""

SHARE = 0.0005
"""Seconds after which a thread that computes lets another have the interpreter. A page asks for it anew after
each look into the store, and with Python's 5 ms waits ten times for whoever reads a query meanwhile."""


def reports(app: Flask) -> list[str]:
    """The pages of reports that are the same for everybody: each takes a second to make, once a release."""
    with app.test_request_context():
        try:
            found = of_release(release.current())
        except release.NoRelease:
            return []
        return [f"/reports/{name}" for name, one in found.items() if not one.front.choices]


def ready(home: Path | None = None) -> Flask:
    """The application, with templates and release read, over the releases in `home` or SAFER_HOME.

    Python's search for cycles visits everything that lives, which takes a fifth of a second: what was read
    here stays for as long as the process does, so it is left out of that search from now on. Without a
    release the pages answer that there is none, and are read when there is one.
    """
    sys.setswitchinterval(SHARE)
    app = create_app(home)
    client = app.test_client()
    for path in (*FIRST, *reports(app)):
        client.get(path, headers={"Accept": "text/html"})
    gc.collect()
    gc.freeze()
    return app
