"""A pipe, a device or a file without end is said to be that, and never waited for or replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.whole_files import write_whole
from loaders.frontmatter import read_bytes
from loaders.sssom import table


def test_a_pipe_among_the_records_is_named_and_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "waiting.md")
    assert "waiting.md: this is a pipe or a device" in str(read_bytes(tmp_path / "waiting.md", tmp_path))


def test_what_is_written_to_a_pipe_goes_through_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(path, [b"one ", b"two"])
        assert os.read(reading, 100) == b"one two"
    finally:
        os.close(reading)
    assert path.is_fifo()


def test_a_link_goes_on_leading_to_the_file_that_was_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "file").write_text("before")
    write_whole(tmp_path / "link", [b"after"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "after"


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LARGEST", 1000)
    with pytest.raises(table.TableError, match="more than 1,000 bytes"):
        table.read(Path("/dev/zero"))
