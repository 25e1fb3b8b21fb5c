"""The build: corpus and ontology become a graph, and the graph a release."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from rdflib import Graph

from kg import named, vocabulary
from kg.check.citations import check_citations
from kg.check.citations import faults as faults_of_citations
from kg.check.remembered import Remembered
from kg.coverage import Coverage, Facts, Policy, PolicyError, coverage, facts, read_policy
from kg.infer import infer
from kg.named.checking import faults_of_names
from kg.named.triples import query_triples
from kg.namespaces import ASSERTED, META, NEGATIVE, ONTOLOGY, kind_and_key
from kg.negative import negative_triples
from kg.release import SCHEMA, Home, publish
from kg.report import model as report
from kg.search import build_index
from kg.sssom import FILES, as_tsv, file_name, table_rows
from kg.sssom.rows import Cells
from kg.triples import XSD, A, corpus_triples, node, sp
from loaders.corpus import Corpus, load
from loaders.faults import Fault
from loaders.sources import Sources
from loaders.state import state_of_practice

TOOLS = ("pyoxigraph", "rdflib", "numpy", "snowballstemmer", "whoosh-reloaded", "saferpractice")
PROGRAM = tuple(Path(__file__).resolve().parents[1] / folder for folder in ("kg", "loaders"))
"""The code that makes a release: a changed program makes another one of the same records."""
Progress = Callable[[str], None]


class BuildRefused(Exception):
    """A corpus or ontology with faults: nothing was published."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Built:
    """What a build made: the release's name and folder, whether it was there already, its counts."""

    name: str
    path: Path
    counts: dict[str, int]


@dataclass(frozen=True)
class Given:
    """All that goes into a release, read, and the folders that it came from."""

    corpus: Corpus
    ontology: Graph
    policy: Policy
    queries: dict[str, named.NamedQuery]
    corpus_folder: Path
    ontology_folder: Path


def read(corpus_folder: Path, ontology_folder: Path) -> tuple[Given, list[Fault]]:
    """Read all that goes into a release, with the faults of its queries and reports.

    Raises BuildRefused with every fault of records, ontology and policy: without these nothing can be read.
    """
    faults: list[Fault] = []
    concepts, graph, policy = None, Graph(), None
    try:
        graph = vocabulary.read(ontology_folder)
        concepts = vocabulary.concept_keys(graph)
    except vocabulary.OntologyError as error:
        faults += error.faults
    try:
        policy = read_policy(corpus_folder / "policy.yaml")
    except PolicyError as error:
        faults.append(error.fault)
    corpus = load(corpus_folder, concepts)
    faults += corpus.faults
    if faults or policy is None:
        raise BuildRefused(faults)
    queries, unsound = named.read(corpus_folder / named.FOLDER)
    unsound += report.read(corpus_folder)[1]
    return Given(corpus, graph, policy, queries, corpus_folder, ontology_folder), unsound


def assemble(corpus: Corpus, ontology_graph: Graph, ontology_folder: Path) -> Store:
    """The graphs `asserted`, `ontology` and `inferred` of a corpus, in memory.

    Raises RuleError where a projection or rule does not parse.
    """
    store = Store()
    asserted, ontology = NamedNode(ASSERTED), NamedNode(ONTOLOGY)
    store.extend(_in(asserted, triple) for triple in corpus_triples(corpus))
    store.extend(_in(ontology, triple) for triple in _canonical(ontology_graph))
    infer(store, ontology_folder)
    return store


def _in(graph: NamedNode, triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _canonical(graph: Graph) -> list[Triple]:
    """A graph's triples with blank nodes named by what they say (RDFC 1.0), the same in every build."""
    dataset = Dataset(parse(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def add_coverage(store: Store, found: dict[str, Coverage]) -> None:
    """Add the default coverage to the graph `meta`, one sp:Coverage a requirement."""
    meta = NamedNode(META)
    for requirement, cover in found.items():
        named = kind_and_key(requirement)
        assert named is not None
        item = node("coverage", f"{named[0]}/{named[1]}")
        count = Literal(str(cover.number), datatype=NamedNode(XSD + "integer"))
        store.extend(
            _in(meta, triple)
            for triple in (
                Triple(item, A, sp("Coverage")),
                Triple(item, sp("coverageOf"), NamedNode(requirement)),
                Triple(NamedNode(requirement), sp("coverage"), item),
                Triple(item, sp("coverageState"), node("coverage-state", cover.state)),
                Triple(item, sp("practiceCount"), count),
                Triple(item, sp("reason"), Literal(cover.reason)),
            )
        )


def n_quads(store: Store) -> bytes:
    """The whole graph as canonical N-Quads: one statement a line, sorted."""
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    return b"\n".join(sorted(dumped.splitlines())) + b"\n"


def _refuse_doubled(quads: bytes) -> None:
    """Refuse a statement that stands in two graphs: Oxigraph would count it twice in their union.

    https://github.com/oxigraph/oxigraph/issues/1919
    """
    lines = quads.splitlines()
    faults = [
        Fault(
            "data.nq",
            number,
            f"a statement stands in two graphs: {line.decode()}",
            "Write it into one graph only.",
        )
        for number, (line, following) in enumerate(pairwise(lines), 1)
        if line.rpartition(b" <")[0] == following.rpartition(b" <")[0]
    ]
    if faults:
        raise BuildRefused(faults)


def inputs_hash(corpus_folder: Path, ontology_folder: Path) -> str:
    """A hash of every file that goes in, and of the program: its version, its tools and its text."""
    digest = hashlib.sha256(f"{SCHEMA} {versions()}".encode())
    for folder in (corpus_folder, ontology_folder, *PROGRAM):
        for path in sorted(folder.rglob("*.py") if folder in PROGRAM else _files(folder)):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def versions() -> dict[str, str]:
    """The versions of the tools that shape a release."""
    return {tool: importlib.metadata.version(tool) for tool in TOOLS}


def build(
    corpus_folder: Path,
    ontology_folder: Path,
    home: Home,
    progress: Progress = lambda step: None,
    sources: Sources | None = None,
) -> Built:
    """Build a release and publish it.

    A citation whose passage is not in the reader's copy of its document, or there more than once, is a
    fault like any other. Which copies are there makes no difference to what is published.

    Raises BuildRefused with every fault of the records, RuleError for a rule, ReleaseError where the
    release cannot be published, SourceError where a copy cannot be read. In each case the last good
    release stays as it was.
    """
    progress("reading the corpus and the ontology")
    given, unsound = read(corpus_folder, ontology_folder)
    progress("looking for the cited passages")
    remembered = Remembered(home.passages)
    checked = check_citations(given.corpus, sources or Sources(), remembered)
    unsound += faults_of_citations(given.corpus, checked)
    if unsound:
        raise BuildRefused(sorted(unsound))
    built = make(given, home, progress)
    remembered.save()
    return built


def make(given: Given, home: Home, progress: Progress = lambda step: None) -> Built:
    """Make a release of what is given, and publish it. Raises what `build` raises, but for SourceError."""
    corpus = given.corpus
    progress(f"assembling the graph of {len(corpus.entries)} records")
    store = assemble(corpus, given.ontology, given.ontology_folder)
    progress("measuring coverage")
    table = facts(store, state_of_practice(corpus))
    covered = coverage(table, given.policy)
    add_coverage(store, covered)
    if unsound := faults_of_names(store, given.queries):
        raise BuildRefused(unsound)
    store.extend(_in(NamedNode(META), triple) for triple in query_triples(given.queries.values()))
    store.extend(_in(NamedNode(NEGATIVE), triple) for triple in negative_triples(corpus))
    quads = n_quads(store)
    _refuse_doubled(quads)
    inputs = inputs_hash(given.corpus_folder, given.ontology_folder)
    name = hashlib.sha256(inputs.encode() + quads).hexdigest()[:16]
    tables = {which: table_rows(corpus, which) for which in FILES}
    counts = dict(sorted(Counter(str(entry.record.kind) for entry in corpus.entries.values()).items()))
    manifest = {
        "name": name,
        "schema": SCHEMA,
        "inputs": inputs,
        "counts": counts,
        "policy": given.policy.model_dump(),
        "quads": quads.count(b"\n"),
        "queries": len(given.queries),
        "tables": {which: len(rows) for which, rows in tables.items()},
        "tools": versions(),
    }

    def fill(folder: Path) -> None:
        _fill(folder, store, quads, table, covered, manifest, progress)
        _write_tables(folder, tables, name)
        named.copy(given.corpus_folder / named.FOLDER, folder / named.FOLDER)
        report.copy(given.corpus_folder, folder)

    path = publish(home, name, fill, on_step=progress)
    return Built(name, path, counts)


def _fill(
    folder: Path,
    store: Store,
    quads: bytes,
    table: Facts,
    covered: dict[str, Coverage],
    manifest: dict[str, Any],
    progress: Progress,
) -> None:
    progress("writing the store")
    (folder / "data.nq").write_bytes(quads)
    on_disk = Store(folder / "store")
    on_disk.bulk_load(quads, format=RdfFormat.N_QUADS)
    on_disk.optimize()
    del on_disk
    progress("writing the search index")
    build_index(folder / "index", store)
    _write(folder / "facts.json", table.as_dict())
    _write(folder / "coverage.json", {requirement: cover.as_dict() for requirement, cover in covered.items()})
    _write(folder / "manifest.json", manifest)


def _write_tables(folder: Path, tables: dict[str, list[Cells]], release: str) -> None:
    for which, rows in tables.items():
        text = as_tsv(rows, which, release)
        (folder / file_name(which)).write_text(text, encoding="utf-8", newline="")


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
