"""/gaps/between: the gaps that closed and opened from one release to another, each with its cause."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request

from kg.release import Home, Release, ReleaseError, open_release
from kg.things import releases
from kg.things.changes import COLUMNS, ChangeView, changes
from kg.things.releases import Kept, UnknownRelease
from web import behind, release
from web.errors import Near, Refusal
from web.parameters import only
from web.tables import SUFFIX, table
from web.trails import HOME

blueprint = Blueprint("between", __name__)

PATH = "/gaps/between"
GAPS = {"text": "Gaps", "href": "/gaps"}


@blueprint.get(PATH)
def page() -> str:
    """What changed; where only one release is kept, that there is nothing to compare it with."""
    kept, start, end = asked()
    found = compared(start, end)
    return render_template(
        "closing/between.html",
        kept=list(reversed(kept)),
        start=start,
        end=end,
        changes=found,
        breadcrumbs=[HOME, GAPS],
        formats=behind.list_formats(PATH, f"from={start.name}&to={end.name}") if start else [],
        sparql=behind.query_behind("gaps"),
    )


@blueprint.get(f"{PATH}.{SUFFIX}")
def data(suffix: str) -> Response:
    """The same as data; no rows where no earlier release is kept to compare with."""
    _, start, end = asked()
    rows = [one.as_dict() for one in compared(start, end)] if start else []
    return table("gaps-between", list(COLUMNS), rows, suffix)


def asked() -> tuple[list[Kept], Kept | None, Kept]:
    """The releases kept and the two to compare: as the address says, else the one before and the current.

    Raises a 404 that names the nearest for one that is not kept.
    """
    only("from", "to")
    kept = releases.kept(home())
    end = _one("to", kept) or releases.named(kept, release.current().name)
    return kept, _one("from", kept) or releases.before(kept, end.name), end


def home() -> Home:
    """The folder of releases."""
    return Home(current_app.config["HOME"])


def _one(parameter: str, kept: list[Kept]) -> Kept | None:
    text = request.args.get(parameter, "").strip()
    if not text:
        return None
    try:
        return releases.named(kept, text)
    except UnknownRelease as error:
        near = [Near(f"{PATH}?{parameter}={name}", f"{parameter}: {name}") for name in error.nearest]
        raise Refusal(404, str(error), "Choose one that is kept.", nearest=near) from error


def compared(start: Kept | None, end: Kept) -> list[ChangeView]:
    """What changed between them. Raises a 404 that says so where one cannot be read."""
    if start is None:
        return []
    try:
        with open_release(home(), start.name) as before:
            return _with(before, end)
    except ReleaseError as error:
        raise Refusal(404, str(error), "Choose two releases that this program can read.") from error


def _with(before: Release, end: Kept) -> list[ChangeView]:
    """What changed to `end`; the things on the page are those of the current release."""
    current = release.current()
    if end.name == current.name:
        return changes(before, current)
    with open_release(home(), end.name) as after:
        return changes(before, after, shown=current)
