"""Imports a table into the records of a corpus: what it would change, and the change, whole or not at all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.sssom.changes import Change
from kg.sssom.negative import put_negative
from kg.sssom.placing import Changed, Files, PlaceError
from kg.sssom.reading import Claimed, Reader, is_negative
from kg.sssom.rows import assertion_cells
from kg.whole_files import beside
from loaders.corpus import Corpus
from loaders.faults import Fault
from loaders.sources import Sources
from loaders.sssom.columns import COLUMNS
from loaders.sssom.table import TableError, read


@dataclass
class Plan:
    """What an import of a table would do. With faults it does nothing."""

    file: str
    rows: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    files: list[Changed] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The plan as plain data, for `--json`."""
        return {
            "file": self.file,
            "rows": self.rows,
            "changes": [asdict(change) for change in self.changes],
            "files": [file.file for file in self.files],
            "faults": [fault.as_dict() for fault in self.faults],
            "notes": [note.as_dict() for note in self.notes],
        }


def plan(corpus: Corpus, path: Path, sources: Sources) -> Plan:
    """What importing a table into a corpus without faults would change; nothing is written.

    Raises OSError where the table cannot be read, SourceError where a copy of a document cannot be.
    """
    made = Plan(str(path))
    try:
        table = read(path)
    except TableError as error:
        made.faults.append(error.fault)
        return made
    reader, files = Reader(corpus, table, sources), Files(corpus)
    made.rows, made.faults, made.notes = len(table.rows), reader.faults, reader.notes
    try:
        if table.rows and all(map(is_negative, table.rows)):
            made.changes += put_negative(reader, files)
        else:
            for one in reader.claims():
                files.put(one)
                made.changes += [_change(one, corpus, files)] if one.changes else []
        made.files = [] if made.faults else files.verified()
    except PlaceError as error:
        made.faults.append(error.fault)
    return made


def _change(one: Claimed, corpus: Corpus, files: Files) -> Change:
    wanted = one.wanted
    held = wanted.entry.reference if one.current or wanted.kind.holder else f"{wanted.kind.name}/{wanted.key}"
    before = assertion_cells(one.current, corpus) if one.current else {}
    after = assertion_cells(wanted, corpus)
    columns = {
        name: (before.get(name, ""), after.get(name, ""))
        for name, column in COLUMNS.items()
        if column.read and before.get(name) != after.get(name)
    }
    return Change(one.line, files.changed[held].file, wanted.key, one.current is None, columns)


class Interrupted(Exception):
    """An import that did not happen: the records are as they were."""


def apply(made: Plan) -> None:
    """Write what a plan changes: every file, or none. Raises Interrupted.

    Each file takes its place by one rename, once all of them lie ready beside it. Where a rename fails,
    those before it are undone. A process killed between two renames leaves whole files, some of them
    new; the same import then does the rest.
    """
    for file in made.files:
        found = file.path.read_bytes() if file.path.exists() else None
        if found != file.before:
            said = f"{file.file} was changed while it was read. Nothing was written; import again."
            raise Interrupted(said)
    ready: dict[Path, Path] = {}
    done: list[Changed] = []
    try:
        for file in made.files:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            ready[file.path] = beside(file.path, [file.text.encode()])
        for file in made.files:
            ready[file.path].replace(file.path)
            done.append(file)
    except OSError as error:
        _undo(done)
        raise Interrupted(f"{error.filename}: {error.strerror}. The records are as they were.") from error
    except BaseException:
        _undo(done)
        raise
    finally:
        for path in ready.values():
            path.unlink(missing_ok=True)


def _undo(done: list[Changed]) -> None:
    for file in done:
        if file.before is None:
            file.path.unlink()
        else:
            file.path.write_bytes(file.before)
