"""What a question asks for: numbered requirements, names, phrases and words; nothing in it can go wrong."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from kg.search.arrays import Arrays, Name, Number
from kg.search.kinds import BY_KEY, KINDS, NUMBERED, SCHEMES
from kg.search.standing import Order
from kg.search.words import CONNECTORS, STOP, Token, key_of, name_key, name_run, tokens

MOST_CHARACTERS = 500
LONGEST_READ = 4 * MOST_CHARACTERS
"""Some characters count for nothing, such as doubled blanks; more than this is not looked at."""
MOST_PARTS = 24
ASKING = frozenset(
    "address addressed addresses addressing behind best case cover covering covers example examples find good"
    " help helps linked links looking meets need please practice practices relate related relevant search"
    " show studies study tell want work works".split())
"""Words that people ask with: they count only where they are all that was written, or part of a name."""
OPERATORS = {"AND", "NOT", "OR"}
"""Words that people put between others because another search engine reads them as a command."""
COUNTED = {word: str(number) for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1)}
BOOST = re.compile(r"(?<=\w)[\^~]\d+(?:\.\d+)?")
"""How much a word should weigh, in another search engine's language."""
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})?|{'|'.join(COUNTED)})(?![\w%])(?!\.\d)"
ASKED_BY_NUMBER = re.compile(
    rf"\b({'|'.join(NUMBERED)}|r)s?\.?\s*(?:number|no\.?|nr\.?|#)?\s*"
    rf"({NUMBER}(?:(?:\s*(?:,|&|\band\b|\bor\b))+\s*{NUMBER})*)", re.IGNORECASE)
"""`standard 1.1`, `rec 6`, `Rec. 7`, `recommendations 1, 4 and 6`, `workstream two`."""
BARE_CODE = re.compile(r"(?<![\w.£$€,-])\d{1,2}\.\d{1,2}(?![\w%]|\.\d)")
BARE_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
ONE_KIND = {kind.one: kind.key for kind in KINDS}
FREE = {SCHEMES["topic"], SCHEMES["method"]}
"""Kinds of names whose words may stand in another order: culture of safety is safety culture."""
KIND_WORDS = {tuple(words.split()): kind.key for kind in KINDS for words in kind.said}


@dataclass(frozen=True)
class Part:
    """One thing asked for: words as typed and their stems; the names that they are; or a quoted phrase."""

    said: str
    stems: tuple[str, ...]
    names: tuple[Name, ...] = ()
    phrase: bool = False

    @property
    def order(self) -> Order:
        """In which order its words have to stand in a text."""
        return "next" if self.phrase else order_of(*self.names)


def order_of(*names: Name) -> Order:
    """In which order the words of names have to stand: concerns are raised, but home care is no care home."""
    return "any" if {name.kind for name in names} & FREE else "after"


@dataclass
class Question:
    """A question as understood.

    `parts` are looked for; `asides` are words to ask with, such as "examples". `kinds` come first, and
    are all that is listed where nothing else is asked for. `absent` names the numbers that were asked for
    and are not there. `cut` says that it was too long.
    """

    text: str
    parts: list[Part] = field(default_factory=list)
    asides: list[Part] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    key: tuple[str, ...] = ()
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing in particular."""
        return not (self.parts or self.numbers or self.absent)


def read(words: str, arrays: Arrays) -> Question:
    """What `words`, any text at all, ask for."""
    given = words[:LONGEST_READ]
    text = clean(given)
    question = Question(text[:MOST_CHARACTERS].strip(), cut=len(text) > MOST_CHARACTERS or given != words)
    question.key = name_key(question.text)
    rest = QUOTED.sub(lambda match: _take_phrase(question, match[1]), BOOST.sub(" ", question.text))
    rest = ASKED_BY_NUMBER.sub(lambda match: _take_numbers(question, arrays, match), rest)
    rest = BARE_CODE.sub(lambda match: _take_code(question, arrays, match[0]), rest)
    if whole := BARE_NUMBER.match(rest):
        rest = _take_code(question, arrays, whole[1])
    for stretch in re.split(r"[;:!?()\[\]{}]|[.](?=\s|$)", rest):
        _take_words(question, arrays, tokens(stretch), stretch)
    _take_what_is_left(question)
    question.cut |= len(question.parts) > MOST_PARTS
    question.parts = list({part.stems or part.said: part for part in question.parts[:MOST_PARTS]}.values())
    question.numbers = list({number.id: number for number in question.numbers}.values())
    return question


def clean(words: str) -> str:
    """Text in one form (NFKC), with control and formatting characters and lone surrogates as blanks."""
    text = unicodedata.normalize("NFKC", words)
    text = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in text)
    return " ".join(text.split())


def _take_phrase(question: Question, quoted: str) -> str:
    stems = tuple(token.stem for token in tokens(quoted) if token.stem)
    if len(stems) < 2:
        return f" {quoted} "
    question.parts.append(Part(quoted.strip(), stems, phrase=True))
    return " . "


def _take_numbers(question: Question, arrays: Arrays, match: re.Match[str]) -> str:
    kind = NUMBERED.get(match[1].casefold(), "recommendation")
    given = [COUNTED.get(number.casefold(), number) for number in re.findall(NUMBER, match[2], re.IGNORECASE)]
    if match[1].casefold() == "r" and not all(_numbered(arrays, kind, number) for number in given):
        return match[0]
    for number in given:
        known = _numbered(arrays, kind, number)
        question.numbers += known
        if not known:
            question.absent.append(f"{BY_KEY[kind].one} {number}")
    return " . "


def _numbered(arrays: Arrays, kind: str, number: str) -> list[Number]:
    """The things of a kind with a number. An action is often called by the name of its recommendation."""
    known = [one for one in arrays.numbers.get(number, []) if one.kind == kind]
    if not known and kind == "recommendation":
        known = [one for one in arrays.numbers.get(number, []) if one.kind == "action"]
    return known


def _take_code(question: Question, arrays: Arrays, number: str) -> str:
    known = arrays.numbers.get(number, [])
    question.numbers += known
    return " . " if known else number


def _take_words(question: Question, arrays: Arrays, found: list[Token], text: str) -> None:
    """Take the longest names first, from left to right; what is no name is a word of its own."""
    shouted = len(found) > 1 and all(text[token.start:token.end].isupper() for token in found)
    if len(found) > 1:
        found = [token for token in found if text[token.start:token.end] not in OPERATORS]
    at = 0
    while at < len(found):
        size, part = _longest_name(arrays, found[at:], text, shouted)
        kind_size, kind = _kind_words(found[at:])
        if part and size > kind_size:
            asking = all(token.folded in ASKING | STOP for token in found[at:at + size])
            (question.asides if asking and size > 1 else question.parts).append(part)
        elif kind:
            size = kind_size
            question.kinds.append(kind)
        else:
            size = 1
            _take_word(question, found[at], text)
        at += size


def _take_what_is_left(question: Question) -> None:
    """Where only words to ask with were written, they are what is asked for: a kind, or words like any."""
    if question.parts or question.numbers or question.absent or question.kinds:
        return
    kind = ONE_KIND.get(" ".join(part.said.casefold() for part in question.asides))
    question.kinds += [kind] if kind else []
    question.parts += [] if kind else question.asides


def _take_word(question: Question, token: Token, text: str) -> None:
    if token.stem and token.folded in ASKING:
        question.asides.append(_word(token, text))
    elif token.stem:
        question.parts.append(_word(token, text))


def _word(token: Token, text: str) -> Part:
    return Part(text[token.start:token.end], (token.stem,))


def _kind_words(found: list[Token]) -> tuple[int, str]:
    for size in (2, 1):
        kind = KIND_WORDS.get(tuple(token.folded for token in found[:size]))
        if kind and len(found) >= size:
            return size, kind
    return 0, ""


def _longest_name(arrays: Arrays, found: list[Token], text: str, shouted: bool) -> tuple[int, Part | None]:
    """How many of the first tokens make the longest name, and that name as a part."""
    if found[0].folded in CONNECTORS:
        return 0, None
    most = min(len(found), 2 * arrays.longest_name)
    for size in range(most, 0, -1):
        if found[size - 1].folded in CONNECTORS:
            continue
        names = arrays.names.get(key_of(found[:size]))
        said = text[found[0].start:found[size - 1].end]
        if names and (size > 1 or _means_the_name(found[0], said, names, shouted)):
            return size, Part(said, name_run(said), tuple({name.id: name for name in names}.values()))
    return 0, None


def _means_the_name(token: Token, said: str, names: list[Name], shouted: bool) -> bool:
    """A stop word is a name (MUST, ER) only in capitals, and not where all of the question is in capitals."""
    if token.folded not in STOP:
        return token.folded not in ASKING
    return said.isupper() and not shouted and any(name.text.isupper() for name in names)
