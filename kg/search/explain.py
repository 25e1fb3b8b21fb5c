"""Why a document was found, in plain sentences, and where the words stand in it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from kg.search.arrays import Arrays, Name, Saying
from kg.search.documents import WITHDRAWN
from kg.search.engine import ASKED, FIELDS
from kg.search.kinds import SCHEMES
from kg.search.question import Part, Question, order_of
from kg.search.results import ASKED_AS, Matched
from kg.search.standing import Order, Run, Span, Words, joined, snippet, standing
from kg.search.texts import HOW_ASKED, Text
from kg.search.words import name_key, name_run, name_stems

MOST_SNIPPETS = 3
SHOWN = {"title": "title", "summary": "summary", "outcomes": "outcomes", "body": "text"}
"""The fields of which a stretch is shown, and what they are called."""
NAMES = ("names", "related")
"""Fields of which a document may have thousands, as a standard has that many practices address."""
LITERAL = {"its title", "its summary", "its outcomes"}
"""Places in which the words as they were typed say more than that they are another name for something."""
ITS_NAME = "this is its name"


Looked = tuple[Run, Order]
"""Stems that are looked for, and how they have to stand."""


class Stand(NamedTuple):
    """Words of a document and the place in which they stand."""

    words: str
    place: str


class Explanation:
    """Why one document, by its record in the index, answers a question."""

    def __init__(
        self,
        record: dict[str, Any],
        question: Question,
        arrays: Arrays,
        within: Container[str] = FIELDS,
    ) -> None:
        """`within` are the fields in which words are looked for."""
        self.record, self.question, self.arrays = record, question, arrays
        self._texts = [text for text in (Text(*text) for text in record["texts"]) if text.field in within]
        self._read: dict[int, Words] = {}
        self._found: dict[Part, tuple[list[str], list[Stand]]] = {}

    def why(self) -> tuple[str, ...]:
        """The reasons for which it was found, the most important first."""
        question, said = self.question, self._standing_now()
        for number in question.numbers:
            itself = number.id == self.record["id"]
            said += [f"it is {number.said}"] if itself else self._because(number.id)
        stands: list[Stand] = []
        for part in self._telling:
            sentences, found = self._reasons(part)
            said += sentences
            stands += [one for one in found if ITS_NAME not in said or one.place != "its title"]
        return tuple(dict.fromkeys(said + _grouped(stands)))

    @cached_property
    def _telling(self) -> list[Part]:
        """The parts of which it is worth telling that they brought it: no everyday word beside another."""
        parts = self.question.parts
        return [one for one in parts if not one.light and any(self._reasons(one))] or parts

    def missing(self) -> tuple[str, ...]:
        """The parts of the question for which there is no reason, as they were typed."""
        return tuple(part.said for part in self.question.parts if not any(self._reasons(part)))

    def _reasons(self, part: Part) -> tuple[list[str], list[Stand]]:
        """Why a part brought it: sentences, or places in its texts."""
        if part not in self._found:
            self._found[part] = self._reason(part)
        return self._found[part]

    def _reason(self, part: Part) -> tuple[list[str], list[Stand]]:
        """The first way that applies in which a part brought it."""
        named = [sentence for name in part.names for sentence in self._named(part, name)]
        as_called = any(_same(part, name) for name in part.names)
        stand = None if named and as_called else self._stand(part.stems, part.order)
        if named and not (stand and stand.place in LITERAL):
            return named, []
        if stand:
            return [], [stand]
        if called := self._as_called(part):
            return [_meant(part, called[0])], [called[1]]
        if part.phrase:
            return [], []
        alike = (self._stand(run, "after") for run in self.arrays.alike.get(part.stems, []))
        if stand := next(filter(None, alike), None):
            return [], [stand]
        called_so = [(name_run(name.called), order_of(name)) for name in part.names]
        for run, order in [(part.stems, part.order), *called_so]:
            if through := self._through(run, order):
                return through, []
        if line := self._asked_in(list(self._wanted(part))):
            return [], [line]
        words = [(stem,) for stem in part.stems] if len(part.stems) > 1 else []
        found = [self._stand(word, "next") or self._asked_in([(word, "next")]) for word in words]
        return [], [one for one in found if one]

    def matched(self) -> tuple[Matched, ...]:
        """The fields in which what was looked for stands, each with a stretch of its text around it; and each
        line in which people ask for it that is a reason."""
        runs = [run for part in self._telling for run in self._wanted(part)]
        found: dict[str, Matched] = {}
        for at, text in enumerate(self._texts if runs else []):
            field = SHOWN.get(text.field)
            if field and field not in found and len(found) < MOST_SNIPPETS:
                spans = joined(span for run, order in runs for span in self._standing(at, run, order))
                if spans:
                    found[field] = Matched(field, snippet(text.text, spans))
        return (*found.values(), *self._asked_lines(runs))

    def _asked_lines(self, runs: Sequence[Looked]) -> Iterator[Matched]:
        """The lines in which people ask for it that are reasons, with what was looked for marked."""
        stands = [stand for part in self._telling for stand in self._reasons(part)[1]]
        given = {stand.words for stand in stands if stand.place == HOW_ASKED}
        every = [*runs, *((part.stems, part.order) for part in self.question.parts)]
        stems = dict.fromkeys(stem for run, _ in every for stem in run)
        for at in self._lines if given else ():  # putting them in order takes time
            if self._texts[at].text in given:
                spans = joined(span for stem in stems for span in self._standing(at, (stem,), "next"))
                yield Matched(ASKED, snippet(self._texts[at].text, spans))

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
            return [f"“{part.near or part.said}” is another name for it"]
        plainly = name.kind in SCHEMES.values() and name.id not in self.record["wider"]
        return [_meant(part, name)] if plainly else [_meant(part, name), *related]

    def _as_called(self, part: Part) -> tuple[Name, Stand] | None:
        """The name of a thing that its text calls otherwise, and where the other name stands."""
        called = [(name, name_run(name.called), order_of(name)) for name in part.names]
        called += [(name, run, "next") for name in part.names for run in self.arrays.otherwise(name)]
        stands = ((name, self._stand(run, order)) for name, run, order in called)
        return next(((name, stand) for name, stand in stands if stand), None)

    def _through(self, run: Run, order: Order) -> list[str]:
        """How it is related to the thing whose name has the words: of several, the one that says most."""
        found = [one for one in self.arrays.sayings(run, order) if one.id in self.record["because"]]
        best = max(found, key=lambda one: (one.weight, one.id not in self.record["wider"]), default=None)
        return [_through(run, best, self.record["because"][best.id])] if best else []

    def _wanted(self, part: Part) -> Iterator[Looked]:
        """What to mark for a part: its words, what the thing that they name is called, and words alike."""
        yield part.stems, part.order
        for name in part.names:
            yield name_run(name.called), order_of(name)
            yield from ((run, "next") for run in self.arrays.otherwise(name))
        if not part.phrase:
            yield from ((run, "after") for run in self.arrays.alike.get(part.stems, []))

    @cached_property
    def _lines(self) -> list[int]:
        """The places of the lines in which people ask for it, those first that have most of the question."""
        wanted = [list(self._wanted(part)) for part in self.question.parts]
        lines = [at for at, text in enumerate(self._texts) if text.field == ASKED]
        return sorted(lines, key=lambda at: -sum(self._has(at, runs) for runs in wanted))

    def _asked_in(self, runs: Sequence[Looked]) -> Stand | None:
        """The first line in which people ask for it and one of some runs stands."""
        lines = (self._texts[at].text for at in self._lines if self._has(at, runs))
        return next((Stand(line, HOW_ASKED) for line in lines), None)

    def _has(self, at: int, runs: Sequence[Looked]) -> bool:
        return any(self._standing(at, run, order) for run, order in runs)

    def _stand(self, run: Run, order: Order) -> Stand | None:
        """The foremost place of what is recorded in which stems stand together, and the words there."""
        for at, text in enumerate(self._texts):
            if text.field == ASKED:
                return None
            if text.field in NAMES and not set(run) <= set(name_stems(text.text)):
                continue
            spans = self._standing(at, run, order)
            if spans:
                return Stand(text.text[spans[0][0] : spans[0][1]], text.place)
        return None

    def _standing(self, at: int, run: Run, order: Order) -> list[Span]:
        """Where stems stand together in a text."""
        if at not in self._read:
            self._read[at] = Words.of(self._texts[at].text)
        return standing(self._read[at], run, order)


def _same(part: Part, name: Name) -> bool:
    return name_key(part.near or part.said) == name_key(name.called)


def _meant(part: Part, name: Name) -> str:
    return f"“{part.near or part.said}” is another name for {name.called} ({name.kind})"


def _through(run: Run, saying: Saying, because: str) -> str:
    """Why a related thing brought it: `its topic is safety culture`, or with the name that has the words."""
    if set(run) <= set(name_stems(because)):
        return because
    if saying.what == "title":
        return f"{because}, “{saying.text}”"
    if saying.what == "name":
        return f"{because}, also called “{saying.text}”"
    return f"{because}: “{saying.text}”"


def _grouped(loose: Sequence[Stand]) -> list[str]:
    places: dict[str, list[str]] = {}
    for words, place in loose:
        if words not in places.setdefault(place, []):
            places[place].append(words)
    asked = places.pop(HOW_ASKED, [])
    said = [f"the {_stand_words(words)} in {place}" for place, words in places.items()]
    return [*said, ASKED_AS + _quoted(asked)] if asked else said


def _stand_words(words: Sequence[str]) -> str:
    one = len(words) == 1
    return f"word {_quoted(words)} stands" if one and " " not in words[0] else f"words {_quoted(words)} stand"


def _quoted(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else quoted[0]
