"""Lets a Linux process make only the system calls that computing needs; all others fail with EPERM.

A seccomp filter written by hand, so that no library is needed. `seccomp(2)`; numbers from the kernel's
unistd.h for x86-64 and for arm64. On other processors nothing is restricted, and `restrict` says so.
"""
from __future__ import annotations

import ctypes
import errno
import os
import platform
from dataclasses import dataclass

_LOAD, _IF_EQUAL, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EPERM
_SET_FILTER, _ALL_THREADS = 1, 1
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Step = tuple[int, int, int, int]
"""One instruction of a filter: code, how many to skip if true, if false, operand."""


@dataclass(frozen=True)
class _Machine:
    architecture: int
    seccomp: int
    tgkill: int
    openat: int
    looking: tuple[int, ...]
    computing: tuple[int, ...]


# looking: newfstatat, statx. computing, in both: read write readv writev pread64 preadv lseek close fstat
# fadvise64 readahead | mmap mprotect munmap mremap madvise brk | futex sched_yield sched_getaffinity getcpu
# membarrier set_robust_list rseq | clock_gettime clock_getres nanosleep clock_nanosleep gettimeofday
# setitimer | rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall | getpid gettid getrusage
# getrandom | exit exit_group
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E, seccomp=317, tgkill=234, openat=257, looking=(262, 332), computing=(
            0, 1, 19, 20, 17, 295, 8, 3, 5, 221, 187, 9, 10, 11, 25, 28, 12, 202, 24, 204, 309, 324, 273, 334,
            228, 229, 35, 230, 96, 38, 13, 14, 15, 131, 219, 39, 186, 98, 318, 60, 231)),
    "aarch64": _Machine(
        0xC00000B7, seccomp=277, tgkill=131, openat=56, looking=(79, 291), computing=(
            63, 64, 65, 66, 67, 69, 62, 57, 80, 223, 213, 222, 226, 215, 216, 233, 214, 98, 124, 123, 168,
            283, 99, 293, 113, 114, 101, 115, 169, 103, 134, 135, 139, 132, 128, 172, 178, 165, 278, 93, 94)),
}


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("if_true", ctypes.c_uint8), ("if_false", ctypes.c_uint8),
                ("operand", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def restrict(may_open: bool) -> bool:
    """From here on all threads may only compute, and read what is open (and open to read, if `may_open`).

    Needs `linux.no_new_privileges` first. False where the processor is unknown or the kernel refuses.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = _filter(machine, may_open)
    program = _Program(len(steps), (_Step * len(steps))(*(_Step(*step) for step in steps)))
    libc = ctypes.CDLL(None, use_errno=True)
    done = libc.syscall(ctypes.c_long(machine.seccomp), ctypes.c_long(_SET_FILTER),
                        ctypes.c_long(_ALL_THREADS), ctypes.byref(program))
    return bool(done == 0)


def _filter(machine: _Machine, may_open: bool) -> list[Step]:
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_IF_EQUAL, 1, 0, machine.architecture), (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, _NUMBER),
    ]
    for number in machine.computing + (machine.looking if may_open else ()):
        steps += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    # A process may signal itself only (abort does), and open files only for reading.
    steps += [(_IF_EQUAL, 0, 4, machine.tgkill), (_LOAD, 0, 0, _FIRST_ARGUMENT),
              (_IF_EQUAL, 0, 1, os.getpid()), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    if may_open:
        steps += [(_IF_EQUAL, 0, 4, machine.openat), (_LOAD, 0, 0, _FIRST_ARGUMENT + 16),
                  (_IF_ANY_BIT, 1, 0, _WRITING), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return [*steps, (_RETURN, 0, 0, _DENY)]
