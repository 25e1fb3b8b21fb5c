"""What is kept from one build to the next, in a program that builds again and again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Graph

from kg import vocabulary
from kg.inputs import program_hash
from kg.namespaces import ASSERTED, ONTOLOGY
from kg.triples import record_triples
from loaders.corpus import Corpus, Entry, Parsed


class Memory:
    """What was read and made before, each part known by all that it was made of.

    So a build that remembers makes the same release as one that does not. It holds for one run of one
    program: `program` is the hash of the text that this process runs, whatever lies on the disk by now.
    """

    def __init__(self, keeps: bool = False) -> None:
        """`keeps` says that another build follows: else what takes much memory is let go of at once."""
        self.program = program_hash()
        self._keeps = keeps
        self.records = Parsed()
        self._ontology: tuple[dict[Path, bytes], Graph] | None = None
        self._canonical: tuple[Graph, list[Quad]] | None = None
        self._quads: dict[str, tuple[Entry, list[Quad]]] = {}

    def ontology(self, folder: Path) -> Graph:
        """What `vocabulary.read` gives of a folder, which nobody changes. Raises OntologyError as it does."""
        held = {path: path.read_bytes() for path in vocabulary.files(folder)}
        if self._ontology is None or self._ontology[0] != held:
            self._ontology = held, vocabulary.read(folder)
        return self._ontology[1]

    def ontology_quads(self, graph: Graph) -> list[Quad]:
        """The graph `ontology`, with blank nodes named by what they say: the same names in every build."""
        if self._canonical is None or self._canonical[0] is not graph:
            self._canonical = graph, [in_graph(NamedNode(ONTOLOGY), triple) for triple in _canonical(graph)]
        return self._canonical[1]

    def record_quads(self, corpus: Corpus) -> Iterator[Quad]:
        """What every record says, in the graph `asserted`, in the order of the records' references."""
        before, self._quads = self._quads, {}
        for reference, entry in sorted(corpus.entries.items()):
            known = before.get(reference)
            said = known[1] if known and known[0] is entry else _quads(entry)
            if self._keeps:
                self._quads[reference] = entry, said
            yield from said


def in_graph(graph: NamedNode, triple: Triple) -> Quad:
    """A triple as a statement of a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _quads(entry: Entry) -> list[Quad]:
    asserted = NamedNode(ASSERTED)
    return [in_graph(asserted, triple) for triple in record_triples(entry.record)]


def _canonical(graph: Graph) -> Iterator[Triple]:
    """A graph's triples after RDFC 1.0: https://www.w3.org/TR/rdf-canon/."""
    dataset = Dataset(parse(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return (quad.triple for quad in dataset)
