"""Verdicts of the reasoners are remembered for the same content, and for no other."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from pathlib import Path

import pytest
from made_support import MADE, checked, graph_of, made_copy, replace, section
from pyoxigraph import Store

from kg.check import consistency, graph
from kg.check.places import GraphFault
from kg.check.remember import KEPT, Verdicts, key_of
from kg.check.rules import Closure

FAULTS = [GraphFault("thing", "property", "Wrong.", "Mend it.")]
POSTER = "resources/made-poster.md"
REMEMBERED = "the verdict is the remembered one"
REASONERS = ("check_shapes", "check_rules", "close", "check_consistency")


@pytest.fixture
def no_reasoners(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on a reasoner that runs is a failure."""

    def forbidden(*_: object) -> None:
        pytest.fail("a reasoner ran")

    def forbid() -> None:
        for name in REASONERS:
            monkeypatch.setattr(graph, name, forbidden)
        monkeypatch.setattr(consistency, "run_hermit", forbidden)

    return forbid


def test_what_was_judged_is_not_judged_again_and_is_named_where_it_now_stands(
    tmp_path: Path, no_reasoners: Callable[[], None]
) -> None:
    corpus = made_copy(tmp_path)
    line = replace(corpus, POSTER, "[organisation/made-network]", "[theme/1]")
    first = checked(corpus, tmp_path)
    assert not first.ok
    no_reasoners()
    replace(corpus, POSTER, "kind: resource", "# one line down\nkind: resource")
    again = checked(corpus, tmp_path)
    assert [fault.what for fault in again.faults] == [fault.what for fault in first.faults]
    assert [fault.line for fault in again.faults if fault.file == POSTER] == [line + 1]
    for name in ("shapes", "rules", "consistency"):
        assert REMEMBERED in section(again, name).detail
        assert REMEMBERED not in section(first, name).detail


def test_other_content_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = made_copy(tmp_path)
    store = graph_of(corpus)[2]
    key = key_of(store)
    assert key == key_of(graph_of(corpus)[2])
    other = tmp_path / "other.ttl"
    other.write_text("one")
    with_file = key_of(store, [other])
    other.write_text("two")
    replace(corpus, "themes/1.md", "title: Talking", "title: Speaking")
    keys = {key, with_file, key_of(store, [other]), key_of(graph_of(corpus)[2]), key_of(Store())}
    monkeypatch.setattr(importlib.metadata, "version", lambda tool: "another version")
    assert len(keys | {key_of(store)}) == 6


def test_a_verdict_is_kept_and_recalled_by_name_and_key(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path)
    verdicts.keep("rules", "key", FAULTS)
    verdicts.keep("shapes", "key", [])
    assert verdicts.recall("rules", "key") == FAULTS
    assert verdicts.recall("shapes", "key") == []
    assert verdicts.recall("rules", "another") is None
    assert sorted(path.name for path in (tmp_path / "checks").iterdir()) == [
        "rules-key.json",
        "shapes-key.json",
    ]


@pytest.mark.parametrize("content", [b"", b"{", b'[{"thing": 1}]', b"\xff", b'"text"', b"7"])
def test_a_spoilt_verdict_is_no_verdict(content: bytes, tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path)
    verdicts.keep("rules", "key", FAULTS)
    (tmp_path / "checks" / "rules-key.json").write_bytes(content)
    assert verdicts.recall("rules", "key") is None


def test_only_the_newest_verdicts_are_kept(tmp_path: Path) -> None:
    verdicts = Verdicts(tmp_path)
    for number in range(KEPT + 5):
        verdicts.keep("rules", str(number), FAULTS)
    assert len(list((tmp_path / "checks").iterdir())) == KEPT
    assert verdicts.recall("rules", str(KEPT + 4)) == FAULTS


def test_a_home_that_cannot_be_written_is_said_and_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("check_shapes", "check_rules", "check_consistency"):
        monkeypatch.setattr(graph, name, lambda *_: [])
    monkeypatch.setattr(graph, "close", lambda *_: Closure(frozenset(), ()))
    home = tmp_path / "file"
    home.write_text("not a folder")
    report = checked(MADE / "corpus", home)
    assert report.ok
    assert "The verdict could not be remembered: " in section(report, "rules").detail
