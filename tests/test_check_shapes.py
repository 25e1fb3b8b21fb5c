"""Shapes: every constraint is broken by a planted fault, and says so in its own words."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from made_support import ONTOLOGY, checked, graph_of, made_copy, replace, section, some
from planted_faults import PLANTED
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from kg import vocabulary
from kg.build import add_coverage
from kg.check.places import iri_of
from kg.check.rules import TYPE
from kg.check.shapes import check_shapes, read_shapes
from kg.coverage import coverage, facts, read_policy
from kg.namespaces import ASSERTED, ID, PREFIXES, SP
from kg.vocabulary import OntologyError
from loaders.state import state_of_practice

PREAMBLE = f"@base <{ID}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def expand(name: str) -> NamedNode:
    prefix, _, rest = name.partition(":")
    return NamedNode(PREFIXES[prefix] + rest)


def copy(store: Store, original: NamedNode, changes: list[str], name: str) -> str:
    """Add a copy of a thing with its changes to the store; the copy's IRI."""
    new = NamedNode(f"{original.value}-copy-{name}")
    quads = {
        Quad(new if quad.subject == original else quad.subject, quad.predicate, quad.object)
        if quad.object != original
        else Quad(quad.subject, quad.predicate, new)
        for quad in (
            *store.quads_for_pattern(original, None, None),
            *store.quads_for_pattern(None, None, original),
        )
        if "-copy-" not in str(quad)
    }
    for change in changes:
        kind, _, rest = change.partition(" ")
        if kind == "-":
            quads = {quad for quad in quads if (quad.subject, quad.predicate) != (new, expand(rest))}
        elif kind == "-<":
            quads = {quad for quad in quads if (quad.object, quad.predicate) != (new, expand(rest))}
        else:
            text = f"{new} {rest} ." if kind == "+" else f"{rest} {new} ."
            quads |= set(parse(f"{PREAMBLE}{text}", format=RdfFormat.TURTLE))
    store.extend(Quad(quad.subject, quad.predicate, quad.object, NamedNode(ASSERTED)) for quad in quads)
    return new.value


def first(store: Store, key: str) -> NamedNode:
    """The thing with this key, or the first whose key begins so."""
    subjects = {quad.subject.value for quad in store if isinstance(quad.subject, NamedNode)}
    return NamedNode(
        ID + key if ID + key in subjects else min(one for one in subjects if one.startswith(ID + key))
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the made corpus, with a record of every kind and with its coverage."""
    corpus = made_copy(tmp_path_factory.mktemp("made"), more=True)
    read, _, store = graph_of(corpus)
    table = facts(store, state_of_practice(read))
    add_coverage(store, coverage(table, read_policy(corpus / "policy.yaml")))
    return store


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes(ONTOLOGY)


@pytest.fixture(scope="module")
def said(shapes: Graph, made: Store) -> dict[str, set[str]]:
    """What is said of every planted copy, and of one unchanged copy of each thing, by row number or thing.

    Practices and vocabularies are copied in graphs of their own: their copies share outcomes and
    concepts with the original.
    """
    found: dict[str, set[str]] = {}
    for group in ("practice", "vocabulary", ""):
        store, copies = Store(), {}
        store.extend(made)
        for number, (_, thing, changes) in enumerate(PLANTED):
            kind = thing.partition("/")[0]
            if group == (kind if kind in ("practice", "vocabulary") else ""):
                original = first(store, thing)
                copies[copy(store, original, changes, str(number))] = str(number)
                copies[copy(store, original, [], "unchanged")] = thing
        for fault in check_shapes(store, shapes):
            found.setdefault(copies.get(fault.thing, ""), set()).add(fault.what)
    return found


@pytest.mark.parametrize(
    "number", range(len(PLANTED)), ids=[f"{row[0][:40]} {at}" for at, row in enumerate(PLANTED)]
)
def test_a_planted_fault_is_found(number: int, said: dict[str, set[str]]) -> None:
    message, thing, changes = PLANTED[number]
    assert [what for what in said.get(str(number), ()) if what.startswith(message)], said.get(str(number))
    if changes:
        assert not [what for what in said.get(thing, ()) if what.startswith(message)]


def test_every_constraint_has_a_planted_fault_and_says_how_to_mend_it(shapes: Graph) -> None:
    for constraint, message in some(shapes.subject_objects(SH.message)):
        assert any(str(message).startswith(row[0]) for row in PLANTED), message
        assert shapes.value(constraint, SH.description), message


def test_the_made_corpus_has_the_right_shapes(shapes: Graph, made: Store) -> None:
    assert check_shapes(made, shapes) == []


def test_the_made_corpus_has_a_thing_of_every_class(made: Store) -> None:
    """Or a shape could be planted nowhere. Abstract classes and terms of others have members below them."""
    asserted = {iri_of(quad.object) for quad in made.quads_for_pattern(None, NamedNode(TYPE), None)}
    ontology = vocabulary.read(ONTOLOGY)
    classes = {str(term) for term in ontology.subjects(RDF.type, OWL.Class) if isinstance(term, URIRef)}
    assert {
        one for one in classes - asserted if "ICSPrinciple" not in one and "ConstitutionPrinciple" not in one
    } == set()


def test_every_class_of_the_ontology_is_the_target_of_a_shape(shapes: Graph) -> None:
    targets = set(shapes.objects(None, SH.targetClass))
    ontology = vocabulary.read(ONTOLOGY)
    for term in ontology.subjects(RDF.type, OWL.Class):
        if isinstance(term, URIRef):
            above = set(ontology.transitive_objects(term, RDFS.subClassOf))
            assert above & targets, term


def test_every_property_of_the_ontology_is_in_a_shape(shapes: Graph) -> None:
    """But for the reverses of others, which the rules infer."""
    ontology = vocabulary.read(ONTOLOGY)
    named = set(shapes.objects())
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in some(ontology.subjects(RDF.type, kind)):
            reverse = set(ontology.subjects(OWL.inverseOf, term))
            if str(term).startswith(SP) and not reverse & named:
                assert term in named, term


def test_shapes_are_valid_shapes(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True, do_owl_imports=False)
    assert conforms, text


def test_a_file_of_shapes_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "ontology" / "shapes").mkdir(parents=True)
    (tmp_path / "ontology" / "shapes" / "bad.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:x sh:y"
    )
    with pytest.raises(OntologyError) as caught:
        read_shapes(tmp_path / "ontology")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("ontology/shapes/bad.ttl", 3)
    assert "this is not Turtle" in fault.what


def test_a_folder_without_shapes_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="there is no ontology"):
        read_shapes(tmp_path / "ontology")


def test_a_fault_of_shape_names_the_line_of_the_record_and_what_is_there(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    planted = [
        (
            "practices/kettle-club.md",
            "to: standard/made-grid-2019/a.1",
            "to: theme/1",
            "The object of a practice link",
        ),
        ("actions/1.1.md", 'number: "1.1"', 'number: "2.1"', "The number does not begin with"),
        (
            "standards/made-grid-2019/a.1.md",
            "domain/made-grid-2019/a",
            "recommendation/2",
            "A standard is part of one",
        ),
        ("resources/made-poster.md", "organisation/made-network", "theme/1", "A resource is provided by an"),
    ]
    lines = [replace(corpus, file, old, new) for file, old, new, _ in planted]
    faults = section(checked(corpus, tmp_path), "shapes").faults
    for (file, _, _, what), line in zip(planted, lines, strict=True):
        assert [line] == [one.line for one in faults if one.file == file and f": {what}" in one.what], file
    object_of = "The object of a practice link is a requirement. Here it is theme/1."
    assert f"assertion/kettle-club--theme-1: {object_of}" in [fault.what for fault in faults]
