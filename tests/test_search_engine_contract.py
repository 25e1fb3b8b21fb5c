"""What any full-text engine must do to take the place of the one in use: the contract of kg.search.engine.

The engine in use and a simple one of dictionaries, which no module outside this test knows, hold to the same
contract; and a whole search gives the same hits on both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from search_support import SMALL, graph

from kg.search import Search, build_index, fulltext
from kg.search.engine import FIELDS, Engine, Open, Record, Row, Weights, Write, norms
from kg.search.fulltext import FullText
from kg.search.standing import Order, Run, Words, settled, standing, together


def write_plain(folder: Path, rows: Iterable[Row]) -> None:
    """The simple engine: every row as it is, in one file."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [{"texts": row.texts, "written": sorted(row.written), "record": row.record} for row in rows]
    (folder / "plain.json").write_text(json.dumps(kept), encoding="utf-8")


class Plain:
    """The simple engine, open: it looks through every text each time."""

    def __init__(self, folder: Path) -> None:
        self.rows = json.loads((folder / "plain.json").read_text(encoding="utf-8"))

    @property
    def size(self) -> int:
        return len(self.rows)

    def together(self, run: Run, order: Order, within: Container[str] = FIELDS) -> Weights:
        found = np.zeros(self.size, np.float32)
        for field, weight in FIELDS.items():
            if field not in within:
                continue
            texts = [row["texts"].get(field, []) for row in self.rows]
            lengths = np.array([sum(map(len, one)) for one in texts], np.int64)
            counts = [sum(self._stretches(text, run, order) for text in one) for one in texts]
            found += np.array(counts, np.float32) * norms(lengths, weight)
        return found

    def _stretches(self, text: list[str], run: Run, order: Order) -> int:
        places = [[at for at, stem in enumerate(text) if stem == wanted] for wanted in run]
        return len({first for first, _ in together(places, settled(run, order))})

    def knows(self, stem: str) -> bool:
        return any(stem in text for row in self.rows for texts in row["texts"].values() for text in texts)

    def similar(self, word: str) -> str | None:
        written = [one for row in self.rows for one in row["written"] if one != word]
        near = [one for one in written if _one_slip(one, word)]
        return max(sorted(set(near)), key=near.count) if near else None

    def record(self, document: int) -> Record:
        record: Record = self.rows[document]["record"]
        return record

    def close(self) -> None:
        self.rows = []


def _one_slip(one: str, other: str) -> bool:
    """Whether words of one first letter differ by one letter, or by two that changed places."""
    if one[:1] != other[:1]:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(longer) == len(shorter) + 1:
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    swapped = len(differ) == 2 and sorted(one[at] for at in differ) == sorted(other[at] for at in differ)
    return len(one) == len(other) and (len(differ) == 1 or (swapped and differ[1] == differ[0] + 1))


@dataclass(frozen=True)
class Kind:
    """An engine: how it writes an index and opens one."""

    write: Write
    open: Open


def write_all_often(folder: Path, rows: Iterable[Row]) -> None:
    """What `fulltext` writes where every stem is there often."""
    with patch.object(fulltext, "OFTEN", 1):
        fulltext.write(folder, rows)


ENGINES = {
    "whoosh": Kind(fulltext.write, FullText),
    "whoosh, often": Kind(write_all_often, FullText),
    "plain": Kind(write_plain, Plain),
}
Make = Callable[..., Engine]


@pytest.fixture(params=ENGINES.values(), ids=list(ENGINES))
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def make(kind: Kind, tmp_path: Path) -> Iterator[Make]:
    """Makes an engine over rows, each given by its fields, and closes it at the end."""
    opened: list[Engine] = []

    def make(*rows: Row) -> Engine:
        kind.write(tmp_path / "index", rows)
        opened.append(kind.open(tmp_path / "index"))
        return opened[-1]

    yield make
    for engine in opened:
        engine.close()


def row(written: str = "", record: Record | None = None, **fields: list[str]) -> Row:
    """A row with fields of texts, each text as stems between blanks."""
    texts = {name: [text.split() for text in given] for name, given in fields.items()}
    return Row(texts, frozenset(written.split()), record or {})


def having(engine: Engine, run: str, order: Order = "next") -> list[int]:
    return np.flatnonzero(engine.together(tuple(run.split()), order)).tolist()


def test_documents_have_the_numbers_of_their_order(make: Make) -> None:
    engine = make(*(row(record={"n": number}) for number in range(5)))
    assert engine.size == 5
    assert [engine.record(number) for number in range(5)] == [{"n": number} for number in range(5)]


def test_a_record_comes_back_as_it_was(make: Make) -> None:
    record = {"title": "“Ü” \u202e 🚑", "list": [1, [2, None]], "map": {"a": {"b": True}}, "empty": ""}
    assert make(row(record=record)).record(0) == record


def test_an_index_of_nothing_is_searched_too(make: Make) -> None:
    engine = make()
    assert (engine.size, having(engine, "a"), engine.knows("a"), engine.similar("abcde")) == (
        0,
        [],
        False,
        None,
    )


def test_a_document_without_words_is_found_by_none(make: Make) -> None:
    engine = make(row(), row(title=["a"]), row(title=[]), row(title=[""]))
    assert having(engine, "a") == [1]


@pytest.mark.parametrize("run", ["zebra", "a zebra", "zebra zebra"])
def test_a_stem_that_stands_nowhere_finds_nothing(make: Make, run: str) -> None:
    engine = make(row(title=["a b"]))
    for order in ("next", "after", "any"):
        assert having(engine, run, order) == []


def test_no_stems_find_nothing(make: Make) -> None:
    engine = make(row(title=["a b"]))
    assert not engine.together((), "next").any()


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("a b c", {"next", "after", "any"}),
        ("x a b c y", {"next", "after", "any"}),
        ("a x b c", {"after", "any"}),
        ("a x b y c", {"after", "any"}),
        ("a x y z b c", set()),
        ("c b a", {"any"}),
        ("b a c", {"any"}),
        ("c x b a", set()),
        ("a a b c", {"next", "after", "any"}),
        ("a b", set()),
    ],
)
def test_stems_stand_together_in_the_order_asked_for(make: Make, text: str, orders: set[str]) -> None:
    engine = make(row(body=["q"]), row(body=[text]))
    assert {order for order in ("next", "after", "any") if having(engine, "a b c", order)} == orders


@pytest.mark.parametrize(("text", "found"), [("q a", False), ("a q", False), ("a a", True), ("a q a", True)])
def test_a_run_that_has_a_stem_twice_needs_it_twice(make: Make, text: str, found: bool) -> None:
    engine = make(row(body=["q"]), row(body=[text]))
    for order in ("after", "any"):
        assert (having(engine, "a a", order) == [1]) == found
        assert bool(standing(Words.of(text.replace("a", "side")), ("side", "side"), order)) == found


def test_stems_of_two_texts_or_fields_or_documents_never_stand_together(make: Make) -> None:
    engine = make(row(body=["x a", "b x"]), row(title=["a"], names=["b"]), row(title=["b"]), row(title=["a"]))
    for order in ("next", "after", "any"):
        assert having(engine, "a b", order) == []
        assert having(engine, "b a", order) == []


def test_a_place_counts_what_its_field_counts(make: Make) -> None:
    engine = make(*(Row({field: [["a"]]}, frozenset(), {}) for field in FIELDS))
    assert engine.together(("a",), "next").tolist() == pytest.approx(list(FIELDS.values()))
    assert engine.together(("a",), "any").tolist() == pytest.approx(list(FIELDS.values()))


def test_only_the_fields_named_count(make: Make) -> None:
    engine = make(row(title=["a b"], asked=["a b"]), row(asked=["a b"]))
    for run in (("a",), ("a", "b")):
        in_title, _ = engine.together(run, "next", {"title"}).tolist()
        in_asked, alone = engine.together(run, "next", {"asked"}).tolist()
        both, _ = engine.together(run, "next").tolist()
        assert alone == pytest.approx(in_asked) == pytest.approx(FIELDS["asked"])
        assert both == pytest.approx(in_title + in_asked)
        assert not engine.together(run, "next", {"body"}).any()


def test_every_place_counts_and_a_place_in_a_long_field_less(make: Make) -> None:
    engine = make(row(title=["a"]), row(title=["a x a"]), row(title=["a x x"]), row(title=["x x x x x"]))
    one, two, long, none = engine.together(("a",), "next").tolist()
    assert two > one > long > none == 0.0
    assert two == pytest.approx(2 * long)
    mean = (1 + 3 + 3 + 5) / 4
    assert one == pytest.approx(FIELDS["title"] / (0.4 + 0.6 * 1 / mean))


def test_a_run_counts_once_for_each_stretch(make: Make) -> None:
    engine = make(row(body=["a b x a b"]), row(body=["a b x x x"]))
    twice, once = engine.together(("a", "b"), "next").tolist()
    assert twice == pytest.approx(2 * once)


def test_the_weights_of_one_answer_can_be_changed_without_changing_the_next(make: Make) -> None:
    engine = make(row(title=["a"]))
    engine.together(("a",), "next")[:] = 99
    assert engine.together(("a",), "next").tolist() == [10.0]


def test_what_stands_in_any_text_is_known(make: Make) -> None:
    engine = make(row("written", title=["a"]), row(body=["b c"]))
    assert [stem for stem in ("a", "b", "c", "d", "written", "") if engine.knows(stem)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("hudles", "huddles"),
        ("huddels", "huddles"),
        ("huddlex", "huddles"),
        ("huddles", None),
        ("zuddles", None),
        ("cable", None),
        ("", None),
        ("h" * 200, None),
        ("\ud800", None),
    ],
)
def test_the_nearest_spelling_has_the_same_first_letter(make: Make, word: str, near: str | None) -> None:
    assert make(row("huddles table")).similar(word) == near


def test_of_two_spellings_as_near_the_more_frequent_is_meant(make: Make) -> None:
    assert make(row("wards"), row("words"), row("words")).similar("wurds") == "words"


def test_threads_may_share_an_open_index(make: Make) -> None:
    engine = make(*(row(record={"n": number}, title=[f"a t{number}"]) for number in range(50)))
    alone = [(having(engine, f"a t{number}", "any"), engine.record(number)) for number in range(50)]
    with ThreadPoolExecutor(8) as pool:
        both = pool.map(
            lambda number: (having(engine, f"a t{number}", "any"), engine.record(number)), range(50)
        )
        assert list(both) == alone


def test_closing_twice_does_no_harm(make: Make) -> None:
    engine = make(row(title=["a"]))
    engine.close()
    engine.close()


def test_a_folder_without_an_index_is_refused(kind: Kind, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        kind.open(tmp_path)


QUESTIONS = [
    "", "falls", "falls on the ward", "A&E", "rec 6", "standard 1.1 door", '"ward team"', "whistleblowing",
    "hudle", "setting:hospital", "morning circle", "NoCo", "mornng", "concerns raised", "nan toppled over",
]  # fmt: skip


def test_a_search_gives_the_same_on_every_engine(tmp_path: Path) -> None:
    searches = []
    for name, kind in ENGINES.items():
        build_index(tmp_path / name, graph(SMALL), kind.write)
        searches.append(Search(tmp_path / name, kind.open))
    for words in QUESTIONS:
        one, *others = (search.search(words) for search in searches)
        for other in others:
            assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits], words
            assert (one.facets, one.readings) == (other.facets, other.readings)
            assert one.understood == other.understood
    for search in searches:
        search.close()
