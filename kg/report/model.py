"""What a report is: a file of `corpus/reports/` with a title, a date and what can be chosen in it."""

from __future__ import annotations

import difflib
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.release import Release
from loaders import frontmatter
from loaders.faults import Fault
from loaders.parts import Date, Key, Reference, Words

FOLDER = "reports"


class ReportError(Exception):
    """A mistake in a report's file or a value for it; `fault` names file and line and how to mend it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class UnknownReportError(Exception):
    """A name that no report of the release has."""

    def __init__(self, name: str, known: list[str]) -> None:
        near = difflib.get_close_matches(name, known, 1)
        meant = f"Did you mean {near[0]}?" if near else f"Reports: {', '.join(known) or 'none'}."
        super().__init__(f"There is no report “{name}”. {meant}")


class Choice(BaseModel):
    """Something to choose: what the form calls it, the kind of thing, and the default as KIND/KEY."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: Words
    kind: Key
    default: Reference


class Front(BaseModel):
    """The front matter of a report."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Words
    summary: Words
    as_of: Date | None = None
    choices: dict[Key, Choice] = {}


class Report(BaseModel):
    """A report as written: its name, front matter and template; `above` lines stand before the template."""

    model_config = ConfigDict(frozen=True)
    name: str
    file: str
    front: Front
    body: str
    above: int


def read(folder: Path) -> tuple[dict[str, Report], list[Fault]]:
    """The reports of a corpus by name, and a fault for each file that is none."""
    found: dict[str, Report] = {}
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*.md")):
        sheet = frontmatter.read(path, folder)
        report = sheet if isinstance(sheet, Fault) else _report(path, sheet)
        if isinstance(report, Fault):
            faults.append(report)
        else:
            found[report.name] = report
    return found, faults


def _report(path: Path, sheet: frontmatter.Sheet) -> Report | Fault:
    try:
        front = Front.model_validate(sheet.data)
    except ValidationError as error:
        problem: Any = error.errors()[0]
        line = sheet.line(tuple(problem["loc"]))
        field = ".".join(str(part) for part in problem["loc"]) or "the front matter"
        return Fault(sheet.file, line, f"{field}: {problem['msg']}.", "See docs/reports.md.")
    whole = path.read_text(encoding="utf-8-sig")
    above = whole[: whole.rfind(sheet.body)].count("\n") if sheet.body else 0
    return Report(name=path.stem, file=sheet.file, front=front, body=sheet.body, above=above)


def copy(corpus: Path, target: Path) -> None:
    """Copy the reports of a corpus into a release being made, so that it can always make its own."""
    if (corpus / FOLDER).is_dir():
        shutil.copytree(corpus / FOLDER, target / FOLDER, ignore=shutil.ignore_patterns(".*"))


def of_release(release: Release) -> dict[str, Report]:
    """The reports that a release holds, by name."""
    return _kept(release.path)


@lru_cache(maxsize=8)  # a release never changes
def _kept(folder: Path) -> dict[str, Report]:
    return read(folder)[0]


def find(release: Release, name: str) -> Report:
    """A report of a release by its name. Raises UnknownReportError."""
    known = of_release(release)
    if name not in known:
        raise UnknownReportError(name, sorted(known))
    return known[name]
