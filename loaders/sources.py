"""The reader's own copies of the source documents: a folder of .txt, .md or .pdf files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from loaders.passages import Span, Text
from loaders.settings import SOURCES

ENDINGS = (".txt", ".md", ".pdf")
Stamp = tuple[int, int, int]
"""What tells that a file was written again: when, how long it is, and which one it is on its disk."""


class SourceError(Exception):
    """A source document that is there and cannot be read; the message names file and remedy."""


@dataclass
class Sources:
    """A folder of source documents, read when first asked for, and again when a file has changed.

    A document is found by its file's name without ending: the corpus key of the document
    (`psc-brochure-2017`) or the name that its record gives in `file`.
    """

    folder: Path | None = None
    _texts: dict[Path, tuple[Stamp, Text]] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> Sources:
        """The folder that the setting SAFER_SOURCES names; no documents where it is empty.

        Raises SourceError where it names a folder that is not there. The default may be absent.
        """
        folder = SOURCES.path()
        if SOURCES.given and not os.environ[SOURCES.name]:
            return cls()
        if SOURCES.given and not folder.is_dir():
            raise SourceError(
                f"{SOURCES.name} names {folder}, and there is no such folder. Correct it, or make it empty."
            )
        return cls(folder if folder.is_dir() else None)

    def path(self, *names: str) -> Path | None:
        """The file of a document known by any of these names, or None where it is absent."""
        if self.folder is None or not self.folder.is_dir():
            return None
        for name in names:
            for ending in ENDINGS:
                candidate = self.folder / f"{name}{ending}"
                if candidate.is_file():
                    return candidate
        return None

    def text(self, *names: str) -> Text | None:
        """The text of a document, or None where the reader has no copy.

        Raises SourceError where the file is there and cannot be read.
        """
        path = self.path(*names)
        if path is None:
            return None
        now = stamp(path)
        if path not in self._texts or self._texts[path][0] != now:
            self._texts[path] = now, Text(_read(path))
        return self._texts[path][1]


@dataclass(frozen=True)
class Finding:
    """What became of looking for one passage: found, not found, ambiguous or not checked."""

    passage: str
    state: str
    span: Span | None = None
    quotation: str = ""


def look_up(text: Text | None, passage: str) -> Finding:
    """Look for a passage in a document's text (None: the reader has no copy)."""
    if text is None:
        return Finding(passage, "not checked")
    spans = text.find(passage)
    if not spans:
        return Finding(passage, "not found")
    if len(spans) > 1:
        return Finding(passage, "ambiguous", spans[0], text.quotation(spans[0]))
    return Finding(passage, "found", spans[0], text.quotation(spans[0]))


def stamp(path: Path | str) -> Stamp:
    """The stamp of a file as it is now. Raises OSError where there is none."""
    stat = os.stat(path)
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _read(path: Path) -> str:
    if path.suffix == ".pdf":
        return _read_pdf(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: byte {error.start} is not UTF-8. Save the document as UTF-8 text."
        ) from error


def _read_pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        text = "\n".join(page.extract_text() or "" for page in PdfReader(path).pages)
    except (PyPdfError, DependencyError, ValueError, KeyError) as error:
        raise SourceError(
            f"{path}: no text could be read from this PDF ({error}). Save it again, or as .txt."
        ) from error
    if not text.strip():
        raise SourceError(f"{path}: this PDF holds pictures and no text. Save its text as .txt.")
    return text
