"""Citations against the reader's copies: found, not found, ambiguous or not checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import MADE, checked, line_of, made_copy, replace, section

from kg.check.citations import STATES, check_citations, faults, in_words, table
from loaders.corpus import Corpus, load
from loaders.passages import Text, fingerprint
from loaders.sources import Sources

BULLETIN = MADE / "sources" / "made-bulletin.txt"
THEME, PASSAGE = "themes/1.md", "19:8e33cc5e11162fab185595c5a3eef7d9"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(MADE / "corpus")


def test_every_citation_of_the_made_corpus_is_in_one_row(corpus: Corpus) -> None:
    rows = check_citations(corpus, Sources(MADE / "sources"))
    assert {row.state for row in rows} == {"found", "not checked", "public page"}
    assert faults(corpus, rows) == []
    assert [row.document for row in rows if row.state == "not checked"] == ["made-plan"]
    assert {row.document for row in rows if row.state == "public page"} == {"made-page"}
    (row,) = [row for row in rows if row.record == "theme/1"]
    assert (row.file, row.passage, row.locator) == (THEME, PASSAGE, "What we ask for, request one")
    assert row.line == line_of(corpus.folder, THEME, PASSAGE)


def test_without_copies_nothing_is_checked_and_nothing_is_wrong(corpus: Corpus) -> None:
    rows = check_citations(corpus, Sources())
    assert {row.state for row in rows} == {"not checked", "public page"}
    assert faults(corpus, rows) == []


@pytest.mark.parametrize(
    ("passage", "state", "mend"),
    [
        ("19:" + "f" * 32, "not found", "run `saferpractice cite` again"),
        (
            fingerprint("we thank everyone who took part".split()),
            "ambiguous",
            "cite` with more words",
        ),
    ],
)
def test_a_passage_that_is_not_there_or_there_twice_is_a_fault(
    passage: str, state: str, mend: str, tmp_path: Path
) -> None:
    folder = made_copy(tmp_path)
    line = replace(folder, THEME, PASSAGE, passage)
    spoilt = load(folder)
    rows = check_citations(spoilt, Sources(MADE / "sources"))
    (fault,) = faults(spoilt, rows)
    assert (fault.file, fault.line) == (THEME, line)
    assert fault.what.endswith(f"of made-bulletin (What we ask for, request one) is {state}.")
    assert mend in fault.mend


def test_a_citation_without_a_passage_is_a_fault_where_a_reader_may_hold_a_copy(tmp_path: Path) -> None:
    folder = made_copy(tmp_path)
    replace(folder, THEME, f'    passages: ["{PASSAGE}"]\n', "")
    spoilt = load(folder)
    for sources in (Sources(MADE / "sources"), Sources()):
        (fault,) = faults(spoilt, check_citations(spoilt, sources))
        assert (fault.file, fault.line) == (THEME, line_of(folder, THEME, "document: made-bulletin"))
        assert "names no passage" in fault.what


def test_the_table_counts_passages_by_document_and_state(corpus: Corpus) -> None:
    rows = check_citations(corpus, Sources(MADE / "sources"))
    names, lines = table(rows)
    assert names == ("document", *STATES)
    assert [line[0] for line in lines] == ["made-bulletin", "made-page", "made-plan"]
    counted = sum(int(str(count)) for line in lines for count in line[1:])
    assert counted == len(rows)
    assert in_words(rows).startswith(
        f"{len([row for row in rows if row.state == 'found'])} found, 0 not found,"
    )


def test_the_json_has_every_passage(tmp_path: Path) -> None:
    folder = made_copy(tmp_path)
    (folder / "bad.md").write_text("no record")  # so that the sections of the graph are skipped
    rows = section(checked(folder, tmp_path), "citations").as_dict()["rows"]
    assert {"file", "line", "record", "document", "locator", "passage", "state"} == set(rows[0])
    assert len(rows) == len(check_citations(load(folder), Sources(MADE / "sources")))


def test_a_copy_that_cannot_be_read_is_one_fault_and_counts_as_absent(tmp_path: Path) -> None:
    folder, sources = made_copy(tmp_path), tmp_path / "sources"
    (folder / "bad.md").write_text("no record")  # so that the sections of the graph are skipped
    sources.mkdir()
    (sources / "made-bulletin.txt").write_bytes(b"caf\xe9")
    (sources / "made-plan.txt").write_text("A plan.")
    found = section(checked(folder, tmp_path, sources=sources), "citations").faults
    assert [fault.file for fault in found] == [
        str(sources / "made-bulletin.txt"),
        "practices/biscuit-trolley.md",
    ]
    assert found[0].what == "byte 3 is not UTF-8. Save the document as UTF-8 text."
    assert "is not found" in found[1].what


def test_the_made_document_says_of_itself_that_it_is_invented() -> None:
    assert "This bulletin is invented." in Text(BULLETIN.read_text(encoding="utf-8")).raw
