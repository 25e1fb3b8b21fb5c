"""gunicorn's worker with threads, in which nobody holds the others up by a connection left open or slow.

Gunicorn (26 and 27) waits up to two seconds for a client to close its end, in the one thread that takes every
request: a client that answers "Connection: close" with silence stops the whole site for so long, each time.
Here such a connection waits beside the others, for as long. A connection on which nothing has come yet waits
there too, and takes no thread; what comes slowly is read with patience (web/patience.py).
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from socket import SHUT_WR, socket
from threading import Semaphore
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from web.patience import Patient

LINGER = 2.0
"""Seconds that a client has to close its end: what it still sends is read, or it might lose the answer."""
SILENT = 5.0
"""Seconds that a new connection may stand open without a request."""
MOST = 65_536
"""Bytes that are read of what it still sends."""


class Worker(ThreadWorker):
    """Serves with threads; connections that are over wait in the selector, and not in its thread."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.over: deque[TConn] = deque()
        self.unread: dict[TConn, int] = {}
        self.waiting = Semaphore(max(1, self.cfg.threads // 2))

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection to a thread once something has come on it."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SILENT
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: TConn) -> object:
        """Read a request and answer it, in a thread."""
        conn.init()
        reading = conn.parser.unreader
        if isinstance(reading.sock, Patient):
            reading.sock.begin()
        else:
            reading.sock = Patient(conn.sock, self.waiting)
        return super().handle(conn)

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        """Go on with a connection after a request, in the thread that takes every request."""
        if fs.cancelled() or fs.exception() or fs.result() is not False:
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.shutdown(SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self.drain, conn))
        except (OSError, ValueError):  # the client is gone
            self.nr_conns -= 1
            conn.close()
            return
        conn.timeout = time.monotonic() + LINGER
        self.over.append(conn)
        self.unread[conn] = MOST

    def drain(self, conn: TConn, sock: socket) -> None:
        """Read what a client still sends; close when it has closed its end, or sends too much."""
        try:
            read = len(sock.recv(MOST))
        except OSError:
            read = 0
        self.unread[conn] -= read
        if not read or self.unread[conn] <= 0:
            self.over.remove(conn)
            self._close(conn)

    def murder_pending(self) -> None:
        """Close what has waited long enough; gunicorn calls this between requests."""
        super().murder_pending()
        while self.over and self.over[0].timeout <= time.monotonic():
            self._close(self.over.popleft())

    def _close(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        del self.unread[conn]
        self.nr_conns -= 1
        conn.close()
