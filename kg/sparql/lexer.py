"""Cuts SPARQL text into tokens: enough to tell a keyword from a string, an IRI, a comment or a name.

It serves clear messages, never safety: the engine's own grammar is looser (it reads `SERVICESILENT`
and `trueSERVICE` as keywords), and what a query can do is bounded by the worker that runs it.
https://www.w3.org/TR/sparql11-query/#grammar
The time taken grows with the length of the text only: a prefix has an upper bound for that reason.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*''' | \"""(?:"{0,2}(?:[^"\\]|\\.))*\"""
        | '(?!'')(?:[^'\\\r\n]|\\.)*' | "(?!"")(?:[^"\\\r\n]|\\.)*")
    | (?P<open>'''.* | \""".* | '[^\r\n]* | "[^\r\n]*)
    | (?P<variable>[?$]\w[\w\u00B7\u203F\u2040]*)
    | (?P<blank>_:\w[\w\u00B7\u203F\u2040-]*)
    | (?P<name>(?:[^\W\d_][\w\u00B7\u203F\u2040.-]{0,60})?:
        (?:[\w\u00B7\u203F\u2040:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]|\.+(?=[\w:%\\-]))*)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (the group names above), its text and where it starts.

    Kind `open` is a string that is never closed; `name` is a prefixed name; `word` a keyword.
    """

    kind: str
    text: str
    start: int

    @property
    def prefix(self) -> str:
        """The prefix of a prefixed name, without its colon."""
        return self.text.partition(":")[0]


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query in order, without white space and comments. Any text can be cut."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def position(query: str, offset: int) -> tuple[int, int]:
    """Line and column of a place in a query, both from 1."""
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def iri_text(token: Token) -> str:
    """What an IRI token means: without its angle brackets, with escapes such as `\\u00e9` resolved."""
    return _CODE_POINT.sub(_character, token.text[1:-1])


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
