"""The one place where the web application gets the release that a request reads."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Flask, current_app, g

from kg.release import CurrentRelease, Home, Release, ReleaseError, open_release
from web.errors import Refusal

NO_RELEASE_MEND = 'Run "saferpractice build" (or "make build"), then load this page again.'


class NoRelease(Refusal):
    """There is no release that can be read: answered as 503."""

    def __init__(self, why: str) -> None:
        super().__init__(503, why, NO_RELEASE_MEND)


def init_app(app: Flask) -> None:
    """Follow the current release of the folder in app.config["HOME"]; open nothing before it is needed."""
    app.extensions["release"] = CurrentRelease(Home(app.config["HOME"]))
    app.teardown_appcontext(give_back)


def current() -> Release:
    """The release of this request: leased at the first call, the same to its end, then given back.

    Raises NoRelease where nothing has been built yet or what is there cannot be read (the log says why).
    """
    if "release" not in g:
        leases = g.pop("release_leases", None) or ExitStack()
        try:
            g.release = leases.enter_context(current_app.extensions["release"].lease())
        except ReleaseError as error:
            current_app.logger.error("%s", error)
            raise NoRelease("The site has no data to show: there is no release that it can open.") from error
        g.release_leases = leases
    release: Release = g.release
    return release


def use(wanted: str) -> Release:
    """Read the kept release of that name to the end of this request, instead of the current one.

    Raises ReleaseError where it is not kept, or cannot be read.
    """
    if wanted == name():
        return current()
    before = g.pop("release_leases", None)
    g.pop("release", None)
    leases = before or ExitStack()
    g.release_leases = leases  # given back at the end, also where opening fails
    g.release = leases.enter_context(open_release(Home(current_app.config["HOME"]), wanted))
    opened: Release = g.release
    return opened


def name() -> str | None:
    """The name of the release of this request, or None where there is none to read."""
    try:
        return current().name
    except NoRelease:
        return None


def give_back(_error: BaseException | None) -> None:
    """Let go of the release at the end of the request, however it ended."""
    leases = g.pop("release_leases", None)
    if leases is not None:
        leases.close()
