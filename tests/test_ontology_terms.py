"""The ontology: every term is labelled, defined, of one kind, within OWL 2 DL, and used as it is declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from made_support import ONTOLOGY, graph_of, made_copy, models, some
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg import vocabulary
from kg.check.places import iri_of
from kg.namespaces import ASSERTED, ID, INFERRED, PREFIXES, SP, thing
from loaders.records import MODELS

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CODES = {
    ("RequirementRecord", "answerable_by"): "answerable",
    ("Claim", "basis"): "basis",
    ("Claim", "status"): "assertion-status",
    ("Link", "extent"): "extent",
    ("AllocationClaim", "how"): "allocation",
    ("Outcome", "kind"): "outcome-kind",
    ("Outcome", "direction"): "direction",
    ("Outcome", "change_is"): "change",
    ("Practice", "scope"): "scope",
    ("Practice", "maturity"): "maturity",
    ("Status", "state"): "state",
    ("Review", "verdict"): "verdict",
    ("Progress", "state"): "progress-state",
    ("Commitment", "outcome"): "commitment-state",
    ("Correspondence", "relation"): "correspondence",
}
"""The code list that a field of a model chooses from."""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return vocabulary.read(ONTOLOGY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return graph_of(made_copy(tmp_path_factory.mktemp("made"), more=True))[2]


def ours(ontology: Graph, *kinds: URIRef) -> Iterator[URIRef]:
    """Our terms of some kinds."""
    for kind in kinds:
        for term in ontology.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and str(term).startswith(SP):
                yield term


def test_every_term_has_one_label_and_one_definition_in_english(ontology: Graph) -> None:
    for term in some(ours(ontology, OWL.Class, *PROPERTY_KINDS)):
        for said in (RDFS.label, SKOS.definition):
            (text,) = ontology.objects(term, said)
            assert isinstance(text, Literal), term
            assert text.language == "en", term
            assert text.strip(), term


def test_labels_of_terms_differ(ontology: Graph) -> None:
    for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
        labels = [str(ontology.value(term, RDFS.label)) for term in some(ours(ontology, *kinds))]
        assert sorted(labels) == sorted(set(labels))


def test_a_property_is_of_one_kind_and_no_class(ontology: Graph) -> None:
    kinds = {kind: set(ontology.subjects(RDF.type, kind)) for kind in (*PROPERTY_KINDS, OWL.Class)}
    for kind, terms in kinds.items():
        for other, others in kinds.items():
            assert kind == other or not terms & others


def test_every_property_that_is_used_is_declared(ontology: Graph, made: Store) -> None:
    """OWL 2 DL: without a declaration a reasoner cannot tell what a property relates."""
    declared = {term for kind in PROPERTY_KINDS for term in ontology.subjects(RDF.type, kind)}
    built_in = (str(RDF), str(RDFS), str(OWL))
    for graph in (ASSERTED, INFERRED):
        for quad in some(made.quads_for_pattern(None, None, None, NamedNode(graph))):
            used = URIRef(quad.predicate.value)
            assert used in declared or str(used).startswith(built_in), used
            link = isinstance(quad.object, NamedNode)
            if str(used).startswith(SP):
                assert (used, RDF.type, OWL.ObjectProperty if link else OWL.DatatypeProperty) in ontology, (
                    quad
                )
    for predicate in set(ontology.predicates()):
        assert predicate in declared or str(predicate).startswith(built_in), predicate


def test_every_class_that_is_used_is_declared(ontology: Graph, made: Store) -> None:
    for quad in some(made.quads_for_pattern(None, NamedNode(str(RDF.type)), None, NamedNode(ASSERTED))):
        assert (URIRef(iri_of(quad.object)), RDF.type, OWL.Class) in ontology, quad


def test_domains_and_ranges_are_classes_or_datatypes(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.domain, RDFS.range):
        for term, value in some(ontology.subject_objects(predicate)):
            datatype = str(value).startswith(PREFIXES["xsd"])
            assert value in classes or datatype, term
            assert datatype == (
                predicate == RDFS.range and (term, RDF.type, OWL.DatatypeProperty) in ontology
            ), term
    for cls in ontology.objects(None, OWL.unionOf):
        assert set(Collection(ontology, cls)) <= classes


def test_every_object_property_has_at_most_one_reverse(ontology: Graph) -> None:
    pairs = [frozenset(pair) for pair in ontology.subject_objects(OWL.inverseOf)]
    named = [term for pair in pairs for term in pair]
    assert len(named) == len(set(named))
    assert all((term, RDF.type, OWL.ObjectProperty) in ontology for term in some(named))


def test_a_property_that_a_chain_makes_complex_is_in_no_forbidden_axiom(
    ontology: Graph,
) -> None:
    """OWL 2 DL, section 11.2: such a property is neither functional, asymmetric, irreflexive nor disjoint."""
    made_of_others = set(ontology.subjects(OWL.propertyChainAxiom)) | set(
        ontology.subjects(RDF.type, OWL.TransitiveProperty)
    )
    reverses = {
        other
        for term in made_of_others
        for other in (*ontology.objects(term, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, term))
    }
    forbidden = (
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.AsymmetricProperty,
        OWL.IrreflexiveProperty,
    )
    for term in some(made_of_others | reverses):
        assert not set(ontology.objects(term, RDF.type)) & set(forbidden), term
        assert (term, OWL.propertyDisjointWith, None) not in ontology, term


def test_dates_have_no_range_because_hermit_knows_none(ontology: Graph) -> None:
    known = {PREFIXES["xsd"] + name for name in ("string", "decimal", "integer", "boolean", "anyURI")}
    for value in some(ontology.objects(None, RDFS.range)):
        assert not str(value).startswith(PREFIXES["xsd"]) or str(value) in known, value


def test_every_class_without_a_class_above_it_excludes_all_others(ontology: Graph) -> None:
    lists = [set(Collection(ontology, members)) for members in ontology.objects(None, OWL.members)]
    top = {
        term
        for term in ontology.subjects(RDF.type, OWL.Class)
        if isinstance(term, URIRef) and (term, RDFS.subClassOf, None) not in ontology
    }
    assert max(lists, key=len) == top


def test_classes_below_one_class_exclude_each_other(ontology: Graph) -> None:
    lists = [set(Collection(ontology, members)) for members in ontology.objects(None, OWL.members)]
    for above in some(set(ontology.objects(None, RDFS.subClassOf))):
        assert set(ontology.subjects(RDFS.subClassOf, above)) in lists, above


@pytest.mark.parametrize(("model", "field"), CODES, ids=[".".join(pair) for pair in CODES])
def test_a_field_that_chooses_a_code_offers_what_its_list_holds(
    model: str, field: str, ontology: Graph
) -> None:
    (found,) = {one for kind in models(*MODELS.values()) for one in kind.__mro__ if one.__name__ == model}
    offered = {
        choice.replace(" ", "-") for choice in choices(get_type_hints(found, include_extras=True)[field])
    }
    scheme = URIRef(thing("vocabulary", CODES[model, field]))
    held = {str(one).rpartition("/")[2] for one in ontology.subjects(SKOS.inScheme, scheme)}
    assert offered == held


def choices(annotation: Any) -> set[str]:
    """The words of the Literal in an annotation."""
    found = {part for part in get_args(annotation) if isinstance(part, str)}
    return found.union(*(choices(part) for part in get_args(annotation) if not isinstance(part, str)))


def test_every_concept_is_at_the_address_of_its_scheme(ontology: Graph) -> None:
    for concept, scheme in some(ontology.subject_objects(SKOS.inScheme)):
        key = str(scheme).removeprefix(thing("vocabulary", ""))
        assert str(concept).startswith(f"{ID}{key}/"), concept


def test_no_two_concepts_of_a_scheme_have_the_same_preferred_label(ontology: Graph) -> None:
    for scheme in some(ontology.subjects(RDF.type, SKOS.ConceptScheme)):
        labels = [
            str(ontology.value(concept, SKOS.prefLabel)).casefold()
            for concept in ontology.subjects(SKOS.inScheme, scheme)
        ]
        assert sorted(labels) == sorted(set(labels)), scheme


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("A&E", "setting/emergency-department"),
        ("ED", "setting/emergency-department"),
        ("UTI", "topic/"),
        ("AKI", "topic/"),
        ("kidney injury", "topic/"),
        ("speaking up", "topic/"),
        ("whistleblowing", "topic/"),
        ("raising concerns", "topic/"),
    ],
)
def test_words_that_people_type_lead_to_a_concept(words: str, concept: str, ontology: Graph) -> None:
    labels = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    found = {
        str(one)
        for label in labels
        for one, text in ontology.subject_objects(label)
        if str(text).casefold() == words.casefold()
    }
    assert any(one.startswith(ID + concept) for one in found), found
