"""Documents: who published each, whether the reader has a copy, and everything that is cited from it."""
from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import Store

from kg.namespaces import thing
from kg.things.citing import Cited, citations, cited, document_text
from kg.things.names import kind_word, kind_words
from kg.things.node import Node, natural, of_class
from loaders.sources import ENDINGS, Sources

WORDS = {
    "outcome": ("figure", "figures"),
    "assertion": ("assertion", "assertions"),
    "status": ("status of a thing", "statuses of things"),
    "later-fact": ("later fact", "later facts"),
    "statement": ("statement", "statements"),
    "side": ("side of a discrepancy", "sides of discrepancies"),
    "thread-step": ("step of a thread", "steps of threads"),
    "candidate": ("candidate of an assessment", "candidates of assessments"),
}
"""What things that cite and have no page of their own are called."""
PARTS = {
    "outcome": ("practice", "figure"),
    "candidate": ("assessment", "candidate"),
    "side": ("discrepancy", "side"),
    "thread-step": ("thread", "step"),
}
"""KINDs whose key begins with that of the thing they belong to: its KIND, and what such a part is called."""
OF_ANYTHING = {"status": "status", "later-fact": "later fact", "statement": "statement"}
"""KINDs of parts of a thing of any kind: their keys begin with KIND/KEY of the thing."""
Place = tuple[bool, int, tuple[tuple[int, int | str], ...]]


@dataclass(frozen=True)
class Citer:
    """A thing that cites: itself, the thing on whose page it is shown, and what part of that it is.

    `part` is a word such as "figure" or "status", or empty where the thing cites as a whole.
    """

    node: Node
    owner: Node
    part: str


@dataclass(frozen=True)
class Passage:
    """A citation of a document with the things that make it, in natural order."""

    cited: Cited
    citers: tuple[Citer, ...]


@dataclass(frozen=True)
class Locator:
    """A place as citations name it, with those of them that name it so.

    `rest` is what follows the title of the section in it; empty where nothing does.
    """

    locator: str
    rest: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Section:
    """The places whose locators begin alike, in the order in which they stand in the document."""

    title: str
    locators: tuple[Locator, ...]

    @property
    def size(self) -> int:
        """How many citations stand in it."""
        return sum(len(one.passages) for one in self.locators)


@dataclass(frozen=True)
class Copy:
    """Whether the reader has a copy of a document.

    `file` is the name of the file that was found, or None; `names` are those it may have. No folder is
    named: a page is for everybody.
    """

    file: str | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A document in a list, with how many citations of it there are."""

    node: Node
    publishers: tuple[Node, ...]
    places: int
    copy: Copy

    @property
    def availability(self) -> str:
        """copy or public page."""
        return self.node.text("availability") or ""


@dataclass(frozen=True)
class DocumentView:
    """A document with all that its page tells of it.

    `cited_by` says how many things of each kind cite it, with the words for one and for many.
    """

    node: Node
    publishers: tuple[Node, ...]
    copy: Copy
    in_reading_order: bool
    sections: tuple[Section, ...]
    frameworks: tuple[Node, ...]
    cited_by: tuple[tuple[int, str, str], ...]
    own_citations: tuple[Cited, ...]

    @property
    def places(self) -> int:
        """How many citations of it there are; the same place with the same passages is one."""
        return sum(section.size for section in self.sections)

    @property
    def is_page(self) -> bool:
        """Whether it is a public page, of which nobody needs a copy."""
        return self.node.text("availability") == "public page"


def documents(store: Store, sources: Sources) -> list[Listed]:
    """Every document: those of which readers may hold a copy first, then public pages."""
    found = [listed(node, sources) for node in of_class(store, "Document")]
    return sorted(found, key=lambda one: one.node.text("availability") != "copy")


def listed(node: Node, sources: Sources) -> Listed:
    """A document as a list shows it."""
    publishers = tuple(node.nodes("dcterms:publisher"))
    return Listed(node, publishers, len(node.incoming("citedDocument")), copy_of(node, sources))


def copy_of(document: Node, sources: Sources) -> Copy:
    """Whether the reader's folder has a document, and under which names it would be found."""
    named = document.text("sourceFile")
    stems = (document.key, named) if named else (document.key,)
    path = sources.path(*stems)
    return Copy(path.name if path else None, tuple(f"{named or document.key}{ending}" for ending in ENDINGS))


def document_view(node: Node, sources: Sources) -> DocumentView:
    """A document's page. Raises SourceError where the copy is there and cannot be read."""
    places = [Passage(cited(one, sources), citers(one)) for one in node.incoming("citedDocument")]
    return DocumentView(
        node=node,
        publishers=tuple(node.nodes("dcterms:publisher")),
        copy=copy_of(node, sources),
        in_reading_order=document_text(node, sources) is not None,
        sections=sections(places),
        frameworks=tuple(one for one in node.incoming("dcterms:source") if one.kind == "framework"),
        cited_by=_kinds(places),
        own_citations=tuple(citations(node, sources)),
    )


def sections(places: list[Passage]) -> tuple[Section, ...]:
    """Places by the first part of their locators, then by locator: in reading order where it is known."""
    grouped: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in sorted(places, key=_place):
        locator = passage.cited.locator
        grouped[locator.partition(",")[0].strip()][locator].append(passage)
    return tuple(Section(title, tuple(map(_named, found.values()))) for title, found in grouped.items())


def _named(passages: list[Passage]) -> Locator:
    """The citations of one locator; what follows its first part begins with a capital, as a heading."""
    locator = passages[0].cited.locator
    rest = locator.partition(",")[2].strip()
    return Locator(locator, rest[:1].upper() + rest[1:], tuple(passages))


def _place(passage: Passage) -> Place:
    """Where a citation stands: the found before those that no copy places, these by locator."""
    starts = [quote.start for quote in passage.cited.quotations if quote.state in ("found", "ambiguous")]
    return not starts, min(starts, default=0), natural(passage.cited.locator)


def citers(citation: Node) -> tuple[Citer, ...]:
    """The things that make a citation, by the titles of the things they belong to."""
    return tuple(sorted(map(citer, citation.incoming("citation")), key=_citer_order))


def _citer_order(one: Citer) -> tuple[bool, str, object, str]:
    return one.owner.withdrawn, one.owner.kind, natural(one.owner.key), one.node.iri


def citer(node: Node) -> Citer:
    """A thing that cites, with its owner."""
    if node.kind in PARTS:
        kind, part = PARTS[node.kind]
        return Citer(node, Node(node.store, thing(kind, node.key.rpartition("/")[0])), part)
    if node.kind in OF_ANYTHING:
        kind, _, key = node.key.partition("/")
        key = key if node.kind == "status" else key.rpartition("/")[0]
        return Citer(node, Node(node.store, thing(kind, key)), OF_ANYTHING[node.kind])
    return Citer(node, node, "")


def _kinds(places: list[Passage]) -> tuple[tuple[int, str, str], ...]:
    """How many things of each kind cite a document, each once; the commonest first."""
    nodes = {one.node for place in places for one in place.citers}
    counts = sorted(Counter(node.kind for node in nodes).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((number, *WORDS.get(kind, (kind_word(kind), kind_words(kind)))) for kind, number in counts)
