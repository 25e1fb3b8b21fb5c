"""What a teach-this pack holds: the parts of a practice's record that a session needs, in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.teaching.questions import Question, questions
from kg.things.practices import PracticeView
from kg.things.references import Reference, of_document, of_practice

WHY = re.compile(r"why\b", re.IGNORECASE)
UNSAID = re.compile(r"what .*\bnot say$", re.IGNORECASE)
REASONS = ("driver", "enabler", "purpose")
"""The aspects of what a source says that tell why something may work, the most telling first."""


@dataclass(frozen=True)
class Section:
    """A part of the record's text: its heading ("" before the first) and its Markdown."""

    heading: str
    text: str


@dataclass(frozen=True)
class Pack:
    """A teach-this pack. `why` is Markdown, `reasons` are plain sentences where the text has no such part."""

    view: PracticeView
    happened: tuple[Section, ...]
    why: tuple[Section, ...]
    reasons: tuple[str, ...]
    unsaid: tuple[Section, ...]
    questions: tuple[Question, ...]
    documents: tuple[Reference, ...]
    record: Reference
    release: str

    @property
    def unasked(self) -> int:
        """How many linked requirements no question asks about."""
        return len(self.view.links) - len(self.questions)


def pack(view: PracticeView, release: str) -> Pack:
    """The pack of a practice in a release of that name."""
    sections = parts(view.node.text("schema:text") or "")
    why = tuple(one for one in sections if WHY.match(one.heading))
    unsaid = tuple(one for one in sections if UNSAID.match(one.heading))
    return Pack(
        view=view,
        happened=tuple(one for one in sections if one not in why and one not in unsaid),
        why=why,
        reasons=() if why else reasons(view),
        unsaid=unsaid,
        questions=questions(view.links),
        documents=tuple(of_document(one) for one in view.documents),
        record=of_practice(view.node, release),
        release=release,
    )


def parts(text: str) -> tuple[Section, ...]:
    """A record's text cut at its headings of the second level."""
    heads = re.split(r"(?m)^##[ \t]+(.+?)[ \t#]*$", f"\n{text}")
    pairs = zip(["", *heads[1::2]], heads[::2], strict=True)
    return tuple(Section(head.strip(), body.strip()) for head, body in pairs if body.strip())


def reasons(view: PracticeView) -> tuple[str, ...]:
    """What the sources say of why it may work: of drivers, else of what helped, else of its purpose."""
    for aspect in REASONS:
        telling = [one for one in view.node.nodes("statement") if one.code("aspect") == aspect]
        if telling:
            return tuple(one.text("says") or one.title for one in telling)
    return ()
