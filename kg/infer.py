"""The triples that are not written down: projection of assertions, then the rules to a fixed point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.namespaces import ASSERTED, INFERRED
from kg.query import GRAPHS
from loaders.faults import Fault, relative

ROUNDS = 20
"""More rounds than any chain of rules needs: past them a rule feeds on itself."""


class RuleError(Exception):
    """A projection or rule that does not parse, or rules that do not come to an end."""


@dataclass(frozen=True)
class Rule:
    """One `.rq` file: its name, what its first line says of it, the template of `Says:`, its text."""

    name: str
    title: str
    says: str
    text: str

    @property
    def premises(self) -> str:
        """The rule's conditions as a query for every variable of them."""
        head, _, _ = self.text.partition("INSERT")
        return f"{head}SELECT * WHERE {self.text[self.text.index('WHERE') + len('WHERE') :].lstrip()}"


def rules(folder: Path) -> list[Rule]:
    """The `.rq` files of a folder in the order of their names."""
    return [_rule(path) for path in sorted(folder.glob("*.rq"))]


def _rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    title = re.search(r"^# (?:Rule|Projection): (.*)$", text, re.MULTILINE)
    says = re.search(r"^# Says: (.*)$", text, re.MULTILINE)
    return Rule(path.stem, title[1] if title else path.stem, says[1] if says else "", text)


def infer(store: Store, ontology: Path) -> None:
    """Add what the projections and the rules of the ontology folder give.

    Raises RuleError naming the file of a query that does not parse.
    """
    for projection in rules(ontology / "projection"):
        _run(store, projection, ontology)
    inferring = rules(ontology / "rules")
    before = -1
    for _ in range(ROUNDS):
        after = _inferred(store)
        if after == before:
            break
        before = after
        for rule in inferring:
            _run(store, rule, ontology)
        _forget_what_is_asserted(store)
    else:
        raise RuleError(
            f"The rules still infer something new after {ROUNDS} rounds: one of them feeds on itself."
        )


def _run(store: Store, rule: Rule, ontology: Path) -> None:
    try:
        store.update(rule.text)
    except SyntaxError as error:
        found = next(path for path in ontology.rglob(f"{rule.name}.rq"))
        raise RuleError(
            str(
                Fault(
                    relative(found, ontology.parent),
                    0,
                    f"this query does not parse: {error}.",
                    "Correct it there.",
                )
            )
        ) from error


def _forget_what_is_asserted(store: Store) -> None:
    asserted = NamedNode(ASSERTED)
    for quad in list(store.quads_for_pattern(None, None, None, NamedNode(INFERRED))):
        if Quad(quad.subject, quad.predicate, quad.object, asserted) in store:
            store.remove(quad)


def _inferred(store: Store) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(INFERRED)))


@dataclass(frozen=True)
class Explanation:
    """Why something was inferred: the rule and, by name, the things that its premises bind."""

    rule: Rule
    bound: dict[str, str]


def explain(store: Store, rule: Rule, **known: str) -> list[Explanation]:
    """The ways in which a rule infers something of the `known` variables (IRIs by variable name)."""
    values = "".join(f" VALUES ?{name} {{ <{iri}> }}" for name, iri in known.items())
    query = rule.premises.replace("WHERE {", f"WHERE {{{values}", 1)
    found = store.query(query, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        Explanation(rule, {name: row[name].value for name in names if row[name] is not None}) for row in found
    ]
