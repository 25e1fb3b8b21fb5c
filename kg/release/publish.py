"""Publication: a release is filled beside the current one and takes its place in one atomic step."""

import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pyoxigraph import Store

from kg.release import leases
from kg.release.errors import ReleaseError
from kg.release.files import MANIFEST, flush, flush_entry, seal, verify
from kg.release.home import BUILDING, NEXT_CURRENT, REMOVED, Home

PUBLISH_STEPS: tuple[str, ...] = (
    "lock",  # take the build lock
    "clear",  # remove what dead builds left
    "fill",  # write the release into a hidden folder beside the others
    "seal",  # check it, hash each file, forbid writing
    "flush",  # wait until all of it is on the disk
    "link",  # make ready the lease file and the link that will become `current`
    "place",  # rename the hidden folder to the name of the release
    "switch",  # rename the link to `current`: from here on readers get the new release
    "tidy",  # remove old releases that nobody reads
)

log = logging.getLogger(__name__)


def ignore(step: str) -> None:
    """Take no notice of a step."""


def publish(
    home: Home,
    name: str,
    fill: Callable[[Path], None],
    *,
    keep: int = 5,
    on_step: Callable[[str], None] = ignore,
) -> Path:
    """Publish the release `name` and make it current; gives its folder.

    `fill(folder)` writes everything but the hashes into an empty folder, and lets go of its store before it
    returns. It is not called where a release of that name is already there: that one is used again. A second
    build waits for the first. The newest `keep` releases stay, older ones go once nobody reads them.
    `on_step` is told "before STEP" and "after STEP" for each of PUBLISH_STEPS (a release that is used again
    needs no fill, seal, flush and place).

    Raises ReleaseError where the release is unusable or the disk refuses, and whatever `fill` raises. Either
    way `current` is as it was, and nothing half-made stays.
    """
    if keep < 1:
        raise ValueError(f"keep={keep}: at least the new release itself is kept")
    try:
        return _Publication(home, name, on_step).run(fill, keep)
    except OSError as error:
        raise ReleaseError(
            f"Release {name} was not made current: {error}. The current release of {home.path} is still "
            f"{home.current_name() or 'none'}. Make sure that the disk has space and that this user may "
            "write there, then build again."
        ) from error


class _Publication:
    """One run through the steps."""

    def __init__(self, home: Home, name: str, on_step: Callable[[str], None]) -> None:
        self.home = home
        self.name = name
        self.on_step = on_step
        self.target = home.folder(name)
        self.building = home.releases / f"{BUILDING}{name}"
        self.next_current = home.path / f"{NEXT_CURRENT}{name}"

    def run(self, fill: Callable[[Path], None], keep: int) -> Path:
        self.home.releases.mkdir(parents=True, exist_ok=True)
        self.home.leases.mkdir(exist_ok=True)
        lock = FileLock(self.home.build_lock)
        try:
            with self._step("lock"):
                _wait_for(lock)
            with self._step("clear"):
                _clear_leftovers(self.home)
            self._publish(fill)
            with self._step("tidy"):
                _tidy(self.home, keep)
        finally:
            lock.release()
        return self.target

    def _publish(self, fill: Callable[[Path], None]) -> None:
        there = _is_there(self.target)
        try:
            if not there:
                self._make(fill)
            with self._step("link"):
                self._link()
            if not there:
                with self._step("place"):
                    os.rename(self.building, self.target)
                    flush_entry(self.home.releases)
            with self._step("switch"):
                self._switch()
        except BaseException:
            # Should this fail too (the disk is gone, say), the next build clears what is left.
            shutil.rmtree(self.building, ignore_errors=True)
            self.next_current.unlink(missing_ok=True)
            raise

    def _make(self, fill: Callable[[Path], None]) -> None:
        with self._step("fill"):
            self.building.mkdir()
            fill(self.building)
        with self._step("seal"):
            _check_filled(self.building, self.name)
            seal(self.building)
        with self._step("flush"):
            flush(self.building)

    def _link(self) -> None:
        leases.prepare(self.home, self.name)
        os.symlink(self.target.relative_to(self.home.path), self.next_current)

    def _switch(self) -> None:
        # The folder's time is the order of releases, so it moves forward even when the clock is set back,
        # and also when an old release is used again.
        now = max(time.time_ns(), self.home.newest_time() + 1)
        os.utime(self.target, ns=(now, now))
        os.replace(self.next_current, self.home.current)
        flush_entry(self.home.path)

    @contextmanager
    def _step(self, step: str) -> Iterator[None]:
        self.on_step(f"before {step}")
        yield
        self.on_step(f"after {step}")


def _wait_for(lock: FileLock) -> None:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        log.warning("Another build is at work (it holds %s): waiting until it ends.", lock.lock_file)
        lock.acquire()


def _clear_leftovers(home: Home) -> None:
    """Remove what killed builds left. Whoever holds the build lock is the only build alive."""
    for folder in home.releases.iterdir():
        if folder.name.startswith((BUILDING, REMOVED)):
            shutil.rmtree(folder)
    for link in home.path.glob(f"{NEXT_CURRENT}*"):
        link.unlink()
    for lease_file in home.leases.iterdir():
        if not (home.releases / lease_file.name).exists():
            with leases.claim(home, lease_file.name) as unread:
                if unread:
                    lease_file.unlink()


def _is_there(target: Path) -> bool:
    """Whether the release is already published. Raises ReleaseError where its folder is damaged."""
    if not target.exists():
        return False
    if faults := verify(target):
        raise ReleaseError(
            f"The release {target.name} is already there, but it is damaged: {'; '.join(faults[:3])}"
            f"{f' and {len(faults) - 3} more' if len(faults) > 3 else ''}. "
            f"Move {target} away, then build again."
        )
    return True


def _check_filled(folder: Path, name: str) -> None:
    """Raise ReleaseError where a reader could not open what `fill` wrote."""
    for part in (MANIFEST, "store"):
        if not (folder / part).exists():
            raise ReleaseError(
                f"Release {name} was not published: the build wrote no {part}. "
                "This is a fault of the program, please report it."
            )
    Store.read_only(str(folder / "store"))


def _tidy(home: Home, keep: int) -> None:
    for name in home.names()[:-keep]:
        try:
            _remove_unread(home, name)
        except OSError as error:
            # The new release is current all the same, so this must not look like a failed build.
            log.warning(
                "The old release %s could not be removed (%s); the next build tries again.", name, error
            )


def _remove_unread(home: Home, name: str) -> None:
    removed = home.releases / f"{REMOVED}{name}"
    with leases.claim(home, name) as unread:
        if not unread:
            log.info("The old release %s is still being read; a later build removes it.", name)
            return
        # Renamed first, so that a reader finds either all of it or none.
        os.rename(home.folder(name), removed)
        home.lease_file(name).unlink()
    shutil.rmtree(removed)
