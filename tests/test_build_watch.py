"""`saferpractice build --watch`: what is remembered from build to build, and what is said of each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made_support import MADE, ONTOLOGY, made_copy, replace

from kg import watching
from kg.build import build
from kg.cli import main
from kg.inputs import inputs_hash
from kg.memory import Memory
from kg.release import Home
from kg.search import Search
from loaders.sources import Sources

KETTLE = "practices/kettle-club.md"
BUILT_ANEW = ("store/", "union/", "index/")
"""Files of a release that differ from build to build, whatever is remembered."""


def edited(corpus: Path) -> None:
    replace(corpus, KETTLE, "title: Kettle club", "title: Teapot club")


def moved(corpus: Path) -> None:
    (corpus / KETTLE).rename(corpus / "practices" / "another-file.md")


def copied(corpus: Path) -> None:
    text = (corpus / "practices" / "another-file.md").read_text(encoding="utf-8")
    (corpus / KETTLE).write_text(text.replace("id: kettle-club", "id: tea-club"), encoding="utf-8")


def deleted(corpus: Path) -> None:
    (corpus / KETTLE).unlink()


def made(corpus: Path, home: Path, memory: Memory | None) -> dict[str, Any]:
    """What tells one release from another, and what its search finds."""
    built = build(corpus, ONTOLOGY, Home(home), memory=memory)
    manifest = json.loads((built.path / "manifest.json").read_text(encoding="utf-8"))
    files = {file: one for file, one in manifest.pop("files").items() if not file.startswith(BUILT_ANEW)}
    search = Search(built.path / "index")
    found = [(hit.id, hit.score) for hit in search.search("club tea ward").hits]
    search.close()
    return {"manifest": manifest, "files": files, "found": found}


def test_a_build_that_remembers_makes_the_same_release_as_one_that_does_not(tmp_path: Path) -> None:
    corpus, memory = made_copy(tmp_path), Memory(keeps=True)
    names = [made(corpus, tmp_path / "home", memory)["manifest"]["name"]]
    for change in (edited, moved, copied, deleted):
        change(corpus)
        remembered = made(corpus, tmp_path / "home", memory)
        assert remembered == made(corpus, tmp_path / "cold", None), change.__name__
        names.append(remembered["manifest"]["name"])
    assert names[4] == names[2], "what is deleted was not there before it was copied"
    assert len(set(names)) == 4


def test_a_changed_ontology_is_read_again(tmp_path: Path) -> None:
    folder, memory = tmp_path / "ontology", Memory(keeps=True)
    folder.mkdir()
    one = folder / "a.ttl"
    one.write_text("<urn:a> <urn:b> [ <urn:c> 'one' ] .", encoding="utf-8")
    before = memory.ontology(folder)
    assert memory.ontology(folder) is before
    said = memory.ontology_quads(before)
    one.write_text("<urn:a> <urn:b> [ <urn:c> 'two' ] .", encoding="utf-8")
    assert {str(quad.object) for quad in memory.ontology_quads(memory.ontology(folder))} != {
        str(quad.object) for quad in said
    }


@pytest.fixture
def watched(tmp_path: Path) -> tuple[Path, Callable[[], watching.Round]]:
    """A copy of the made corpus, and what gives the next round of watching it."""
    corpus = made_copy(tmp_path)
    rounds = watching.rounds(corpus, ONTOLOGY, Home(tmp_path / "home"), Sources(MADE / "sources"))
    return corpus, lambda: next(rounds)


def test_each_save_is_built_and_a_fault_names_its_line_and_leaves_the_release(
    watched: tuple[Path, Callable[[], watching.Round]], tmp_path: Path
) -> None:
    corpus, following = watched
    first = following()
    assert first.built
    assert not first.changed

    line = replace(corpus, KETTLE, "title: Kettle club", "titel: Kettle club")
    spoilt = following()
    assert spoilt.changed == (str(corpus / KETTLE),)
    assert spoilt.built is None
    assert f"{KETTLE}:{line}: titel is no field of Practice. Did you mean 'title'?" in spoilt.wrong
    assert Home(tmp_path / "home").current_name() == first.built.name

    replace(corpus, KETTLE, "titel: Kettle club", "title: Kettle club")
    mended = following()
    assert mended.built == first.built
    assert mended.wrong == ()


def test_a_changed_program_builds_nothing_more(
    watched: tuple[Path, Callable[[], watching.Round]], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, following = watched
    following()
    edited(corpus)
    monkeypatch.setattr(watching, "program_hash", lambda: "another")
    with pytest.raises(watching.ProgramChangedError):
        following()


def test_the_command_says_which_release_is_shown_and_ends_at_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("SAFER_CORPUS", str(MADE / "corpus"))
    monkeypatch.setenv("SAFER_ONTOLOGY", str(ONTOLOGY))
    monkeypatch.setattr("kg.watching.time.sleep", interrupted)
    said = CliRunner().invoke(main, ["build", "--watch"])
    current = Home(tmp_path / "safer-home").current_name()
    assert f"release {current}, " in said.output
    assert said.output.endswith("Ended.\n")
    assert said.exit_code == 0


def test_what_an_editor_puts_beside_a_file_is_no_part_of_a_release(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    before = inputs_hash(corpus, ONTOLOGY, "program")
    for name in (".kettle-club.md.swp", "kettle-club.md~"):
        (corpus / "practices" / name).write_text("half a file", encoding="utf-8")
    assert inputs_hash(corpus, ONTOLOGY, "program") == before
    (corpus / "practices" / "notes.txt").write_text("a file", encoding="utf-8")
    assert inputs_hash(corpus, ONTOLOGY, "program") != before
