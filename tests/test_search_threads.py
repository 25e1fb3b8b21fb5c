"""One open search serves many threads, and an index can be opened by others at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from search_support import SMALL, graph, searching

from kg.search import Search, build_index

QUESTIONS = ["falls on the ward", "A&E", "rec 6", "", '"morning the team"', "hudles", "hospital"] * 6


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file of an index, but for the name by chance that Whoosh gives its files."""
    chance = next(folder.rglob("*.trm")).stem.removeprefix("MAIN_")
    return {
        path.name.replace(chance, "CHANCE"): path.read_bytes().replace(chance.encode(), b"CHANCE")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_threads_get_the_answers_that_one_alone_gets(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        alone = [search.search(words) for words in QUESTIONS]
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(search.search, QUESTIONS))
    assert together == alone


def test_two_readers_can_have_one_index_open_and_reading_changes_no_file(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as first:
        before = contents(tmp_path / "index")
        second = Search(tmp_path / "index")
        assert second.search("falls") == first.search("falls")
        second.close()
        second.close()
        assert first.search("falls").total
    assert contents(tmp_path / "index") == before


def test_a_release_without_anything_to_find_is_searched_too(tmp_path: Path) -> None:
    with searching(tmp_path, "") as search:
        assert [search.search(words).total for words in ("", "falls", "rec 6")] == [0, 0, 0]


def test_an_index_is_the_same_for_the_same_graph_whatever_the_order_of_its_statements(tmp_path: Path) -> None:
    one, other = graph(SMALL), graph(*reversed(SMALL.split("\n\n")))
    build_index(tmp_path / "one", one)
    build_index(tmp_path / "other", other)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Search(tmp_path)
