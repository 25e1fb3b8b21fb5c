"""Where a thing of the graph is written down: the file and line of a record, a concept or a term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.namespaces import ID, PREFIXES, SP, shorten
from kg.triples import record_triples
from kg.vocabulary import files
from loaders.corpus import Corpus, Entry
from loaders.faults import Fault, relative
from loaders.frontmatter import Place

PARTS = {
    "outcome": "outcomes",
    "contextNumber": "context_numbers",
    "currentStatus": "current_status",
    "laterFact": "later",
    "review": "reviews",
    "citation": "citations",
}
"""The field that holds what a record has by a property; the nth of the one is the nth of the other."""
ASSERTED_BY = {"subject": "links", "object": "allocations"}
"""The field whose parts become assertions of their own, by the end at which the record stands."""
FIELDS = {
    SP + "groupedUnder": ("theme", "framework"),
    SP + "setting": ("settings",),
    SP + "profession": ("professions",),
    SP + "topic": ("topics",),
    SP + "method": ("methods",),
    SP + "partner": ("partners",),
    SP + "resource": ("resources",),
    SP + "outcome": ("outcomes",),
    SP + "contextNumber": ("context_numbers",),
    SP + "citation": ("citations",),
    SP + "laterFact": ("later",),
    SP + "review": ("reviews",),
    SP + "outcomeKind": ("kind",),
    SP + "form": ("type",),
    SP + "bearingFigure": ("figures",),
    SP + "assertionStatus": ("status",),
    SP + "allocatedAs": ("how",),
    SP + "citedDocument": ("document",),
    SP + "passage": ("passages",),
    SP + "sourceFile": ("file",),
    SP + "reviewedBy": ("by",),
    SP + "reviewedOn": ("date",),
    SP + "object": ("to", "object"),
    PREFIXES["rdfs"] + "label": ("title",),
    PREFIXES["dcterms"] + "description": ("summary", "note", "fact"),
    PREFIXES["schema"] + "url": ("address",),
    PREFIXES["org"] + "subOrganizationOf": ("part_of",),
    PREFIXES["skos"] + "altLabel": ("alternative_names",),
    PREFIXES["dcterms"] + "source": ("document",),
}
"""The field of a record that gives a property, where it is not the property's own name."""
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
    for field in _fields(prop):
        if (*place, field) in entry.sheet.lines:
            return entry.sheet.line((*place, field))
    return entry.sheet.line(place)


def _fields(prop: str) -> tuple[str, ...]:
    own = prop.rpartition("#")[2].rpartition("/")[2]
    return (*FIELDS.get(prop, ()), re.sub(r"(?<=[a-z])(?=[A-Z])", "_", own).lower())


def _things(entry: Entry) -> Iterator[tuple[str, Place]]:
    """The things that a record's triples are about, each with the place of the part it was made from."""
    triples = [
        (iri_of(triple.subject), triple.predicate.value.removeprefix(SP), iri_of(triple.object))
        for triple in record_triples(entry.record)
    ]
    record = triples[0][0]
    places: dict[str, Place] = {record: ()}
    counts: Counter[tuple[str, str]] = Counter()
    for subject, prop, value in triples:
        if prop in PARTS and subject in places:
            field = PARTS[prop]
            at = () if prop == "currentStatus" else (counts[subject, field],)
            counts[subject, field] += 1
            places.setdefault(value, (*places[subject], field, *at))
        elif prop in ASSERTED_BY and subject not in places and value == record:
            field = ASSERTED_BY[prop]
            places[subject] = (field, counts[record, field])
            counts[record, field] += 1
    yield from places.items()


def _terms(path: Path, ontology: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    """The subjects that begin a line of a Turtle file, with file and line."""
    prefixes: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if declared := PREFIX.match(line):
            prefixes[declared["prefix"]] = declared["iri"]
        elif subject := SUBJECT.match(line):
            iri = subject["iri"] or prefixes.get(subject["prefix"], "") + subject["name"]
            yield iri, (relative(path, ontology.parent), number)
