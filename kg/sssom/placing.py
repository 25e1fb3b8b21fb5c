"""Writes claims into the text of record files, every other byte of which stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.sssom.fields import Fields
from kg.sssom.reading import Claimed
from kg.things.node import natural
from loaders.corpus import Corpus, Entry, validate
from loaders.editing import EditError, as_front_matter, insert_item, set_fields
from loaders.faults import Fault
from loaders.frontmatter import parse
from loaders.records import MODELS, AnyRecord

ITEM_ORDER = "to recommendation how thing kept because extent basis rationale figures".split()
RECORD_ORDER = "kind id title summary subject relation object to_edition basis rationale".split()
"""The order in which people write fields; the others follow, citations last."""
LINKED = ("recommendation", "action", "domain", "standard", "principle", "objective", "priority")
"""The order of links in a practice, by the kind of what they go to."""
FOLDERS = {
    "implementation": "implementations",
    "likeness": "likenesses",
    "correspondence": "correspondences",
}


class PlaceError(Exception):
    """A record file that an import cannot change; `fault` says why and what to do."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass
class Changed:
    """A record file with its text before (None: it is new) and after, and what it shall say."""

    path: Path
    file: str
    before: bytes | None
    text: str
    wanted: Fields


@dataclass
class Files:
    """The record files that claims change, by the reference of their record."""

    corpus: Corpus
    changed: dict[str, Changed] = field(default_factory=dict)

    def put(self, one: Claimed) -> None:
        """Write a claim into the file that holds it. Raises PlaceError where that cannot be done."""
        if not one.changes:
            return
        kind, wanted = one.wanted.kind, one.wanted
        if kind.holder:
            named = wanted.object if kind.holder == "subject" else wanted.subject
            self.put_item(wanted.entry, kind.field, kind.end, str(named), one.changes, one.current is None)
        elif one.current:
            file = self._opened(wanted.entry)
            self._edit(file, lambda text: set_fields(text, (), one.changes))
            file.wanted = _merged(file.wanted, one.changes)
        else:
            self._add(kind.name, wanted.key, one.changes)

    def put_item(
        self, entry: Entry, field_name: str, end: str, named: str, changes: Fields, new: bool
    ) -> None:
        """Change the item of a list whose field `end` is `named`, or put a new one into the list."""
        file = self._opened(entry)
        items: list[Fields] = list(file.wanted.get(field_name, []))
        at = next((at for at, item in enumerate(items) if item[end] == named), len(items))
        if new:
            at = _position(items, end, named)
            items.insert(at, changes)
            self._edit(file, lambda text: insert_item(text, field_name, at, ordered(changes, ITEM_ORDER)))
        else:
            items[at] = _merged(items[at], changes)
            self._edit(file, lambda text: set_fields(text, (field_name, at), changes))
        file.wanted = file.wanted | {field_name: items}
        if field_name == "links" and file.wanted.pop("unlinked_because", None):
            self._edit(file, lambda text: set_fields(text, (), {"unlinked_because": None}))

    def _opened(self, entry: Entry) -> Changed:
        if entry.reference not in self.changed:
            path = self.corpus.folder / entry.sheet.file
            data = path.read_bytes()
            wanted = entry.record.model_dump(mode="json", exclude_none=True)
            self.changed[entry.reference] = Changed(path, entry.sheet.file, data, data.decode(), wanted)
        return self.changed[entry.reference]

    def _edit(self, file: Changed, change: Any) -> None:
        try:
            file.text = change(file.text)
        except EditError as error:
            raise PlaceError(
                Fault(
                    file.file,
                    error.line,
                    f"this cannot be changed by an import: {error}.",
                    "Write it one field a line, as docs/records.md shows, and import again.",
                )
            ) from error

    def _add(self, kind: str, key: str, fields: Fields) -> None:
        file = f"{FOLDERS[kind]}/{key}.md"
        path = self.corpus.folder / file
        if path.exists():
            raise PlaceError(Fault(file, 0, "this file is there already.", "Give the row another record_id."))
        body = fields.get("body", "")
        written = ordered({name: value for name, value in fields.items() if name != "body"}, RECORD_ORDER)
        text = as_front_matter(written, body)
        self.changed[f"{kind}/{key}"] = Changed(path, file, None, text, fields)

    def verified(self) -> list[Changed]:
        """The files, each of which says exactly what it shall. Raises PlaceError where one does not."""
        for file in self.changed.values():
            found = _record(file)
            if isinstance(found, Fault):
                raise PlaceError(found)
            expected = MODELS[file.wanted["kind"]].model_validate(file.wanted)
            if found != expected:
                raise PlaceError(
                    Fault(
                        file.file,
                        0,
                        "this file cannot be changed by an import without losing something.",
                        "Its YAML is written in an unusual way: change it by hand.",
                    )
                )
        return list(self.changed.values())


def _record(file: Changed) -> AnyRecord | Fault:
    sheet = parse(file.file, file.text.removeprefix("\ufeff"))
    if isinstance(sheet, Fault):
        return sheet
    found = validate(sheet)
    return found[0] if isinstance(found, list) else found


def ordered(fields: Fields, first: list[str]) -> Fields:
    """Fields in the order in which people write them."""
    names = [name for name in first if name in fields]
    rest = [name for name in fields if name not in first and name != "citations"]
    return {name: fields[name] for name in [*names, *rest, *(["citations"] if "citations" in fields else [])]}


def _merged(fields: Fields, changes: Fields) -> Fields:
    return {name: value for name, value in (fields | changes).items() if value is not None}


def _position(items: list[Fields], end: str, named: str) -> int:
    """Where a new item goes: links in the order of what they go to, others at the end."""
    if end != "to":
        return len(items)
    return next((at for at, item in enumerate(items) if _rank(item[end]) > _rank(named)), len(items))


def _rank(reference: str) -> tuple[int, Any]:
    kind, _, key = reference.partition("/")
    return LINKED.index(kind) if kind in LINKED else len(LINKED), natural(key)
