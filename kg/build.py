"""The build: corpus and ontology become a graph, and the graph a release."""

from __future__ import annotations

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple
from rdflib import Graph

from kg import named, united, vocabulary
from kg.check.citations import check_citations
from kg.check.citations import faults as faults_of_citations
from kg.check.remembered import Remembered
from kg.coverage import Coverage, Facts, Policy, PolicyError, coverage, facts, read_policy
from kg.infer import infer
from kg.inputs import inputs_hash, versions
from kg.memory import Memory, in_graph
from kg.named.checking import faults_of_names
from kg.named.triples import query_triples
from kg.namespaces import META, NEGATIVE, kind_and_key
from kg.negative import negative_triples
from kg.release import SCHEMA, Home, publish
from kg.report import model as report
from kg.search import build_index
from kg.sssom import FILES, as_tsv, file_name, table_rows
from kg.sssom.rows import Cells
from kg.triples import XSD, A, node, sp
from loaders.corpus import Corpus, load
from loaders.faults import Fault
from loaders.sources import Sources
from loaders.state import state_of_practice

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
    memory: Memory


def read(
    corpus_folder: Path, ontology_folder: Path, memory: Memory | None = None
) -> tuple[Given, list[Fault]]:
    """Read all that goes into a release, with the faults of its queries and reports.

    What is the same as in `memory`, of a build before, is not parsed again.

    Raises BuildRefused with every fault of records, ontology and policy: without these nothing can be read.
    """
    memory = memory or Memory()
    faults: list[Fault] = []
    concepts, graph, policy = None, Graph(), None
    try:
        graph = memory.ontology(ontology_folder)
        concepts = vocabulary.concept_keys(graph)
    except vocabulary.OntologyError as error:
        faults += error.faults
    try:
        policy = read_policy(corpus_folder / "policy.yaml")
    except PolicyError as error:
        faults.append(error.fault)
    corpus = load(corpus_folder, concepts, before=memory.records)
    faults += corpus.faults
    if faults or policy is None:
        raise BuildRefused(faults)
    queries, unsound = named.read(corpus_folder / named.FOLDER)
    unsound += report.read(corpus_folder)[1]
    return Given(corpus, graph, policy, queries, corpus_folder, ontology_folder, memory), unsound


def assemble(
    corpus: Corpus, ontology_graph: Graph, ontology_folder: Path, memory: Memory | None = None
) -> Store:
    """The graphs `asserted`, `ontology` and `inferred` of a corpus, in memory.

    Raises RuleError where a projection or rule does not parse.
    """
    store, memory = Store(), memory or Memory()
    store.extend(memory.record_quads(corpus))
    store.extend(memory.ontology_quads(ontology_graph))
    infer(store, ontology_folder)
    return store


def add_coverage(store: Store, found: dict[str, Coverage]) -> None:
    """Add the default coverage to the graph `meta`, one sp:Coverage a requirement."""
    meta = NamedNode(META)
    for requirement, cover in found.items():
        named = kind_and_key(requirement)
        assert named is not None
        item = node("coverage", f"{named[0]}/{named[1]}")
        count = Literal(str(cover.number), datatype=NamedNode(XSD + "integer"))
        store.extend(
            in_graph(meta, triple)
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


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """A build keeps what it reads and makes: a tenth of its time Python would look for cycles in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_search_for_cycles()
def build(
    corpus_folder: Path,
    ontology_folder: Path,
    home: Home,
    progress: Progress = lambda step: None,
    sources: Sources | None = None,
    memory: Memory | None = None,
) -> Built:
    """Build a release and publish it; with the `memory` of the build before, what has not changed is quick.

    A citation whose passage is not in the reader's copy of its document, or there more than once, is a
    fault like any other. Which copies are there makes no difference to what is published.

    Raises BuildRefused with every fault of the records, RuleError for a rule, ReleaseError where the
    release cannot be published, SourceError where a copy cannot be read. In each case the last good
    release stays as it was.
    """
    progress("reading the corpus and the ontology")
    given, unsound = read(corpus_folder, ontology_folder, memory)
    progress("looking for the cited passages")
    remembered = Remembered(home.passages)
    checked = check_citations(given.corpus, sources or Sources(), remembered)
    unsound += faults_of_citations(given.corpus, checked)
    if unsound:
        raise BuildRefused(sorted(unsound))
    built = make(given, home, progress)
    remembered.save()
    return built


@_no_search_for_cycles()
def make(given: Given, home: Home, progress: Progress = lambda step: None) -> Built:
    """Make a release of what is given, and publish it. Raises what `build` raises, but for SourceError."""
    corpus = given.corpus
    progress(f"assembling the graph of {len(corpus.entries)} records")
    store = assemble(corpus, given.ontology, given.ontology_folder, given.memory)
    progress("measuring coverage")
    table = facts(store, state_of_practice(corpus))
    covered = coverage(table, given.policy)
    add_coverage(store, covered)
    if unsound := faults_of_names(store, given.queries):
        raise BuildRefused(unsound)
    store.extend(in_graph(NamedNode(META), triple) for triple in query_triples(given.queries.values()))
    store.extend(in_graph(NamedNode(NEGATIVE), triple) for triple in negative_triples(corpus))
    quads = n_quads(store)
    _refuse_doubled(quads)
    inputs = inputs_hash(given.corpus_folder, given.ontology_folder, given.memory.program)
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
    progress("writing the store and the search index")
    (folder / "data.nq").write_bytes(quads)
    with ThreadPoolExecutor(1) as beside:
        stores = [
            beside.submit(_write_store, folder / "store", quads),
            beside.submit(united.write, folder / united.FOLDER, quads),
        ]
        build_index(folder / "index", store)
        for written in stores:
            written.result()
    _write(folder / "facts.json", table.as_dict())
    _write(folder / "coverage.json", {requirement: cover.as_dict() for requirement, cover in covered.items()})
    _write(folder / "manifest.json", manifest)


def _write_store(folder: Path, quads: bytes) -> None:
    on_disk = Store(folder)
    on_disk.bulk_load(quads, format=RdfFormat.N_QUADS)
    on_disk.optimize()


def _write_tables(folder: Path, tables: dict[str, list[Cells]], release: str) -> None:
    for which, rows in tables.items():
        text = as_tsv(rows, which, release)
        (folder / file_name(which)).write_text(text, encoding="utf-8", newline="")


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
