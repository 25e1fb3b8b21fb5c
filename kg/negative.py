"""What assessments found not to address a requirement, for the graph `negative`."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.namespaces import PREFIXES
from kg.triples import A, node, sp
from kg.triples.terms import DCTERMS, refer, words
from loaders.corpus import Corpus
from loaders.delivery import Assessment

OWL, PROV = PREFIXES["owl"], PREFIXES["prov"]


def negative_triples(corpus: Corpus) -> Iterator[Triple]:
    """A negative property assertion for each candidate that an assessment did not keep, with its reason.

    `practice sp:addresses requirement` itself is written nowhere, so that not even a query over every
    graph takes it for a link. https://www.w3.org/TR/owl2-mapping-to-rdf/ (negative property assertions)
    """
    for assessment in corpus.of(Assessment):
        for number, candidate in enumerate(assessment.candidates, 1):
            if candidate.kept:
                continue
            item = node("candidate", f"{assessment.id}/{number}")
            yield Triple(item, A, NamedNode(OWL + "NegativePropertyAssertion"))
            yield Triple(item, NamedNode(OWL + "sourceIndividual"), refer(candidate.thing))
            yield Triple(item, NamedNode(OWL + "assertionProperty"), sp("addresses"))
            yield Triple(item, NamedNode(OWL + "targetIndividual"), refer(assessment.about))
            yield Triple(item, NamedNode(PROV + "wasDerivedFrom"), node("assessment", assessment.id))
            yield Triple(item, NamedNode(DCTERMS + "description"), words(candidate.because))
