"""Opening releases to read them: one by name, or the current one for as long as a server runs."""

import difflib
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pyoxigraph import Store

from kg.release.errors import ReleaseError
from kg.release.files import read_manifest
from kg.release.home import Home
from kg.release.leases import hold
from kg.united import FOLDER

RETRY_SECONDS = 5.0
SCHEMA = "4"
"""The version of what a release holds. It changes when a reader of the old one could not read the new."""

log = logging.getLogger(__name__)


class Release:
    """An open release. It is only ever read, and is not removed while it is open.

    Read results of queries to the end before closing. Opened before a fork, it stays leased until both
    processes have closed it or ended.
    """

    def __init__(self, name: str, path: Path, lease: int) -> None:
        """Open the leased folder. Raises ReleaseError or OSError where manifest or store is unusable."""
        self.name = name
        self.path = path
        self.manifest: dict[str, Any] = read_manifest(path)
        self._store: Store | None = Store.read_only(str(path / "store"))
        self._lease: int | None = lease

    @property
    def store(self) -> Store:
        """The graph. Raises ReleaseError once the release is closed."""
        if self._store is None:
            raise ReleaseError(f"Release {self.name} was used after it was closed: open it again.")
        return self._store

    @property
    def for_queries(self) -> Path:
        """The store that SPARQL is asked of; a release from before there was one has the other only."""
        asked = self.path / FOLDER
        return asked if asked.is_dir() else self.path / "store"

    def close(self) -> None:
        """Give back the store's files and the lease. Closing twice does no harm."""
        self._store = None
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_release(home: Home, name: str | None = None) -> Release:
    """Open the release `name`, or the current one.

    Raises ReleaseError where there is none, none of that name, or it cannot be read.
    """
    if name is not None:
        lease = hold(home, name)
        if lease is None:
            raise ReleaseError(_unknown(home, name))
        return _open_leased(home, name, lease)
    while True:
        current = home.current_name()
        if current is None:
            raise ReleaseError(
                f'There is no release in {home.path} yet. Run "saferpractice build", or set SAFER_HOME '
                "to the folder where your releases are."
            )
        lease = hold(home, current)
        if lease is not None:
            return _open_leased(home, current, lease)
        if home.current_name() == current:
            raise ReleaseError(
                f"The current release of {home.path} is {current}, but {home.folder(current)} is gone. "
                'Run "saferpractice build" to make it again.'
            )


class CurrentRelease:
    """The current release of a running server, which moves on when a new one is published.

    Threads may share it. Create one in each process, after forking.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._held: _Held | None = None
        self._lock = threading.Lock()  # guards _held and the counts of users
        self._opening = threading.Lock()  # held by the one thread that opens a new release
        self._retry_at = 0.0

    @contextmanager
    def lease(self) -> Iterator[Release]:
        """The current release, open until the end of the `with`, even if a newer one is published meanwhile.

        Where a newer one cannot be opened, the old one stays in use and the log says why. Raises ReleaseError
        where there is no release at all.
        """
        held = self._take()
        try:
            yield held.release
        finally:
            self._give_back(held)

    def close(self) -> None:
        """Let go of the release as soon as nobody uses it."""
        self._replace(None)

    def _take(self) -> "_Held":
        while True:
            if self._is_behind():
                self._move_on()
            with self._lock:
                if self._held is not None:
                    self._held.users += 1
                    return self._held

    def _give_back(self, held: "_Held") -> None:
        with self._lock:
            held.users -= 1
            unused = held.retired and held.users == 0
        if unused:
            held.release.close()

    def _is_behind(self) -> bool:
        held = self._held
        if held is None:
            return True
        return self._home.current_name() != held.release.name and time.monotonic() >= self._retry_at

    def _move_on(self) -> None:
        """Open what is current now. Only threads that have nothing to go on with wait for it."""
        if not self._opening.acquire(blocking=self._held is None):
            return
        try:
            if self._is_behind():
                self._replace(_Held(open_release(self._home)))
        except ReleaseError as error:
            held = self._held
            if held is None:
                raise
            self._retry_at = time.monotonic() + RETRY_SECONDS
            log.error(
                "Staying with release %s, because the current one cannot be opened: %s",
                held.release.name,
                error,
            )
        finally:
            self._opening.release()

    def _replace(self, new: "_Held | None") -> None:
        with self._lock:
            old, self._held = self._held, new
            if old is not None:
                old.retired = True
            unused = old is not None and old.users == 0
        if old is not None and unused:
            old.release.close()


@dataclass
class _Held:
    """An open release, how many requests use it, and whether a newer one has taken its place."""

    release: Release
    users: int = 0
    retired: bool = False


def _open_leased(home: Home, name: str, lease: int) -> Release:
    try:
        _refuse_another_schema(name, read_manifest(home.folder(name)))
        return Release(name, home.folder(name), lease)
    except BaseException as error:
        os.close(lease)
        if isinstance(error, OtherSchema):
            raise
        if not isinstance(error, (OSError, ReleaseError)):
            raise
        raise ReleaseError(
            f"Release {name} cannot be read: {error}. If this user may read {home.folder(name)}, it is "
            'damaged: move it away and run "saferpractice build".'
        ) from error


class OtherSchema(ReleaseError):
    """A release that another version of the program made: whole, but not for this one to read."""


def _refuse_another_schema(name: str, manifest: dict[str, Any]) -> None:
    made = manifest.get("schema", SCHEMA)
    if made != SCHEMA:
        raise OtherSchema(
            f"Release {name} is of schema {made}, and this program reads schema {SCHEMA}. "
            'Run "saferpractice build" to make one that it can read.'
        )


def _unknown(home: Home, name: str) -> str:
    names = home.names()
    if not names:
        return f'There is no release {name!r} in {home.path}, nor any other. Run "saferpractice build".'
    nearest = difflib.get_close_matches(name, names, n=1, cutoff=0.0)[0]
    return (
        f"There is no release {name!r} in {home.path}. The nearest name is {nearest}; "
        f"{len(names)} are kept, the newest is {names[-1]}."
    )
