"""The rules infer what an OWL RL reasoner infers, no more and no less, and none of them can be left out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_support import MADE, ONTOLOGY, ROOT, graph_of, made_copy, replace
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import Graph

from kg.build import assemble
from kg.check.places import GraphFault
from kg.check.rules import Closure, check_rules, close, facts
from kg.namespaces import ASSERTED, INFERRED, SP, thing
from loaders.corpus import Corpus

RULES = sorted(path.stem for path in (ONTOLOGY / "rules").glob("*.rq"))
PROPERTIES = ("addresses", "reaches", "partOf", "hasPart", "implements", "inWorkstream", "ledBy", "citation")


@dataclass(frozen=True)
class Judged:
    """A corpus, its graph and what owlrl makes of it."""

    corpus: Corpus
    ontology: Graph
    store: Store
    closure: Closure

    def without(self, rule: str, folder: Path) -> Store:
        """The graph as it is when one rule is missing."""
        spoilt = Path(shutil.copytree(ONTOLOGY, folder / "ontology"))
        (spoilt / "rules" / f"{rule}.rq").unlink()
        return assemble(self.corpus, self.ontology, spoilt)


def judged(corpus: Path) -> Judged:
    read, ontology, store = graph_of(corpus)
    return Judged(read, ontology, store, close(store, ontology))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The made corpus with one more recommendation, reached only through a standard that implements it."""
    corpus = made_copy(tmp_path_factory.mktemp("made"))
    first = (corpus / "recommendations" / "1.md").read_text(encoding="utf-8")
    third = first.replace('id: "1"', 'id: "3"').replace('number: "1"', 'number: "3"')
    (corpus / "recommendations" / "3.md").write_text(third, encoding="utf-8")
    replace(
        corpus,
        "implementations/made-a-1-recommendation-1.md",
        "object: recommendation/1",
        "object: recommendation/3",
    )
    return judged(corpus)


@pytest.fixture(scope="module")
def real() -> Judged:
    return judged(ROOT / "corpus")


def test_on_the_real_corpus_rules_and_owlrl_infer_the_same(real: Judged) -> None:
    assert check_rules(real.store, real.ontology, real.closure) == []
    assert facts(real.store, real.ontology) == real.closure.facts


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_comparison_on_the_real_corpus_is_about_something(name: str, real: Judged) -> None:
    assert any(predicate == SP + name for _, predicate, _ in real.closure.facts)


def test_owlrl_meets_no_contradiction_in_the_real_corpus(real: Judged) -> None:
    assert real.closure.contradictions == ()


@pytest.mark.parametrize("rule", RULES)
def test_on_the_real_corpus_a_rule_is_missed_wherever_it_infers_something(
    rule: str, real: Judged, tmp_path: Path
) -> None:
    without = real.without(rule, tmp_path)
    lost = facts(real.store, real.ontology) - facts(without, real.ontology)
    found = check_rules(without, real.ontology, real.closure)
    assert len(found) == len(lost)
    assert all("owlrl infers it" in fault.what for fault in found)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "part-of-part"])
def test_the_real_corpus_needs_every_rule_but_that_of_parts_of_parts_which_it_has_not(
    rule: str, real: Judged, tmp_path: Path
) -> None:
    assert check_rules(real.without(rule, tmp_path), real.ontology, real.closure) != []


def test_on_the_made_corpus_rules_and_owlrl_infer_the_same(made: Judged) -> None:
    assert check_rules(made.store, made.ontology, made.closure) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_made_corpus_needs_every_rule(rule: str, made: Judged, tmp_path: Path) -> None:
    found = check_rules(made.without(rule, tmp_path), made.ontology, made.closure)
    assert found
    assert all("owlrl infers it" in fault.what for fault in found)


def test_a_rule_that_infers_too_much_is_found(made: Judged, tmp_path: Path) -> None:
    spoilt = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    rule = (spoilt / "rules" / "reaches-through-part.rq").read_text()
    (spoilt / "rules" / "too-much.rq").write_text(
        rule.replace("?via sp:partOf ?target", "BIND(?via AS ?target)")
    )
    found = check_rules(assemble(made.corpus, made.ontology, spoilt), made.ontology, made.closure)
    assert found
    assert all("a rule infers it and owlrl does not" in fault.what for fault in found)


def test_a_difference_names_the_triple_and_what_is_missing(made: Judged, tmp_path: Path) -> None:
    found = check_rules(made.without("part-of-part", tmp_path), made.ontology, made.closure)
    assert (
        GraphFault(
            thing("action", "1.1.1"),
            SP + "partOf",
            "sp:partOf recommendation/1: owlrl infers it from the ontology's axioms and no rule does.",
            "Add or correct a rule in ontology/rules/, or correct the axiom.",
        )
        in found
    )


def test_something_inferred_by_hand_is_found(made: Judged) -> None:
    store = assemble(made.corpus, made.ontology, ONTOLOGY)
    practice, target = (
        NamedNode(thing("practice", "kettle-club")),
        NamedNode(thing("principle", "made-values/1")),
    )
    store.add(Quad(practice, NamedNode(SP + "reaches"), target, NamedNode(INFERRED)))
    assert len(check_rules(store, made.ontology, made.closure)) == 1


def test_the_class_of_what_has_a_text_is_compared_too() -> None:
    """sp:measure has the domain sp:Outcome: one text of it makes a thing an outcome for owlrl."""
    _, ontology, store = graph_of(MADE / "corpus")
    odd = NamedNode(thing("outcome", "kettle-club/odd"))
    store.add(Quad(odd, NamedNode(SP + "measure"), Literal("Oddness"), NamedNode(ASSERTED)))
    (fault,) = check_rules(store, ontology, close(store, ontology))
    assert (fault.thing, fault.what.partition(":")[0]) == (odd.value, "is a sp")
