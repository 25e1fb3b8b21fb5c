"""Reads named queries from their folder, and from a release."""

from __future__ import annotations

import difflib
import re
import shutil
from functools import lru_cache
from pathlib import Path

from kg.named import header
from kg.named.checking import fault_of_text, faults_of_choices, faults_of_parameters
from kg.named.header import Entry, HeaderError
from kg.named.model import AUDIENCES, TYPES, NamedQuery, Parameter, UnknownQueryError
from kg.release import Release
from loaders.faults import Fault

FOLDER = "queries"
"""The folder of named queries in the corpus and in a release; `choices` in it fill drop-downs."""
CHOICES = "choices"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VARIABLE = re.compile(r"[a-z][A-Za-z0-9]*")


def read(folder: Path) -> tuple[dict[str, NamedQuery], list[Fault]]:
    """The queries of a folder by name, and every fault of the others. A folder that is not there has none."""
    lists = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / CHOICES).glob("*.rq"))}
    faults = [one for name, text in lists.items() for one in faults_of_choices(_file(name, CHOICES), text)]
    queries = {}
    for path in sorted(folder.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        file = _file(path.stem)
        try:
            query = _query(path.stem, text, lists)
        except HeaderError as error:
            faults.append(Fault(file, error.line, error.what, error.mend))
            continue
        wrong = fault_of_text(file, query.body, query.above)
        faults += [wrong] if wrong else faults_of_parameters(file, query)
        queries[query.name] = query
    return queries, faults


def of_release(release: Release) -> dict[str, NamedQuery]:
    """The queries that a release holds, by name."""
    return _kept(release.path / FOLDER)


@lru_cache(maxsize=8)  # a release never changes
def _kept(folder: Path) -> dict[str, NamedQuery]:
    return read(folder)[0]


def find(release: Release, name: str) -> NamedQuery:
    """The query of that name. Raises UnknownQueryError naming the nearest."""
    queries = of_release(release)
    if name not in queries:
        raise UnknownQueryError(name, difflib.get_close_matches(name, queries, 3, 0.4), release.name)
    return queries[name]


def copy(folder: Path, target: Path) -> None:
    """Copy the queries of a folder, with what fills their drop-downs, into a release."""
    for path in (*folder.glob("*.rq"), *(folder / CHOICES).glob("*.rq")):
        to = target / path.relative_to(folder)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)


def _file(name: str, *folders: str) -> str:
    return "/".join((FOLDER, *folders, f"{name}.rq"))


def _query(name: str, text: str, lists: dict[str, str]) -> NamedQuery:
    if not _NAME.fullmatch(name):
        raise HeaderError(0, f"{name!r} is no name of a query.", "Use small letters, digits and dashes.")
    lines, body = header.split(text)
    found = header.entries(lines)
    title, question, audience = (_needed(found, key) for key in ("Title", "Question", "For"))
    names = tuple(one.strip() for one in audience.value.split(","))
    for one in names:
        if one not in AUDIENCES:
            raise HeaderError(
                audience.line, f"“{one}” is none of the users.", f"They are {', '.join(AUDIENCES)}."
            )
    empty = next((one.value for one in found if one.key == "Empty"), "")
    parameters = tuple(_parameter(one, lists) for one in found if one.key == header.REPEATED)
    return NamedQuery(name, title.value, question.value, names, body, empty, parameters, len(lines))


def _needed(found: list[Entry], key: str, line: int = 1) -> Entry:
    for one in found:
        if one.key == key:
            return one
    fields = header.FIELDS | header.PARAMETER_FIELDS
    raise HeaderError(line, f"the header has no “{key}”.", f"Add “# {key}: …”: {fields[key]}.")


def _parameter(entry: Entry, lists: dict[str, str]) -> Parameter:
    if not _VARIABLE.fullmatch(entry.value):
        raise HeaderError(entry.line, f"{entry.value!r} is no name of a variable.", "Leave the “?” out.")
    label, kind, default = (_needed(entry.inner, key, entry.line) for key in ("Label", "Type", "Default"))
    if kind.value not in TYPES:
        raise HeaderError(kind.line, f"“{kind.value}” is no type.", f"The types are {', '.join(TYPES)}.")
    choices = entry.find("Choices")
    if choices is None and kind.value == "thing":
        raise HeaderError(entry.line, "a thing is chosen from a list.", "Add “#   Choices: …”.")
    if choices is not None and choices.value not in lists:
        raise HeaderError(
            choices.line,
            f"there is no {CHOICES}/{choices.value}.rq.",
            f"There are {', '.join(lists) or 'none'}: name one of them, or add it.",
        )
    text = lists[choices.value] if choices else ""
    return Parameter(entry.value, label.value, kind.value, default.value, text)
