"""What the things of a release are called: to say it, and to find a thing by what a person writes."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.namespaces import DEFAULT_GRAPHS, PREFIXES, kind_and_key, thing
from kg.search.kinds import BY_KEY, CONCEPT, PLACE, SCHEMES
from kg.things.nearest import nearest_keys
from kg.things.node import LABEL, PREF_LABEL, Node, natural, term

ALT_LABEL = PREFIXES["skos"] + "altLabel"
NEAREST = 5
CLOSE = 0.6  # of difflib.SequenceMatcher.ratio()


def kind_word(kind: str) -> str:
    """What one thing of a KIND is called: "action", "local office", "profession or role"."""
    return BY_KEY[kind].one if kind in BY_KEY else SCHEMES.get(kind, kind)


def kind_words(kind: str) -> str:
    """What several things of a KIND are called: "recommended actions", "settings"."""
    return BY_KEY[kind].many if kind in BY_KEY else f"{SCHEMES.get(kind, kind)}s"


def place_of(kind: str) -> int:
    """Where a KIND stands when things of several kinds are listed: practice, then what is asked for."""
    return PLACE.get(kind, PLACE[CONCEPT])


@dataclass(frozen=True)
class Named:
    """A thing and what it is called: "Safety huddles (practice)", "Action 6.1: ..."."""

    iri: str
    kind: str
    called: str


class Names:
    """Every thing of a release that a person may ask for by name. It holds nothing of the store.

    `all` lists them, practice first; `by_name` gives, by a folded name, the things of that name.
    """

    def __init__(self, store: Store) -> None:
        labels = {**_labels(store, PREF_LABEL), **_labels(store, LABEL)}
        numbers = _labels(store, term("number"))
        found = [
            Named(iri, kind, _called(kind, label[0], numbers.get(iri, [""])[0]))
            for iri, label in labels.items()
            if (kind := (kind_and_key(iri) or ("",))[0]) in BY_KEY or kind in SCHEMES
        ]
        self.all = sorted(found, key=lambda one: (place_of(one.kind), natural(one.called), one.iri))
        self.by_name: dict[str, list[Named]] = defaultdict(list)
        others = _labels(store, ALT_LABEL)
        for one in self.all:
            said = {one.called, *labels[one.iri], *others.get(one.iri, ())}
            said |= {f"{kind_word(one.kind)} {number}" for number in numbers.get(one.iri, ())}
            for name in {folded(name) for name in said}:
                self.by_name[name].append(one)
        self._by_iri = {one.iri: one for one in self.all}

    def find(self, text: str) -> list[Named]:
        """The things that a text names: KIND/KEY, an IRI, a title, "standard 1.1", another name.

        Several where the name is that of several, none where it is nobody's.
        """
        text = text.strip()
        exact = self._by_iri.get(thing(*text.partition("/")[::2])) or self._by_iri.get(text)
        return [exact] if exact else self.by_name.get(folded(text), [])

    def nearest(self, text: str, most: int = NEAREST) -> list[Named]:
        """What a text that names nothing may mean, at most `most` things.

        For KIND/KEY or a kind with a number, the nearest keys of that kind; else the things whose names
        have all the words of the text in them, then those of nearest spelling.
        """
        asked = re.fullmatch(r"(\w[\w-]*)(?:/|\s+(?=[\d.]+$))(.+)", text.strip())
        keys = self._keys(asked[1].casefold()) if asked else []
        if asked and keys:
            kind = asked[1].casefold()
            return [self._by_iri[thing(kind, key)] for key in nearest_keys(asked[2], keys, most)]
        return self._alike(folded(text.rpartition("/")[2]).split(), most)

    def _keys(self, kind: str) -> list[str]:
        start = thing(kind, "")
        return [one.iri.removeprefix(start) for one in self.all if one.iri.startswith(start)]

    def _alike(self, words: list[str], most: int) -> list[Named]:
        holding = [name for name in self.by_name if words and all(word in name for word in words)]
        names = sorted(holding, key=lambda name: (len(name), name))
        names += difflib.get_close_matches(" ".join(words), self.by_name, most, CLOSE)
        found = [one for name in names[: most * 2] for one in self.by_name[name]]
        return list(dict.fromkeys(found))[:most]


def name_of(node: Node) -> str:
    """What a thing is called: by kind and number where it has one, else by title and kind."""
    return _called(node.kind, node.title, node.number or "")


def _called(kind: str, title: str, number: str) -> str:
    word = kind_word(kind)
    return f"{word[0].upper()}{word[1:]} {number}: {title}" if number else f"{title} ({word})"


def _labels(store: Store, name: str) -> dict[str, list[str]]:
    """The values of a property by thing, each thing's in a fixed order."""
    found: dict[str, list[str]] = defaultdict(list)
    for graph in DEFAULT_GRAPHS:
        for quad in store.quads_for_pattern(None, NamedNode(name), None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[quad.subject.value].append(quad.object.value)
    return {iri: sorted(values) for iri, values in found.items()}


def folded(name: str) -> str:
    """A name in lower case, its words parted by single blanks, without punctuation between them."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return " ".join(re.findall(r"\w+(?:[.'’-]\w+)*", text))
