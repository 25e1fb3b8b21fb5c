"""Gives up, for good, what a process does not need in order to answer queries.

`before_opening` and then `after_opening` are called in a worker, around opening the store. What is
given up where is told in docs/sparql-safety.md; the tests try each thing from inside a worker.
"""
from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from kg.sparql import linux, syscalls

_MOST_FILES = 10_240


def before_opening() -> dict[str, bool]:
    """Room for files; no new privileges; a network with nothing in it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted) if soft != -1 else wanted, hard))
    if sys.platform != "linux":
        return {}
    return {"no new privileges": linux.no_new_privileges(), "no network": linux.leave_network()}


def after_opening(store: Path, unopened: int) -> dict[str, bool]:
    """No new files, processes or privileges, few system calls: says which of these hold.

    `unopened` files of the store may still be opened: 0, but for stores with very many.
    Raises OSError or ValueError where the limits that every system has cannot be set.
    """
    files = _highest_file() + 1 + unopened if unopened else 0
    held = {"no new files": unopened == 0}
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(limit, (0, 0))
    if sys.platform == "linux":
        held["no other files"] = linux.confine_files(store if unopened else None)
        held["no capabilities"] = linux.drop_capabilities()
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    if sys.platform == "linux":
        held["few system calls"] = syscalls.restrict(may_open=unopened > 0)
    return held


def _highest_file() -> int:
    """The highest number among this process's open files."""
    return max(int(name) for name in os.listdir("/dev/fd"))
