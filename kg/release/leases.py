"""Leases: how a reader keeps its release from being removed, and how a build learns that nobody reads one.

A lease is a shared lock (flock) on a file beside the releases. The kernel lets go of it when its process
ends, however it ends. It is needed because Oxigraph opens only the first 16 table files of a store at once
and the others when a query first wants them: measured, a store whose folder was moved away while open
answers some queries and fails at others.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.release.errors import ReleaseError
from kg.release.home import Home


def hold(home: Home, name: str) -> int | None:
    """Lease the release `name`; gives the open file to close when done, or None where it is not there.

    Raises ReleaseError where the lease file cannot be opened or locked.
    """
    try:
        return _lock_shared(home, name)
    except OSError as error:
        raise ReleaseError(
            f"Cannot lease release {name} in {home.path}: {error}. Give this user the right to read "
            f"{home.leases} and to create files in it, on a disk that supports file locks."
        ) from error


@contextmanager
def claim(home: Home, name: str) -> Iterator[bool]:
    """Try to be the only one with an interest in `name`; gives False where somebody reads it.

    Only for whoever holds the build lock. Readers that come meanwhile wait until the claim ends.
    """
    handle = _open(home.lease_file(name))
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def prepare(home: Home, name: str) -> None:
    """Create the lease file of a release that is about to be published, so that readers need not write."""
    os.close(_open(home.lease_file(name)))


def _lock_shared(home: Home, name: str) -> int | None:
    file, folder = home.lease_file(name), home.folder(name)
    while folder.is_dir():
        handle = _open(file)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
            if _is_still(file, handle) and folder.is_dir():
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # a build removed the release just now, and may have made it again: look again
    return None


def _open(file: Path) -> int:
    try:
        return os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDONLY | os.O_CREAT, 0o644)


def _is_still(file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(file), os.fstat(handle))
    except FileNotFoundError:
        return False
