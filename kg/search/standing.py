"""Where words stand in a text, and the stretch of it to show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from kg.search.results import Segment
from kg.search.words import Token, tokens

Run = tuple[str, ...]
Span = tuple[int, int]
Order = Literal["next", "after", "any"]
"""How words have to stand together: each next to the one before; each after it with at most BETWEEN others
among them; or like that or next to each other in any order. Stop words are not counted."""
BETWEEN = 2
"""How many words may stand between the words of a name."""
AROUND = 110
"""About how many characters of a text are shown before the words looked for; twice as many after."""


class Words(NamedTuple):
    """A text that was read: its words without stop words, and by stem where they stand among these."""

    content: list[Token]
    places: dict[str, list[int]]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text."""
        content = [token for token in tokens(text) if token.stem]
        places: dict[str, list[int]] = {}
        for at, token in enumerate(content):
            places.setdefault(token.stem, []).append(at)
        return cls(content, places)


def standing(words: Words, run: Run, order: Order) -> list[Span]:
    """Where the stems of a run stand together in a text, as offsets: nowhere where it lacks one of them."""
    content, places = words
    if not places.keys() >= set(run):
        return []
    return joined(
        (content[first].start, content[last].end)
        for first, last in together([places[stem] for stem in run], settled(run, order))
    )


def settled(run: Run, order: Order) -> Order:
    """The order in which a run is looked for: as it stands where a stem is in it twice."""
    return "after" if order == "any" and len(set(run)) < len(run) else order


def together(places: Sequence[Sequence[int]], order: Order) -> Iterator[tuple[int, int]]:
    """The first and last place of each stretch in which words stand together, given the places of each."""
    if not places or not all(places):
        return
    shortest = {}
    for first in places[0]:
        last = _after(first, places[1:], len(places) + (0 if order == "next" else BETWEEN))
        if last is not None:
            shortest[last] = first
    yield from ((first, last) for last, first in shortest.items())
    if order == "any":
        for first in sorted({place for one in places for place in one}):
            if all(any(first <= place < first + len(places) for place in one) for one in places):
                yield first, first + len(places) - 1


def _after(first: int, others: Sequence[Sequence[int]], size: int) -> int | None:
    """The last place of words that stand one after the other within `size` places from `first`."""
    last = first
    for one in others:
        nearest = next((place for place in one if place > last), None)
        if nearest is None or nearest >= first + size:
            return None
        last = nearest
    return last


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def snippet(text: str, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """The stretch of a text with the most of some spans in it, cut between words, with these marked.

    The spans are in order, as `joined` gives them.
    """
    starts = [first for first, _ in spans]
    holds = [bisect_left(starts, first + 2 * AROUND) - at for at, first in enumerate(starts)]
    best = spans[holds.index(max(holds))]
    start = 0 if best[0] <= AROUND else text.find(" ", best[0] - AROUND, best[0]) + 1 or best[0]
    end = text.rfind(" ", best[1], best[0] + 2 * AROUND) if best[0] + 2 * AROUND < len(text) else len(text)
    end = max(end, best[1])
    segments, at = [Segment("… " if start else "", False)], start
    for first, last in spans:
        if start <= first and last <= end:
            segments += [Segment(text[at:first], False), Segment(text[first:last], True)]
            at = last
    segments += [Segment(text[at:end], False), Segment(" …" if end < len(text) else "", False)]
    return tuple(segment for segment in segments if segment.text)
