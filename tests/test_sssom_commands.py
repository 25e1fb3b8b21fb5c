"""`saferpractice export` and `import`: what they print, and the status they exit with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_support import ROOT
from sssom_support import NEW_LINK, Desk, files_of

from kg.cli import main
from kg.commands.export import ROWS
from kg.release import Release
from kg.sssom import ROWS as TABLES
from loaders.sssom.columns import COLUMNS

Run = Callable[..., Result]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def run(desk: Desk, made_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over a copy of the made corpus and the release of the made corpus."""
    monkeypatch.setenv("SAFER_HOME", str(made_home))
    monkeypatch.setenv("SAFER_CORPUS", str(desk.corpus))
    return lambda *words: CliRunner().invoke(main, list(map(str, words)))


def test_the_tables_that_export_offers_are_those_that_there_are() -> None:
    assert tuple(TABLES) == ROWS


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_documented(name: str) -> None:
    column = COLUMNS[name]
    text = (ROOT / "docs" / "sssom.md").read_text(encoding="utf-8")
    assert f"| `{name}` | {'yes' if column.read else 'no'} | {column.help} |" in text


def test_an_export_imported_again_changes_nothing(run: Run, desk: Desk, tmp_path: Path) -> None:
    before = files_of(desk.corpus)
    for rows in ROWS:
        for form in ("sssom", "csv"):
            file = tmp_path / f"out.{form}"
            exported = run("export", "--rows", rows, "--format", form, "--output", file)
            assert exported.exit_code == 0, exported.output
            assert f"rows in {file}" in exported.output
            imported = run("import", file)
            assert imported.exit_code == 0, imported.output
            assert "Nothing changes." in imported.output
    assert files_of(desk.corpus) == before


def test_without_a_file_the_table_goes_to_the_terminal(run: Run, desk: Desk) -> None:
    assert run("export").stdout == desk.text()


def test_a_table_for_spreadsheets_says_that_it_is_utf_8_and_has_no_metadata(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    run("export", "--format", "csv", "--output", file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfrecord_id,subject_id,")


@pytest.mark.parametrize("form", ["nquads", "trig", "ttl"])
def test_the_whole_release_is_exported_as_the_site_gives_it(
    run: Run, made_release: Release, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "out"
    told = run("export", "--format", form, "--output", file, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.output) == {"file": str(file), "format": form, "release": made_release.name}
    data = file.read_bytes()
    assert b"kettle-club" in data
    if form == "nquads":
        assert data == (made_release.path / "data.nq").read_bytes()


def test_a_dry_run_says_what_would_change_and_writes_nothing(run: Run, desk: Desk) -> None:
    before = files_of(desk.corpus)
    rows = desk.edited("kettle-club--action-1.1.1", lambda row: row.update(extent="minor"))
    told = run("import", desk.save([*rows, NEW_LINK]), "--dry-run")
    assert told.exit_code == 0, told.output
    assert (
        "line 2: kettle-club--action-1.1.1 (practices/kettle-club.md)\n    extent: full -> minor"
        in told.output
    )
    assert "biscuit-trolley--standard-made-grid-2019-a.2 (practices/biscuit-trolley.md): new" in told.output
    assert "2 changed, 12 as they were; 2 file(s).\nNothing was written (--dry-run)." in told.output
    assert files_of(desk.corpus) == before


def test_an_import_writes_and_tells_it_to_programs(run: Run, desk: Desk) -> None:
    told = json.loads(run("import", desk.save([NEW_LINK]), "--json").stdout)
    assert told["written"] is True
    assert told["files"] == ["practices/biscuit-trolley.md"]
    assert [change["new"] for change in told["changes"]] == [True]
    assert "links:" in (desk.corpus / "practices" / "biscuit-trolley.md").read_text(encoding="utf-8")


def test_a_fault_is_said_with_file_and_line_and_exits_with_1(run: Run, desk: Desk) -> None:
    before = files_of(desk.corpus)
    file = desk.save([NEW_LINK, NEW_LINK | {"object_id": "id:action/9.9"}])
    told = run("import", file)
    assert told.exit_code == 1
    assert f"{file}:3: object_id: 'id:action/9.9' is not in the corpus. Did you mean" in told.output
    assert "1 fault(s): nothing was written." in told.output
    as_json = run("import", file, "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["written"] is False
    assert files_of(desk.corpus) == before


def test_records_with_faults_are_neither_exported_nor_imported_into(run: Run, desk: Desk) -> None:
    file = desk.save([NEW_LINK])
    (desk.corpus / "themes" / "1.md").write_text("no record", encoding="utf-8")
    for words in (["export"], ["import", str(file)]):
        told = run(*words)
        assert told.exit_code == 1
        assert "themes/1.md:1: the front matter is missing." in told.output
        assert "mend them first" in told.output


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "no-such-file.tsv"],
        ["import", "."],
        ["export", "--format", "xml"],
        ["export", "--rows", "none"],
        ["export", "--format", "ttl", "--rows", "negative"],
        ["export", "--output", "no-such-folder/file.tsv"],
        ["export", "--json"],
    ],
)
def test_used_wrongly_they_exit_with_2(run: Run, words: list[str]) -> None:
    told = run(*words)
    assert told.exit_code == 2, told.output
    assert "Traceback" not in told.output


def test_an_export_that_cannot_be_written_leaves_the_old_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.tsv"
    file.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    told = run("export", "--output", file)
    assert told.exit_code == 1
    assert "No space left on device. Nothing was written." in told.output
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.glob(".new-*")] == []
