"""What a reader may mean while still typing: things by how the words of their names begin, with context."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from kg.namespaces import ID
from kg.search.kinds import PLACE, SCHEMES
from kg.things.names import Named, Names, folded, kind_word, place_of
from kg.things.node import Node, natural
from kg.things.requirements import grouped_under

MOST = 8
"""So many are suggested: more are not read."""
SHORTEST = 2
"""Characters that say too little to suggest anything are fewer than this."""


@dataclass(frozen=True)
class Suggestion:
    """A thing that may be meant.

    `text` is what it is called, `context` its kind and what tells it from others of that name, `also` the
    other name by which it was found, else empty. `name` means it and nothing else where a name is asked for.
    """

    node: Node
    text: str
    context: str
    also: str
    name: str


class Suggester:
    """Every name of a release by the beginnings of its words, the names in the order in which they are
    suggested. It holds nothing of the store."""

    def __init__(self, names: Names) -> None:
        self._names = names
        called = sorted(names.all, key=lambda one: (natural(one.called), one.iri))
        place = {one.iri: at for at, one in enumerate(called)}
        self._spoken = sorted(
            ((name, one) for name, found in names.by_name.items() for one in found),
            key=lambda pair: (_place(pair[1]), len(pair[0]), place[pair[1].iri], pair[0]),
        )
        words: dict[str, set[int]] = defaultdict(set)
        for at, (name, _) in enumerate(self._spoken):
            for word in name.split():
                words[word].add(at)
        self._words = sorted(words)
        self._holding = [words[word] for word in self._words]

    def suggest(self, text: str, kind: str | None = None, most: int = MOST) -> list[tuple[Named, str]]:
        """Things whose names have words that begin like those of a text, each with that name, best first.

        Only those of a KIND where one is given. A name that is the text comes first, then one that begins
        with it; then practice, what is asked for, words of facets, in the order of kg.search.kinds; then
        shorter names. A thing is given once.
        """
        asked = folded(text)
        if len(asked) < SHORTEST:
            return []
        found = sorted(set.intersection(*(self._beginning(word) for word in set(asked.split()))))
        best: dict[str, tuple[Named, str]] = {}
        for name, one in self._in_order(asked, [self._spoken[at] for at in found]):
            if kind in (None, one.kind):
                best.setdefault(one.iri, (one, name))
            if len(best) == most:
                break
        return list(best.values())

    def unmistakable(self, one: Named) -> str:
        """What a thing is called where nothing else is called so, else its KIND/KEY."""
        return one.called if self._names.find(one.called) == [one] else one.iri.removeprefix(ID)

    def _beginning(self, start: str) -> set[int]:
        """The names that have a word that begins so."""
        first = bisect_left(self._words, start)
        last = bisect_left(self._words, start + "\U0010ffff")
        return set().union(*self._holding[first:last])

    @staticmethod
    def _in_order(asked: str, found: list[tuple[str, Named]]) -> Iterator[tuple[str, Named]]:
        """The name that is what was asked first, then those that begin with it, then the others."""
        yield from (pair for pair in found if pair[0] == asked)
        yield from (pair for pair in found if pair[0] != asked and pair[0].startswith(asked))
        yield from (pair for pair in found if not pair[0].startswith(asked))


def _place(one: Named) -> int:
    """Where things of a kind stand among others: words of facets with the themes."""
    return PLACE["theme"] if one.kind in SCHEMES else place_of(one.kind)


def suggestions(store: Store, suggester: Suggester, text: str, kind: str | None = None) -> list[Suggestion]:
    """What may be meant by a text, of a KIND where one is given, with context; what was withdrawn last."""
    found = [
        _in_context(Node(store, one.iri), name, suggester.unmistakable(one))
        for one, name in suggester.suggest(text, kind)
    ]
    return sorted(found, key=lambda one: one.node.withdrawn)


def _in_context(node: Node, name: str, unmistakable: str) -> Suggestion:
    text = f"{_capital(kind_word(node.kind))} {node.number}: {node.title}" if node.number else node.title
    others = node.texts("skos:altLabel") if name != folded(node.title) else []
    also = next((label for label in others if folded(label) == name), "")
    return Suggestion(node, text, ", ".join(filter(None, _context(node))), also, unmistakable)


def _context(node: Node) -> list[str]:
    """What a reader tells things of one name apart by: their kind, the edition, who led it, withdrawn."""
    kind = "" if node.number else kind_word(node.kind)
    if node.kind in SCHEMES or node.kind not in ("practice", "standard", "domain", "principle"):
        return [kind, _withdrawn(node)]
    if node.kind == "practice":
        leaders = node.nodes("ledBy")
        return [kind, *(leader.title for leader in leaders[:1]), _withdrawn(node)]
    framework = grouped_under(node, "framework")
    edition = (framework.text("edition") or framework.title) if framework else ""
    return [f"edition {edition}" if edition[:1].isdigit() else edition, _withdrawn(node)]


def _withdrawn(node: Node) -> str:
    return "withdrawn" if node.withdrawn else ""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
