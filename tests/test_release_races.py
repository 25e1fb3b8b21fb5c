"""What happens between two system calls: builds that finish just while somebody opens a release."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from release_support import MOMENTS, Process, build, leftovers, number_of, title

from kg.release import Home, ReleaseError, leases, open_release

Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    build(home, 1)
    return home


@pytest.fixture(params=["opens the lease file", "locks the lease file"])
def just_before_a_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets something happen once, just before a reader does what the parameter says."""
    pending: list[Callable[[], object]] = []
    really_open = leases._open

    def open_lease(file: Path) -> int:
        if pending and request.param.startswith("opens"):
            pending.pop()()
        return really_open(file)

    def flock(handle: int, operation: int) -> None:
        if pending and request.param.startswith("locks"):
            pending.pop()()
        fcntl.flock(handle, operation)

    monkeypatch.setattr(leases, "_open", open_lease)
    monkeypatch.setattr(leases, "fcntl", SimpleNamespace(**{**vars(fcntl), "flock": flock}))
    return pending.append


def test_current_removed_while_it_is_opened_gives_the_one_that_followed(
    home: Home, just_before_a_reader: Meanwhile
) -> None:
    just_before_a_reader(lambda: build(home, 2, keep=1))
    with open_release(home) as release:
        assert number_of(release) == 2


def test_a_named_release_removed_while_it_is_opened_is_unknown(
    home: Home, just_before_a_reader: Meanwhile
) -> None:
    just_before_a_reader(lambda: build(home, 2, keep=1))
    with pytest.raises(ReleaseError, match="There is no release 'release-0001'"):
        open_release(home, title(1))
    build(home, 3, keep=1)
    assert [lease.name for lease in home.leases.iterdir()] == [title(3)]


def test_a_release_removed_and_made_again_while_it_is_opened_is_leased(
    home: Home, just_before_a_reader: Meanwhile
) -> None:
    def remove_and_make_again() -> None:
        build(home, 2, keep=1)
        build(home, 1, keep=1)

    just_before_a_reader(remove_and_make_again)
    with open_release(home) as release:
        build(home, 3, keep=1)
        assert home.names() == [title(1), title(3)]
        assert number_of(release) == 1


def test_current_points_to_a_release_at_every_instant(home: Home) -> None:
    build(home, 2)
    with Process("watch", home.path) as watcher:
        watcher.wait_for("watching")
        for number in [1, 2] * 20:
            build(home, number)
        watcher.tell()
        assert watcher.end() == 0, watcher.lines


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_stopped_at_any_step_tidies_up(home: Home, moment: str) -> None:
    def on_step(step: str) -> None:
        if step == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(home, 2, on_step=on_step)
    switched = MOMENTS.index(moment) > MOMENTS.index("before switch")
    assert home.current_name() == title(2 if switched else 1)
    assert leftovers(home) == []
