"""What was altered in a finished report by hand: its words against those that the release gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from loaders.figures import numbers

BEFORE = 6
"""So many words before an altered place are shown, to find it by."""
SHOWN = 12
"""So many words of an altered place are shown."""
ONE_OR_NONE = re.compile(r"\b(?:none|no|one)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Edit:
    """A place that was altered: the words before it, what the file says, what the release gives."""

    after: str
    said: str
    given: str
    number: bool


def edits(said: str, given: str) -> list[Edit]:
    """Where two texts differ, in order; white space does not count. `number` says that numbers differ."""
    theirs, ours = said.split(), given.split()
    found = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    return [
        _edit(theirs[max(0, at - BEFORE) : at], theirs[at:end], ours[start:stop])
        for what, at, end, start, stop in found
        if what != "equal"
    ]


def _edit(before: list[str], said: list[str], given: list[str]) -> Edit:
    texts = " ".join(said), " ".join(given)
    return Edit(" ".join(before), _short(said), _short(given), _numbers(texts[0]) != _numbers(texts[1]))


def _numbers(text: str) -> tuple[object, ...]:
    return (*numbers(text), *(one.lower() for one in ONE_OR_NONE.findall(text)), *re.findall(r"\d+", text))


def _short(words: list[str]) -> str:
    return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
