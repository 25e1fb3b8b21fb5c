"""Reads negative rows into assessments: what was weighed for a requirement and not kept, and why."""

from __future__ import annotations

from kg.sssom.changes import Change
from kg.sssom.fields import Said
from kg.sssom.placing import Files
from kg.sssom.reading import Reader
from loaders.corpus import Entry
from loaders.delivery import Assessment, Candidate
from loaders.records import Practice
from loaders.sssom.table import Row


def put_negative(reader: Reader, files: Files) -> list[Change]:
    """Put every negative row that says something new into its assessment. Raises PlaceError.

    Faults are left in the reader.
    """
    return [changed for row in reader.table.rows if (changed := _put(reader, files, row))]


def _put(reader: Reader, files: Files, row: Row) -> Change | None:
    thing, about = reader.thing(row, "subject_id"), reader.thing(row, "object_id")
    if thing is None or about is None:
        return None
    entry = _assessment(reader, row, about)
    if entry is None:
        return None
    assert isinstance(entry.record, Assessment), "what _assessment gives"
    because = row.cells.get("comment", "")
    known = next((one for one in entry.record.candidates if one.thing == thing), None)
    said = _wrong(reader, row, thing, about, known)
    if said:
        reader.fault(row, said)
        return None
    if known and known.because == because:
        return None
    changes = {"because": because} if known else {"thing": thing, "kept": False, "because": because}
    files.put_item(entry, "candidates", "thing", thing, changes, known is None)
    columns = {"comment": (known.because if known else "", because)}
    return Change(row.line, entry.sheet.file, f"{thing} does not address {about}", known is None, columns)


def _assessment(reader: Reader, row: Row, about: str) -> Entry | None:
    """The assessment that a row names as its source, or else the one of its requirement."""
    if row.cells.get("mapping_source"):
        found = reader.thing(row, "mapping_source", (Assessment,))
        return reader.corpus.entries[found] if found else None
    of_it = [one for one in reader.corpus.of(Assessment) if one.about == about]
    if len(of_it) == 1:
        return reader.corpus.entries[f"assessment/{of_it[0].id}"]
    many = f"{about} has {len(of_it) or 'no'} assessments."
    mend = "Name one, such as id:assessment/action-6.1, or write one first."
    reader.fault(row, ("mapping_source", many, mend))
    return None


def _wrong(reader: Reader, row: Row, thing: str, about: str, known: Candidate | None) -> Said | None:
    """Why a negative row cannot stand."""
    if not row.cells.get("comment"):
        return "comment", "it is empty.", "Say in one sentence what is lacking."
    if known and known.kept:
        return "subject_id", "the assessment keeps it.", "Change the assessment by hand, and its links."
    practice = reader.corpus.entries[thing].record
    links = practice.links if isinstance(practice, Practice) else []
    if any(link.to == about and link.status == "published" for link in links):
        return "object_id", f"a published link says that {thing} addresses it.", "Withdraw the link first."
    return None
