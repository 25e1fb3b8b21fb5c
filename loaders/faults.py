"""What is wrong with a file, said so that its writer can mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of one file.

    `file` is relative to the folder that was read, `line` counts from 1 (0: the file as a whole),
    `what` says what is wrong and `mend` what to do about it.
    """

    file: str
    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}" + (f" {self.mend}" if self.mend else "")

    def as_dict(self) -> dict[str, Any]:
        """The fault as plain data, for `--json`."""
        return asdict(self)


def relative(path: Path, folder: Path) -> str:
    """The name by which a fault calls a file: its path below the folder that was read."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()
