"""What a worker has given up is tried from inside: each thing works before, and fails after."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sparql_support import CROWD, THINGS, make_store, make_store_of_many_files

Child = dict[str, Any]
REFUSALS = ("OSError", "PermissionError", "BlockingIOError", "RuntimeError", "ValueError")

# A process that opens a store as a worker does, gives up its rights or not, and then tries.
CHILD = """
import ctypes, json, mmap, os, resource, signal, socket, sys, threading
from pathlib import Path
from kg.sparql import linux, rights, syscalls
from kg.sparql.memory import MemoryGauge, bound
from kg.sparql.opening import open_all
import pyoxigraph as ox

how, store_path, folder, opened = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
old = folder / "old"
old.write_text("old")
held, unopened = {}, 0
if how == "limits only":
    for giving_up in ("no_new_privileges", "leave_network", "confine_files", "drop_capabilities"):
        setattr(linux, giving_up, lambda *_: False)
    syscalls.restrict = lambda **_: False
if how != "all rights":
    held |= rights.before_opening()
if how == "lazy files":
    store = ox.Store.read_only(str(store_path))
    unopened = 100
else:
    store, unopened = open_all(store_path)
if how != "all rights":
    bound(MemoryGauge(), 300)
    held |= rights.after_opening(store_path, unopened)

def run_program():
    if os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {}) == 0:
        raise OSError

def fork():
    if os.fork() == 0:
        os._exit(0)

def start_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()

def raise_file_limit():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft - 1, 100), max(hard, 100)))

def signal_parent():
    os.kill(os.getppid(), 0)

def connect():
    socket.create_connection(("127.0.0.1", 9), timeout=1)

attempts = {
    "open a network socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "open a local socket": lambda: socket.socketpair(),
    "read a file": lambda: open("/etc/passwd").close(),
    "read a folder": lambda: os.listdir("/"),
    "write a file": lambda: open(folder / "new", "w").close(),
    "write into a file that is open": lambda: os.write(opened, b"more"),
    "remove a file": lambda: os.unlink(old),
    "make a folder": lambda: os.mkdir(folder / "made"),
    "change who may read a file": lambda: os.chmod(folder, 0o700),
    "open a pipe": lambda: os.pipe(),
    "copy an open file": lambda: os.dup(1),
    "fork": fork,
    "run a program": run_program,
    "start a thread": start_thread,
    "allocate 1 GB": lambda: len(mmap.mmap(-1, 1 << 30)),
    "raise its own limits": raise_file_limit,
    "signal another process": signal_parent,
}

def attempt(action):
    try:
        action()
        return "done"
    except BaseException as error:
        return type(error).__name__

outcomes = {name: attempt(action) for name, action in attempts.items()}
found = store.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }", use_default_graph_as_union=True)
os.write(1, json.dumps({"outcomes": outcomes, "held": held, "answer": next(iter(found))[0].value}).encode())
"""
BY_LIMITS = ("open a network socket", "open a local socket", "read a file", "write a file", "read a folder",
             "write into a file that is open", "open a pipe", "copy an open file")
BY_FILTER = ("fork", "run a program", "remove a file", "make a folder", "change who may read a file",
             "start a thread", "allocate 1 GB", "raise its own limits", "signal another process")


def run_child(how: str, store: Path, folder: Path) -> Child:
    folder.mkdir()
    with open(folder / "open", "wb", buffering=0) as opened:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, how, str(store), str(folder), str(opened.fileno())],
            pass_fds=[opened.fileno()], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: Child = json.loads(done.stdout)
    return found


def skip_without_filter(child: Child) -> None:
    if not (child["held"].get("few system calls") and child["held"].get("no other files")):
        pytest.skip("this system has no Landlock or no seccomp")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rights")


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    return make_store(folder / "store")


@pytest.fixture(scope="module")
def free(store: Path, folder: Path) -> Child:
    """What a process can do that has given up nothing."""
    return run_child("all rights", store, folder / "free")


@pytest.fixture(scope="module")
def confined(store: Path, folder: Path) -> Child:
    """What a worker can do."""
    return run_child("as a worker", store, folder / "confined")


@pytest.fixture(scope="module")
def limited(store: Path, folder: Path) -> Child:
    """What a worker can do on a system that offers nothing but limits."""
    return run_child("limits only", store, folder / "limited")


@pytest.fixture(scope="module")
def lazy(folder: Path) -> Child:
    """What a worker can do whose store has files that are not open yet."""
    return run_child("lazy files", make_store_of_many_files(folder / "many"), folder / "lazy")


@pytest.mark.parametrize("attempt", BY_LIMITS)
def test_on_every_system_a_worker_can_no_longer(attempt: str, free: Child, limited: Child,
                                                confined: Child) -> None:
    assert free["outcomes"][attempt] == "done"
    assert limited["outcomes"][attempt] in REFUSALS
    assert confined["outcomes"][attempt] in REFUSALS


@pytest.mark.parametrize("attempt", BY_FILTER)
def test_on_linux_a_worker_can_no_longer(attempt: str, free: Child, confined: Child) -> None:
    skip_without_filter(confined)
    assert free["outcomes"][attempt] == "done"
    assert confined["outcomes"][attempt] in REFUSALS


def test_a_worker_still_answers(limited: Child, confined: Child) -> None:
    assert limited["answer"] == confined["answer"] == str(CROWD + THINGS)


@pytest.mark.skipif(sys.platform != "linux", reason="macOS lets a process give up less")
def test_a_worker_says_what_it_has_given_up(confined: Child) -> None:
    assert confined["held"]["no new files"] is True
    assert set(confined["held"]) == {"no new privileges", "no network", "no new files", "no other files",
                                     "no capabilities", "few system calls"}


def test_a_worker_whose_store_opens_files_late_still_answers(lazy: Child) -> None:
    assert lazy["answer"] == "600"
    assert lazy["held"]["no new files"] is False


@pytest.mark.parametrize("attempt", sorted({*BY_LIMITS, *BY_FILTER} - {"open a pipe", "copy an open file"}))
def test_a_worker_whose_store_opens_files_late_can_do_nothing_else(attempt: str, lazy: Child) -> None:
    skip_without_filter(lazy)
    assert lazy["outcomes"][attempt] in REFUSALS
