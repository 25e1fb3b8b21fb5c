"""What was found out about passages is kept between builds, and never longer than it is true."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from kg.check import remembered
from kg.check.remembered import Remembered
from loaders.passages import Text, fingerprint

WORDS = "the kettle club meets by the window every second Thursday"
FIRST, AGAIN, ABSENT = (fingerprint(words.split()) for words in (WORDS.casefold(), "the", "a b c d e f"))


def states(file: Path, words: str = WORDS) -> list[str]:
    """The states of three passages in a text; they are kept."""
    known = Remembered(file)
    found = [known.state(Text(words), passage) for passage in (FIRST, AGAIN, ABSENT)]
    known.save()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "passages.json"


def test_the_second_time_nothing_is_looked_for(file: Path) -> None:
    found = states(file)
    assert found == ["found", "ambiguous", "not found"]
    with patch.object(remembered, "look_up", side_effect=AssertionError("it looked")):
        assert states(file) == found


def test_a_changed_copy_is_looked_through_again(file: Path) -> None:
    states(file)
    assert states(file, "something else, written since then") == ["not found"] * 3
    assert states(file) == ["found", "ambiguous", "not found"]


def test_a_changed_method_forgets_all(file: Path, tmp_path: Path) -> None:
    states(file)
    method = tmp_path / "method.py"
    method.write_text("another way", "utf-8")
    with (
        patch.object(remembered, "METHOD", method),
        patch.object(remembered, "look_up", side_effect=AssertionError("it looked")),
        pytest.raises(AssertionError, match="it looked"),
    ):
        states(file)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"a": 1}', '{"a": {"b": 1}}', "\x00", "null"])
def test_a_spoilt_file_is_begun_anew(file: Path, spoilt: str) -> None:
    found = states(file)
    kept = file.read_text("utf-8")
    file.write_text(spoilt, "utf-8")
    assert states(file) == found
    assert file.read_text("utf-8") == kept


def test_what_is_no_longer_cited_is_dropped(file: Path) -> None:
    states(file)
    known = Remembered(file)
    known.state(Text(WORDS), FIRST)
    known.save()
    assert AGAIN not in file.read_text("utf-8")


def test_without_a_copy_nothing_is_kept(file: Path) -> None:
    known = Remembered(file)
    assert known.state(None, FIRST) == "not checked"
    known.save()
    assert not file.exists()
