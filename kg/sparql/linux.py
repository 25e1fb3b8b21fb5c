"""What Linux lets an ordinary process give up: privileges, its network, the file system.

Each function says whether it worked; an older kernel or a container may lack it.
"""
from __future__ import annotations

import ctypes
import os
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CAPABILITY_VERSION_3 = 0x20080522
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_GET_VERSION, _LANDLOCK_PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of file access each Landlock version knows; later ones know as many as the fifth."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def no_new_privileges() -> bool:
    """No program started from here on gets more rights (prctl(2), PR_SET_NO_NEW_PRIVS)."""
    return bool(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def leave_network() -> bool:
    """Moves to a network namespace with no interfaces; works while the process has one thread."""
    return any(_libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def drop_capabilities() -> bool:
    """Gives up all capabilities of this thread: of root, only the user number is left."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    return bool(_libc.capset(header, (ctypes.c_uint32 * 6)()) == 0)


def confine_files(readable: Path | None) -> bool:
    """Closes the file system to this thread with Landlock, but for reading beneath one folder if given.

    https://docs.kernel.org/userspace-api/landlock.html
    """
    version = _syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_GET_VERSION)
    if version < 1:
        return False
    rules = _Ruleset((1 << _FILE_RIGHTS.get(version, 16)) - 1, 0b11, 0b11)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _syscall(_LANDLOCK_CREATE, ctypes.byref(rules), size, 0)
    try:
        return (ruleset >= 0 and (readable is None or _allow_reading(ruleset, readable))
                and _syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0)
    finally:
        if ruleset >= 0:
            os.close(ruleset)


def _allow_reading(ruleset: int, folder: Path) -> bool:
    parent = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(_READ_FILE | _READ_DIR, parent)
        return _syscall(_LANDLOCK_ADD, ruleset, _LANDLOCK_PATH_BENEATH, ctypes.byref(rule), 0) == 0
    finally:
        os.close(parent)


def _syscall(number: int, *arguments: object) -> int:
    wide = (ctypes.c_long(value) if isinstance(value, int) else value for value in arguments)
    return int(_libc.syscall(ctypes.c_long(number), *wide))
