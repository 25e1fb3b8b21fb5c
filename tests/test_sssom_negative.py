"""What does not address a requirement stands apart: in a graph and a file of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from made_support import checked, made_copy, replace, section
from pyoxigraph import Literal, NamedNode, QuerySolutions
from sssom_support import Desk, files_of, sound

from kg.describe import describe
from kg.export import description, whole
from kg.namespaces import NEGATIVE, PREFIXES, SP, thing
from kg.query import GRAPHS
from kg.release import Release
from kg.sparql import WELL_KNOWN, Limits, QueryPool

NOT_KEPT = NamedNode(thing("candidate", "action-1.1/2"))
OWL = PREFIXES["owl"]
FILE = "assessments/action-1.1.md"


def test_the_graph_holds_each_candidate_that_was_not_kept_with_its_reason_and_source(
    made_release: Release,
) -> None:
    quads = list(made_release.store.quads_for_pattern(None, None, None, NamedNode(NEGATIVE)))
    assert {quad.subject for quad in quads} == {NOT_KEPT}
    said = {quad.predicate.value: quad.object for quad in quads}
    assert said[OWL + "sourceIndividual"] == NamedNode(thing("practice", "biscuit-trolley"))
    assert said[OWL + "assertionProperty"] == NamedNode(SP + "addresses")
    assert said[OWL + "targetIndividual"] == NamedNode(thing("action", "1.1"))
    assert said[PREFIXES["prov"] + "wasDerivedFrom"] == NamedNode(thing("assessment", "action-1.1"))
    assert said[PREFIXES["dcterms"] + "description"] == Literal("Nobody leads a talk.", language="en")


TROLLEY = "<https://w3id.org/safer-practice/id/practice/biscuit-trolley>"
QUERIES = (
    "SELECT * { ?no a <http://www.w3.org/2002/07/owl#NegativePropertyAssertion> }",
    f"SELECT * {{ ?no <http://www.w3.org/2002/07/owl#sourceIndividual> {TROLLEY} }}",
    f"SELECT * {{ {TROLLEY} <{SP}addresses>|<{SP}reaches> ?r }}",
    f"SELECT * {{ GRAPH ?g {{ {TROLLEY} <{SP}addresses> ?r }} }}",
)


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_meets_it_that_does_not_ask_for_it(made_release: Release, query: str) -> None:
    found = made_release.store.query(query, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    assert list(found) == []
    with QueryPool(Limits(workers=1)) as pool:
        answer = pool.run(made_release.path / "store", query, "json", prefixes=WELL_KNOWN)
    assert json.loads(answer.body)["results"]["bindings"] == []


def test_a_query_that_asks_for_it_finds_it(made_release: Release) -> None:
    query = "SELECT ?p { GRAPH graph:negative { ?no owl:sourceIndividual ?p ; owl:targetIndividual ?r } }"
    with QueryPool(Limits(workers=1)) as pool:
        answer = pool.run(made_release.path / "store", query, "json", prefixes=WELL_KNOWN)
    assert [row["p"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == [
        thing("practice", "biscuit-trolley")
    ]


@pytest.mark.parametrize(
    "named", ["practice/biscuit-trolley", "action/1.1", "assessment/action-1.1", "candidate/action-1.1/2"]
)
def test_nothing_that_is_shown_of_a_thing_tells_of_it(made_release: Release, named: str) -> None:
    told = json.dumps(describe(made_release.store, named))
    told += " ".join(str(one) for one in description(made_release.store, thing(*named.split("/", 1))))
    assert named.rpartition("/")[2] in told
    for word in ("NegativePropertyAssertion", "sourceIndividual", "targetIndividual"):
        assert word not in told


def test_the_turtle_of_the_release_does_not_hold_it_and_the_n_quads_do(made_release: Release) -> None:
    assert b"NegativePropertyAssertion" not in b"".join(whole(made_release.store, "ttl"))
    assert b"NegativePropertyAssertion" in (made_release.path / "data.nq").read_bytes()


def test_its_rows_are_in_no_other_table(made_release: Release) -> None:
    for name in ("assertions", "set-aside"):
        text = (made_release.path / f"{name}.sssom.tsv").read_text(encoding="utf-8")
        assert "predicate_modifier" not in text and "biscuit-trolley" not in text
    rows = (made_release.path / "negative.sssom.tsv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows if not row.startswith("#")]
    assert len(rows) == 2
    assert "\tNot\t" in rows[1] and "id:assessment/action-1.1" in rows[1]


def test_the_page_of_the_data_counts_and_offers_it(made_client: FlaskClient) -> None:
    page = made_client.get("/data", headers={"Accept": "text/html"}).text
    assert 'href="/data/negative.sssom.tsv"' in page
    assert "Never read a row as a link" in page
    row = page.split('id="graph-negative"')[1].split("</tr>")[0]
    assert ">0</td>" not in row


def test_a_link_that_an_assessment_denies_is_a_fault(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    line = replace(corpus, FILE, "thing: practice/biscuit-trolley", "thing: practice/lantern-round")
    found = section(checked(corpus, tmp_path / "home"), "assessments").faults
    assert [(fault.file, fault.line) for fault in found] == [(FILE, line)]
    assert "lantern-round does not address action/1.1, and a published link" in found[0].what


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_another_reason_is_read_into_the_assessment(desk: Desk) -> None:
    before = files_of(desk.corpus)
    rows = desk.rows("negative")
    rows[0]["comment"] = "Nobody: talks."
    made = desk.importing(rows)
    assert [change.columns for change in made.changes] == [
        {"comment": ("Nobody leads a talk.", "Nobody: talks.")}
    ]
    after = files_of(desk.corpus)
    expected = before[FILE].replace(b"because: Nobody leads a talk.", b"because: 'Nobody: talks.'")
    assert after == before | {FILE: expected}


def test_a_new_negative_row_is_a_candidate_that_was_not_kept(desk: Desk) -> None:
    row = {
        "subject_id": "id:practice/paper-aeroplane",
        "predicate_id": "sp:addresses",
        "object_id": "id:action/1.1",
        "predicate_modifier": "Not",
        "comment": "It had not begun.",
    }
    made = desk.importing([row])
    assert [change.what for change in made.changes] == [
        "practice/paper-aeroplane does not address action/1.1"
    ]
    text = (desk.corpus / FILE).read_text(encoding="utf-8")
    assert (
        "  - thing: practice/paper-aeroplane\n    kept: false\n    because: It had not begun.\nfound: true\n"
        in text
    )
    assert len(desk.rows("negative")) == 2
    assert desk.importing([row]).changes == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"subject_id": "id:practice/kettle-club"}, "the assessment keeps it"),
        ({"subject_id": "id:practice/lantern-round"}, "a published link says that"),
        ({"object_id": "id:action/1.1.1", "mapping_source": ""}, "has no assessments"),
        ({"comment": ""}, "it is empty"),
        ({"mapping_source": "id:assessment/nobody"}, "is not in the corpus"),
        ({"mapping_source": "id:practice/kettle-club"}, "cannot stand here"),
        ({"subject_id": "id:practice/nothing"}, "is not in the corpus"),
    ],
)
def test_a_negative_row_that_cannot_stand_is_refused(desk: Desk, change: dict[str, str], says: str) -> None:
    before = files_of(desk.corpus)
    rows = desk.rows("negative")
    made = desk.plan([rows[0] | change])
    assert len(made.faults) == 1 and says in made.faults[0].what, made.faults
    assert made.faults[0].line == 2
    assert made.files == [] and files_of(desk.corpus) == before


def test_a_practice_weighed_for_two_requirements_has_two_rows(desk: Desk) -> None:
    text = (desk.corpus / FILE).read_text(encoding="utf-8")
    (desk.corpus / "assessments" / "two.md").write_text(
        text.replace("id: action-1.1\n", "id: two\n").replace("about: action/1.1", "about: action/1.1.1"),
        encoding="utf-8",
    )
    replace(desk.corpus, "assessments/two.md", "kept: true", "kept: false")
    replace(desk.corpus, "assessments/two.md", "found: true", "found: false")
    sound(desk.corpus)
    assert len(desk.rows("negative")) == 3
