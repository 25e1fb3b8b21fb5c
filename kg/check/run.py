"""The whole check, section by section: `saferpractice check`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from rdflib import Graph

from kg import named, vocabulary
from kg.check import citations
from kg.check.consistency import ReasonerError
from kg.check.contradictions import contradictions
from kg.check.figures import check_figures, count_figures, unclaimed_numbers
from kg.check.graph import GraphCheck
from kg.check.report import Report, Section
from kg.check.shapes import read_shapes
from kg.coverage import Policy, PolicyError, read_policy
from kg.infer import RuleError
from loaders.corpus import Corpus, load
from loaders.delivery import Assessment
from loaders.faults import Fault
from loaders.passages import Text
from loaders.sources import SourceError, Sources
from loaders.state import out_of_date, state_of_practice

GRAPH_SECTIONS = ("shapes", "rules", "consistency")
AFTER_FAULTS = (
    "Skipped until the faults above in ontology, records and links are mended: the graph would be incomplete."
)
Progress = Callable[[str], None]


@dataclass
class Readable(Sources):
    """Sources in which a copy that cannot be read counts as absent; `faults` says which and why."""

    faults: dict[Path, Fault] = field(default_factory=dict)

    def text(self, *names: str) -> Text | None:
        """The text of a document, or None where the reader has no copy that can be read."""
        path = self.path(*names)
        if path is None or path in self.faults:
            return None
        try:
            return super().text(*names)
        except SourceError as error:
            self.faults[path] = Fault(str(path), 0, str(error).removeprefix(f"{path}: "))
            return None


@dataclass
class Read:
    """What was read of the ontology folder and the corpus, as far as it could be."""

    corpus: Corpus
    ontology: Graph | None = None
    shapes: Graph | None = None
    policy: Policy | None = None
    queries: dict[str, named.NamedQuery] = field(default_factory=dict)


class Run:
    """One run of the check: sections are added one by one, each with the seconds it took."""

    def __init__(self, progress: Progress) -> None:
        self.sections: list[Section] = []
        self._progress = progress

    def add(self, name: str, work: Callable[[], Section]) -> None:
        """Run one section."""
        self._progress(name)
        begun = time.perf_counter()
        self.sections.append(replace(work(), name=name, seconds=time.perf_counter() - begun))

    def skip(self, *names: str) -> None:
        """Say of sections that they cannot run."""
        self.sections += [Section(name, AFTER_FAULTS, skipped=True) for name in names]

    @property
    def ok(self) -> bool:
        """Whether no section so far found a fault."""
        return all(section.ok for section in self.sections)


def run(
    corpus_folder: Path,
    ontology_folder: Path,
    sources: Sources,
    home: Path,
    progress: Progress = lambda step: None,
) -> Report:
    """Check everything and say all that is wrong, each fault with file, line and how to mend it.

    `sources` are the reader's copies of the source documents: passages of a document without a copy
    are not checked, which is no fault. `home` (SAFER_HOME) is where verdicts are remembered.
    `progress` is told the name of each section when it begins.
    """
    running, read = Run(progress), Read(Corpus(corpus_folder))
    readable = Readable(sources.folder)
    running.add("ontology", lambda: _ontology(ontology_folder, read))
    running.add("records", lambda: _records(corpus_folder, read))
    running.add("links", lambda: _links(read.corpus))
    whole = running.ok
    running.add("queries", lambda: _queries(corpus_folder, read))
    running.add("assessments", lambda: _assessments(read.corpus))
    running.add("citations", lambda: _citations(read.corpus, readable))
    running.add("figures", lambda: _figures(read.corpus, readable))
    running.add("unclaimed numbers", lambda: _unclaimed(read.corpus, readable))
    if whole:
        _graph(running, read, ontology_folder, home)
    else:
        running.skip("graph", *GRAPH_SECTIONS)
    return Report(tuple(running.sections))


def _ontology(folder: Path, read: Read) -> Section:
    faults: list[Fault] = []
    try:
        read.ontology = vocabulary.read(folder)
    except vocabulary.OntologyError as error:
        faults += error.faults
    try:
        read.shapes = read_shapes(folder)
    except vocabulary.OntologyError as error:
        faults += error.faults
    terms = len(read.ontology) if read.ontology is not None else 0
    return Section("", f"{terms} statements of ontology and vocabularies.", tuple(faults))


def _records(folder: Path, read: Read) -> Section:
    faults: list[Fault] = []
    try:
        read.policy = read_policy(folder / "policy.yaml")
    except PolicyError as error:
        faults.append(error.fault)
    concepts = vocabulary.concept_keys(read.ontology) if read.ontology is not None else None
    read.corpus = load(folder, concepts)
    good = _files(read.corpus)
    faults += [fault for fault in read.corpus.faults if fault.file not in good]
    return Section(
        "", f"{len(read.corpus.entries)} records, each against the fields of its kind.", tuple(faults)
    )


def _links(corpus: Corpus) -> Section:
    """Faults of files whose record is good by itself are faults of what it refers to."""
    good = _files(corpus)
    faults = tuple(fault for fault in corpus.faults if fault.file in good)
    return Section("", "References to records, and facets to concepts of the vocabularies.", faults)


def _queries(folder: Path, read: Read) -> Section:
    read.queries, faults = named.read(folder / named.FOLDER)
    return Section("", f"{len(read.queries)} named queries.", tuple(faults))


def _assessments(corpus: Corpus) -> Section:
    """An assessment of an older state is no fault: coverage says "not assessed" of its requirement."""
    every, old = corpus.of(Assessment), out_of_date(corpus)
    current = f"{len(every) - len(old)} of {len(every)} assessments"
    detail = f"Practice is now in the state {state_of_practice(corpus)}; {current} searched that state."
    if old:
        detail += " The others: " + ", ".join(one.id for one in old) + "."
    return Section("", detail, tuple(contradictions(corpus)))


def _files(corpus: Corpus) -> set[str]:
    return {entry.sheet.file for entry in corpus.entries.values()}


def _citations(corpus: Corpus, sources: Readable) -> Section:
    checked = citations.check_citations(corpus, sources)
    faults = (*sources.faults.values(), *citations.faults(corpus, checked))
    rows = tuple(row.as_dict() for row in checked)
    return Section("", citations.in_words(checked), faults, table=citations.table(checked), rows=rows)


def _figures(corpus: Corpus, sources: Sources) -> Section:
    checked, unchecked = count_figures(corpus, sources)
    detail = f"{checked} figures against the passages they cite, {unchecked} not checked."
    return Section("", detail, tuple(check_figures(corpus, sources)))


def _unclaimed(corpus: Corpus, sources: Sources) -> Section:
    detail = "Numbers in the text of a practice that are neither a figure nor a context number of it."
    return Section("", detail, tuple(unclaimed_numbers(corpus, sources)))


def _graph(running: Run, read: Read, folder: Path, home: Path) -> None:
    """The sections that need the whole graph. They follow on a corpus and ontology without faults."""
    assert read.ontology is not None
    assert read.shapes is not None
    assert read.policy is not None
    ontology, shapes, policy = read.ontology, read.shapes, read.policy
    graphs: list[GraphCheck] = []

    def assemble() -> Section:
        try:
            graphs.append(GraphCheck(read.corpus, ontology, folder, policy, home))
        except RuleError as error:
            return Section("", "The graph was not assembled.", (_of_rule(error, folder),))
        return Section("", graphs[0].detail, tuple(graphs[0].names(read.queries)))

    running.add("graph", assemble)
    if not graphs:
        running.skip(*GRAPH_SECTIONS)
        return
    running.add("shapes", lambda: graphs[0].shapes(shapes))
    running.add("rules", graphs[0].rules)
    running.add("consistency", lambda: _consistency(graphs[0]))


def _consistency(graph: GraphCheck) -> Section:
    try:
        return graph.consistency()
    except ReasonerError as error:
        return Section("", "HermiT did not run.", (Fault("java", 0, str(error)),))


def _of_rule(error: RuleError, folder: Path) -> Fault:
    """RuleError words a fault of a file as a fault is printed."""
    file, _, what = str(error).partition(": ")
    return Fault(file, 0, what) if file.startswith(folder.name) else Fault(folder.name, 0, str(error))
