"""The files of one release: hashes, checks, and getting them safely onto the disk."""

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kg.release.errors import ReleaseError

MANIFEST = "manifest.json"
AT_ONCE = 16
"""Files that are waited for at a time: a disk writes many as quickly as one."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the release in `folder`. Raises ReleaseError where it is no readable JSON object."""
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{file} cannot be read: {error}") from error
    if not isinstance(manifest, dict):
        raise ReleaseError(f"{file} holds a JSON {type(manifest).__name__}, expected an object")
    return manifest


def is_sealed(folder: Path) -> bool:
    """Whether `folder` is a release whose manifest was completed, the last thing before publication."""
    try:
        return isinstance(read_manifest(folder).get("files"), dict)
    except ReleaseError:
        return False


def seal(folder: Path) -> None:
    """Add a SHA-256 of each file to the manifest and take away the right to write to any of them.

    Raises ReleaseError where the manifest is missing or wrong, OSError where the disk refuses.
    """
    manifest = read_manifest(folder)
    manifest["files"] = _hashes(folder)
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    for file in _files(folder):
        file.chmod(0o444)


def verify(release_path: Path) -> list[str]:
    """Compare each file of a release with its hash in the manifest.

    Gives one sentence for each fault (missing, changed, added, no usable manifest); none means whole.
    """
    try:
        expected = read_manifest(release_path).get("files")
    except ReleaseError as error:
        return [str(error)]
    if not isinstance(expected, dict):
        return [f"{MANIFEST} has no hashes of files: this folder was never published"]
    found = _hashes(release_path)
    return [
        f"{file} {_fault(file, expected, found)}"
        for file in sorted(expected.keys() | found.keys())
        if expected.get(file) != found.get(file)
    ]


def flush(folder: Path) -> None:
    """Wait until everything under `folder` is on the disk, so that a power cut cannot lose it."""
    with ThreadPoolExecutor(AT_ONCE) as waiting:
        for _ in waiting.map(flush_entry, (*folder.rglob("*"), folder)):
            pass  # map gives errors only to whoever reads its results


def flush_entry(path: Path) -> None:
    """Wait until one file, or the list of names in one folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(file: str, expected: dict[str, str], found: dict[str, str]) -> str:
    if file not in found:
        return "is missing"
    return "was changed after publication" if file in expected else "was added after publication"


def _hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): _sha256(file)
        for file in _files(folder)
        if file != folder / MANIFEST
    }


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
