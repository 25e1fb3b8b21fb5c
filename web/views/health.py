"""/healthz: whether the site can answer, for whoever watches over it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web import release

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """The release in use, as JSON: 200 with its name, or 503 where there is none yet."""
    name = release.name()
    if name is None:
        return jsonify(status="no release", release=None, mend=release.NO_RELEASE_MEND), 503
    return jsonify(status="ok", release=name), 200
