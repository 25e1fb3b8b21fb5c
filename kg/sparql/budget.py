"""What each client may still use: seconds of work, which come back with time, and queries at once."""
from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from kg.sparql.answers import Limits, QueryRefused

LEAST_SECONDS = 0.05
"""What every query costs, however short: it is read, looked over and written down as well."""
_MOST_CLIENTS = 10_000


@dataclass
class Account:
    """What a client has left at a time of the clock, in seconds of work, and its queries under way."""

    left: float
    seen: float
    under_way: int = 0


class Charge:
    """What one query has cost so far, in seconds of work."""

    def __init__(self) -> None:
        self.seconds = 0.0


class Budgets:
    """The accounts of all clients; any number of threads may use them.

    A client begins with `client_seconds` and gets back `client_share` of each second that passes. It may
    ask while anything is left: so a query that took longer than that is paid for by waiting.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._accounts: OrderedDict[str, Account] = OrderedDict()

    @contextmanager
    def spend(self, client: str | None) -> Iterator[Charge]:
        """For the time of one query of a client; None is ourselves, who have no budget.

        Raises QueryRefused (429, with `retry_after`) where the budget is used up.
        """
        charge = Charge()
        if client is None:
            yield charge
            return
        self._begin(client)
        try:
            yield charge
        finally:
            self._end(client, max(charge.seconds, LEAST_SECONDS))

    def _begin(self, client: str) -> None:
        with self._lock:
            account = self._account(client)
            if account.left <= 0:
                wait = ceil((LEAST_SECONDS - account.left) / self._limits.client_share)
                raise QueryRefused(429, "You have asked for more than one client's share of this server.",
                                   f"Wait {wait} seconds, or download the data and query your own copy.",
                                   retry_after=wait)
            if account.under_way >= self._limits.client_queries:
                raise QueryRefused(429, f"{account.under_way} of your queries are under way already.",
                                   "Send the next one when one of them has been answered.", retry_after=1)
            account.under_way += 1

    def _end(self, client: str, seconds: float) -> None:
        with self._lock:
            account = self._account(client)
            account.left -= seconds
            account.under_way = max(0, account.under_way - 1)

    def _account(self, client: str) -> Account:
        """The account as it is now; the caller holds the lock. Those asked for longest ago are forgotten."""
        now = self._clock()
        account = self._accounts.setdefault(client, Account(self._limits.client_seconds, now))
        gained = (now - account.seen) * self._limits.client_share
        account.left = min(self._limits.client_seconds, account.left + gained)
        account.seen = now
        self._accounts.move_to_end(client)
        while len(self._accounts) > _MOST_CLIENTS:
            self._accounts.popitem(last=False)
        return account
