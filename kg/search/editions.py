"""Which edition or list a numbered requirement is of, where a question says so: `ICS principle 3`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.namespaces import kind_and_key
from kg.search.arrays import Number
from kg.search.question import Question
from kg.search.words import tokens


def narrow(question: Question) -> None:
    """Keep, of several things with one number, those whose edition or list the question names.

    The words that name it are then no longer looked for. Where it names none, or all of them alike, nothing
    changes.
    """
    said = {token.folded for token in tokens(question.text)}
    for same in _alike(question.numbers):
        words = {number: _words(number) for number in same}
        shared = set[str].intersection(*words.values())
        named = {number: said & words[number] - shared for number in same}
        most = max(map(len, named.values()))
        dropped = {number.id for number in same if len(named[number]) < most}
        if not dropped:
            continue
        meant = set[str]().union(*named.values())
        question.numbers = [number for number in question.numbers if number.id not in dropped]
        gone = {number.said for number in same if number.id in dropped}
        question.taken = [taken for taken in question.taken if taken.means not in gone]
        question.parts = [
            part for part in question.parts if not {one.folded for one in tokens(part.said)} <= meant
        ]


def _alike(numbers: Iterable[Number]) -> list[list[Number]]:
    """The things that have one kind and one number, where they are several."""
    found: dict[tuple[str, str], list[Number]] = {}
    for number in dict.fromkeys(numbers):
        found.setdefault((number.kind, number.number), []).append(number)
    return [same for same in found.values() if len(same) > 1]


def _words(number: Number) -> set[str]:
    """The words of its address between its kind and its number: hee, qf, 2017 and 18; ics and 2021."""
    _, key = kind_and_key(number.id) or ("", "")
    return set(re.split(r"[-/]", key.rpartition("/")[0])) - {""}
