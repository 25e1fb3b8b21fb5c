"""A worker's store has all its files open before the worker may open none; its memory is watched."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from sparql_support import make_store, make_store_of_many_files

from kg.sparql.memory import OUT_OF_MEMORY, MemoryGauge
from kg.sparql.opening import open_all

OPEN_TABLES = """
import os, sys
from pathlib import Path
import pyoxigraph as ox
from kg.sparql.opening import open_all
path = sys.argv[2]
store = ox.Store.read_only(path) if sys.argv[1] == "engine" else open_all(Path(path))[0]
links = []
for number in os.listdir("/proc/self/fd"):
    try:
        links.append(os.readlink(f"/proc/self/fd/{number}"))
    except FileNotFoundError:
        continue
print(sum(link.endswith(".sst") for link in links))
"""


def open_tables(how: str, store: Path) -> int:
    command = [sys.executable, "-c", OPEN_TABLES, how, str(store)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files by /proc")
def test_files_that_the_engine_would_open_late_are_opened_at_once(tmp_path: Path) -> None:
    store = make_store_of_many_files(tmp_path / "store")
    tables = len(list(store.glob("*.sst")))
    assert open_tables("engine", store) < tables
    assert open_tables("open_all", store) == tables


def test_opening_says_how_many_files_are_left(tmp_path: Path) -> None:
    store, unopened = open_all(make_store_of_many_files(tmp_path / "store"))
    assert unopened == 0
    assert isinstance(store, ox.Store)


@pytest.mark.parametrize("what", ["nothing", "an empty folder"])
def test_what_is_no_store_is_not_opened(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "store"
    if what == "an empty folder":
        folder.mkdir()
    with pytest.raises(OSError, match="is not a store"):
        open_all(folder)


def test_opening_writes_nothing(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    open_tables("open_all", folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_gauge_tells_how_much_memory_was_added() -> None:
    gauge = MemoryGauge()
    block = bytearray(80 * 1024 * 1024)
    block[::4096] = b"x" * len(block[::4096])
    assert gauge.grown_mb() > 40


def test_where_the_system_sets_no_bound_a_process_ends_itself() -> None:
    program = (
        "import threading, time\n"
        "from kg.sparql.memory import leave_when_above, peak_mb\n"
        "threading.Thread(target=leave_when_above, args=(peak_mb() + 30,), daemon=True).start()\n"
        "block = bytearray(int(peak_mb() + 60) * 1024 * 1024)\n"
        "block[::4096] = b'x' * len(block[::4096])\n"
        "time.sleep(30)\n")
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == OUT_OF_MEMORY
