"""Why a document was found, in plain sentences, and where the words stand in it."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kg.search.arrays import Name
from kg.search.documents import WITHDRAWN
from kg.search.kinds import SCHEMES
from kg.search.question import Part, Question, order_of
from kg.search.results import Matched
from kg.search.standing import Order, Run, joined, snippet, standing
from kg.search.texts import Text
from kg.search.words import Token, name_key, name_run, name_stems, tokens

MOST_SNIPPETS = 3
SHOWN = {"title": "title", "summary": "summary", "outcomes": "outcomes", "body": "text"}
"""The fields of which a stretch is shown, and what they are called."""
NAMES = ("labels", "other_labels", "people", "related")
"""Fields of which a document may have thousands, as a standard has that many practices address."""
ITS_NAME = "this is its name"


class Stand(NamedTuple):
    """Words of a document and the place in which they stand."""

    words: str
    place: str


class Explanation:
    """Why one document, by its record in the index, answers a question."""

    def __init__(self, record: dict[str, Any], question: Question) -> None:
        self.record, self.question = record, question
        self._texts = [Text(*text) for text in record["texts"]]
        self._read: dict[int, list[Token]] = {}

    def why(self) -> tuple[str, ...]:
        """The reasons for which it was found, the most important first."""
        question, said = self.question, self._standing_now()
        for number in question.numbers:
            itself = number.id == self.record["id"]
            said += [f"it is {number.said}"] if itself else self._because(number.id)
        loose: list[Stand] = []
        for part in question.parts:
            named = [sentence for name in part.names for sentence in self._named(part, name)]
            stand = None if named else self._stand(part.stems, part.order)
            loose += [stand] if stand and not (ITS_NAME in said and stand.place == "its title") else []
            called = None if named or stand else self._as_called(part)
            said += [*named, *([_meant(part, called[0])] if called else [])]
            loose += [called[1]] if called else []
        return tuple(dict.fromkeys(said + _grouped(loose)))

    def matched(self) -> tuple[Matched, ...]:
        """The fields in which what was looked for stands, each with a stretch of its text around it."""
        runs = [run for part in self.question.parts for run in _wanted(part)]
        found: dict[str, Matched] = {}
        for at, text in enumerate(self._texts if runs else []):
            field = SHOWN.get(text.field)
            if field and field not in found and len(found) < MOST_SNIPPETS:
                words = self._words(at)
                spans = joined(span for run, order in runs for span in standing(words, run, order))
                if spans:
                    found[field] = Matched(field, snippet(text.text, spans))
        return tuple(found.values())

    def _standing_now(self) -> list[str]:
        """That it was withdrawn, and that the question is its name."""
        said = [self.record["status_note"]] if self.record["status"] == WITHDRAWN else []
        named = self.question.key and self.question.key == name_key(self.record["title"])
        return [*said, ITS_NAME] if named else said

    def _because(self, other: str) -> list[str]:
        because: dict[str, str] = self.record["because"]
        return [because[other]] if other in because else []

    def _named(self, part: Part, name: Name) -> list[str]:
        """Why it was found by a name: what the name means, and how the document is related to that."""
        itself, related = name.id == self.record["id"], self._because(name.id)
        if not itself and not related:
            return []
        if _same(part, name):
            return [ITS_NAME] if itself else related
        if itself:
            return [f"“{part.said}” is another name for it"]
        plainly = name.kind in SCHEMES.values() and name.id not in self.record["wider"]
        return [_meant(part, name)] if plainly else [_meant(part, name), *related]

    def _as_called(self, part: Part) -> tuple[Name, Stand] | None:
        """The name of a thing that its text calls otherwise, and where the other name stands."""
        stands = ((name, self._stand(name_run(name.called), order_of(name))) for name in part.names)
        return next(((name, stand) for name, stand in stands if stand), None)

    def _stand(self, run: Run, order: Order) -> Stand | None:
        """The foremost place in which stems stand together, and the words that stand there."""
        for at, text in enumerate(self._texts):
            if text.field in NAMES and not set(run) <= set(name_stems(text.text)):
                continue
            spans = standing(self._words(at), run, order)
            if spans:
                return Stand(text.text[spans[0][0]:spans[0][1]], text.place)
        return None

    def _words(self, at: int) -> list[Token]:
        if at not in self._read:
            self._read[at] = tokens(self._texts[at].text)
        return self._read[at]


def _same(part: Part, name: Name) -> bool:
    return name_key(part.said) == name_key(name.called)


def _meant(part: Part, name: Name) -> str:
    return f"“{part.said}” is another name for {name.called} ({name.kind})"


def _wanted(part: Part) -> Iterator[tuple[Run, Order]]:
    """What to mark for a part: the words as typed, and as the thing that they name is called."""
    yield part.stems, part.order
    for name in part.names:
        yield name_run(name.called), order_of(name)


def _grouped(loose: Sequence[Stand]) -> list[str]:
    places: dict[str, list[str]] = {}
    for words, place in loose:
        if words not in places.setdefault(place, []):
            places[place].append(words)
    return [f"the {_quoted(words)} in {place}" for place, words in places.items()]


def _quoted(words: Sequence[str]) -> str:
    if len(words) == 1:
        return f"words “{words[0]}” stand" if " " in words[0] else f"word “{words[0]}” stands"
    quoted = [f"“{word}”" for word in words]
    return f"words {', '.join(quoted[:-1])} and {quoted[-1]} stand"
