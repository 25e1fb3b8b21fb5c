"""Reads the rows of a table against a corpus: which assertion each is of, what it says, what is wrong."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import Any

from kg.sssom import names
from kg.sssom.assertions import KINDS, Assertion, Kind, assertions
from kg.sssom.checks import doubtful, wrong
from kg.sssom.fields import Fields, Said, changed_columns, differences, fields_of, foreign, plain, validated
from kg.sssom.rows import NEGATED, framework_of
from kg.triples import allocation_key, link_key
from loaders.corpus import Corpus
from loaders.faults import Fault
from loaders.parts import KEY, Claim
from loaders.record import RequirementRecord
from loaders.records import Framework
from loaders.sources import Sources
from loaders.sssom.columns import COLUMNS
from loaders.sssom.table import Row, Table

NEGATIVE: Said = (
    "predicate_modifier",
    "this row says that something does not hold.",
    "Keep such rows in a table of their own.",
)


def is_negative(row: Row) -> bool:
    """Whether a row says that something does not hold."""
    return row.cells.get("predicate_modifier", "") == NEGATED


@dataclass(frozen=True)
class Claimed:
    """What a row says: the assertion as it shall be, and as it is (None where it is new).

    `changes` holds the fields that differ as plain data, None for one that goes; of a new assertion
    all that it has.
    """

    line: int
    wanted: Assertion
    current: Assertion | None
    changes: Fields


@dataclass
class Reader:
    """The reading of one table. `faults` and `notes` grow as it goes; all are found in one run.

    A note tells of a cell that was changed and is not read, or of something to look at.
    """

    corpus: Corpus
    table: Table
    sources: Sources
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    known: dict[tuple[str, str, str], Assertion] = field(init=False)

    def __post_init__(self) -> None:
        self.known = {one.ends: one for one in assertions(self.corpus)}
        for name in self.table.columns:
            self._name(name)

    def _name(self, column: str) -> None:
        if column in COLUMNS:
            return
        near = difflib.get_close_matches(column, COLUMNS, 1, 0.8)
        if near:
            mend = f"Did you mean {near[0]!r}?"
            self.faults.append(Fault(self.table.file, 0, f"{column!r} is no column that is known.", mend))
        else:
            self.notes.append(Fault(self.table.file, 0, f"the column {column!r} is not read."))

    def fault(self, row: Row, said: Said) -> None:
        """Remember what is wrong with a cell."""
        self.faults.append(self._said(row, said))

    def note(self, row: Row, said: Said) -> None:
        """Remember what somebody should know of a cell."""
        self.notes.append(self._said(row, said))

    def _said(self, row: Row, said: Said) -> Fault:
        column, what, mend = said
        return Fault(self.table.file, row.line, f"{column}: {what}", mend)

    def thing(self, row: Row, column: str, models: tuple[type, ...] = (object,)) -> str | None:
        """The record that a cell names; None, with a fault, where the corpus has no such record."""
        cell = row.cells.get(column, "")
        found = names.reference(cell, self.table.prefixes)
        if found is None or found not in self.corpus.entries:
            near = difflib.get_close_matches(found or cell, self.corpus.entries, 1)
            mend = f"Did you mean id:{near[0]}?" if near else "Write id:KIND/KEY, such as id:action/6.1."
            self.fault(row, (column, f"{cell!r} is not in the corpus." if cell else "it is empty.", mend))
            return None
        if not isinstance(self.corpus.entries[found].record, models):
            known = " or ".join(_called(model) for model in models)
            self.fault(row, (column, f"{found} cannot stand here.", f"Name a {known}."))
            return None
        return found

    def claims(self) -> list[Claimed]:
        """What the rows say. A row with a fault gives nothing; two rows of one assertion are a fault."""
        found: dict[tuple[str, str, str], Claimed] = {}
        for row in self.table.rows:
            if modifier := row.cells.get("predicate_modifier", ""):
                self.fault(row, NEGATIVE if modifier == NEGATED else _unknown(modifier))
            elif one := self._claimed(row):
                other = found.setdefault(one.wanted.ends, one)
                if other is not one:
                    said = f"line {other.line} says the same."
                    self.fault(row, ("object_id", said, "Keep one of the two rows."))
        return list(found.values())

    def _claimed(self, row: Row) -> Claimed | None:
        ends = self._ends(row)
        key = ends and self._key(row, *ends)
        if not ends or not key:
            return None
        kind, subject, target, edition = ends
        current = self.known.get((kind.predicate, subject, target or edition))
        claim, changed = self._claim(row, kind, key, _end_fields(*ends), current)
        if claim is None:
            return None
        holder = subject if kind.holder == "subject" else target or subject
        entry = current.entry if current else self.corpus.entries[holder]
        wanted = Assertion(key, kind, subject, target, claim, entry)
        changes = differences(claim, current.claim) if current else plain(claim)
        found = list(wrong(wanted, set(changes) if current else None, self.corpus, self.sources))
        for said in found:
            self.fault(row, said)
        if found:
            return None
        for said in doubtful(row.cells, wanted, current, changed, self.corpus):
            self.note(row, said)
        return Claimed(row.line, wanted, current, changes)

    def _ends(self, row: Row) -> tuple[Kind, str, str | None, str] | None:
        """Kind, subject, object, and the other edition of a correspondence; None with a fault."""
        cells, prefixes = row.cells, self.table.prefixes
        kind = KINDS.get(names.predicate(cells["predicate_id"], prefixes))
        if kind is None:
            known = ", ".join(f"sp:{name}" for name in KINDS)
            said = f"{cells['predicate_id']!r} is no relation that is known."
            self.fault(row, ("predicate_id", said, f"Write one of {known}."))
            return None
        bridges = kind.predicate == "corresponds"
        none = bridges and names.is_no_term(cells["object_id"], prefixes)
        subject = self.thing(row, "subject_id", kind.subjects)
        target = None if none else self.thing(row, "object_id", kind.objects)
        column = "to_edition" if cells.get("to_edition") else "object_source"
        edition: str | None = ""
        if bridges and (none or cells.get(column)):
            edition = self.thing(row, column, (Framework,))
        elif target and bridges:
            edition = framework_of(self.corpus, target) or ""
        if subject is None or edition is None or (target is None and not none):
            return None
        return kind, subject, target, edition

    def _key(self, row: Row, kind: Kind, subject: str, target: str | None, edition: str) -> str | None:
        """The key of the assertion, with which the record_id has to agree; None with a fault."""
        cell = row.cells.get("record_id", "")
        given = (names.reference(cell, self.table.prefixes) or "").removeprefix("assertion/")
        current = self.known.get((kind.predicate, subject, target or edition))
        key = current.key if current else _new_key(kind, subject, target or edition)
        if not cell or given == key:
            return key
        if current or any(one.key == given for one in self.known.values()):
            said = f"{cell!r} is the name of another assertion, and the ends of one never change."
            self.fault(row, ("record_id", said, "Leave it empty for a new assertion; withdraw the old one."))
        elif kind.holder or not KEY.match(given) or "/" in given:
            self.fault(row, ("record_id", f"{cell!r} does not fit this row.", "Leave it empty."))
        else:
            return given
        return None

    def _claim(
        self, row: Row, kind: Kind, key: str, ends: Fields, current: Assertion | None
    ) -> tuple[Claim | None, set[str]]:
        """The claim that the cells make (None with a fault), and the columns that were changed."""
        changed = changed_columns(row.cells, current, self.corpus)
        fields, found = fields_of(row.cells, changed, current, self.table.prefixes)
        found += foreign(row.cells, kind, changed)
        claim = None if found else validated(kind, key, fields | ends)
        if isinstance(claim, list):
            found, claim = claim, None
        for said in found:
            self.fault(row, said)
        return claim, changed


def _unknown(modifier: str) -> Said:
    return "predicate_modifier", f"{modifier!r} is unknown.", f"Write {NEGATED} or nothing."


def _called(model: type) -> str:
    return "requirement" if model is RequirementRecord else model.__name__.lower()


def _new_key(kind: Kind, subject: str, other: str) -> str:
    if kind.predicate == "addresses":
        return link_key(subject.partition("/")[2], other)
    if kind.predicate == "inWorkstream":
        return allocation_key(subject.partition("/")[2], other.partition("/")[2])
    return "-".join(end.replace("/", "-") for end in (subject, other))


def _end_fields(kind: Kind, subject: str, target: str | None, edition: str) -> dict[str, Any]:
    if kind.holder:
        return {kind.end: target if kind.holder == "subject" else subject}
    found = {"subject": subject, "object": target, "to_edition": edition}
    return {name: value for name, value in found.items() if value}
