"""The lexer tells keywords from everything that only looks like one."""
from __future__ import annotations

import pytest

from kg.sparql.lexer import iri_text, position, tokens


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)]


@pytest.mark.parametrize(("kind", "text"), [
    ("iri", "<http://example.org/SERVICE#x>"),
    ("iri", r"<http://example.org/\u00e9>"),
    ("string", "'SERVICE <x>'"),
    ("string", r'"a \" SERVICE"'),
    ("string", "'''it's\nSERVICE'''"),
    ("string", '"""a ""quoted"" SERVICE"""'),
    ("string", "''"),
    ("variable", "?insert"),
    ("variable", "$service"),
    ("name", "ex:service"),
    ("name", "service:x"),
    ("name", ":load"),
    ("name", "ex:a.b-c%20d\\-e"),
    ("name", "é:x"),
    ("blank", "_:service"),
    ("language", "@en-GB"),
    ("number", "1.5e3"),
    ("word", "SERVICE"),
    ("open", "'never closed"),
    ("open", "'''never\nclosed"),
])
def test_a_text_of_one_kind_is_one_token(kind: str, text: str) -> None:
    assert kinds(text) == [(kind, text)]


def test_comments_and_white_space_are_left_out() -> None:
    assert kinds("ASK # SERVICE\n\t{}") == [("word", "ASK"), ("sign", "{"), ("sign", "}")]


def test_a_comparison_is_not_an_iri() -> None:
    assert [kind for kind, _ in kinds("?a < ?b && ?c > ?d")] == [
        "variable", "sign", "variable", "sign", "sign", "variable", "sign", "variable"]


def test_a_full_stop_after_a_name_ends_the_triple() -> None:
    assert kinds("ex:p ex:o.") == [("name", "ex:p"), ("name", "ex:o"), ("sign", ".")]


def test_words_need_no_space_between_them_and_signs() -> None:
    assert kinds("SELECT*FROM<urn:g>{?s?p?o}")[:4] == [
        ("word", "SELECT"), ("sign", "*"), ("word", "FROM"), ("iri", "<urn:g>")]


def test_lines_and_columns_count_from_one() -> None:
    query = "ASK {\n  é SERVICE"
    assert position(query, query.index("SERVICE")) == (2, 5)
    assert position(query, 0) == (1, 1)


def test_escapes_in_an_iri_are_resolved() -> None:
    assert iri_text(next(tokens(r"<urn:caf\u00e9>"))) == "urn:café"


@pytest.mark.parametrize("piece", ["'a", '"', "<a", "a.", "a:.", "\\u00", "<\\u00", "@a-", "'\\", "{", "."])
def test_hostile_text_of_full_size_is_cut_without_losing_a_character(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert "".join(token.text for token in tokens(text)) == text
