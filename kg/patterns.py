"""A triple pattern of a query that is explained, the graphs it is asked of, and how terms are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode
from rdflib import RDF, BNode, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import NamespaceManager
from rdflib.paths import Path

from kg.namespaces import PREFIXES

NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "int", "long")}
Row = dict[str, Any]


@dataclass(frozen=True)
class Graphs:
    """The graphs that the query chooses with FROM; None leaves them as they are."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


Ask = Callable[[str, Graphs], list[Row]]
"""Runs a SELECT with whole IRIs on some graphs; gives its rows. It may raise whatever refuses a query."""


@dataclass(frozen=True)
class Pattern:
    """A triple pattern, in the GRAPH of this name where it stands in one."""

    triple: tuple[Any, Any, Any]
    graph: Any = None

    def text(self) -> str:
        """The pattern in SPARQL; blank nodes are variables, which is what they mean."""
        return self._in_graph(" ".join(written(term) for term in self.triple) + " .", written)

    def shown(self, names: NamespaceManager) -> str:
        """The pattern as a person would write it."""
        text = " ".join(written(term, names) for term in self.triple)
        return self._in_graph(text, lambda one: written(one, names))

    def _in_graph(self, text: str, write: Callable[[Any], str]) -> str:
        return text if self.graph is None else f"GRAPH {write(self.graph)} {{ {text} }}"


def written(term: Any, names: NamespaceManager | None = None) -> str:
    """A term in SPARQL; with `names` as a person would write it."""
    if isinstance(term, BNode):
        return "[]" if names else f"?blank_{''.join(filter(str.isalnum, term))}"
    if names and term == RDF.type:
        return "a"
    if isinstance(term, RdflibLiteral) and str(term.datatype) == PREFIXES["xsd"] + "integer":
        return str(term)
    if isinstance(term, Path):
        return str(term.n3(names))
    return str(term.n3(names) if names else term.n3())


def in_words(term: Any, names: NamespaceManager) -> str:
    """A term of the data, in a sentence."""
    if isinstance(term, NamedNode):
        return written(URIRef(term.value), names)
    kind = term.datatype.value
    if kind in NUMBERS:
        return f"the number {term.value}"
    text = term.value if len(term.value) <= 60 else term.value[:59] + "…"
    if term.language:
        return f'"{text}"@{term.language}'
    return f'the text "{text}"' if kind == PREFIXES["xsd"] + "string" else str(term)
