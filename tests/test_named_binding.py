"""Values get into a named query as RDF terms: nothing that a reader writes becomes part of its text."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.named import NamedQuery, Parameter, ParameterError, answer, fill
from kg.named.binding import blocks
from kg.named.values import term
from kg.namespaces import ID
from kg.release import Release

TEXT = Parameter("words", "Words", "text", "any")
THING = Parameter("thing", "Thing", "thing", "any")
DATE = Parameter("asOf", "As of", "date", "any")
START = Parameter("since", "From", "start", "any")
NUMBER = Parameter("most", "Most", "number", "3")
BODY = 'SELECT ?words WHERE { VALUES ?words { UNDEF } FILTER(?words != "VALUES ?words { x }") }'
QUERY = NamedQuery("one", "One", "What?", ("analyst",), BODY, parameters=(TEXT,))

HOSTILE = [
    '" } ?s ?p ?o { "',
    "' } ?s ?p ?o",
    '""" } SERVICE <http://a.example/> { ?s ?p ?o } #',
    "\\",
    '\\" }',
    "\n} ?s ?p ?o # \r",
    "\u2028} ?s ?p ?o",
    "\\u0022 } ?s ?p ?o",
    "<https://a.example/> UNDEF",
    "} } } } ; DROP ALL",
    "{{ config }}",
    "\t\0x",
]
NOT_THINGS = [
    "recommendation/1> } ?s ?p ?o { <x",
    "recommendation/1 recommendation/2",
    "https://elsewhere.example/1",
    "recommendation",
    "recommendation/",
    "../../etc/passwd",
    "recommendation/\u0661?",
    'recommendation/"1"',
    "recommendation/1\n} ?s ?p ?o",
    "urn:x",
    "UNDEF",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_come_back_as_they_were_written(made_release: Release, words: str) -> None:
    found = made_release.store.query(fill(QUERY, {"words": words}))
    assert isinstance(found, QuerySolutions)
    assert [row["words"] for row in found] == [Literal(words.strip())]


@pytest.mark.parametrize("value", NOT_THINGS)
def test_what_is_no_thing_is_refused(value: str) -> None:
    with pytest.raises(ParameterError, match="is no value for Thing. Expected is something of the data"):
        term(THING, value)


@pytest.mark.parametrize(
    "value", ["2017-13", "2017-3", "17", "yesterday", "2017-03-31T00:00", '2017" } ?s', "2017-02-32"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ParameterError, match="Expected is a year, a month or a day"):
        term(DATE, value)


@pytest.mark.parametrize("value", ["1.5", "one", "1e9", "9" * 16, "1 2", ""])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ParameterError, match="is no value for Most"):
        term(NUMBER, value)


def test_a_thing_may_be_written_short_or_whole() -> None:
    iri = ID + "standard/hee-qf-2017-18/1.1"
    assert term(THING, "standard/hee-qf-2017-18/1.1") == term(THING, iri) == NamedNode(iri)


def test_a_year_or_month_counts_to_its_end() -> None:
    assert [str(term(DATE, value)) for value in ("2017", "2017-03", "2017-03-02")] == [
        '"2017-12-31"',
        '"2017-03-31"',
        '"2017-03-02"',
    ]


def test_a_year_or_month_from_which_something_is_asked_counts_from_its_beginning() -> None:
    assert [str(term(START, value)) for value in ("2017", "2017-03")] == ['"2017-01-01"', '"2017-03-01"']


def test_only_a_parameter_that_is_open_by_default_can_be_left_open() -> None:
    assert term(TEXT, "") is None
    with pytest.raises(ParameterError, match="It has to be chosen"):
        term(NUMBER, "any")


def test_a_value_has_an_end() -> None:
    with pytest.raises(ParameterError, match="It may have 200 characters"):
        term(TEXT, "x" * 201)


def test_a_parameter_that_there_is_not_is_refused() -> None:
    with pytest.raises(ParameterError, match="has no parameter place. It has words."):
        fill(QUERY, {"place": "x"})


def test_words_in_strings_and_comments_are_no_values() -> None:
    assert [one.variable for one in blocks(f"# VALUES ?a {{ 1 }}\n{BODY}")] == ["words"]


def test_each_place_of_a_parameter_gets_the_value() -> None:
    twice = NamedQuery("two", "T", "Q?", ("analyst",), BODY + " # VALUES\n" + BODY, parameters=(TEXT,))
    assert fill(twice, {"words": "tea"}).count('VALUES ?words { "tea" }') == 2


def test_the_text_that_ran_can_be_run_again_anywhere(made_release: Release) -> None:
    found = answer(made_release, "practice-for-a-recommendation", {"recommendation": "recommendation/2"})
    assert found.text.startswith("# Practice for a recommendation\n# Which practices")
    assert "PREFIX sp: <https://w3id.org/safer-practice/ontology#>\n" in found.text
    assert f"VALUES ?recommendation {{ <{ID}recommendation/2> }}" in found.text
    assert found.columns == ("recommendation", "practice")
