"""An empty answer is explained: which pattern nothing fits, which values are of unlike kinds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.compared import Reason
from kg.namespaces import ID
from kg.patterns import Ask, Graphs, Row
from kg.release import Release
from kg.sparql import WELL_KNOWN, Limits, QueryPool
from kg.why_empty import MOST_PATTERNS, why_empty


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with QueryPool(Limits(workers=1)) as pool:
        yield pool


@pytest.fixture
def ask(pool: QueryPool, made_release: Release) -> Ask:
    """Asks the made release."""

    def run(text: str, graphs: Graphs) -> list[Row]:
        found = pool.run(
            made_release.path / "store", text, prefixes=WELL_KNOWN,
            default_graphs=graphs.default, named_graphs=graphs.named,
        ).as_python()  # fmt: skip
        assert isinstance(found, list)
        return [row for row in found if isinstance(row, dict)]

    return run


ALONE = {
    "a class": ("SELECT * { ?s a sp:None ; rdfs:label ?l }", ["?s a sp:None"]),
    "a property": ("SELECT * { ?s a sp:CaseStudy ; sp:none ?x }", ["?s sp:none ?x"]),
    "a value": ("SELECT * { ?s sp:number 'none such' }", ['?s sp:number "none such"']),
    "in a blank node": ("SELECT * { ?s sp:outcome [ sp:none 1 ] }", ["[] sp:none 1"]),
    "in a graph": ("ASK { GRAPH graph:meta { ?s a sp:None } }", ["GRAPH graph:meta { ?s a sp:None }"]),
    "in a subquery": ("SELECT * { { SELECT ?s { ?s a sp:None } } }", ["?s a sp:None"]),
    "a path": ("SELECT * { ?s sp:none/sp:partOf+ ?o }", ["?s sp:none/sp:partOf+ ?o"]),
    "with a prefix of its own": ("PREFIX x: <urn:x:> SELECT * { ?s x:y ?o }", ["?s x:y ?o"]),
    "FROM a graph": ("SELECT * FROM graph:meta { ?s a sp:CaseStudy }", ["?s a sp:CaseStudy"]),
    "both sides of a union": (
        "SELECT * { { ?s a sp:None } UNION { ?s a sp:Nobody } }", ["?s a sp:None", "?s a sp:Nobody"],
    ),
    "under an aggregate": ("SELECT (COUNT(*) AS ?n) { ?s a sp:None } GROUP BY ?s", ["?s a sp:None"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_the_pattern_that_nothing_fits_is_named(ask: Ask, name: str) -> None:
    query, parts = ALONE[name]
    found = why_empty(query, ask)
    assert [one.part for one in found] == parts
    assert {one.says for one in found} == {"No statement fits"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a sp:CaseStudy OPTIONAL { ?s sp:none ?x } FILTER(BOUND(?x)) }",
        "SELECT * { { ?s a sp:None } UNION { ?s a sp:CaseStudy } FILTER(false) }",
        "SELECT * { ?s a sp:CaseStudy MINUS { ?s a sp:CaseStudy } }",
        "SELECT * { ?s a sp:CaseStudy FILTER NOT EXISTS { ?s a sp:CaseStudy } }",
    ],
)
def test_a_pattern_that_need_not_fit_is_not_blamed(ask: Ask, query: str) -> None:
    (reason,) = why_empty(query, ask)
    assert reason.says.startswith("Something fits every pattern; a FILTER")


def test_patterns_that_only_together_fit_nothing_are_told_from_those_that_never_do(ask: Ask) -> None:
    (reason,) = why_empty("SELECT * { ?s a sp:CaseStudy ; rdfs:label ?l . ?s a sp:Document }", ask)
    assert "by itself" in reason.says
    assert reason.part == "?s a sp:Document"


def test_whose_a_property_is_is_told_where_it_stands_at_another_thing(ask: Ask) -> None:
    (reason,) = why_empty("SELECT * { ?s a sp:CaseStudy ; sp:measure ?m }", ask)
    assert reason.hint.startswith("What has sp:measure is of the class sp:Outcome. ")


def test_the_value_is_told_that_is_nearest_among_what_fits_the_other_patterns(ask: Ask) -> None:
    (reason,) = why_empty("SELECT * { ?s a sp:Document ; rdfs:label 'Kettle club'@en }", ask)
    assert reason.hint.startswith('Instead of "Kettle club"@en the data has, with the rest, "')


def test_a_count_of_0_is_explained_where_a_pattern_empties_it(ask: Ask) -> None:
    (reason,) = why_empty("SELECT (COUNT(*) AS ?n) { ?s rdfs:label 'Kettle club' }", ask, counted=True)
    assert reason.part == '?s rdfs:label "Kettle club"'


def test_a_0_that_the_data_has_or_an_optional_counts_is_no_mistake(ask: Ask) -> None:
    optional = "SELECT (COUNT(?x) AS ?n) { ?s a sp:CaseStudy OPTIONAL { ?s sp:none ?x } }"
    assert why_empty(optional, ask, counted=True) == []
    assert why_empty("SELECT ?n { ?s sp:practiceCount ?n ; a sp:None }", ask, counted=True) == []


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT * { ?s sp:number 1 }", 'The data has it as the text "1".'),
        ("SELECT * { ?s rdfs:label 'Kettle club' }", 'The data has it as "Kettle club"@en.'),
        ("SELECT * { ?s rdfs:label 'kettle CLUB' }", 'Near it the data has "Kettle club"@en.'),
        ("SELECT * { ?s sp:topic 'Medicines safety' }", f"The data has the thing <{ID}topic/"),
        ("SELECT * { ?s sp:addresses/rdfs:label 'none' }", "A value that the data has is "),
        (
            "SELECT * { ?s sp:maturity/sp:number ?n }",
            "What sp:maturity leads to has no sp:number, but rdfs:label, skos:definition",
        ),
        ("SELECT * { ?s sp:none 1 }", "Nothing has the property sp:none."),
        ("SELECT * { ?s a sp:Theme ; sp:none ?n }", "?s has dcterms:description, rdfs:label, "),
        (f"SELECT * {{ <{ID}practice/kettle-club> sp:none 1 }}", f"<{ID}practice/kettle-club> has dcterms:"),
    ],
)
def test_the_value_that_the_data_has_instead_is_told(ask: Ask, query: str, hint: str) -> None:
    (reason,) = why_empty(query, ask)
    assert reason.hint.startswith(hint)


@pytest.mark.parametrize(
    ("condition", "part", "hint"),
    [
        ("?n = 1", "?n = 1", 'write "1", or xsd:decimal(?n)'),
        ("2 > ?n", "?n > 2", 'write "2", or xsd:decimal(?n)'),
        ("?n != 'x' && ?n < 5.5", "?n < ", "xsd:decimal(?n)"),
        ("?l IN ('Kettle club', 'x')", '?l IN "Kettle club"', 'Write "Kettle club"@en, or compare STR(?l).'),
        ("?l = 'Kettle club'", '?l = "Kettle club"', 'Write "Kettle club"@en, or compare STR(?l).'),
    ],
)
def test_a_comparison_of_unlike_values_is_named(ask: Ask, condition: str, part: str, hint: str) -> None:
    query = f"SELECT * {{ ?s sp:number ?n ; rdfs:label ?l FILTER({condition}) }}"
    (reason,) = why_empty(query, ask)
    assert reason.part.startswith(part)
    assert hint in reason.hint


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {",
        "ASK {}",
        "SELECT * { ?s ?p ?o } #" + "x" * 10_000,
        "SELECT * " + "{" * 100 + "?s a sp:None" + "}" * 100,
        "SELECT * { " + "?s a sp:None . " * 250 + "}",
        "SELECT * { ?s a sp:None " + "FILTER(1=1) " * 80 + "}",
    ],
)
def test_what_cannot_be_explained_in_bounds_is_not(query: str) -> None:
    def never(_text: str, _graphs: Graphs) -> list[Row]:
        raise AssertionError("nothing is asked")

    assert why_empty(query, never) == []


def test_only_so_many_patterns_are_tried() -> None:
    asked: list[str] = []

    def count(text: str, _graphs: Graphs) -> list[Row]:
        asked.append(text)
        return [{}]

    query = "SELECT * { " + " ".join(f"?s sp:p{number} ?o ." for number in range(40)) + "}"
    with pytest.raises(KeyError):
        why_empty(query, count)
    assert asked[0].count("EXISTS") == MOST_PATTERNS


def test_a_reason_reads_as_a_sentence(ask: Ask) -> None:
    assert why_empty("ASK { ?s sp:number 1 }", ask) == [
        Reason("No statement fits", "?s sp:number 1", 'The data has it as the text "1".')
    ]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("SELECT * { ?s a sp:CaseStudy FILTER(?year > 2015 && ?year < 2018) }", ["?year"]),
        ("SELECT * { ?s a sp:CaseStudy OPTIONAL { ?s sp:none ?year } FILTER(?year > 2015) }", [""]),
    ],
)
def test_a_variable_that_is_only_compared_is_named(ask: Ask, query: str, parts: list[str]) -> None:
    assert [one.part for one in why_empty(query, ask)] == parts


@pytest.mark.parametrize(
    ("pattern", "turned"),
    [
        ("<{id}action/1.1.1> sp:addresses ?p", "?p sp:addresses <{id}action/1.1.1>"),
        ("?r sp:addresses <{id}practice/kettle-club>", "<{id}practice/kettle-club> sp:addresses ?r"),
    ],
)
def test_a_property_that_goes_the_other_way_is_turned(ask: Ask, pattern: str, turned: str) -> None:
    (one,) = why_empty(f"SELECT * {{ {pattern.format(id=ID)} }}", ask)
    assert one.hint == f"It goes the other way: {turned.format(id=ID)}"


COMPARED = {
    "other capitals, after a path": (
        'SELECT * { ?s sp:maturity/rdfs:label ?l FILTER(STR(?l) = "running") }', 'The data has "Running"@en',
    ),
    "a thing with a number": ("SELECT * { ?s sp:maturity ?m FILTER(?m > 2) }", "?m holds things like"),
    "dates written in several ways": (
        'SELECT * { ?s sp:reported ?d FILTER(?d > "2999-01-01"^^xsd:date) }', "?d holds values like",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COMPARED)
def test_a_comparison_that_no_value_can_meet_is_named_with_a_value(ask: Ask, name: str) -> None:
    query, says = COMPARED[name]
    (reason,) = why_empty(query, ask)
    assert reason.says.startswith(says)


def test_a_graph_that_holds_nothing_is_named_with_those_that_hold_something(ask: Ask) -> None:
    (reason,) = why_empty("SELECT * { GRAPH graph:assertions { ?s a sp:CaseStudy } }", ask)
    assert reason.hint.startswith("Nothing is in graph:assertions. Graphs that hold something are graph:")
