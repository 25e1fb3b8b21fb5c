"""The pool's side of one worker process: starts it, asks it, ends it, and says how it died."""
from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.sparql.answers import Limits, QueryRefused
from kg.sparql.frames import Header, PipeClosed, TimeUp, TooLong, pack, read_until, write_until
from kg.sparql.memory import OUT_OF_MEMORY

logger = logging.getLogger(__name__)

POLITE = 10
"""How far a worker gives way to whoever serves pages: with every processor taken, pages go first."""
_SECONDS_TO_OPEN = 60.0
_SECONDS_TO_DIE = 5.0
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_SIMPLER = "Ask for less at once: fewer patterns, a LIMIT, or smaller groups."
_HEADER_BYTES = 1_000_000


class Worker:
    """A worker process with, at most, one store. Used by one thread at a time.

    Starting and opening do not wait: `wait_until_ready` does.
    """

    def __init__(self, limits: Limits, store_path: Path | None = None) -> None:
        self._limits = limits
        self._ready = False
        self.store_path: Path | None = None
        self.rights: dict[str, bool] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.sparql.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=_environment(), bufsize=0)
        # From here, since most of what a worker costs that a query keeps killing is its start.
        os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(os.PRIO_PROCESS, 0) + POLITE)
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._questions = self._process.stdin.fileno()
        self._answers = self._process.stdout.fileno()
        self._complaints = self._process.stderr.fileno()
        for pipe in (self._questions, self._answers, self._complaints):
            os.set_blocking(pipe, False)
        if store_path is not None:
            self.open(store_path)

    def open(self, store_path: Path) -> None:
        """Tells a worker without a store which one to open."""
        self.store_path = store_path
        message = pack({"store": str(store_path), "memory_mb": self._limits.memory_mb})
        write_until(self._questions, message, time.monotonic() + _SECONDS_TO_OPEN)

    @property
    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Waits for the store to be open. Raises QueryRefused (500) where it cannot be opened."""
        if self._ready:
            return
        try:
            reply, _ = read_until(self._answers, time.monotonic() + _SECONDS_TO_OPEN, _HEADER_BYTES)
        except (PipeClosed, TimeUp, TooLong):
            reply = {"detail": self._end(_SECONDS_TO_DIE).decode(errors="replace")}
        if not reply.get("ready"):
            logger.error("A query worker could not open %s: %s", self.store_path, reply.get("detail"))
            raise QueryRefused(500, "The data could not be opened for queries.", "The server's log says why.")
        self.rights = reply["rights"]
        self._ready = True

    def ask(self, question: Header, query: str) -> tuple[Header, bytes]:
        """One query's reply. Raises QueryRefused where the worker ran out of time or died of it."""
        deadline = time.monotonic() + self._limits.seconds
        try:
            write_until(self._questions, pack(question, query.encode()), deadline)
            return read_until(self._answers, deadline, 2 * self._limits.body_bytes + _HEADER_BYTES)
        except TimeUp:
            self.close()
            raise QueryRefused(504, f"The query was stopped after {self._limits.seconds:g} seconds.",
                               _SIMPLER + " Patterns that share no variable multiply.") from None
        except TooLong:
            self.close()
            raise QueryRefused(413, "The result is too large.", _SIMPLER) from None
        except PipeClosed:
            raise self._post_mortem(self._end(_SECONDS_TO_DIE)) from None

    def kill(self) -> None:
        """Ends the process, whatever it is doing; the thread that waits for it sees its pipe close."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process and frees its pipes. Not while another thread waits for it."""
        self._end()

    def _end(self, patience: float = 0) -> bytes:
        """Ends the process, at once or when it has had some seconds to end itself; what it complained of."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        complaints = b""
        if self._process.stderr and not self._process.stderr.closed:
            complaints = self._process.stderr.read() or b""
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
        return complaints

    def _post_mortem(self, complaints: bytes) -> QueryRefused:
        code = self._process.returncode
        said = complaints.decode(errors="replace").strip()
        logger.warning("A query ended its worker (status %s): %s", code, said[-500:])
        if b"memory" in complaints or b"bad_alloc" in complaints or code in (-signal.SIGKILL, OUT_OF_MEMORY):
            return out_of_memory(self._limits)
        if code in (-signal.SIGSEGV, -signal.SIGBUS):
            return QueryRefused(400, "The query engine broke off while reading the query.",
                                "This happens where brackets are nested thousands deep: nest less.")
        return QueryRefused(500, "The query engine failed on this query.", _SIMPLER)


def out_of_memory(limits: Limits) -> QueryRefused:
    """The refusal for a query that needs more memory than it may have."""
    return QueryRefused(400, f"The query needs more than {limits.memory_mb} MB of memory.", _SIMPLER)


def reusable(reply: Header, limits: Limits) -> bool:
    """Whether a worker that replied so has kept enough of its memory for the next query."""
    return bool(reply.get("failed") != "memory" and reply["grown_mb"] < limits.memory_mb / 2)


def _environment() -> dict[str, str]:
    """What a worker may know of this process's environment: nothing secret is among it."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    modules = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)
    # One arena keeps what the allocator reserves small, so that the memory limit is about real use.
    return {**kept, "PYTHONPATH": modules, "MALLOC_ARENA_MAX": "1"}
