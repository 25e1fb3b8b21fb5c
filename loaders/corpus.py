"""The corpus: every record file below a folder, checked one by one and then against each other."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from loaders.asked import repeated
from loaders.faults import Fault, relative
from loaders.frontmatter import Place, Sheet, decode, read_bytes
from loaders.parts import Citation, Link
from loaders.passages import Text
from loaders.read_before import ReadBefore
from loaders.record import Record
from loaders.records import MODELS, AnyRecord, Document, Practice
from loaders.sources import Sources

NOT_RECORDS = {"queries", "reports"}
"""Folders of the corpus that hold other things than records."""
Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Entry:
    """A record with the file it came from."""

    record: AnyRecord
    sheet: Sheet

    @property
    def reference(self) -> str:
        """`KIND/KEY`, by which other records name this one."""
        return f"{self.record.kind}/{self.record.id}"


@dataclass
class Corpus:
    """The records of a folder, by `KIND/KEY`, and every fault that reading them showed."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """The paths, without ending, of files that are no records: a reference to one is no second fault."""

    def of(self, model: type[Kind]) -> list[Kind]:
        """The records of one model, in the order of their references."""
        return [entry.record for _, entry in sorted(self.entries.items()) if isinstance(entry.record, model)]

    def document_names(self, key: str) -> tuple[str, ...]:
        """The names under which a reader's copy of a document may lie in the folder of sources."""
        entry = self.entries.get(f"document/{key}")
        named = entry.record.file if entry and isinstance(entry.record, Document) else None
        return (key, Path(named).stem) if named else (key,)


Parsed = ReadBefore[Entry | list[Fault]]
"""By file the record that it holds, or its faults."""


def load(
    folder: Path,
    concepts: dict[str, set[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
    before: Parsed | None = None,
) -> Corpus:
    """Read every record below `folder`; all faults are found in one run.

    `concepts` gives the keys of each vocabulary (setting, profession, topic, method, evidence); with
    None they are not checked. `progress` is told how many files of how many are read. Files that hold what
    they held `before` are not parsed again.
    """
    corpus = Corpus(folder)
    if not folder.is_dir():
        corpus.faults.append(
            Fault(str(folder), 0, "there is no such folder.", "Name the folder that holds the records.")
        )
        return corpus
    paths = sorted(_record_files(folder))
    known = Parsed() if before is None else before
    for done, path in enumerate(paths, 1):
        _add(corpus, path, _entry(path, folder, known))
        if progress:
            progress(done, len(paths))
    for entry in corpus.entries.values():
        corpus.faults += _dangling(corpus, entry)
        if concepts is not None:
            corpus.faults += _unknown_concepts(entry, concepts)
    corpus.faults.sort()
    return corpus


def _record_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*.md"):
        inside = path.relative_to(folder).parts
        if (
            inside[0] not in NOT_RECORDS
            and path.name != "README.md"
            and not any(part.startswith(".") for part in inside)
        ):
            yield path


def _entry(path: Path, folder: Path, known: Parsed) -> Entry | list[Fault]:
    content = read_bytes(path, folder)
    if isinstance(content, Fault):
        return [content]
    return known.of(path, content, lambda: _parsed(decode(relative(path, folder), content)))


def _parsed(sheet: Sheet | Fault) -> Entry | list[Fault]:
    if isinstance(sheet, Fault):
        return [sheet]
    record = validate(sheet)
    return record if isinstance(record, list) else Entry(record, sheet)


def _add(corpus: Corpus, path: Path, entry: Entry | list[Fault]) -> None:
    if isinstance(entry, list):
        corpus.faults += entry
        corpus.refused.add("/" + path.relative_to(corpus.folder).with_suffix("").as_posix())
        return
    other = corpus.entries.get(entry.reference)
    if other:
        corpus.faults.append(
            Fault(
                entry.sheet.file,
                entry.sheet.line(("id",)),
                f"{entry.reference} is already in {other.sheet.file}.",
                "Give one of the two another id.",
            )
        )
        return
    corpus.entries[entry.reference] = entry


def validate(sheet: Sheet) -> AnyRecord | list[Fault]:
    """The record that a sheet holds, or its faults."""
    kind = sheet.data.get("kind")
    if not isinstance(kind, str) or kind not in MODELS:
        return [
            Fault(
                sheet.file,
                sheet.line(("kind",)),
                f"kind is {kind!r}." if kind else "kind is missing.",
                _nearest(str(kind or ""), MODELS, "Write one of"),
            )
        ]
    if "body" in sheet.data:
        return [
            Fault(
                sheet.file,
                sheet.line(("body",)),
                "body is no field of the front matter.",
                "Write it below the second '---'.",
            )
        ]
    try:
        return MODELS[kind].model_validate({**sheet.data, "body": sheet.body})  # type: ignore[return-value]
    except ValidationError as error:
        return [model_fault(sheet, MODELS[kind], problem) for problem in error.errors()]


PLAINLY = {
    "string_too_short": "is empty",
    "too_short": "needs one at least",
    "string_type": "should be text",
    "list_type": "should be a list: [one, two]",
    "model_type": "should be fields of its own",
    "dict_type": "should be fields of its own",
    "bool_parsing": "should be true or false",
    "int_parsing": "should be a whole number",
    "invalid_key": "is no name of a field",
}
"""What is wrong with a value, by pydantic's name for it, where pydantic's own words are a programmer's."""


def model_fault(sheet: Sheet, model: type[BaseModel], problem: Any) -> Fault:
    """What pydantic found wrong with a value of a sheet, for its writer."""
    place: Place = tuple(problem["loc"])
    name = ".".join(str(part) for part in place) or "this record"
    inner = _model_around(model, place)
    line, see = sheet.line(place), f"See docs/records.md, {inner.__name__}."
    if problem["type"] == "missing":
        return Fault(sheet.file, line, f"{name} is missing.", see)
    if problem["type"] == "extra_forbidden":
        near = _nearest(str(place[-1]), inner.model_fields, "Known fields:")
        return Fault(sheet.file, line, f"{name} is no field of {inner.__name__}.", near)
    if problem["type"] in PLAINLY:
        return Fault(sheet.file, line, f"{name} {PLAINLY[problem['type']]}.", see)
    message = problem["msg"].removeprefix("Value error, ").replace("Input should be", "should be")
    return Fault(sheet.file, line, f"{name}: {message.rstrip('.')}.", see)


def _model_around(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model that has the field at a place of a record."""
    for name in place[:-1]:
        field = model.model_fields.get(str(name))
        model = next(_models_in(field.annotation), model) if field else model
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _nearest(word: str, known: Any, otherwise: str) -> str:
    near = difflib.get_close_matches(word, list(known), 1)
    return f"Did you mean {near[0]!r}?" if near else f"{otherwise} {', '.join(sorted(known))}."


def references(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every reference `KIND/KEY` and document key that a record holds, with its place."""
    if isinstance(value, Citation):
        yield (*place, "document"), f"document/{value.document}"
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*place, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from references(item, (*place, at))
    elif isinstance(value, str) and place:
        named = place[-1] if isinstance(place[-1], str) else place[-2]
        if named in REFERENCE_FIELDS:
            yield place, value
        elif named in DOCUMENT_FIELDS:
            yield place, f"document/{value}"


REFERENCE_FIELDS = {
    "about",
    "concerns",
    "framework",
    "held_by",
    "interventions",
    "led_by",
    "levels",
    "object",
    "part_of",
    "part_of_organisation",
    "partners",
    "provided_by",
    "publisher",
    "recommendation",
    "reports_to",
    "resources",
    "see_also",
    "subject",
    "successor",
    "theme",
    "thing",
    "to",
    "to_edition",
    "who",
}
"""Fields that hold references KIND/KEY."""
DOCUMENT_FIELDS = {"document", "documents"}
"""Fields that hold keys of documents."""


def _dangling(corpus: Corpus, entry: Entry) -> Iterator[Fault]:
    for place, reference in references(entry.record):
        if reference not in corpus.entries and not _refused(corpus, reference):
            yield Fault(
                entry.sheet.file,
                entry.sheet.line(place),
                f"{reference} is not in the corpus.",
                _nearest(reference, corpus.entries, "Add a record for it; there are")
                if _near(reference, corpus)
                else "Add a record for it, or correct the reference.",
            )
    if isinstance(entry.record, Practice):
        yield from _doubled_links(entry, entry.record.links)
        yield from _doubled_lines(entry, entry.record.asked)


def _refused(corpus: Corpus, reference: str) -> bool:
    """Whether the file that should hold a record is there and is none: that is the fault, and is said."""
    key = reference.partition("/")[2]
    return any(path.endswith(f"/{key}") for path in corpus.refused)


def _near(reference: str, corpus: Corpus) -> bool:
    return bool(difflib.get_close_matches(reference, corpus.entries, 1))


def _doubled_links(entry: Entry, links: list[Link]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, link in enumerate(links):
        if link.to in seen:
            yield Fault(
                entry.sheet.file,
                entry.sheet.line(("links", at)),
                f"{link.to} is linked twice.",
                "Keep one link.",
            )
        seen.add(link.to)


def _doubled_lines(entry: Entry, lines: list[str]) -> Iterator[Fault]:
    for at in repeated(lines):
        line = entry.sheet.line(("asked", at))
        yield Fault(entry.sheet.file, line, f"{lines[at]!r} is in asked twice.", "Keep one.")


CONCEPT_FIELDS = {
    "settings": "setting",
    "professions": "profession",
    "topics": "topic",
    "methods": "method",
    "evidence": "evidence",
}
"""The vocabulary that each field of a practice names concepts of."""


def _unknown_concepts(entry: Entry, concepts: dict[str, set[str]]) -> Iterator[Fault]:
    for place, scheme, key in _named_concepts(entry.record):
        known = concepts.get(scheme, set())
        if key not in known:
            yield Fault(
                entry.sheet.file,
                entry.sheet.line(place),
                f"{key!r} is not in the vocabulary {scheme}.",
                _nearest(key, known, "It has"),
            )


def _named_concepts(record: AnyRecord) -> Iterator[tuple[Place, str, str]]:
    for at, statement in enumerate(record.statements):
        yield ("statements", at, "aspect"), "aspect", statement.aspect
    if isinstance(record, Practice):
        for field_name, scheme in CONCEPT_FIELDS.items():
            named = getattr(record, field_name)
            for key in [named] if isinstance(named, str) else named:
                yield (field_name,), scheme, key


def text_of(corpus: Corpus, sources: Sources, document: str) -> Text | None:
    """The reader's copy of a document of the corpus, or None."""
    return sources.text(*corpus.document_names(document))
