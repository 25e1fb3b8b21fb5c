"""The home page: what this is, where each of its users begins, and what is inside."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.things.home import contents
from web import release
from web.fetch import sources
from web.views.contents import BROWSE

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> str:
    """The home page."""
    return render_template("home/home.html", contents=contents(release.current(), sources()), browse=BROWSE)
