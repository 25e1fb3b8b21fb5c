"""The comment at the head of a named query: its fields, each with the line on which it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FIELDS = {
    "Title": "what the query is called in lists",
    "Question": "the question that it answers, as its reader would ask it",
    "For": "for whom it is: workstream lead, educator or analyst, several with commas",
    "Empty": "why it may find nothing, where it may",
    "Parameter": "the name of a variable that its reader chooses; the next four belong to it",
}
"""The fields of a header; `Parameter` may come again."""
PARAMETER_FIELDS = {
    "Label": "what the form calls the parameter",
    "Type": "thing, date, number or text",
    "Default": "the value where nothing is chosen, as in VALUES; “any” (in VALUES: UNDEF) leaves it open",
    "Choices": "the query of corpus/queries/choices that fills the drop-down",
}
"""The fields of a parameter, further in than the parameter's own line."""
REPEATED = "Parameter"
_LINE = re.compile(r"#(?P<space> *)(?:(?P<key>[A-Za-z]+): ?)?(?P<value>.*)")
_INNER = 3  # spaces before the fields of a parameter, and before a line that goes on


@dataclass
class Entry:
    """A field: its line (from 1), its text, and the fields that belong to it."""

    line: int
    key: str
    value: str
    inner: list[Entry] = field(default_factory=list)

    def find(self, key: str) -> Entry | None:
        """The inner field of that name."""
        return next((one for one in self.inner if one.key == key), None)


class HeaderError(Exception):
    """A header that cannot be read: on which line, why, and how to mend it."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.mend = mend


def split(text: str) -> tuple[list[str], str]:
    """The lines of the comment at the head of a text, and all that follows it."""
    lines = text.splitlines(keepends=True)
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return [line.rstrip() for line in lines[:count]], "".join(lines[count:])


def entries(lines: list[str]) -> list[Entry]:
    """The fields of a header. Raises HeaderError for one that is unknown, empty or there twice."""
    found: list[Entry] = []
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        assert match is not None  # every line of a header begins with "#"
        if len(match["space"]) < _INNER:
            found.append(_field(number, match["key"], match["value"], FIELDS, found))
        elif not found:
            raise HeaderError(number, "the header begins in the middle.", _mend(FIELDS))
        elif found[-1].key == REPEATED and match["key"]:
            owner = found[-1]
            owner.inner.append(_field(number, match["key"], match["value"], PARAMETER_FIELDS, owner.inner))
        else:
            last = found[-1].inner[-1] if found[-1].inner else found[-1]
            last.value = f"{last.value} {line.lstrip('# ')}".strip()
    for entry in found:
        for one in (entry, *entry.inner):
            if not one.value:
                raise HeaderError(
                    one.line, f"“{one.key}” says nothing.", f"Write after it {_all()[one.key]}."
                )
    return found


def _field(line: int, key: str | None, value: str, known: dict[str, str], before: list[Entry]) -> Entry:
    if not key:
        raise HeaderError(line, "this line of the header has no field.", _mend(known))
    if key not in known:
        raise HeaderError(line, f"there is no field “{key}” here.", _mend(known))
    if key != REPEATED and any(one.key == key for one in before):
        raise HeaderError(line, f"“{key}” stands there twice.", "Keep one of them.")
    return Entry(line, key, value.strip())


def _all() -> dict[str, str]:
    return FIELDS | PARAMETER_FIELDS


def _mend(known: dict[str, str]) -> str:
    return (
        f"The fields are {', '.join(known)}, written “# {next(iter(known))}: …”; a line that goes on "
        f"has {_INNER} spaces or more after the “#”."
    )
