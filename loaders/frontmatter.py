"""A Markdown file with YAML front matter: its data, its body and the line of every value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loaders.faults import Fault, relative

FENCE = "---"
DEEPEST = 20
"""More levels than any record has."""
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Sheet:
    """One file as read: `data` from the front matter, `body` below it, `lines` of each value.

    `lines` maps the place of a value, such as ("outcomes", 0, "result"), to its line in the file.
    """

    file: str
    data: dict[str, Any]
    body: str
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest value around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path, folder: Path) -> Sheet | Fault:
    """Read one file; a Fault where it is not UTF-8, has no front matter, or its YAML does not parse."""
    content = read_bytes(path, folder)
    return content if isinstance(content, Fault) else decode(relative(path, folder), content)


def read_bytes(path: Path, folder: Path) -> bytes | Fault:
    """All that a file holds; a Fault where it cannot be read."""
    if path.exists() and not (path.is_file() or path.is_dir()):  # who reads a pipe waits for ever
        return Fault(relative(path, folder), 0, "this is a pipe or a device, and no file.", "Remove it.")
    try:
        return path.read_bytes()
    except OSError as error:
        name = relative(path, folder)
        return Fault(name, 0, f"this file cannot be read: {error.strerror}.", "Give it back, or remove it.")


def decode(name: str, content: bytes) -> Sheet | Fault:
    """What `read` gives, from all that the file called `name` holds."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Fault(name, line, "this file is not UTF-8.", "Save it with the encoding UTF-8.")
    return parse(name, text)


def parse(name: str, text: str) -> Sheet | Fault:
    """What `read` gives, from the text of the file called `name`."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE:
        return Fault(
            name,
            1,
            "the front matter is missing.",
            "Begin the file with a line '---', the fields, and '---' again.",
        )
    end = next((at for at in range(1, len(lines)) if lines[at].strip() == FENCE), None)
    if end is None:
        return Fault(name, 1, "the front matter does not end.", "Close it with a line '---' before the body.")
    return _sheet(name, "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip())


class PlainLoader(yaml.CSafeLoader):
    """YAML in which a value is text, a list, a mapping or nothing; models say what else a text means.

    Of itself YAML would read 7.10 as 7.1, 1:30 as 90, "no" as false, and fail on 2019-02-30.
    """


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _sheet(name: str, front: str, body: str) -> Sheet | Fault:
    try:
        return _refused(name, front) or _composed(name, front, body)
    except yaml.YAMLError as error:
        return Fault(
            name,
            line_of(error, front) + 2,
            f"the YAML does not parse: {problem_of(error)}.",
            "Check indentation, and put text that holds ': ' or '#' between quotes.",
        )


def line_of(error: yaml.YAMLError, text: str) -> int:
    """The line of a text, from 0, at which its YAML is wrong; libyaml may name one behind the last."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.encode()[: error.position].count(b"\n")
    mark = getattr(error, "problem_mark", None)
    return min(mark.line, max(0, len(text.splitlines()) - 1)) if mark else 0


def problem_of(error: yaml.YAMLError) -> str:
    """What is wrong with YAML, in one line."""
    return " ".join((getattr(error, "problem", None) or str(error)).split())


def _refused(name: str, front: str) -> Fault | None:
    """A fault where the YAML uses what records do not need and what can do harm: aliases, tags, depth."""
    depth = 0
    for event in yaml.parse(front, PlainLoader):
        mark, tag = event.start_mark, getattr(event, "tag", None)
        line = mark.line + 2 if mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            return Fault(name, line, f"the YAML uses an alias (*{event.anchor}).", "Write the value out.")
        if tag:
            return Fault(name, line, f"the YAML uses a tag ({tag}).", "Write the value alone.")
        if depth > DEEPEST:
            return Fault(
                name,
                line,
                "the YAML is nested too deeply.",
                "Records are a few levels deep: see docs/records.md.",
            )
    return None


def _composed(name: str, front: str, body: str) -> Sheet | Fault:
    loader = PlainLoader(front)
    try:
        node = loader.get_single_node()
        repeated = _repeated_key(node)
        if repeated is not None:
            line = repeated.start_mark.line + 2
            return Fault(name, line, f"the field {repeated.value!r} is given twice.", "Keep one.")
        data = loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        return Fault(name, 2, "the front matter is not a list of fields.", "Write one 'field: value' a line.")
    return Sheet(name, data, body, {place: line + 2 for place, line in _places(node, ())})


def _places(node: Any, place: Place) -> list[tuple[Place, int]]:
    found: list[tuple[Place, int]] = [(place, node.start_mark.line)] if place else []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            found += [(inner, key.start_mark.line)] + [
                entry for entry in _places(value, inner) if entry[0] != inner
            ]
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            found += _places(value, (*place, at))
    return found


def _repeated_key(node: Any) -> Any:
    """The first key that a mapping has twice (YAML would silently keep the last), or None."""
    children: list[Any] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                return key
            seen.add(str(key.value))
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    return next((found for child in children if (found := _repeated_key(child)) is not None), None)
