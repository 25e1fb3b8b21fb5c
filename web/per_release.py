"""What is made once for each release and shared by all requests: search, walk, names, what to suggest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from flask import Flask, current_app

from kg.release import Release
from kg.search import Search
from kg.things import node
from kg.things.names import Names
from kg.things.node import Lasting
from kg.things.related import Sharing
from kg.things.suggesting import Suggester
from kg.traverse import Walk
from web import release

KEPT = 2
"""The release in use, and the one before it for requests that are still under way."""
Made = TypeVar("Made")


class PerRelease(Generic[Made]):
    """Something that costs time to make from a release. Threads may share it.

    What was made for an older release is let go of once KEPT newer ones are there; a request that still
    holds it goes on with it, and its files close with the last reference.
    """

    def __init__(self, make: Callable[[Release], Made]) -> None:
        self._make = make
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()

    def of(self, opened: Release) -> Made:
        """What was made of this release; it is made now where no request has asked for it yet."""
        with self._lock:
            if opened.name not in self._made:
                self._made[opened.name] = self._make(opened)
            self._made.move_to_end(opened.name)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[opened.name]


def init_app(app: Flask) -> None:
    """Make nothing yet: the first request that needs one of these makes it."""
    app.extensions["search"] = PerRelease(lambda opened: Search(opened.path / "index"))
    app.extensions["sharing"] = PerRelease(lambda opened: Sharing(opened.store))
    app.extensions["walk"] = PerRelease(lambda opened: Walk(opened.store))
    app.extensions["lasting"] = PerRelease(lambda opened: node.lasting(opened.store))
    app.extensions["names"] = PerRelease(lambda opened: Names(opened.store))
    names_of = app.extensions["names"].of
    app.extensions["suggester"] = PerRelease(lambda opened: Suggester(names_of(opened)))


def search() -> Search:
    """The search of this request's release. Raises NoRelease (503)."""
    kept: PerRelease[Search] = current_app.extensions["search"]
    return kept.of(release.current())


def sharing() -> Sharing:
    """Which practices of this request's release share what. Raises NoRelease (503)."""
    kept: PerRelease[Sharing] = current_app.extensions["sharing"]
    return kept.of(release.current())


def walk() -> Walk:
    """The graph of this request's release that is walked. Raises NoRelease (503)."""
    kept: PerRelease[Walk] = current_app.extensions["walk"]
    return kept.of(release.current())


def lasting() -> Lasting:
    """What was read of the things that many others name. Raises NoRelease (503)."""
    kept: PerRelease[Lasting] = current_app.extensions["lasting"]
    return kept.of(release.current())


def names() -> Names:
    """What the things of this request's release are called. Raises NoRelease (503)."""
    kept: PerRelease[Names] = current_app.extensions["names"]
    return kept.of(release.current())


def suggester() -> Suggester:
    """What may be suggested of this request's release. Raises NoRelease (503)."""
    kept: PerRelease[Suggester] = current_app.extensions["suggester"]
    return kept.of(release.current())
