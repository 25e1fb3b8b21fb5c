"""A running server moves on to a new release; requests under way finish on the old one."""

import logging
import os
import threading
from pathlib import Path

import pytest
from release_support import Process, build, number_of, title

from kg.release import CurrentRelease, Home, ReleaseError, reading


def test_a_server_moves_on_without_a_restart_and_requests_under_way_do_not(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 1)
    current = CurrentRelease(home)
    with current.lease() as old:
        build(home, 2, keep=1)
        with current.lease() as new:
            assert number_of(new) == 2
        assert number_of(old) == 1
    with pytest.raises(ReleaseError, match="release-0001 was used after it was closed"):
        number_of(old)


def test_requests_for_the_same_release_share_one_open_store(tmp_path: Path) -> None:
    build(Home(tmp_path), 1)
    current = CurrentRelease(Home(tmp_path))
    with current.lease() as one, current.lease() as other:
        assert one is other


def test_a_server_holds_only_the_current_release_when_idle(tmp_path: Path) -> None:
    home = Home(tmp_path)
    current = CurrentRelease(home)
    for number in range(1, 4):
        build(home, number, keep=1)
        with current.lease() as release:
            assert number_of(release) == number
    build(home, 4, keep=1)
    assert home.names() == [title(3), title(4)]
    current.close()
    build(home, 5, keep=1)
    assert home.names() == [title(5)]


def test_threads_never_see_an_error_while_releases_come_and_go(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 0)
    current = CurrentRelease(home)
    stop = threading.Event()
    failures: list[Exception] = []
    seen: set[int] = set()

    def ask() -> None:
        try:
            while not stop.is_set():
                with current.lease() as release:
                    seen.add(number_of(release))
        except (AssertionError, OSError, ReleaseError) as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 8):
        build(home, number, keep=1)
    stop.set()
    for thread in threads:
        thread.join()
    with current.lease() as release:
        assert number_of(release) == 7
    assert failures == []
    assert len(seen) > 1


def test_processes_never_see_an_error_while_releases_come_and_go(tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(home, 0)
    readers = [Process("read", tmp_path) for _ in range(3)]
    try:
        for reader in readers:
            reader.wait_for("reads 0")
        for number in range(1, 11):
            build(home, number, keep=1)
        for reader in readers:
            reader.wait_for("reads 10")
            reader.tell()
            assert reader.end() == 0, reader.lines
    finally:
        for reader in readers:
            reader.__exit__()


def test_a_server_stays_with_what_it_has_and_says_so_when_the_new_release_cannot_be_opened(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "RETRY_SECONDS", 0.0)
    home = Home(tmp_path)
    build(home, 1)
    current = CurrentRelease(home)
    with current.lease():
        pass
    home.current.unlink()
    os.symlink("releases/release-0009", home.current)
    with caplog.at_level(logging.ERROR), current.lease() as release:
        assert number_of(release) == 1
    assert "Staying with release release-0001" in caplog.text
    assert "release-0009 is gone" in caplog.text

    build(home, 2)
    with current.lease() as release:
        assert number_of(release) == 2


def test_a_server_started_before_the_first_build_says_what_to_run_and_then_works(tmp_path: Path) -> None:
    home = Home(tmp_path)
    current = CurrentRelease(home)
    with pytest.raises(ReleaseError, match='Run "saferpractice build"'), current.lease():
        pass
    build(home, 1)
    with current.lease() as release:
        assert number_of(release) == 1
