"""What people searched for and no practice answers, counted by subject; nothing of a person is kept.

Kept are words of the vocabularies (`Results.wanted`), how often, and the months of the first and last time.
Words as they were typed, times, addresses and who asked are never kept.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

FILE = "searches.json"
"""In SAFER_HOME, beside the releases."""
MOST = 2000
"""So many different subjects are kept; a search for any further one counts among the rest."""
PATIENCE = 1.0
"""Seconds that a search waits for another one that is being counted."""


class DemandError(Exception):
    """The file of searches cannot be read or written; the message says where and what to do."""


@dataclass(frozen=True)
class Wanted:
    """The subjects of a search without answer, how often it was made, the first and last month (2026-11)."""

    subjects: tuple[str, ...]
    count: int
    first: str
    last: str


@dataclass(frozen=True)
class Demand:
    """Searches without answer, the most frequent first; `other` counts those of which no word is kept."""

    wanted: tuple[Wanted, ...]
    other: int


def read(home: Path) -> Demand:
    """What was counted in a folder. Raises DemandError where its file cannot be read."""
    rows, other = _load(home / FILE)
    wanted = [Wanted(tuple(row["subjects"]), row["count"], row["first"], row["last"]) for row in rows]
    return Demand(tuple(sorted(wanted, key=lambda one: (-one.count, one.subjects))), other)


def record(home: Path, subjects: Sequence[str], today: datetime.date | None = None) -> None:
    """Count a search without answer. Raises DemandError where it cannot be counted."""
    month = f"{today or datetime.date.today():%Y-%m}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f"{FILE}.lock", timeout=PATIENCE):
            rows, other = _load(home / FILE)
            known = next((row for row in rows if row["subjects"] == list(subjects)), None)
            if known:
                known.update(count=known["count"] + 1, last=month)
            elif subjects and len(rows) < MOST:
                rows.append({"subjects": list(subjects), "count": 1, "first": month, "last": month})
            else:
                other += 1
            _save(home / FILE, {"other": other, "wanted": rows})
    except (OSError, Timeout) as error:
        raise DemandError(
            f"A search without answer was not counted in {home / FILE}: {error}. Let the server write there."
        ) from error


def _load(path: Path) -> tuple[list[dict[str, Any]], int]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return [_checked(row) for row in data["wanted"]], int(data["other"])
    except FileNotFoundError:
        return [], 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DemandError(
            f"{path} is no file of searches ({error!r}). Move it away to start anew."
        ) from error


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the fields and types that it must have. Raises KeyError, TypeError or ValueError."""
    subjects = [str(subject) for subject in row["subjects"]]
    return {
        "subjects": subjects,
        "count": int(row["count"]),
        "first": str(row["first"]),
        "last": str(row["last"]),
    }


def _save(path: Path, data: dict[str, Any]) -> None:
    """Write the file whole or not at all, readable for its owner only."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
    beside.replace(path)
