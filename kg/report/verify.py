"""Asks a finished report's questions again: what its manifest says against what a release answers."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

from kg.named import ParameterError, UnknownQueryError
from kg.release import Release
from kg.report.asked import Log

LINE = re.compile(r"query:([a-z0-9-]+)(?:\?([^`]*?))?rows:(\d+)sha256:([0-9a-f]{16})")
MADE_FROM = re.compile(r"release:([0-9a-f]{16})")
TAG = re.compile(r"<[^>]*>")


class NoManifestError(Exception):
    """A file that no report of ours is, or that cannot be read."""


@dataclass(frozen=True)
class Difference:
    """A question whose answer is not what the report says; `now` says what it is."""

    asked: str
    said: int
    now: str


@dataclass(frozen=True)
class Verified:
    """What came of it: the release that the report names, how many questions, and those that differ."""

    release: str
    asked: int
    differences: tuple[Difference, ...]


def verify(release: Release, path: Path) -> Verified:
    """Ask the questions of a report (Markdown, HTML, DOCX or PDF) of a release again.

    Raises NoManifestError where the file cannot be read or has no manifest.
    """
    text = "".join(text_of(path).split())
    entries = LINE.findall(text)
    made_from = MADE_FROM.search(text)
    if not entries or not made_from:
        raise NoManifestError(f"{path} has no manifest: it is no report made by `saferpractice report`.")
    log = Log(release)
    found = [_difference(log, *entry) for entry in entries]
    return Verified(made_from[1], len(entries), tuple(one for one in found if one))


def _difference(log: Log, name: str, query: str, rows: str, said: str) -> Difference | None:
    asked = f"{name}?{query}" if query else name
    try:
        entry = log.ask(name, dict(parse_qsl(query)))
    except (UnknownQueryError, ParameterError, KeyError, ValueError, TypeError) as error:
        return Difference(asked, int(rows), f"it cannot be asked of this release: {error}")
    if entry.hash == said:
        return None
    same = "as many rows, with other values" if len(entry.rows) == int(rows) else f"{len(entry.rows)} rows"
    return Difference(asked, int(rows), same)


def text_of(path: Path) -> str:
    """The text of a report's file, whatever its form. Raises NoManifestError where it cannot be read."""
    from pypdf import PdfReader  # as long to import as all else here: only who verifies waits for it
    from pypdf.errors import PyPdfError

    try:
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as held:
                data = held.read("word/document.xml")
        text = data.decode("utf-8")
    except (OSError, PyPdfError, zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise NoManifestError(f"{path} cannot be read as Markdown, HTML, DOCX or PDF: {error}") from error
    return unescape(TAG.sub("", text)) if text.lstrip().startswith("<") else text
