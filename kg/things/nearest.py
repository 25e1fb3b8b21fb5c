"""Which keys somebody who wrote a wrong one may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kg.things.node import natural

SUGGESTIONS = 3
CLOSE = 0.4  # of difflib.SequenceMatcher.ratio(): a code without its edition still finds its standard


def nearest_keys(key: str, keys: Iterable[str], most: int = SUGGESTIONS) -> list[str]:
    """At most `most` of the keys, the closest to `key` first.

    Whole numbers are compared by value (for 13 of 12: 12, 11, 10), other keys by their letters.
    Where nothing is close, the first keys in natural order are given, so that there is a way on.
    """
    known = sorted(keys, key=natural)
    if key.isdecimal() and all(one.isdecimal() for one in known):
        return sorted(known, key=lambda one: abs(int(one) - int(key)))[:most]
    return difflib.get_close_matches(key.casefold(), known, most, CLOSE) or known[:most]
