"""What a report asked of its release: each question once, with its answer's hash, for notes and manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError
from pyoxigraph import Literal, NamedNode

from kg import named
from kg.coverage import Filters, Trust
from kg.namespaces import ID, thing
from kg.release import Release
from kg.report import since
from kg.things import Node, gaps
from loaders.parts import Date

GAPS = "gaps"
"""The name under which the table of gaps is asked: it is a function of kg and no query."""
CHANGES = "changes"
"""The name under which what changed since an earlier release is asked: `since` names that."""
Row = dict[str, str]


@dataclass(frozen=True)
class Entry:
    """A question and its answer: rows of plain text, IRIs as KIND/KEY where they are ours."""

    number: int
    name: str
    title: str
    values: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    text: str

    @property
    def hash(self) -> str:
        """The first 16 hex digits of the SHA-256 of the rows."""
        told = json.dumps([sorted(row.items()) for row in self.rows], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def asked(self) -> str:
        """Name and values in one word: `gaps?as_of=2017-03&workstream=2`."""
        return self.name + (f"?{urlencode(self.values, safe='/')}" if self.values else "")

    def address(self, release: str) -> str:
        """Where on a site it can be run again."""
        query = f"?{urlencode(self.values, safe='/')}" if self.values else ""
        own = {CHANGES: "/reports/changes", GAPS: "/gaps"}
        return f"{own.get(self.name, f'/queries/{self.name}')}@{release}{query}"


@dataclass
class Log:
    """The questions that a report has asked so far, in order."""

    release: Release
    entries: dict[tuple[str, tuple[tuple[str, str], ...]], Entry] = field(default_factory=dict)

    def ask(self, name: str, values: Mapping[str, str]) -> Entry:
        """Ask a named query, the table of gaps, or what changed; the same question is asked once.

        Raises UnknownQueryError, ParameterError, KeyError for a slice that the release does not have, and
        ValueError for an earlier release that is no longer kept.
        """
        key = (name, tuple(sorted(values.items())))
        if key not in self.entries:
            number = len(self.entries) + 1
            make = OWN.get(name, _query)
            self.entries[key] = make(self.release, number, name, dict(key[1]))
        return self.entries[key]


def _query(release: Release, number: int, name: str, values: dict[str, str]) -> Entry:
    found = named.answer(release, name, values)
    rows = tuple({column: plain_term(term) for column, term in row.items()} for row in found.rows)
    query = found.query
    return Entry(
        number, name, query.title, tuple(values.items()), found.columns, rows, query.empty, found.text
    )


def _gaps(release: Release, number: int, name: str, values: dict[str, str]) -> Entry:
    narrowed = dict(values)
    _checked(narrowed)
    trust = Trust(as_of=narrowed.pop("as_of", None))
    weak = narrowed.pop("weak", "") == "1"
    kind, requirement = narrowed.pop("kind", None), narrowed.pop("requirement", None)
    asked = gaps.Asked(Filters(**narrowed), trust, kind=kind, requirement=requirement, weak=weak)
    nodes = Node(release.store, "")
    rows = tuple(
        {column: _plain(value) for column, value in row.as_dict().items()}
        | {"state": nodes.other(thing("coverage-state", row.standing.coverage.state)).title}
        for row in gaps.rows(release, asked)
    )
    title = "Requirements with the practice known for them"
    return Entry(number, name, title, tuple(values.items()), gaps.COLUMNS, rows, "No such requirement.", "")


def day(given: str) -> str:
    """A date in a form that sources have. Raises ValueError."""
    try:
        return TypeAdapter(Date).validate_python(given)
    except ValidationError as error:
        raise ValueError(f"as_of: {given!r} is no date such as 2017, 2017-03 or 2017-03-31") from error


def _checked(values: Mapping[str, str]) -> None:
    """Refuse a parameter of the table of gaps, a kind or a date that it would take for none."""
    takes = ("as_of", "weak", "kind", "requirement", *(field.name for field in fields(Filters)))
    for name in values:
        if name not in takes:
            raise ValueError(f"gaps has no parameter {name!r}: it has {', '.join(takes)}")
    if values.get("kind", gaps.KINDS[0]) not in gaps.KINDS:
        raise ValueError(f"gaps has no kind {values['kind']!r}: it has {', '.join(gaps.KINDS)}")
    if "as_of" in values:
        day(values["as_of"])


def _changes(release: Release, number: int, name: str, values: dict[str, str]) -> Entry:
    earlier = values["since"]
    rows = tuple(since.since(release, earlier, values.get("as_of")))
    empty = f"Nothing that a reader would notice has changed since release {earlier}."
    if earlier == since.NONE:
        empty = "No earlier release is kept, so there is nothing to compare with."
    return Entry(
        number, name, "What changed since a release", tuple(values.items()), since.COLUMNS, rows, empty, ""
    )


OWN: dict[str, Callable[[Release, int, str, dict[str, str]], Entry]] = {GAPS: _gaps, CHANGES: _changes}
"""What a report may ask beside named queries: functions of kg, by name."""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value).removeprefix(ID) if value is not None else ""


def plain_term(term: object) -> str:
    """A term of an answer as text: our things as KIND/KEY, other IRIs whole, literals as they read."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(ID)
    return term.value if isinstance(term, Literal) else str(term)
