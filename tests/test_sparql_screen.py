"""What is refused before a worker sees it, and which graphs a query gets."""
from __future__ import annotations

import pytest

from kg.namespaces import ASSERTED, DEFAULT_GRAPHS, GRAPH, NEGATIVE, SUGGESTED
from kg.sparql.answers import QueryRefused
from kg.sparql.screen import Screened, screen


def screened(query: str | bytes, **options: list[str]) -> Screened:
    return screen(query, most_bytes=1000, prefixes=None,
                  default_graphs=options.get("default"), named_graphs=options.get("named"))


def refusal(query: str | bytes, **options: list[str]) -> QueryRefused:
    with pytest.raises(QueryRefused) as caught:
        screened(query, **options)
    return caught.value


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE ?x { ?s ?p ?o } } } } }",
    "SELECT * { SERVICESILENT<http://example.org/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://example.org/>{ ?s ?p ?o } }",
])
def test_service_is_refused_wherever_it_stands(query: str) -> None:
    found = refusal(query)
    assert (found.status, found.line) == (400, 1)
    assert "SERVICE" in found.message
    assert found.column is not None
    assert "service" in query[found.column - 1:].lower()


def test_service_run_together_with_a_name_is_refused() -> None:
    found = refusal("PREFIX ex: <urn:x>\nSELECT * { SERVICEex:a { ?s ?p ?o } }")
    assert (found.line, found.column) == (2, 12)
    assert "space after SERVICE" in found.hint


@pytest.mark.parametrize("word", [
    "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "insert"])
def test_every_update_is_refused_with_its_place(word: str) -> None:
    found = refusal(f"PREFIX ex: <urn:x>\n  {word} <urn:g> {{}}")
    assert (found.status, found.line, found.column) == (400, 2, 3)
    assert word.upper() in found.message
    assert "read-only" in found.message


@pytest.mark.parametrize("part", [
    "?service ?insert ?delete", "<urn:SERVICE> ?p ?o", "?s ?p 'INSERT SERVICE'", '?s ?p """DROP\nSERVICE"""',
    "?s ex:service ex:insert", "_:load ?p ?o # SERVICE LOAD", "?s ?p 'x'@add", "?s :clear :drop",
])
def test_the_same_words_elsewhere_are_no_keywords(part: str) -> None:
    query = f"PREFIX ex: <urn:x> PREFIX : <urn:y> SELECT * {{ {part}\n}}"
    assert screened(query).text == query


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1/x", GRAPH + "other", GRAPH])
@pytest.mark.parametrize("form", ["FROM <{}>", "FROM NAMED <{}>", "from\n<{}>", "FROMNAMED<{}>"])
def test_graphs_from_elsewhere_are_refused_with_a_list_of_our_own(graph: str, form: str) -> None:
    found = refusal(f"SELECT * {form.format(graph)} {{ ?s ?p ?o }}")
    assert found.status == 400
    assert graph in found.message
    assert NEGATIVE in found.hint
    assert found.line is not None


def test_a_graph_from_elsewhere_is_refused_behind_a_prefix_too() -> None:
    found = refusal("PREFIX etc: <file:///etc/>\nSELECT * FROM etc:passwd { ?s ?p ?o }")
    assert (found.line, found.column) == (2, 15)


def test_a_query_may_say_from_which_of_our_graphs() -> None:
    query = f"PREFIX g: <{GRAPH}> SELECT * FROM g:negative FROM NAMED <{ASSERTED}> {{ ?s ?p ?o }}"
    assert screened(query) == Screened(query, None, None)


def test_the_usual_graphs_leave_out_suggested_and_negative() -> None:
    found = screened("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert found.default_graphs == list(DEFAULT_GRAPHS)
    assert found.named_graphs == list(DEFAULT_GRAPHS)


@pytest.mark.parametrize("mention", [
    f"GRAPH <{NEGATIVE}>", "GRAPH g:negative", "VALUES ?g { g:negative } GRAPH ?g"])
def test_naming_a_graph_that_is_kept_apart_makes_it_visible(mention: str) -> None:
    found = screened(f"PREFIX g: <{GRAPH}> SELECT * {{ {mention} {{ ?s ?p ?o }} }}")
    assert found.default_graphs == list(DEFAULT_GRAPHS)
    assert found.named_graphs == [*DEFAULT_GRAPHS, NEGATIVE]


def test_graphs_given_by_the_caller_replace_those_of_the_query() -> None:
    found = screened(f"SELECT * FROM <{ASSERTED}> {{ ?s ?p ?o }}", default=[SUGGESTED])
    assert (found.default_graphs, found.named_graphs) == ([SUGGESTED], [])


def test_graphs_given_by_the_caller_must_be_our_own() -> None:
    assert refusal("ASK {}", named=["file:///etc/passwd"]).status == 400


def test_a_query_over_the_size_limit_is_refused() -> None:
    found = refusal("ASK {} #" + "é" * 500)
    assert found.status == 413
    assert "1,008 bytes" in found.message


@pytest.mark.parametrize("query", [b"ASK { ?s ?p '\xff' }", "ASK { ?s ?p '\udcff' }"])
def test_text_that_is_not_utf8_is_refused(query: str | bytes) -> None:
    found = refusal(query)
    assert found.status == 400
    assert "UTF-8" in found.message


def test_a_nul_character_is_refused_with_its_place() -> None:
    found = refusal("ASK {\n ?s ?p 'a\0' }")
    assert (found.status, found.line, found.column) == (400, 2, 10)


def test_bytes_are_read_as_utf8() -> None:
    assert screened("ASK { ?s ?p 'é' }".encode()).text == "ASK { ?s ?p 'é' }"
