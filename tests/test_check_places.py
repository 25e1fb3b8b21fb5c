"""A fault of the graph is a fault of a file: the line of the field that gave what is wrong."""

from __future__ import annotations

import pytest
from made_support import ONTOLOGY, graph_of, line_of, made_copy, some

from kg.check.fields import fields_of
from kg.check.places import GraphFault, Places, iri_of
from kg.namespaces import ID, PREFIXES, SP, shorten, thing
from kg.triples import record_triples
from loaders.corpus import Corpus

KETTLE, LANTERN = "practices/kettle-club.md", "practices/lantern-round.md"
CARRIED_OUT = "implementations/made-a-recommendation-2.md"
NO_FIELD = {
    "rdf:type": "the part's class follows from the field that holds it",
    "rdfs:label": "the label of an assertion is made of the labels of its ends",
    "sp:predicate": "the relation follows from the kind of assertion",
    "sp:subject": "the subject of a link is the practice itself",
    "sp:object": "the object of an allocation is the workstream itself",
    "sp:position": "sides and steps are counted",
    "sp:assertedBy": "has a default",
    "sp:assertionStatus": "has a default",
    "sp:assessedBy": "has a default",
    "sp:progressBy": "has a default",
    "sp:lever": "has a default",
    "sp:barrier": "has a default",
    "sp:nextStep": "has a default",
    "sp:progressDone": "has a default",
    "schema:text": "the body is below the fields",
    "sp:likelihood": "is the place of a cell in the table",
    "sp:impact": "is the place of a cell in the table",
    "sp:rating": "is the value of a cell in the table",
    "sp:scaleValue": "is under likelihood or impact",
    "sp:scale": "is the name of the list, likelihood or impact",
    "sp:score": "is under likelihood or impact",
    "sp:descriptor": "is under likelihood or impact",
}
"""Properties that may have no line of their own, and why."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return graph_of(made_copy(tmp_path_factory.mktemp("made"), more=True))[0]


@pytest.fixture(scope="module")
def places(corpus: Corpus) -> Places:
    return Places(corpus, ONTOLOGY)


def fault(places: Places, iri: str, prop: str = "") -> tuple[str, int]:
    found = places.fault(GraphFault(iri, prop, "Wrong.", "Mend it."))
    return found.file, found.line


@pytest.mark.parametrize(
    ("iri", "prop", "file", "words"),
    [
        (thing("practice", "kettle-club"), SP + "scope", KETTLE, "scope: local"),
        (thing("practice", "kettle-club"), SP + "setting", KETTLE, "settings:"),
        (thing("practice", "kettle-club"), PREFIXES["rdfs"] + "label", KETTLE, "title:"),
        (thing("outcome", "kettle-club/money-saved"), "", KETTLE, "- id: money-saved"),
        (thing("outcome", "kettle-club/money-saved"), SP + "resultPrinted", KETTLE, "result: £1.3m"),
        (thing("assertion", "kettle-club--action-1.1.1"), SP + "object", KETTLE, "to: action/1.1.1"),
        (thing("review", "kettle-club--action-1.1.1/1"), SP + "reviewedOn", KETTLE, "date: 2020-02-01"),
        (thing("context", "kettle-club/1"), SP + "printed", KETTLE, "- printed: between"),
        (
            thing("status", "practice/lantern-round"),
            SP + "state",
            "practices/lantern-round.md",
            "state: withdrawn",
        ),
        (thing("later-fact", "practice/lantern-round/1"), "", LANTERN, "- date: 2020"),
        (
            ID + "assertion/recommendation-2--workstream-1",
            SP + "allocatedAs",
            "workstreams/1.md",
            "how: embedded",
        ),
        (
            thing("assertion", "made-a-recommendation-2"),
            SP + "subject",
            "implementations/made-a-recommendation-2.md",
            "subject:",
        ),
        (thing("statement", "group/made-board/size"), SP + "value", "groups/made-board.md", "figure: Twelve"),
        (thing("side", "teams/2"), SP + "says", "discrepancies/teams.md", "says: Seven"),
        (thing("candidate", "action-1.1/2"), SP + "kept", "assessments/action-1.1.md", "kept: false"),
    ],
)
def test_a_thing_of_the_corpus_is_in_its_record(
    iri: str, prop: str, file: str, words: str, places: Places, corpus: Corpus
) -> None:
    assert fault(places, iri, prop) == (file, line_of(corpus.folder, file, words))


def test_every_property_of_the_made_corpus_has_the_line_of_a_field(corpus: Corpus, places: Places) -> None:
    for entry in some(corpus.entries.values()):
        for triple in record_triples(entry.record):
            prop = shorten(triple.predicate.value)
            file, line = fault(places, iri_of(triple.subject), triple.predicate.value)
            text = (corpus.folder / file).read_text(encoding="utf-8").splitlines()[line - 1]
            named = any(f"{field}:" in text for field in fields_of(triple.predicate.value))
            assert named or prop in NO_FIELD, f"{file}:{line}: {text!r} does not give {prop}"


@pytest.mark.parametrize(
    ("iri", "file", "words"),
    [
        (SP + "addresses", "safer-practice.ttl", "sp:addresses a "),
        (ID + "setting/hospital", "vocabularies/setting.ttl", "setting:hospital a "),
        (ID + "scope/local", "vocabularies/codes.ttl", "id/scope/local> a "),
    ],
)
def test_a_term_or_concept_is_in_the_ontology(iri: str, file: str, words: str, places: Places) -> None:
    assert fault(places, iri) == (f"ontology/{file}", line_of(ONTOLOGY, file, words))


def test_what_is_written_nowhere_is_a_fault_of_the_ontology(places: Places) -> None:
    assert fault(places, "") == ("ontology", 0)
    assert fault(places, thing("practice", "nowhere")) == ("ontology", 0)


def test_the_fault_says_what_it_is_about(places: Places) -> None:
    found = places.fault(GraphFault(thing("practice", "kettle-club"), SP + "scope", "Wrong.", "Mend it."))
    assert str(found).endswith("practice/kettle-club: Wrong. Mend it.")
    assert places.fault(GraphFault("", "", "Wrong.", "Mend it.")).what == "Wrong."
