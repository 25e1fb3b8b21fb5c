"""Many lists of numbers, mostly of documents, as two arrays, on disk and in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Documents = npt.NDArray[np.signedinteger[Any]]
Mask = npt.NDArray[np.bool_]
"""One truth value for each document."""


@dataclass(frozen=True)
class Lists:
    """Lists of numbers: list `n` is `values[ends[n]:ends[n + 1]]`."""

    ends: npt.NDArray[np.int64]
    values: Documents

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]], size: type[np.signedinteger[Any]] = np.int32) -> Lists:
        """The same lists as arrays; `size` must hold their greatest number."""
        kept = [np.fromiter(one, size) for one in lists]
        ends = np.cumsum([0, *map(len, kept)], dtype=np.int64)
        return cls(ends, np.concatenate([*kept, np.zeros(0, size)]))

    @classmethod
    def read(cls, folder: Path, name: str) -> Lists:
        """The lists that were saved under a name. Raises OSError where they are not there."""
        mapped = (np.load(folder / f"{name}{part}.npy", mmap_mode="r") for part in ("-ends", ""))
        return cls(*map(np.asarray, mapped))  # as plain arrays: each slice of a memmap costs Python

    def save(self, folder: Path, name: str) -> None:
        """Write them under a name."""
        np.save(folder / f"{name}-ends.npy", self.ends)
        np.save(folder / f"{name}.npy", self.values)

    def __getitem__(self, number: int) -> Documents:
        return self.values[self.ends[number] : self.ends[number + 1]]

    def counts(self, mask: Mask, first: int = 0, last: int | None = None) -> list[int]:
        """How many of each list's documents a mask holds, of the lists from `first` to before `last`."""
        ends = self.ends[first : None if last is None else last + 1]
        held = np.concatenate([[0], np.cumsum(mask[self.values[ends[0] : ends[-1]]])])
        numbers: list[int] = np.diff(held[ends - ends[0]]).tolist()
        return numbers
