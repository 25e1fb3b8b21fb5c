"""Words as search compares them: found in a text, folded, without stop words, stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

STOP = frozenset(
    "a about all also an and any are as at be been but by can could did do does for from had has have he her"
    " his how i if in into is it its may me might must my no not of off on or our out s shall she should so"
    " some such t than that the their them then there these they this those to us was we were what when where"
    " which who whom whose why will with would you your".split()
)
"""Words that say nothing about a subject: neither indexed nor searched."""
CONNECTORS = frozenset({"and", "for", "of", "the", "s"})
"""Words that may be missing from or added to a name without its being another name."""
UNSTEMMED = frozenset({"news", "incidence", "openness"})
"""Words that a stemmer takes for another form of another word."""
ALIKE = {
    "ageing": "aging",
    "defence": "defense",
    "dietician": "dietitian",
    "dieticians": "dietitians",
    "enrol": "enroll",
    "fulfil": "fulfill",
    "judgement": "judgment",
    "judgements": "judgments",
    "learnt": "learned",
    "licence": "license",
    "offence": "offense",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "skilful": "skillful",
}
"""British spellings, and their American or other forms, that no rule of SPELLINGS makes alike."""
SPELLINGS = [
    (re.compile(pattern), put)
    for pattern, put in (
        (r"is(ation|ations|ing)$", r"iz\1"),
        (r"is(e|ed|er|ers|es)$", r"iz\1"),
        (r"ys(e|ed|ing)$", r"yz\1"),
        (r"our(s|ed|ing|al|able|ful|ite|ites|less)?$", r"or\1"),
        (r"([tb])re(s|d)?$", r"\1er\2"),
        (r"[ao]e(?=[a-z]{2})", "e"),
        (r"mmes?$", "m"),
        (r"ogues?$", "og"),
        (r"(ncel|vel|bel|nsel|gnal|del|tal)l(ed|ing|or|ors|er|ers)$", r"\1\2"),
    )
]
"""Endings and diphthongs by which British and American spellings differ; what a rule does to other words
does no harm, since a text and a query go through the same rules."""
JOINED = (
    r"(?:co|e|inter|multi|anti|peri|intra)[-\s](?=[a-z]{3})|well[-\s](?=being)|hand-(?=over)"
    r"|on-(?=line)|check[-\s](?=list)|tool[-\s](?=kit)|team-(?=work)|whistle[-\s](?=blow)|work-(?=stream)"
)
PLAIN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
"""A word such as `ward`, `children's` or `1.1`."""
OPENING = frozenset("co e inter multi anti peri intra well hand on check tool team whistle work".split())
"""The words with which several that are one begin, apart from single letters."""
SEVERAL = re.compile(
    rf"[a-z](?:\s?&\s?|\sand\s)[a-z]\b|(?:{JOINED})[^\W_]+"
    r"|(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)",
    re.IGNORECASE,
)
"""What is one word and looks like several: `A & E`, `A and E`, `co-design` and `2,439`."""


_STEMMER, _LOCK = snowballstemmer.stemmer("english"), Lock()
"""A stemmer keeps the word that it works on, so one thread at a time may use it."""


class Token(NamedTuple):
    """A word of a text: where it stands, its folded form and its stem (empty for a stop word)."""

    start: int
    end: int
    folded: str
    stem: str


_made = tuple.__new__
"""Makes a token of its parts in half the time that Token takes: a text has hundreds."""


def tokens(text: str) -> list[Token]:
    """The words of a text in order, stop words too."""
    found: list[Token] = []
    end = 0
    for match in PLAIN.finditer(text):
        start, word = match.start(), match[0]
        if start < end:
            continue
        opens, folded, stem = _word(word)
        end = match.end()
        if opens and (several := SEVERAL.match(text, start)):
            end = several.end()
            folded, stem = _read(several[0])
        if folded:
            found.append(_made(Token, (start, end, folded, stem)))
    return found


@lru_cache(maxsize=200_000)
def _word(word: str) -> tuple[bool, str, str]:
    """Whether a word may be the first of several that are one; its folded form and stem by itself."""
    return _opens(word), *_read(word)


@lru_cache(maxsize=200_000)
def _read(word: str) -> tuple[str, str]:
    """The folded form and the stem of what is one word."""
    folded = fold(word) if PLAIN.fullmatch(word) or word[0].isdigit() else _joined(word)
    return folded, stemmed(folded)


def _opens(word: str) -> bool:
    """Whether a word may be the first of several that are one."""
    return len(word) == 1 or word[0].isdigit() or (len(word) < 8 and word.casefold() in OPENING)


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, without stop words."""
    return [token.stem for token in tokens(text) if token.stem]


@lru_cache(maxsize=100_000)
def name_stems(name: str) -> tuple[str, ...]:
    """The stems of a name, remembered: the same names stand in many documents."""
    return tuple(stems(name))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> tuple[str, ...]:
    """What two ways of writing one name have in common: its stems, stop words kept, connectors not."""
    return key_of(tokens(name))


def name_run(name: str) -> tuple[str, ...]:
    """The stems by which a name is looked for; none where a stop word leaves only one, as in "all staff"."""
    found = name_stems(name)
    return () if len(found) == 1 and len(name_key(name)) > 1 else found


def key_of(words: list[Token]) -> tuple[str, ...]:
    """The name_key of the name that some words are."""
    return tuple(token.stem or token.folded for token in words if token.folded not in CONNECTORS)


def fold(word: str) -> str:
    """A word in lower case without accents, possessive `'s`, the dots of N.H.S. and the commas of 2,439."""
    word = word.casefold().replace("’", "'")
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(part for part in parts if not unicodedata.combining(part))
    word = word.removesuffix("'s").replace("'", "")
    if word[:1].isdigit():
        return word.replace(",", "")
    return word.replace(".", "") if re.fullmatch(r"\w(?:\.\w)+", word) else word


@lru_cache(maxsize=200_000)
def stemmed(folded: str) -> str:
    """The stem of a folded word in American spelling; empty for a stop word."""
    if folded in STOP:
        return ""
    if folded in UNSTEMMED or len(folded) < 3 or not (folded.isascii() and folded.isalpha()):
        return folded
    word = ALIKE.get(folded, folded)
    if len(word) > 4:
        for pattern, put in SPELLINGS:
            word = pattern.sub(put, word)
    with _LOCK:
        return str(_STEMMER.stemWord(word))


def _joined(words: str) -> str:
    return fold(
        re.sub(r"\s+and\s+", "&", re.sub(r"\s*&\s*", "&", words), flags=re.IGNORECASE)
        .replace(" ", "")
        .replace("-", "")
    )
