"""Reads a question: fields, numbered requirements, names, phrases and words; nothing in it can go wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.search.arrays import Arrays, Name, Number
from kg.search.asked_fields import FIELD, asked_field
from kg.search.editions import narrow
from kg.search.engine import Engine
from kg.search.kinds import BY_KEY, KINDS, NUMBERED
from kg.search.light import ASKING, LIGHT, SUBJECT, asking
from kg.search.question import Part, Question, Taken
from kg.search.spelling import Speller
from kg.search.words import CONNECTORS, STOP, Token, key_of, name_key, name_run, stems, tokens

MOST_CHARACTERS = 500
LONGEST_READ = 4 * MOST_CHARACTERS
"""Some characters count for nothing, such as doubled blanks; more than this is not looked at."""
MOST_PARTS = 24
OPERATORS = {"AND", "NOT", "OR"}
"""Words that people put between others because another search engine reads them as a command."""
COUNTED = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
BOOST = re.compile(r"(?<=\w)[\^~]\d+(?:\.\d+)?")
"""How much a word should weigh, in another search engine's language."""
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})?|{'|'.join(COUNTED)})(?![\w%])(?!\.\d)"
ASKED_BY_NUMBER = re.compile(
    rf"\b({'|'.join(NUMBERED)}|r)s?\.?\s*(?:number|no\.?|nr\.?|#)?\s*"
    rf"({NUMBER}(?:(?:\s*(?:,|&|\band\b|\bor\b))+\s*{NUMBER})*)",
    re.IGNORECASE,
)
"""`standard 1.1`, `rec 6`, `Rec. 7`, `recommendations 1, 4 and 6`, `workstream two`."""
BARE_CODE = re.compile(r"(?<![\w.£$€,-])\d{1,2}\.\d{1,2}(?![\w%]|\.\d)")
BARE_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
STRETCH = re.compile(r"(?:[^;:!?()\[\]{}.]|[.](?!\s|$))+")
"""What stands between signs that end a thought: no name goes over them."""
ONE_KIND = {kind.one: kind.key for kind in KINDS}
KIND_WORDS = {tuple(words.split()): kind.key for kind in KINDS for words in kind.said}


def read(words: str, arrays: Arrays, engine: Engine) -> Question:
    """What `words`, any text at all, ask for."""
    given = words[:LONGEST_READ]
    text = clean(given)
    question = Question(text[:MOST_CHARACTERS].strip(), cut=len(text) > MOST_CHARACTERS or given != words)
    question.key = name_key(question.text)
    question.stems = tuple(stems(question.text)[:MOST_PARTS])
    _Reader(question, arrays, engine).read()
    question.cut |= len(question.parts) > MOST_PARTS
    question.parts = list(
        {(part.stems or part.said, part.phrase): part for part in question.parts[:MOST_PARTS]}.values()
    )
    question.pairs = question.pairs[:MOST_PARTS]
    question.numbers = list({number.id: number for number in question.numbers}.values())
    narrow(question)
    question.taken.sort(key=lambda taken: taken.start)
    return question


def clean(words: str) -> str:
    """Text in one form (NFKC), with control and formatting characters and lone surrogates as blanks."""
    text = unicodedata.normalize("NFKC", words)
    text = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in text)
    return " ".join(text.split())


class _Reader:
    """Takes from a question's text one thing after the other; what was taken is blotted out in its place."""

    def __init__(self, question: Question, arrays: Arrays, engine: Engine) -> None:
        self.question, self.arrays, self.engine = question, arrays, engine
        self.speller = Speller(arrays, engine)

    def read(self) -> None:
        """Fill the question."""
        rest = BOOST.sub(lambda match: " " * len(match[0]), self.question.text)
        rest = FIELD.sub(self._field, rest)
        rest = QUOTED.sub(self._phrase, rest)
        rest = ASKED_BY_NUMBER.sub(self._numbers, rest)
        rest = BARE_CODE.sub(lambda match: self._code(match[0], match.start()), rest)
        if whole := BARE_NUMBER.match(rest):
            self._code(whole[1], whole.start(1))
        for stretch in STRETCH.finditer(rest):
            self._words(stretch[0], stretch.start())
        self._what_is_left()

    def _take(self, kind: str, start: int, end: int, means: str, dropped: bool = False) -> None:
        self.question.taken.append(Taken(kind, start, end, means, dropped))

    def _field(self, match: re.Match[str]) -> str:
        field, value = match[1], match[2] or match[3] or ""
        found = asked_field(self.arrays, field, value)
        if not found.values:
            self.question.notes.append(found.said)
            return " " * (len(field) + 1) + match[0][len(field) + 1 :]
        self.question.fields.setdefault(found.facet, []).extend(found.values)
        self._take("field", match.start(), match.end(), found.said, dropped=True)
        return _blot(match[0])

    def _phrase(self, match: re.Match[str]) -> str:
        run = tuple(stems(match[1]))
        if not run:
            return f" {match[1]} "
        self.question.parts.append(
            Part(match[1].strip(), run, phrase=True, start=match.start(), end=match.end())
        )
        return _blot(match[0])

    def _numbers(self, match: re.Match[str]) -> str:
        kind = NUMBERED.get(match[1].casefold(), "recommendation")
        given = [
            COUNTED.get(number.casefold(), number) for number in re.findall(NUMBER, match[2], re.IGNORECASE)
        ]
        if match[1].casefold() == "r" and not all(self._numbered(kind, number) for number in given):
            return match[0]
        for number in given:
            known = self._numbered(kind, number)
            self._known(known, match.start(), match.end())
            self.question.absent += [] if known else [f"{BY_KEY[kind].one} {number}"]
        return _blot(match[0])

    def _numbered(self, kind: str, number: str) -> list[Number]:
        """The things of a kind with a number. An action is often called by the name of its recommendation."""
        known = [one for one in self.arrays.numbers.get(number, []) if one.kind == kind]
        if not known and kind == "recommendation":
            known = [one for one in self.arrays.numbers.get(number, []) if one.kind == "action"]
        return known

    def _code(self, number: str, start: int) -> str:
        known = self.arrays.numbers.get(number, [])
        self._known(known, start, start + len(number))
        return _blot(number) if known else number

    def _known(self, numbers: Sequence[Number], start: int, end: int) -> None:
        self.question.numbers += numbers
        for number in numbers:
            self._take("number", start, end, number.said)

    def _words(self, text: str, start: int) -> None:
        """Take the longest names first, from left to right; what is no name is a word of its own."""
        found = tokens(text)
        shouted = len(found) > 1 and all(text[one.start : one.end].isupper() for one in found)
        if len(found) > 1:
            found = [one for one in found if text[one.start : one.end] not in OPERATORS]
        found = [word for one in found for word in self.speller.spelled(one, text)]
        at, in_a_row = 0, [""]
        while at < len(found):
            size, names, sought = self._longest_name(found[at:], text, shouted)
            if (
                size <= len(SUBJECT)
                and tuple(word.folded for word in found[at : at + len(SUBJECT)]) == SUBJECT
            ):
                self.question.asides.append(_part(found[at : at + len(SUBJECT)], text, start))
                at += len(SUBJECT)
                continue
            kind_size, kind = _kind_words(found[at:])
            size = kind_size if kind_size >= size else size
            part = _part(found[at : at + size], text, start, names, sought)
            if kind and size == kind_size:
                self.question.kinds.append(kind)
                self._take("kind", part.start, part.end, f"{BY_KEY[kind].many}, which come first")
            elif part.stems or part.names:
                self._add(part, found[at : at + size])
            if part.stems or part.names:
                in_a_row.append("" if names or sought or kind or asking(found[at]) else part.stems[0])
            at += size
        self.question.pairs += [(one, next_one) for one, next_one in pairwise(in_a_row) if one and next_one]

    def _add(self, part: Part, words: Sequence[Token]) -> None:
        """Add a part, or put it aside where it is only what people ask with."""
        if all(asking(word) for word in words) and (len(words) > 1 or not part.names):
            self.question.asides.append(part)
            return
        self.question.parts.append(part)
        if part.near:
            self._take("spelling", part.start, part.end, f"“{part.near}”, the nearest spelling that there is")
        if part.names:
            called = " or ".join(dict.fromkeys(f"{name.called} ({name.kind})" for name in part.names))
            self._take("name", part.start, part.end, called)

    def _longest_name(self, found: list[Token], text: str, shouted: bool) -> _Named:
        """How many of the first words make the longest name, and what has that name."""
        if found[0].folded in CONNECTORS:
            return _Named(1)
        for size in range(min(len(found), 2 * self.arrays.longest_name), 0, -1):
            if found[size - 1].folded in CONNECTORS:
                continue
            key = key_of(found[:size])
            names, sought = self.arrays.names.get(key, []), self.arrays.sought.get(key, "")
            said = text[found[0].start : found[size - 1].end]
            if (names or sought) and (size > 1 or _means_the_name(found[0], said, names, shouted)):
                return _Named(
                    size, tuple({name.id: name for name in names}.values()), "" if names else sought
                )
        return _Named(1)

    def _what_is_left(self) -> None:
        """Where only words to ask with were written, they are asked for: a kind, or words like any."""
        question = self.question
        if question.parts or question.numbers or question.absent or question.kinds or question.fields:
            return
        kind = ONE_KIND.get(" ".join(part.said.casefold() for part in question.asides))
        question.kinds += [kind] if kind else []
        question.parts += [] if kind else question.asides


class _Named(NamedTuple):
    """Words that are a name: how many, the things of that name, or the subject of which none is recorded."""

    size: int
    names: tuple[Name, ...] = ()
    sought: str = ""


def _part(
    words: Sequence[Token], text: str, start: int, names: tuple[Name, ...] = (), sought: str = ""
) -> Part:
    first, last = words[0].start, words[-1].end
    said = text[first:last]
    corrected = any(word.folded not in {one.folded for one in tokens(said)} for word in words)
    near = " ".join(word.folded for word in words) if corrected else ""
    run = name_run(near or said) if names or len(words) > 1 else tuple(filter(None, (words[0].stem,)))
    light = not names and not near and all(word.folded in LIGHT for word in words)
    return Part(said, run, names, False, start + first, start + last, near, sought, light)


def _kind_words(found: Sequence[Token]) -> tuple[int, str]:
    for size in (2, 1):
        kind = KIND_WORDS.get(tuple(token.folded for token in found[:size]))
        if kind and len(found) >= size:
            return size, kind
    return 0, ""


def _means_the_name(token: Token, said: str, names: Sequence[Name], shouted: bool) -> bool:
    """A stop word is a name (MUST, ER) only in capitals, and not where all of the question is in capitals."""
    if token.folded not in STOP:
        return token.folded not in ASKING
    return said.isupper() and not shouted and any(name.text.isupper() for name in names)


def _blot(text: str) -> str:
    """As many signs that end a thought."""
    return ";" * len(text)
