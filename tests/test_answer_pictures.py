"""What of an answer can be drawn: bars and networks, from whatever rows come."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.answer_pictures import LONGEST, MOST_BARS, MOST_NODES, bars, network
from kg.namespaces import PREFIXES, SP, thing
from kg.sparql.answers import Term


def called(term: Term) -> str:
    return str(getattr(term, "value", term))


def practice(name: str) -> NamedNode:
    return NamedNode(thing("practice", name))


HUGE = Literal("1" * 400, datatype=NamedNode(PREFIXES["xsd"] + "integer"))
ADDRESSES = NamedNode(SP + "addresses")


def test_a_text_and_a_number_are_bars_in_the_order_of_the_answer() -> None:
    rows = [[Literal("b"), Literal(2)], [Literal("a"), Literal(1.5)]]
    found = bars(["state", "n"], rows, called)
    assert found
    assert (found.label, found.number, found.left_out) == ("state", "n", 0)
    assert found.bars == (("b", 2), ("a", 1.5))


def test_the_last_column_of_numbers_counts_and_the_first_may_label_it() -> None:
    rows: list[list[Term | None]] = [[Literal(2016), Literal(7)], [Literal(2017), Literal(9)]]
    found = bars(["year", "n"], rows, called)
    assert found
    assert found.bars == (("2016", 7), ("2017", 9))


def test_labels_that_come_twice_are_told_apart_by_the_next_column_or_a_number() -> None:
    rows = [[Literal("x"), Literal("a"), Literal(1)], [Literal("x"), Literal("b"), Literal(2)]]
    found = bars(["p", "q", "n"], rows, called)
    assert found
    assert [label for label, _ in found.bars] == ["x, a", "x, b"]
    same = bars(["p", "n"], [[Literal("x"), Literal(1)], [Literal("x"), Literal(2)]], called)
    assert same
    assert [label for label, _ in same.bars] == ["1. x", "2. x"]


def test_rows_without_a_number_and_those_beyond_what_can_be_read_are_counted() -> None:
    rows: list[list[Term | None]] = [[Literal(f"r{at}"), Literal(at)] for at in range(MOST_BARS + 2)]
    found = bars(["r", "n"], [*rows, [Literal("none"), None]], called)
    assert found
    assert (len(found.bars), found.left_out) == (MOST_BARS, 3)


def test_no_bars_without_a_number_a_label_or_two_rows_nor_below_zero() -> None:
    text, one = Literal("a"), Literal(1)
    assert bars(["a", "b"], [[text, text], [text, text]], called) is None
    assert bars(["n"], [[one], [one]], called) is None
    assert bars(["a", "n"], [[text, one]], called) is None
    assert bars(["a", "n"], [[text, one], [text, Literal(-1)]], called) is None
    assert bars(["a", "n"], [[text, one], [text, Literal(float("inf"))]], called) is None
    assert bars(["a", "n"], [[text, one], [text, HUGE]], called) is None
    assert bars(["a", "n"], [], called) is None


def test_a_text_without_end_is_cut_in_every_picture() -> None:
    long = [[Literal("x" * 1_000_000), Literal(1)], [Literal("y" * 1_000_000), Literal(2)]]
    found = bars(["a", "n"], long, called)
    assert found
    assert max(len(label) for label, _ in found.bars) == LONGEST
    drawn = network(["p", "q"], [[practice("a" * 1000), practice("b")]], called)
    assert drawn
    assert max(len(name) for _, name in drawn.nodes) == LONGEST


def test_statements_are_a_network_without_their_texts() -> None:
    rows: list[list[Term | None]] = [
        [practice("a"), ADDRESSES, NamedNode(thing("action", "7.4"))],
        [practice("a"), ADDRESSES, Literal("text")],
    ]
    found = network(["subject", "predicate", "object"], rows, called)
    assert found
    assert found.edges == ((thing("practice", "a"), thing("action", "7.4"), SP + "addresses"),)
    assert [name.rpartition("/")[2] for _, name in found.nodes] == ["a", "7.4"]


def test_columns_of_things_relate_the_first_to_the_others_by_their_names() -> None:
    rows: list[list[Term | None]] = [
        [Literal("one"), practice("a"), practice("b"), None],
        [None, practice("a"), None, practice("c")],
    ]
    found = network(["text", "p", "near", "far"], rows, called)
    assert found
    assert [(end.rpartition("/")[2], name) for _, end, name in found.edges] == [("b", "near"), ("c", "far")]


def test_no_network_of_one_column_of_things() -> None:
    assert network(["p", "name"], [[practice("a"), Literal("A")]], called) is None
    assert network(["p", "q"], [[practice("a"), practice("a")]], called) is None


def test_a_network_that_nobody_could_read_is_cut_and_says_so() -> None:
    rows = [[practice("hub"), practice(f"p{at}")] for at in range(MOST_NODES + 9)]
    found = network(["p", "q"], rows, called)
    assert found
    assert (len(found.nodes), found.left_out) == (MOST_NODES, 10)
