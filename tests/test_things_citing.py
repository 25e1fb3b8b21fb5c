"""Citations of a thing, with the passages that the reader's copy holds."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kg.release import Release
from kg.things import citations, find
from loaders.sources import Sources

ROOT = Path(__file__).resolve().parents[1]


def states(release: Release, sources: Sources) -> set[str]:
    """What became of looking for the passages of recommendation 1."""
    node = find(release.store, "recommendation", "1")
    assert node is not None
    return {quotation.state for cited in citations(node, sources) for quotation in cited.quotations}


def test_a_passage_is_found_where_the_reader_has_a_copy(made_release: Release) -> None:
    practice = find(made_release.store, "scenario", "teaching-tale")
    assert practice is not None
    found = citations(practice, Sources(ROOT / "tests" / "made" / "sources"))
    assert [quotation.state for cited in found for quotation in cited.quotations] == ["found"]


def test_without_a_copy_nothing_is_checked(made_release: Release) -> None:
    assert states(made_release, Sources()) == {"not checked"}


def test_a_copy_that_cannot_be_read_counts_as_none_and_is_logged(
    made_release: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("made-bulletin.txt", "made-plan.txt"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    with caplog.at_level(logging.ERROR):
        assert states(made_release, Sources(tmp_path)) == {"not checked"}
    assert "is not UTF-8" in caplog.text
