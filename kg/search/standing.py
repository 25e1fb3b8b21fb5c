"""Where words stand in a text, and the stretch of it to show."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.search.results import Segment
from kg.search.words import Token

Run = tuple[str, ...]
Span = tuple[int, int]
BETWEEN = 2
"""How many words may stand between the words of a name."""
AROUND = 110
"""About how many characters of a text are shown before the words looked for; twice as many after."""


def reach(run: Run, ordered: bool) -> int:
    """Within how many words all of a run has to stand. Stop words are not counted."""
    return len(run) if ordered or len(run) < 2 else len(run) + BETWEEN


def standing(words: Sequence[Token], run: Run, ordered: bool) -> list[Span]:
    """Where the stems of a run stand together in a text, as offsets."""
    content = [token for token in words if token.stem]
    spans, at = [], 0
    while run and at < len(content):
        size = 0
        if content[at].stem == run[0] or (not ordered and content[at].stem in run):
            size = _size([token.stem for token in content[at:at + reach(run, ordered)]], run, ordered)
            spans += [(content[at].start, content[at + size - 1].end)] if size else []
        at += size or 1
    return spans


def _size(near: Sequence[str], run: Run, ordered: bool) -> int:
    """How many of some stems it takes to have all of a run; 0 where it is not all there."""
    if ordered:
        return len(run) if tuple(near) == run else 0
    missing = set(run)
    for size, stem in enumerate(near, 1):
        missing.discard(stem)
        if not missing:
            return size
    return 0


def together(places: Sequence[Sequence[int]], ordered: bool) -> bool:
    """Whether words stand together, given the numbers of the places where each of them stands."""
    if ordered:
        return any(all(first + at in place for at, place in enumerate(places)) for first in places[0])
    size = len(places) + BETWEEN
    return any(all(any(first <= place < first + size for place in one) for one in places)
               for first in {place for one in places for place in one})


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
    """The stretch of a text with the most of some spans in it, cut between words, with these marked."""
    best = max(spans, key=lambda one: sum(one[0] <= other[0] < one[0] + 2 * AROUND for other in spans))
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
