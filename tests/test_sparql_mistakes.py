"""A query that cannot be read is answered with the place, what is wrong, and what to do."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sparql_support import make_store

from kg.sparql import WELL_KNOWN, Limits, QueryPool, QueryRefused, with_prefixes


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("mistakes") / "store")


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with QueryPool(Limits(workers=1)) as pool:
        yield pool


def refusal(pool: QueryPool, store: Path, query: str, prefixes: dict[str, str] | None = None) -> QueryRefused:
    with pytest.raises(QueryRefused) as caught:
        pool.run(store, query, prefixes=prefixes)
    assert caught.value.status == 400
    return caught.value


def test_an_undeclared_prefix_is_named_with_its_declaration(pool: QueryPool, store: Path) -> None:
    found = refusal(pool, store, "SELECT * {\n  ?s skos:prefLabel ?o }")
    assert (found.line, found.column) == (2, 6)
    assert "skos: is not declared" in found.message
    assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" in found.hint


def test_a_misspelt_prefix_gets_the_likely_one(pool: QueryPool, store: Path) -> None:
    found = refusal(pool, store, "SELECT * { ?s <urn:p> 'skos' . ?s dctems:title ?o }")
    assert (found.line, found.column) == (1, 35)
    assert "Did you mean dcterms:" in found.hint


def test_a_prefix_nobody_knows_gets_a_plain_hint(pool: QueryPool, store: Path) -> None:
    assert "PREFIX zq: <its namespace>" in refusal(pool, store, "SELECT * { ?s zq:p ?o }").hint


def test_the_prefix_that_the_engine_stumbled_over_is_the_one_named(pool: QueryPool, store: Path) -> None:
    found = refusal(pool, store, "PREFIX ex: <urn:x> SELECT * { ?s ex:p ?o ; foo:q ?x ; bar:r ?y }")
    assert "foo:" in found.message


@pytest.mark.parametrize(("query", "line", "column", "message", "hint"), [
    ("SELECT * {\n ?s ?p ?o", 2, 10, "cannot be read to its end", "{ at line 1, column 10 is never closed"),
    ("SELECT * { ?s ?p ?o ))", 1, None, "cannot be read", "The ) at line 1, column 21 closes nothing"),
    ("SELECT * { ?s ?p ?o FILTER(?o = 1 }", 1, None, "cannot be read", "column 27 is still open at the }"),
    ("SELECT * {\n ?s ?p 'abc\n}", 2, 12, "cannot be read", "line 2, column 8 has no closing quote"),
    ("PREFIX id: <urn:x:> SELECT * { id:a/6 ?p ?o }", 1, None, "cannot be read", "id:a\\/6. Or write <"),
    ("SELECT (LANG(?s) AS ?g) { ?s ?p ?o } GROUP BY (LANG(?s))", 1, None, "works something out of a variable",
     "GROUP BY (LANG(?x) AS ?language)"),
    ("SELECT * {\n ?s ?p }", 2, 9, "cannot be read to its end.", "a part of a statement, a full stop"),
    ("SELECT ?s, ?p { ?s ?p ?o }", 1, None, "cannot be read", "spaces between them, and no commas"),
    ("SELECT COUNT(?s) { ?s ?p ?o }", 1, None, "cannot be read", "(COUNT(?x) AS ?result)"),
    ("SELECT * { ?s ?p ?o FILTER(?o LIKE '%a%') }", 1, None, "cannot be read", "There is no LIKE"),
    ("SELECT * { ?s ?p ?o FILTER(?o > 1 AND ?o < 3) }", 1, None, "cannot be read", "There is no AND: write"),
    ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", 1, None, "cannot be read", "One = compares"),
    ("SELECT * { ?s ?p ?o } LIMIT ten", 1, None, "cannot be read", "LIMIT takes a whole number"),
    ("SELEC * { ?s ?p ?o }", None, None, "cannot be read", "Did you mean SELECT?"),
    ("", 1, 1, "cannot be read", "The query is empty"),
    ("SELECT * { ?s <knows> ?o }", 1, None, "An IRI cannot be read", "declare a BASE"),
    ("SELECT ?x { ?s ?p ?x } GROUP BY ?s", 1, None, "neither grouped by", "GROUP BY"),
    ("SELECT ?s ?s { ?s ?p ?o }", 1, None, "same variable twice", "Leave one"),
    ("SELECT * { ?s ?p ?o FILTER(nosuch(?s)) }", 1, None, "cannot be read", "just before this place"),
    ("SELECT (<urn:nosuch>(1) AS ?x) {}", None, None, "urn:nosuch", "Functions"),
])
def test_common_mistakes_are_explained(pool: QueryPool, store: Path, query: str, line: int | None,
                                       column: int | None, message: str, hint: str) -> None:
    found = refusal(pool, store, query)
    assert message in found.message
    assert hint in found.hint
    assert line is None or found.line == line
    assert column is None or found.column == column


def test_the_engines_lists_of_characters_are_not_repeated(pool: QueryPool, store: Path) -> None:
    assert "u{" not in str(refusal(pool, store, "SELECT * { ?s ?p "))


def test_columns_count_characters_not_bytes(pool: QueryPool, store: Path) -> None:
    found = refusal(pool, store, "ASK { ?s ?p 'é𝒳' . ?s zq:p ?o }")
    assert found.column == 23


def test_with_known_prefixes_places_are_those_of_the_text_as_written(pool: QueryPool, store: Path) -> None:
    query = "ASK { ?s skos:prefLabel ?o ; zq:p 1 }"
    found = refusal(pool, store, query, dict(WELL_KNOWN))
    assert (found.line, found.column) == (1, query.index("zq:") + 1)


def test_with_prefixes_put_in_front_lines_are_those_of_the_text(pool: QueryPool, store: Path) -> None:
    found = refusal(pool, store, with_prefixes("ASK {\n ?s skos:prefLabel ?o .\n ?s zq:p 1 }"))
    assert (found.line, found.column) == (3, 5)


def test_a_refusal_reads_as_one_sentence_after_another(pool: QueryPool, store: Path) -> None:
    assert str(refusal(pool, store, "ASK { ?s zq:p 1 }")) == (
        "Line 1, column 10: The prefix zq: is not declared. Start the query with PREFIX zq: <its namespace>.")
