"""Passages of a text: folding, tokens and the fingerprint that says which passage is meant.

A fingerprint is `N:HASH`. The text is folded with Unicode NFKC and casefold, HTML tags count as
white space, the runs of letters and digits are the tokens; N consecutive tokens, joined by single
spaces, are hashed with SHA-256 and the first 32 hex digits kept (design, section 5).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.DOTALL)
RUN = re.compile(r"[^\W_]+")
FINGERPRINT = re.compile(r"^[1-9][0-9]*:[0-9a-f]{32}$")
SHORTEST = 6
"""The fewest tokens of a passage that `cite` proposes: fewer say too little to a reader."""


@dataclass(frozen=True)
class Token:
    """A folded word with the characters of the original text (start, end) that it came from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """A passage as positions: tokens `first` to `last` (inclusive), characters `start` to `end`."""

    first: int
    last: int
    start: int
    end: int


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the combining marks (or Hangul vowels and finals) that follow it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) or "\u1160" <= text[at] <= "\u11ff"):
            if start < at:
                yield start, text[start:at]
            start = at


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    folded: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        plain = cluster.casefold() if cluster.isascii() else unicodedata.normalize("NFKC", cluster).casefold()
        folded.append(plain)
        origin.extend([start] * len(plain))
    origin.append(len(text))
    whole = TAG.sub(lambda tag: " " * len(tag.group()), "".join(folded))
    return [
        Token(run.group(), origin[run.start()], _after(text, origin[run.end() - 1]))
        for run in RUN.finditer(whole)
    ]


def _after(text: str, at: int) -> int:
    """The position behind the cluster that starts at `at`."""
    at += 1
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return at


def fingerprint(words: list[str]) -> str:
    """The fingerprint of a run of folded tokens."""
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
    return f"{len(words)}:{digest}"


@dataclass
class Text:
    """A source document's text with its tokens, in which passages are looked up.

    Looking up hashes every run of N tokens once and remembers them, so the first passage of a
    length costs some milliseconds in a document of 10,000 words and the rest nothing.
    """

    raw: str
    _runs: dict[int, dict[str, list[int]]] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """What tells this text from any other: a SHA-256, in hex digits."""
        return hashlib.sha256(self.raw.encode()).hexdigest()

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens in order."""
        return tokens(self.raw)

    @cached_property
    def _joined(self) -> tuple[bytes, list[int]]:
        """The tokens with a space between, and where each of them starts."""
        encoded = [token.text.encode() for token in self.tokens]
        return b" ".join(encoded), list(accumulate((len(word) + 1 for word in encoded), initial=0))

    def find(self, passage: str) -> list[Span]:
        """Every place where the passage (a fingerprint) stands; empty where it is not there.

        Raises ValueError when `passage` is not a fingerprint.
        """
        if not FINGERPRINT.match(passage):
            raise ValueError(
                f"{passage!r} is no fingerprint such as 12:0123…; make one with `saferpractice cite`"
            )
        size = int(passage.partition(":")[0])
        return [self.span(first, first + size - 1) for first in self._of_length(size).get(passage, [])]

    def span(self, first: int, last: int) -> Span:
        """The passage from token `first` to token `last`, both included."""
        return Span(first, last, self.tokens[first].start, self.tokens[last].end)

    def words(self, span: Span) -> list[str]:
        """The folded tokens of a passage."""
        return [token.text for token in self.tokens[span.first : span.last + 1]]

    def quotation(self, span: Span) -> str:
        """The passage as a reader should see it: tags dropped, white space made single spaces.

        Signs that touch its first and last word, such as £, % and brackets, belong to it.
        """
        before = re.search(r"[£$€(“‘\"']*$", self.raw[max(0, span.start - 3) : span.start])
        after = re.match(r"[%)”’\"'.!?]*", self.raw[span.end : span.end + 3])
        start = span.start - (len(before[0]) if before else 0)
        end = span.end + (len(after[0]) if after else 0)
        return " ".join(re.sub(r"</?[A-Za-z][^<>]*>", " ", self.raw[start:end]).split())

    def fingerprint(self, span: Span) -> str:
        """The fingerprint of a passage."""
        return fingerprint(self.words(span))

    def occurrences(self, words: list[str]) -> list[int]:
        """The positions of the first token of every occurrence of a run of folded tokens."""
        if not words:
            return []
        plain = [token.text for token in self.tokens]
        size = len(words)
        return [at for at in range(len(plain) - size + 1) if plain[at : at + size] == words]

    def _of_length(self, size: int) -> dict[str, list[int]]:
        if size not in self._runs:
            runs: dict[str, list[int]] = {}
            joined, starts = self._joined
            for at in range(len(self.tokens) - size + 1):
                run = joined[starts[at] : starts[at + size] - 1]
                runs.setdefault(f"{size}:{hashlib.sha256(run).hexdigest()[:32]}", []).append(at)
            self._runs[size] = runs
        return self._runs[size]


class PassageError(Exception):
    """Words to cite that the document does not have, or has too often to tell which is meant."""


def locate(text: Text, wanted: str) -> Span:
    """The passage that `wanted` means: its words, lengthened until they stand only once.

    `first words ... last words` means everything from the one to the other. Raises PassageError
    when the words are not there, or stand more than once at the end of the document.
    """
    head, dots, tail = re.sub("…", "...", wanted).partition("...")
    first, size = _only(text, head)
    if not dots or not RUN.search(tail):
        return _lengthened(
            text, first, max(first + size - 1, min(first + SHORTEST - 1, len(text.tokens) - 1))
        )
    end = [token.text for token in tokens(tail)]
    after = [at for at in text.occurrences(end) if at >= first + size]
    if not after:
        raise PassageError(f"{tail.strip()!r} does not follow {head.strip()!r} in the document.")
    return _lengthened(text, first, after[0] + len(end) - 1)


def _only(text: Text, words: str) -> tuple[int, int]:
    plain = [token.text for token in tokens(words)]
    found = text.occurrences(plain)
    if not found:
        raise PassageError(f"{words.strip()!r} is not in the document. {_longest_start(text, plain)}")
    return found[0], len(plain)


def _longest_start(text: Text, plain: list[str]) -> str:
    for size in range(len(plain) - 1, 0, -1):
        if text.occurrences(plain[:size]):
            start = " ".join(plain[:size])
            return f"It has the first {size} word(s), {start!r}, but not the next, {plain[size]!r}."
    return "Check the spelling and the document."


def _lengthened(text: Text, first: int, last: int) -> Span:
    span = text.span(first, last)
    while len(text.find(text.fingerprint(span))) > 1:
        if last + 1 >= len(text.tokens):
            raise PassageError("These words stand more than once, the last time at the end: begin earlier.")
        last += 1
        span = text.span(first, last)
    return span
