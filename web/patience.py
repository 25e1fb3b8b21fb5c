"""Reading from clients that send slowly: for so long, and from so many at a time.

A thread that waits for the rest of a request answers nobody. Gunicorn waits without end, so that a few dozen
clients that each send a byte now and then would stop the whole site.
"""

from __future__ import annotations

import errno
import time
from socket import socket
from threading import Semaphore
from typing import Any

SLOWEST = 20.0
"""Seconds that a request may take to arrive, with its body."""
SLOWEST_READER = 120.0
"""Seconds that a client may take to read a piece of an answer."""


class Patient:
    """The end of a connection that requests are read from. `waiting` has a place for each thread that waits.

    Raises ConnectionResetError, which gunicorn takes for a client that has gone, where a request takes longer
    than SLOWEST, or where its thread would have to wait and no place is left.
    """

    def __init__(self, sock: socket, waiting: Semaphore) -> None:
        self.sock, self.waiting = sock, waiting
        self.begin()

    def begin(self) -> None:
        """A request begins: its time runs from now."""
        self.until = time.monotonic() + SLOWEST

    def recv(self, size: int) -> bytes:
        """What has come, at most `size` bytes, waited for where nothing has; b"" where nothing more will."""
        try:
            self.sock.setblocking(False)
            return self.sock.recv(size)
        except BlockingIOError:
            return self._waited_for(size)
        finally:
            self.sock.settimeout(SLOWEST_READER)

    def _waited_for(self, size: int) -> bytes:
        left = self.until - time.monotonic()
        if left <= 0 or not self.waiting.acquire(blocking=False):
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly")
        try:
            self.sock.settimeout(left)
            return self.sock.recv(size)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly") from error
        finally:
            self.waiting.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)
