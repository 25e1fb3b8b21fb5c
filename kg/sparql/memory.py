"""Bounds and measures the memory of a worker."""
from __future__ import annotations

import os
import resource
import sys
import threading
import time

OUT_OF_MEMORY = 75
"""Exit status of a worker that took too much memory where the system itself sets no bound."""

_MB = 1024 * 1024


class MemoryGauge:
    """How much this process's memory has grown since the gauge was made.

    Made while files may still be opened, and read later: what a process reserves is told by a file.
    """

    def __init__(self) -> None:
        self._file = os.open("/proc/self/statm", os.O_RDONLY) if sys.platform == "linux" else None
        self._start = self.in_use_mb()

    def in_use_mb(self) -> float:
        """Address space in use on Linux; elsewhere the most memory that was ever in use."""
        if self._file is None:
            return peak_mb()
        return int(os.pread(self._file, 100, 0).split()[0]) * resource.getpagesize() / _MB

    def grown_mb(self) -> float:
        """What has been added since the start."""
        return self.in_use_mb() - self._start


def bound(gauge: MemoryGauge, memory_mb: int) -> None:
    """Lets this process grow by so much and no further: allocating more fails, or ends it."""
    if sys.platform == "darwin":
        threading.Thread(target=leave_when_above, args=(peak_mb() + memory_mb,), daemon=True).start()
        return
    most = int((gauge.in_use_mb() + memory_mb) * _MB)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def leave_when_above(most_mb: float) -> None:
    """Ends this process once it has used more memory; for macOS, which bounds no process's memory."""
    while peak_mb() <= most_mb:
        time.sleep(0.05)
    os._exit(OUT_OF_MEMORY)


def peak_mb() -> float:
    """The most memory that this process has had in use."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_MB if sys.platform == "darwin" else 1024)
