"""A build that is killed changes nothing for those who read."""

import signal
from pathlib import Path

import pytest
from release_support import MOMENTS, Process, build, leftovers, title

from kg.release import Home, verify


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_reader_notices_nothing_when_the_build_is_killed(moment: str, tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    build(home, 2)
    switched = MOMENTS.index(moment) >= MOMENTS.index("after switch")
    with Process("read", tmp_path) as reader:
        reader.wait_for("reads 2")

        with Process("build", tmp_path, 3, moment) as killed:
            assert killed.end() == -signal.SIGKILL, killed.lines
        assert home.current_name() == title(3 if switched else 2)
        assert all(verify(home.folder(name)) == [] for name in home.names())

        build(home, 3, keep=2)
        assert home.names() == [title(2), title(3)]
        assert leftovers(home) == []
        reader.wait_for("reads 3")
        reader.tell()
        assert reader.end() == 0, reader.lines


def test_a_build_killed_while_it_writes_the_store_leaves_nothing_after_the_next(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    dead = home.releases / ".building-release-0007"
    (dead / "store").mkdir(parents=True)
    (dead / "store" / "000001.sst").write_text("half a table")
    build(home, 2)
    assert leftovers(home) == []


def test_a_removal_that_was_killed_half_way_is_finished_by_the_next_build(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    build(home, 2)
    home.folder(title(1)).rename(home.releases / f".removed-{title(1)}")
    build(home, 3)
    assert leftovers(home) == []
    assert sorted(lease.name for lease in home.leases.iterdir()) == [title(2), title(3)]


def test_each_step_is_told_before_and_after_and_in_order(tmp_path: Path) -> None:
    told: list[str] = []
    build(Home(tmp_path), 1, on_step=told.append)
    assert told == MOMENTS
