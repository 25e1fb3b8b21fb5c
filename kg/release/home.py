"""Where releases live: the folders and names inside SAFER_HOME."""

import os
import re
from pathlib import Path

from kg.release.errors import ReleaseError
from kg.release.files import is_sealed

BUILDING = ".building-"
REMOVED = ".removed-"
NEXT_CURRENT = ".current-"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Home:
    """The folder that holds all releases, `current` (a link to one of them), leases, the build lock and
    a cache of passages.

    `path` is what SAFER_HOME says, or `var` where it says nothing. Nothing is created before the first build.
    """

    def __init__(self, path: Path | None = None) -> None:
        wanted = Path(os.environ.get("SAFER_HOME") or "var") if path is None else path
        self.path = wanted.absolute()  # a server may change its working folder
        self.releases = self.path / "releases"
        self.leases = self.path / "leases"
        self.current = self.path / "current"
        self.build_lock = self.path / "build.lock"
        self.passages = self.path / "passages.json"

    def folder(self, name: str) -> Path:
        """The folder of the release `name`, there or not. Raises ReleaseError where it cannot be a name."""
        if not _NAME.fullmatch(name):
            raise ReleaseError(
                f"{name!r} cannot be the name of a release: a name has 1 to 100 letters, digits, "
                "dots, dashes and underscores, and starts with a letter or digit."
            )
        return self.releases / name

    def lease_file(self, name: str) -> Path:
        """The file that readers of the release `name` lock; outside the release, which never changes."""
        return self.leases / name

    def current_name(self) -> str | None:
        """The name that `current` points to (one system call), or None before the first build.

        Raises ReleaseError where `current` is no link.
        """
        try:
            return Path(os.readlink(self.current)).name
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ReleaseError(
                f"{self.current} cannot be read as a link to a release: {error}. Remove it and run "
                '"saferpractice build" (to copy releases, use "cp -a", which copies links as links).'
            ) from error

    def names(self) -> list[str]:
        """The names of all whole releases, the newest last."""
        return [name for _, name in sorted(self._published())]

    def newest_time(self) -> int:
        """When the newest release was published, in nanoseconds since 1970; 0 where there is none."""
        return max((time for time, _ in self._published()), default=0)

    def _published(self) -> list[tuple[int, str]]:
        if not self.releases.is_dir():
            return []
        found = []
        for folder in self.releases.iterdir():
            if _NAME.fullmatch(folder.name) and is_sealed(folder):
                try:
                    found.append((folder.stat().st_mtime_ns, folder.name))
                except FileNotFoundError:
                    continue  # removed by a build since we listed it
        return found
