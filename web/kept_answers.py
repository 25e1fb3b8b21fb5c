"""Answers to queries, kept for who asks the same again: a release never changes, and neither do they."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from kg.sparql import QueryResult

MOST_BYTES, LONGEST = 32_000_000, 4_000_000
"""Bytes of all the answers that are kept, and of one."""
_CHANGING = re.compile(r"rand|now|uuid", re.IGNORECASE)
"""What stands in every query whose answer differs from time to time, and in some whose answer does not."""


class KeptAnswers:
    """The answers asked for last, up to so many bytes. Threads may share it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[Hashable, QueryResult] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Hashable) -> QueryResult | None:
        """The answer to what was asked, if it is kept."""
        with self._lock:
            answer = self._kept.get(asked)
            if answer is not None:
                self._kept.move_to_end(asked)
            return answer

    def keep(self, asked: Hashable, answer: QueryResult) -> None:
        """Keep an answer unless it is long; those asked for longest ago give way."""
        if len(answer.body) > LONGEST:
            return
        with self._lock:
            if asked not in self._kept:
                self._kept[asked] = answer
                self._size += len(answer.body)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1].body)


def lasting(query: str | bytes) -> bool:
    """Whether a query has the same answer every time: it names no time of day and nothing random."""
    text = query.decode("utf-8", "replace") if isinstance(query, bytes) else query
    return not _CHANGING.search(text)
