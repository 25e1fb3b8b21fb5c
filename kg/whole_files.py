"""Writes a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def beside(path: Path, pieces: Iterable[bytes]) -> Path:
    """A finished file in the folder of `path`, with its rights, to take its place by one rename.

    Raises OSError, and leaves nothing behind then.
    """
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.writelines(pieces)
            opened.flush()
            os.fsync(opened.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; where that fails, what was there before stays. Raises OSError.

    Through a link the file that it leads to is written. A device or a pipe, such as /dev/stdout, is
    written to as it is: to put a file in its place would take it from every other program.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as opened:
            opened.writelines(pieces)
        return
    path = path.resolve()
    beside(path, pieces).replace(path)
