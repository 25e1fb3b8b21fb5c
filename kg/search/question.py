"""What a question asks for, once it has been read: parts, numbers, fields, kinds, and what each was taken
for."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.search.arrays import Name, Number
from kg.search.kinds import SCHEMES
from kg.search.standing import Order

FREE = {SCHEMES["topic"], SCHEMES["method"]}
"""Kinds of names whose words may stand in another order: culture of safety is safety culture."""


@dataclass(frozen=True)
class Part:
    """One thing asked for: words as typed and their stems; the names that they are; or a quoted phrase.

    `start` and `end` are its place in the question's text. `near` is the spelling that is looked for instead,
    where the words as typed stand nowhere. `sought` is the subject that it names where nothing is
    recorded on that. `light` says that it is an everyday word of which a question is rarely about.
    """

    said: str
    stems: tuple[str, ...]
    names: tuple[Name, ...] = ()
    phrase: bool = False
    start: int = 0
    end: int = 0
    near: str = ""
    sought: str = ""
    light: bool = False

    @property
    def order(self) -> Order:
        """In which order its words have to stand in a text."""
        return "next" if self.phrase else order_of(*self.names)


def order_of(*names: Name) -> Order:
    """In which order the words of names have to stand: concerns are raised, but home care is no care home."""
    return "any" if {name.kind for name in names} & FREE else "after"


@dataclass(frozen=True)
class Taken:
    """A stretch of the question's text that was taken for something, and for what, in words.

    `kind` is name, number, kind, field, spelling or aside; `means` completes "was read as". `dropped` says
    that the reading is undone by leaving the stretch out; any other is undone by putting it into quotes.
    """

    kind: str
    start: int
    end: int
    means: str
    dropped: bool = False


@dataclass
class Question:
    """A question as understood.

    `parts` are looked for; `pairs` are the stems of words that stand side by side in it; `asides` are words
    to ask with, such as "examples". `kinds` come first, and are all that is listed where nothing else is
    asked for. `fields` gives, by facet, the values asked for as in `setting:ward`. `absent` names the
    numbered things that were asked for and are not there; `notes` are sentences on fields that are not
    there. `taken` says what was taken for more than plain words. `cut` says that it was too long.
    """

    text: str
    stems: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    asides: list[Part] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    key: tuple[str, ...] = ()
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it looks for nothing in particular."""
        return not (self.parts or self.numbers or self.absent)

    def without(self, taken: Taken) -> str:
        """The question that asks the same without one reading."""
        said = self.text[taken.start : taken.end]
        instead = "" if taken.dropped else f'"{said}"'
        return " ".join((self.text[: taken.start] + instead + self.text[taken.end :]).split())
