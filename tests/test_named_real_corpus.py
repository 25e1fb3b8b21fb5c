"""The named queries of the real corpus: each has an answer or says why not, and no two are the same."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import url_for
from made_support import some
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

from kg.coverage import coverage, read_policy
from kg.coverage.facts import Facts
from kg.named import ANY, AUDIENCES, NamedQuery, answer, ask, choices, of_release, read
from kg.namespaces import ID, PREFIXES
from kg.release import Release
from web import create_app
from web.sparql_short import LONGEST_ADDRESS

ROOT = Path(__file__).resolve().parents[1]
QUERIES, FAULTS = read(ROOT / "corpus" / "queries")
EACH = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))


def test_there_are_forty_and_none_has_a_fault() -> None:
    assert FAULTS == []
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("who", AUDIENCES)
def test_each_user_has_ten_of_their_own(who: str) -> None:
    assert sum(who in query.audience for query in QUERIES.values()) >= 10


@EACH
def test_a_question_is_a_sentence(query: NamedQuery) -> None:
    assert query.question.endswith("?")
    assert not query.title.endswith((".", "?"))
    assert query.empty.endswith(".") or not query.empty


@EACH
def test_a_query_has_an_answer_or_says_why_not(real_release: Release, query: NamedQuery) -> None:
    assert answer(real_release, query.name).rows or query.empty


@EACH
def test_every_choice_of_a_drop_down_can_be_asked(real_release: Release, query: NamedQuery) -> None:
    for parameter in query.parameters:
        offered = choices(real_release.store, parameter)
        assert bool(offered) == bool(parameter.choices)
        for one in offered:
            found = (
                answer(real_release, query.name, {parameter.name: one.value}) if len(offered) < 10 else None
            )
            assert found is None or found.rows or query.empty, f"{parameter.name}={one.value} says nothing"
            ask(real_release.store, query, {parameter.name: one.value})


@EACH
def test_what_is_chosen_leaves_rows_of_the_open_question_and_adds_none(
    real_release: Release, query: NamedQuery
) -> None:
    whole = {tuple(map(str, row.values())) for row in answer(real_release, query.name).rows}
    for parameter in query.parameters:
        offered = choices(real_release.store, parameter) if parameter.default == ANY else []
        for one in offered[1::5]:  # the first is that which leaves it open
            rows = answer(real_release, query.name, {parameter.name: one.value}).rows
            assert {tuple(map(str, row.values())) for row in rows} <= whole, one.value


@pytest.mark.parametrize(
    ("setting", "counted"),
    [("emergency-department", True), ("acute-hospital", True), ("care-home", False)],
)
def test_a_setting_finds_what_was_done_in_its_parts_whatever_the_profession(
    real_release: Release, setting: str, counted: bool
) -> None:
    found = plain(real_release, "find-case-studies", setting=f"setting/{setting}")
    checklist = "practice/emergency-department-safety-checklist"
    assert (checklist in {row["practice"] for row in found}) is counted


def test_a_way_of_working_finds_only_practice_that_works_so(real_release: Release) -> None:
    found = plain(real_release, "practice-on-a-topic", method="method/simulation")
    assert {row["way"] for row in found} == {"method/simulation"}


@EACH
def test_a_query_fits_into_a_link(query: NamedQuery) -> None:
    with create_app().test_request_context():
        assert len(url_for("sparql.sparql", query=query.text)) <= LONGEST_ADDRESS


def shape(part: Any, names: dict[Any, str]) -> Any:
    """An algebra without its constants: IRIs of things and literals are one, variables are numbered."""
    if isinstance(part, CompValue):
        return part.name, tuple((key, shape(part[key], names)) for key in sorted(part) if key != "_vars")
    if isinstance(part, (list, tuple)):
        return tuple(shape(one, names) for one in part)
    if isinstance(part, dict):
        return tuple(sorted((str(shape(key, names)), str(shape(part[key], names))) for key in part))
    if isinstance(part, set | frozenset):
        return len(part)
    if isinstance(part, (Variable, BNode)):
        return names.setdefault(part, f"?{len(names)}")
    if isinstance(part, Literal) or (isinstance(part, URIRef) and str(part).startswith(ID)):
        return "constant"
    return str(part)


def test_no_two_queries_differ_only_by_a_constant() -> None:
    shapes = Counter(
        str(shape(prepareQuery(query.body, initNs=PREFIXES).algebra, {})) for query in QUERIES.values()
    )
    assert [times for times in shapes.values() if times > 1] == []


def test_two_queries_that_differ_by_a_constant_have_one_shape() -> None:
    text = "SELECT ?{0} WHERE {{ ?{0} sp:addresses id:{1} ; sp:number '{1}' }}"
    first, second = (prepareQuery(text.format(*words), initNs=PREFIXES).algebra for words in ("a1", "b2"))
    other = prepareQuery("SELECT ?a WHERE { ?a sp:reaches id:1 ; sp:number '1' }", initNs=PREFIXES).algebra
    assert shape(first, {}) == shape(second, {}) != shape(other, {})


def plain(release: Release, name: str, **values: str) -> list[dict[str, str]]:
    rows = answer(release, name, values).rows
    return [
        {key: str(getattr(term, "value", term)).removeprefix(ID) for key, term in row.items()} for row in rows
    ]


def measured(release: Release) -> dict[str, Any]:
    """The default coverage as kg.coverage measures it, by KIND/KEY."""
    table = Facts.from_dict(json.loads((release.path / "facts.json").read_text(encoding="utf-8")))
    found = coverage(table, read_policy(ROOT / "corpus" / "policy.yaml"))
    return {iri.removeprefix(ID): cover for iri, cover in found.items()}


def test_how_requirements_stand_is_what_coverage_measures(real_release: Release) -> None:
    found = {
        row["requirement"]: int(row["practices"]) for row in plain(real_release, "how-requirements-stand")
    }
    kinds = ("recommendation/", "action/")
    assert found == {
        one: cover.number for one, cover in measured(real_release).items() if one.startswith(kinds)
    }


def test_coverage_counted_adds_up_to_every_requirement(real_release: Release) -> None:
    rows = plain(real_release, "coverage-counted")
    assert sum(int(row["requirements"]) for row in rows) == len(measured(real_release))


def test_practice_for_a_requirement_counts_what_coverage_counts(real_release: Release) -> None:
    for one, cover in some(measured(real_release).items()):
        if one.startswith("recommendation/"):
            rows = plain(real_release, "practice-for-a-requirement", requirement=one)
            strong = {row["practice"] for row in rows if row["extent"] in ("Full", "Partial")}
            assert len(strong) == cover.number, one


def test_progress_has_every_recommendation_in_each_of_its_workstreams(real_release: Release) -> None:
    rows = plain(real_release, "progress-by-workstream")
    assert len({row["recommendation"] for row in rows}) == 12
    assert len({(row["recommendation"], row["workstream"]) for row in rows}) == 15
    assert {row["progress"] for row in rows} <= {"Done", "Under way", "Planned", "Not stated"}


def test_a_report_of_march_2017_counts_no_source_of_may(real_release: Release) -> None:
    assert {row["reported"] for row in plain(real_release, "local-practice", asOf="2017-03")} == {"2016"}
    assert "2017-05" in {row["reported"] for row in plain(real_release, "local-practice", asOf="2017-05")}
    assert "2017-05" not in {
        row["reported"] for row in plain(real_release, "local-practice", asOf="2017-05-30")
    }


def test_a_recommendation_that_is_embedded_everywhere_is_in_each_workstream(real_release: Release) -> None:
    for number in "1234":
        rows = plain(real_release, "workstream-at-a-glance", workstream=f"workstream/{number}")
        assert ("recommendation/3", "Embedded") in {(row["recommendation"], row["allocated"]) for row in rows}


def test_withdrawn_practice_is_named_as_not_to_be_taught_and_offered_nowhere(real_release: Release) -> None:
    sim = "practice/serenity-integrated-mentoring"
    assert sim in {row["thing"] for row in plain(real_release, "do-not-teach")}
    assert sim not in {row["practice"] for row in plain(real_release, "find-case-studies")}


def test_the_release_holds_the_very_queries(real_release: Release) -> None:
    assert of_release(real_release) == QUERIES
