"""Old releases go, but only those that nobody reads."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from release_support import Process, build, leftovers, number_of, title

from kg.release import Home, open_release, verify

OPENED_AT_ONCE = 16
"""Table files of a store; it opens any others when a query needs them (docs/releases.md)."""


def test_the_newest_few_are_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for number in range(1, 5):
        build(home, number, keep=2)
    assert home.names() == [title(3), title(4)]
    assert leftovers(home) == []


def test_a_release_that_another_process_reads_stays_until_it_is_done(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    with Process("hold", tmp_path) as holder:
        holder.wait_for("holds release-0001")
        build(home, 2, keep=1)
        build(home, 3, keep=1)
        assert home.names() == [title(1), title(3)]
        holder.tell()
        assert holder.end() == 0, holder.lines
        assert "reads 1" in holder.lines
    build(home, 4, keep=1)
    assert home.names() == [title(4)]


def test_a_reader_that_is_killed_holds_nothing_any_more(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    with Process("hold", tmp_path) as holder:
        holder.wait_for("holds release-0001")
        holder.kill()
    build(home, 2, keep=1)
    assert home.names() == [title(2)]


def test_a_store_opens_table_files_late_which_is_why_a_release_in_use_must_not_move(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    moved = shutil.copytree(home.folder(title(1)), home.releases / "copy")
    # where they were not merged before the build ended
    late = len(list(moved.glob("store/*.sst"))) > OPENED_AT_ONCE
    with open_release(home, "copy") as release:
        moved.rename(home.releases / "elsewhere")
        with pytest.raises(FileNotFoundError, match="No such file") if late else nullcontext():
            assert list(release.store)


def test_many_processes_read_one_release_at_once_and_change_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    holders = [Process("hold", tmp_path) for _ in range(10)]
    try:
        for holder in holders:
            holder.wait_for("holds release-0001")
        with open_release(home) as release:
            assert number_of(release) == 1
        for holder in holders:
            holder.tell()
        for holder in holders:
            assert holder.end() == 0, holder.lines
            assert "reads 1" in holder.lines
    finally:
        for holder in holders:
            holder.__exit__()
    assert verify(home.folder(title(1))) == []


def test_keeping_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="keep=0"):
        build(Home(tmp_path), 1, keep=0)
