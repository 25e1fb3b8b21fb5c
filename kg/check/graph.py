"""The checks of the assembled graph: shapes, rules and consistency, each judged once for the same content."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode
from rdflib import Graph

from kg.build import add_coverage, assemble
from kg.check.consistency import check_consistency
from kg.check.places import GraphFault, Places
from kg.check.remember import Verdicts, key_of
from kg.check.report import Section
from kg.check.rules import Closure, check_rules, close
from kg.check.shapes import check_shapes
from kg.coverage import Policy, coverage, facts
from kg.named import NamedQuery
from kg.named.checking import faults_of_names
from kg.namespaces import INFERRED
from loaders.corpus import Corpus
from loaders.faults import Fault
from loaders.state import state_of_practice


class GraphCheck:
    """The graph of a corpus without faults, with its default coverage, ready to be judged.

    Raises RuleError where a projection or rule does not parse.
    """

    def __init__(self, corpus: Corpus, ontology: Graph, folder: Path, policy: Policy, home: Path) -> None:
        self._ontology, self._folder = ontology, folder
        self._store = assemble(corpus, ontology, folder)
        add_coverage(self._store, coverage(facts(self._store, state_of_practice(corpus)), policy))
        self._places = Places(corpus, folder)
        self._verdicts = Verdicts(home)

    @property
    def detail(self) -> str:
        """The size of the graph in words."""
        inferred = sum(1 for _ in self._store.quads_for_pattern(None, None, None, NamedNode(INFERRED)))
        return f"{len(self._store)} statements, {inferred} of them inferred."

    def names(self, queries: dict[str, NamedQuery]) -> list[Fault]:
        """The terms and things that named queries name and this graph does not have."""
        return faults_of_names(self._store, queries)

    def shapes(self, shapes: Graph) -> Section:
        """Every thing has the shape that its class asks for."""
        key = key_of(self._store, (self._folder / "shapes").glob("*.ttl"))
        detail = "Every thing against the shapes of its class."
        return self._judged("shapes", detail, key, lambda: check_shapes(self._store, shapes))

    def rules(self) -> Section:
        """The rules infer what an OWL RL reasoner infers."""
        detail = "What the rules infer against what owlrl infers."
        return self._judged(
            "rules", detail, self._key, lambda: check_rules(self._store, self._ontology, self._closure)
        )

    def consistency(self) -> Section:
        """Nothing contradicts the ontology, and every class can have members."""
        return self._judged(
            "consistency",
            "Ontology and data with HermiT.",
            self._key,
            lambda: check_consistency(self._store, self._closure.contradictions),
        )

    @cached_property
    def _key(self) -> str:
        return key_of(self._store)

    @cached_property
    def _closure(self) -> Closure:
        return close(self._store, self._ontology)

    def _judged(self, name: str, detail: str, key: str, judge: Callable[[], list[GraphFault]]) -> Section:
        """The verdict that is remembered for this content, or a new one."""
        found = self._verdicts.recall(name, key)
        if found is not None:
            detail += " Nothing it depends on has changed: the verdict is the remembered one."
        else:
            found = judge()
            detail += self._kept(name, key, found)
        return Section(name, detail, tuple(sorted(map(self._places.fault, found))))

    def _kept(self, name: str, key: str, found: list[GraphFault]) -> str:
        try:
            self._verdicts.keep(name, key, found)
        except OSError as error:
            return f" The verdict could not be remembered: {error}."
        return ""
