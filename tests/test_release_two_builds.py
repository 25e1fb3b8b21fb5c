"""Two builds at once: the second waits its turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from release_support import Process, build, leftovers, title

from kg.release import Home, verify


@contextmanager
def a_second_waits(folder: Path, number: int) -> Iterator[tuple[Process, Process]]:
    """A build of release 1 that paused half-way, and one of another number that waits for its turn."""
    with Process("build", folder, 1, "pause after fill") as first:
        first.wait_for("after fill")
        with Process("build", folder, number, "") as second:
            second.wait_for("waiting until it ends")
            yield first, second


def test_a_second_build_says_that_it_waits_and_publishes_after_the_first(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with a_second_waits(tmp_path, 2) as (first, second):
        first.tell()
        assert first.end() == 0, first.lines
        assert second.end() == 0, second.lines
    assert home.names() == [title(1), title(2)]
    assert home.current_name() == title(2)
    assert verify(home.folder(title(1))) == verify(home.folder(title(2))) == []
    assert leftovers(home) == []


def test_a_second_build_of_the_same_release_uses_what_the_first_made(tmp_path: Path) -> None:
    with a_second_waits(tmp_path, 1) as (first, second):
        first.tell()
        assert first.end() == 0, first.lines
        assert second.end() == 0, second.lines
        assert "before fill" not in second.lines
        assert "published" in second.lines
    assert Home(tmp_path).names() == [title(1)]


def test_a_second_build_goes_on_when_the_first_is_killed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with a_second_waits(tmp_path, 2) as (first, second):
        first.kill()
        assert second.end() == 0, second.lines
    assert home.names() == [title(2)]
    assert leftovers(home) == []


def test_an_older_release_that_is_built_again_is_the_newest_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for number in (1, 2, 1):
        build(home, number)
    assert home.names() == [title(2), title(1)]
    assert home.current_name() == title(1)
    assert verify(home.folder(title(1))) == []
