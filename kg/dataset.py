"""The release as a whole: what of it can be downloaded, what its graphs are, and its VoID and DCAT."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg import namespaces, query
from kg.export import whole
from kg.namespaces import BASE, GRAPH, ID, SP
from kg.release import Release
from kg.sssom import FILES, ROWS, file_name

IRI = BASE + "data"
VOID, DCAT, SPDX = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"
PREFIXES = {**namespaces.PREFIXES, "void": VOID, "dcat": DCAT, "spdx": SPDX}
QUADS = "data.nq"
TITLE = "Safer Practice: practice for patient-safety education"
SUMMARY = (
    "What is asked for in patient-safety education, what has been done, and who says that the one "
    "addresses the other, with the place in the source on which each statement rests."
)
RIGHTS = (
    "The sentences are those of the editors of this collection; facts, figures, names and titles are those "
    "of the cited sources, whose text is not in this data. No licence has been given yet."
)
EXAMPLE = ID + "practice/safety-huddles"
TSV = "text/tab-separated-values; charset=utf-8"
MEDIA_TYPES = {"nq": "application/n-quads", "trig": "application/trig", "ttl": "text/turtle; charset=utf-8"}
GRAPH_TEXTS = {
    "asserted": "What the records say, and what published assertions give.",
    "inferred": "What follows from that by the rules of the ontology.",
    "ontology": "The ontology, the vocabularies and the code lists.",
    "meta": "What is computed about the release, such as coverage.",
    "suggested": "What a machine suggested and nobody has accepted. No query sees it unless it asks for it.",
    "negative": "What somebody said does not hold. No query sees it unless it asks for it.",
}


@dataclass(frozen=True)
class Download:
    """A file: its path on the site, what it holds, its media type; size in bytes and hash where known."""

    path: str
    title: str
    media_type: str
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True)
class GraphCount:
    """A named graph: its name, what stands in it and how many statements."""

    name: str
    text: str
    statements: int


def downloads(release: Release) -> list[Download]:
    """The files that hold the release, or a table of it."""
    files = release.manifest["files"]

    def stored(name: str, path: str, title: str, media_type: str) -> Download:
        size = (release.path / name).stat().st_size
        return Download(path, title, media_type, size, files.get(name, ""))

    json = "application/json"
    nq, trig, ttl = (MEDIA_TYPES[name] for name in ("nq", "trig", "ttl"))
    return [
        stored(QUADS, "/data/release.nq", "Everything, as N-Quads, one statement a line", nq),
        Download("/data/release.nq.gz", "The same, compressed", "application/gzip"),
        Download("/data/release.trig", "Everything, as TriG, graph by graph", trig),
        Download("/data/release.trig.gz", "The same, compressed", "application/gzip"),
        Download("/data/release.ttl", "What a query sees by itself, as Turtle", ttl),
        Download("/data/release.ttl.gz", "The same, compressed", "application/gzip"),
        stored("facts.json", "/data/facts.json", "The links that coverage is computed from", json),
        stored("coverage.json", "/data/coverage.json", "The coverage of every requirement", json),
        stored("manifest.json", "/data/manifest.json", "What it was made from; a hash of each file", json),
        *(
            stored(file_name(which), f"/data/{file_name(which)}", ROWS[which], TSV)
            for which in FILES
            if release.manifest["tables"][which]
        ),
    ]


def sums(release: Release) -> str:
    """The SHA-256 of each file that can be downloaded as it is kept, as `sha256sum --check` reads it."""
    kept = (one for one in downloads(release) if one.sha256)
    return "".join(f"{one.sha256}  {one.path.rpartition('/')[2]}\n" for one in kept)


PIECE = 1 << 20  # bytes of a file that are read at a time


def pieces(release: Release, syntax: str) -> Iterator[bytes]:
    """The whole release in a syntax of `kg.export.WHOLE`; N-Quads are the file with the hash."""
    return _file(release) if syntax == "nq" else whole(release.store, syntax)


def _file(release: Release) -> Iterator[bytes]:
    with (release.path / QUADS).open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def graphs(store: Store) -> list[GraphCount]:
    """The named graphs that the design knows, with their sizes; an empty one has 0."""
    return [GraphCount(name, text, _size(store, GRAPH + name)) for name, text in GRAPH_TEXTS.items()]


def _size(store: Store, graph: str) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph)))


def description(release: Release, absolute: Callable[[str], str]) -> list[Triple]:
    """The release described in VoID and DCAT; `absolute` makes an address of a path on this site.

    https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/
    """
    return [*_itself(release, absolute), *_classes(release.store), *_distributions(release, absolute)]


def _itself(release: Release, absolute: Callable[[str], str]) -> Iterator[Triple]:
    dcterms, rdf = PREFIXES["dcterms"], PREFIXES["rdf"]
    said: list[tuple[str, NamedNode | Literal]] = [
        (rdf + "type", NamedNode(VOID + "Dataset")),
        (rdf + "type", NamedNode(DCAT + "Dataset")),
        (dcterms + "title", _words(TITLE)),
        (dcterms + "description", _words(SUMMARY)),
        (dcterms + "rights", _words(RIGHTS)),
        (dcterms + "identifier", Literal(release.name)),
        (DCAT + "version", Literal(release.name)),
        (DCAT + "landingPage", NamedNode(absolute("/data"))),
        (VOID + "sparqlEndpoint", NamedNode(absolute("/sparql"))),
        (VOID + "uriSpace", Literal(ID)),
        (VOID + "exampleResource", NamedNode(EXAMPLE)),
        (VOID + "triples", number(int(release.manifest["quads"]))),
        *((VOID + "vocabulary", NamedNode(PREFIXES[name])) for name in ("skos", "dcterms", "org", "schema")),
        (VOID + "vocabulary", NamedNode(SP)),
    ]
    return (Triple(NamedNode(IRI), NamedNode(name), value) for name, value in said)


def _classes(store: Store) -> Iterator[Triple]:
    """How many things each class of the ontology has."""
    for row in query.rows(store, "class-uses"):
        name = row["term"].removeprefix(SP)
        if name != row["term"]:
            part = NamedNode(f"{IRI}#class-{name}")
            yield Triple(NamedNode(IRI), NamedNode(VOID + "classPartition"), part)
            yield Triple(part, NamedNode(VOID + "class"), NamedNode(row["term"]))
            yield Triple(part, NamedNode(VOID + "entities"), number(int(row["uses"])))


def _distributions(release: Release, absolute: Callable[[str], str]) -> Iterator[Triple]:
    for one in downloads(release):
        file = NamedNode(absolute(one.path))
        yield Triple(NamedNode(IRI), NamedNode(DCAT + "distribution"), file)
        yield Triple(NamedNode(IRI), NamedNode(VOID + "dataDump"), file)
        yield Triple(file, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(DCAT + "Distribution"))
        yield Triple(file, NamedNode(PREFIXES["dcterms"] + "title"), _words(one.title))
        yield Triple(file, NamedNode(DCAT + "downloadURL"), file)
        yield Triple(file, NamedNode(DCAT + "mediaType"), Literal(one.media_type.partition(";")[0]))
        if one.size is not None:
            yield Triple(file, NamedNode(DCAT + "byteSize"), number(one.size))
        if one.sha256:
            checksum = NamedNode(f"{IRI}#sha256-{one.sha256[:16]}")
            yield Triple(file, NamedNode(SPDX + "checksum"), checksum)
            yield Triple(
                checksum, NamedNode(SPDX + "algorithm"), NamedNode(SPDX + "checksumAlgorithm_sha256")
            )
            yield Triple(checksum, NamedNode(SPDX + "checksumValue"), Literal(one.sha256))


def _words(text: str) -> Literal:
    return Literal(text, language="en")


def number(value: int) -> Literal:
    """A whole number as RDF has it."""
    return Literal(str(value), datatype=NamedNode(PREFIXES["xsd"] + "integer"))
