"""Files as they were read before, for a program that reads the same folder again and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Made = TypeVar("Made")


class ReadBefore(Generic[Made]):
    """What was made of files, each known by its path and all its bytes: a date says too little."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[bytes, Made]] = {}

    def of(self, path: Path, content: bytes, make: Callable[[], Made]) -> Made:
        """What a file means, made by `make` unless it held the same bytes the last time."""
        known = self._kept.get(path)
        if known is None or known[0] != content:
            known = self._kept[path] = content, make()
        return known[1]
