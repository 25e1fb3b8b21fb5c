"""All that goes into a release, as one hash: records, ontology, and the program that makes it of them."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Iterable
from pathlib import Path

from kg.release import SCHEMA

TOOLS = ("pyoxigraph", "rdflib", "numpy", "snowballstemmer", "whoosh-reloaded", "saferpractice")
PROGRAM = tuple(Path(__file__).resolve().parents[1] / folder for folder in ("kg", "loaders"))
"""The code that makes a release: a changed program makes another one of the same records."""


def versions() -> dict[str, str]:
    """The versions of the tools that shape a release."""
    return {tool: importlib.metadata.version(tool) for tool in TOOLS}


def program_hash() -> str:
    """A hash of the program as it lies on the disk: its version, its tools and its text."""
    text = ((folder, path) for folder in PROGRAM for path in sorted(folder.rglob("*.py")))
    return _hash(f"{SCHEMA} {versions()}", text)


def inputs_hash(corpus_folder: Path, ontology_folder: Path, program: str) -> str:
    """A hash of every file of both folders, and of the program, which `program_hash` gave."""
    folders = corpus_folder, ontology_folder
    return _hash(program, ((folder, path) for folder in folders for path in map(Path, files(folder))))


def files(folder: Path) -> list[str]:
    """The files below a folder in order, but for what editors put there while somebody writes."""
    return sorted(
        os.path.join(inside, name)
        for inside, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".") and not name.endswith("~")
    )


def _hash(start: str, found: Iterable[tuple[Path, Path]]) -> str:
    digest = hashlib.sha256(start.encode())
    for folder, path in found:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
