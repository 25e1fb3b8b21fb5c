"""A report as a file, and the text of a report's file again, whatever its form."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

from kg.publishing import Document, publish
from kg.report.page import page

TAG = re.compile(r"<[^>]*>")
ENDS = re.compile(r"<(?:/w:p|/p|/td|/th|/tr|/li|/h\d|/pre|/figcaption|/div|br|w:br|w:tab)\b[^>]*>")
"""Tags after which another word begins."""
OWN = re.compile(r"<h\d[^>]* id=\"contents\".*?(?=</section>\s*</div>|</main>|\Z)", re.DOTALL)
"""What of an HTML page is the report: the site has a head, a form and a foot around it."""
PICTURE = re.compile(r"^!\[.*\]\(chart-\d+\)\n\n?", re.MULTILINE)
"""A chart in Markdown, which is a text and holds no pictures: the table below it says the same."""
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
PARTS = ("word/document.xml", "word/footnotes.xml")


class NoManifestError(Exception):
    """A file that no report of ours is, or that cannot be read."""


def as_file(document: Document, form: str) -> bytes:
    """A report's document as md, html, docx or pdf."""
    if form == "md":
        return PICTURE.sub("", f"# {document.title}\n\n{document.text}").encode()
    return page(document) if form == "html" else publish(document, form)


def text_of(path: Path) -> tuple[str, str]:
    """The form of a report's file, and its text. Raises NoManifestError where it cannot be read."""
    try:
        data = path.read_bytes()
        form = form_of(data)
        return form, words(data, form)
    except (OSError, ValueError, zipfile.BadZipFile, KeyError) as error:
        raise NoManifestError(f"{path} cannot be read as Markdown, HTML, DOCX or PDF: {error}") from error


def form_of(data: bytes) -> str:
    """Which form a file has, by how it begins."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        return "docx"
    return "html" if data.lstrip().startswith(b"<") else "md"


def words(data: bytes, form: str) -> str:
    """The text of a file. Raises ValueError, BadZipFile or KeyError where it cannot be read."""
    if form == "pdf":
        return _of_pdf(data)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            text = "\n".join(held.read(part).decode() for part in PARTS if part in held.namelist())
            return _unmarked(text or held.read(PARTS[0]).decode())
    text = data.decode("utf-8")
    if form == "html":
        own = OWN.search(text)
        return _unmarked(own[0] if own else text)
    return ESCAPED.sub(r"\1", PICTURE.sub("", text))


def _of_pdf(data: bytes) -> str:
    from pypdf import PdfReader  # as long to import as all else here: only who verifies waits for it
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except PyPdfError as error:
        raise ValueError(str(error)) from error


def _unmarked(text: str) -> str:
    return unescape(TAG.sub("", ENDS.sub("\n", text)))
