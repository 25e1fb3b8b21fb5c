"""Asks a finished report's questions again: what its manifest says against what a release answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from kg.named import ParameterError, UnknownQueryError
from kg.release import Release, ReleaseError, open_release
from kg.report.asked import Log
from kg.report.edited import Edit, edits
from kg.report.files import NoManifestError, as_file, text_of, words
from kg.report.making import make
from kg.report.model import ReportError, UnknownReportError
from kg.report.since import home_of

LINE = re.compile(r"query:([a-z0-9-]+)(?:\?([^`]*?))?rows:(\d+)sha256:([0-9a-f]{16})")
MADE_FROM = re.compile(r"release:([0-9a-f]{16})")
UNNAMED = "its manifest does not say which report it is"
OF_REPORT = re.compile(r"report:([a-z0-9-]+)(?:\?([^`]*?))?(?:at:(https?://[^`]*?))?release:")


@dataclass(frozen=True)
class Difference:
    """A question whose answer is not what the report says; `now` says what it is."""

    asked: str
    said: int
    now: str


@dataclass(frozen=True)
class Verified:
    """What came of it: the release that the report names, how many questions, and those that differ.

    `edits` are the places where its words are not those that its own release gives; `unread` says why they
    were not compared, where they were not.
    """

    release: str
    asked: int
    differences: tuple[Difference, ...]
    edits: tuple[Edit, ...] = ()
    unread: str = ""

    @property
    def same(self) -> bool:
        """Whether every answer and every number is what the release gives."""
        return not self.differences and not self.unread and not any(one.number for one in self.edits)


def verify(release: Release, path: Path) -> Verified:
    """Ask the questions of a report (Markdown, HTML, DOCX or PDF) of a release again, and read its words.

    The words are compared with the same report made again of the release that it names, where that is kept.
    Raises NoManifestError where the file cannot be read or has no manifest.
    """
    form, told = text_of(path)
    text = "".join(told.split())
    entries = LINE.findall(text)
    made_from = MADE_FROM.search(text)
    if not entries or not made_from:
        raise NoManifestError(f"{path} has no manifest: it is no report made by `saferpractice report`.")
    log = Log(release)
    found = [_difference(log, *entry) for entry in entries]
    differences = tuple(one for one in found if one)
    of_report = OF_REPORT.search(text)
    if not of_report:
        return Verified(made_from[1], len(entries), differences, unread=UNNAMED)
    try:
        name, values, site = of_report.groups(default="")
        given = _again(release, made_from[1], name, dict(parse_qsl(values)), site, form)
    except (ReleaseError, ReportError, UnknownReportError) as error:
        return Verified(made_from[1], len(entries), differences, unread=str(error))
    return Verified(made_from[1], len(entries), differences, tuple(edits(told, given)))


def _again(
    release: Release, made_from: str, name: str, values: dict[str, str], site: str, form: str
) -> str:
    """The words of the report made again of the release that it was made from."""
    if made_from == release.name:
        return _words(release, name, values, site, form)
    with open_release(home_of(release), made_from) as kept:
        return _words(kept, name, values, site, form)


def _words(release: Release, name: str, values: dict[str, str], site: str, form: str) -> str:
    return words(as_file(make(release, name, values, site).document, form), form)


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
