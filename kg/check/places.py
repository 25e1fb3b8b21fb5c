"""Where a thing of the graph is written down: the file and line of a record, a concept or a term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.check.fields import ASSERTED_BY, PARTS, SINGLE_PARTS, fields_of
from kg.namespaces import ID, shorten
from kg.triples import record_triples
from kg.vocabulary import files
from loaders.corpus import Corpus, Entry
from loaders.faults import Fault, relative
from loaders.frontmatter import Place

SUBJECT = re.compile(r"^(?:<(?P<iri>[^>\s]+)>|(?P<prefix>[\w-]*):(?P<name>[\w.-]+))\s")
PREFIX = re.compile(r"^@prefix\s+(?P<prefix>[\w-]*):\s*<(?P<iri>[^>]*)>")


@dataclass(frozen=True, order=True)
class GraphFault:
    """Something wrong with the graph, before it is known where that is written.

    `thing` is the IRI that it is about ("" for the graph as a whole), `property` the IRI of the
    property in question or "", `what` says what is wrong and `mend` what to do.
    """

    thing: str
    property: str
    what: str
    mend: str


class Places:
    """The files and lines of everything that records and ontology files write down."""

    def __init__(self, corpus: Corpus, ontology: Path) -> None:
        self._ontology = ontology
        self._records: dict[str, tuple[Entry, Place]] = {}
        for _, entry in sorted(corpus.entries.items()):
            for thing, place in _things(entry):
                self._records.setdefault(thing, (entry, place))
        self._terms = {term: place for path in files(ontology) for term, place in _terms(path, ontology)}

    def fault(self, finding: GraphFault) -> Fault:
        """The finding as a fault of the file that its writer has to open."""
        what = f"{name(finding.thing)}: {finding.what}" if finding.thing else finding.what
        if finding.thing in self._records:
            entry, place = self._records[finding.thing]
            return Fault(entry.sheet.file, _line(entry, place, finding.property), what, finding.mend)
        file, line = self._terms.get(finding.thing, (relative(self._ontology, self._ontology.parent), 0))
        return Fault(file, line, what, finding.mend)


def name(iri: str) -> str:
    """A thing as people name it: `practice/safety-huddles`, `sp:addresses`, or its IRI."""
    return iri.removeprefix(ID) if iri.startswith(ID) else shorten(iri)


def iri_of(term: object) -> str:
    """The IRI of a term of the store; "" for one that has none (a text, a number)."""
    return term.value if isinstance(term, NamedNode) else ""


def _line(entry: Entry, place: Place, prop: str) -> int:
    for field in fields_of(prop) if prop else ():
        if (*place, field) in entry.sheet.lines:
            return entry.sheet.line((*place, field))
    return entry.sheet.line(place)


def _things(entry: Entry) -> Iterator[tuple[str, Place]]:
    """The things that a record's triples are about, each with the place of the part it was made from."""
    triples = [
        (iri_of(triple.subject), shorten(triple.predicate.value), iri_of(triple.object))
        for triple in record_triples(entry.record)
    ]
    record = triples[0][0]
    places: dict[str, Place] = {record: ()}
    counts: Counter[tuple[str, str]] = Counter()
    for subject, prop, value in triples:
        if prop in PARTS and subject in places:
            places[value] = (*places[subject], PARTS[prop], counts[subject, prop])
            counts[subject, prop] += 1
        elif prop in SINGLE_PARTS and subject in places:
            places[value] = (*places[subject], SINGLE_PARTS[prop])
        elif prop in ASSERTED_BY and subject not in places and value == record:
            places[subject] = (ASSERTED_BY[prop], counts[record, prop])
            counts[record, prop] += 1
    yield from places.items()
    yield from ((subject, ()) for subject, _, _ in triples if subject not in places)


def _terms(path: Path, ontology: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    """The subjects that begin a line of a Turtle file, with file and line."""
    prefixes: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if declared := PREFIX.match(line):
            prefixes[declared["prefix"]] = declared["iri"]
        elif subject := SUBJECT.match(line):
            iri = subject["iri"] or prefixes.get(subject["prefix"], "") + subject["name"]
            yield iri, (relative(path, ontology.parent), number)
