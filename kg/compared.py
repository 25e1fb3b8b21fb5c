"""Comparisons that empty an answer: with a value of another kind, other capitals, or a variable with none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode
from rdflib import Literal as RdflibLiteral
from rdflib import Variable
from rdflib.namespace import NamespaceManager
from rdflib.plugins.sparql.parserutils import CompValue

from kg.namespaces import PREFIXES
from kg.patterns import NUMBERS, Ask, Graphs, Pattern, in_words, written
from kg.sparql.lexer import tokens

MOST_HINTS = 3
"""Values that are looked up for one answer."""
Giving = Mapping[Any, Pattern]
"""Variable -> a pattern that gives it its values."""


@dataclass(frozen=True)
class Reason:
    """One thing that makes the answer empty: what it is, the part of the query, what to do."""

    says: str
    part: str
    hint: str = ""

    @property
    def told(self) -> str:
        """The reason on one line, for a header or a terminal."""
        first = f"{self.says}: {self.part}" if self.part else f"{self.says}."
        return " ".join(f"{first}{' -' if self.hint and self.part else ''} {self.hint}".split())


def unbound(query: str, algebra: Any) -> list[Reason]:
    """Comparisons with a variable that stands nowhere else in the query: it never has a value."""
    written_as = Counter(part.text[1:] for part in tokens(query) if part.kind == "variable")
    signs = [(name, sign) for name, sign, _ in _comparisons(algebra) if sign != "in VALUES"]
    listed = {one for one in signs if one[1].endswith("IN")}  # once for each value in the list
    compared = Counter(name for name, _ in [*listed, *(one for one in signs if one not in listed)])
    hint = "It stands in a comparison only: name it in a pattern, too."
    return [
        Reason("Nothing gives a value to", name.n3(), hint)
        for name, times in compared.items()
        if written_as[str(name)] == times
    ]


def unlike(
    algebra: Any, giving: Giving, ask: Ask, graphs: Graphs, names: NamespaceManager
) -> list[Reason]:
    """Comparisons of a variable with a literal of a kind that its property never has."""
    found: dict[Variable, Reason] = {}  # one of a variable is enough: IN and VALUES compare it with many
    for variable, sign, literal in list(_comparisons(algebra))[:MOST_HINTS]:
        if variable not in giving:
            continue
        value, kind = giving[variable], _kind(literal.datatype, literal.language)
        held = _one_held(ask, graphs, value, variable, literal)
        part = f"{variable.n3()} {sign} {written(literal, names)}"
        if isinstance(held, NamedNode):
            says = f"{variable.n3()} holds things like {in_words(held, names)}, and is compared with {kind}"
            hint = f"Compare a value that the thing has: {variable.n3()} rdfs:label ?name, or a number of it."
            found.setdefault(variable, Reason(says, part, hint))
        if not isinstance(held, Literal) or _kind(held.datatype.value, held.language) == kind:
            continue
        says = f"{variable.n3()} holds values like {in_words(held, names)}, and is compared with {kind}"
        found.setdefault(variable, Reason(says, part, _mending(kind, held, variable, literal)))
    return list(found.values())


def _one_held(
    ask: Ask, graphs: Graphs, pattern: Pattern, variable: Variable, literal: RdflibLiteral
) -> NamedNode | Literal | None:
    """A value that a variable holds; of dates written in several ways one that is not as the literal is."""
    order = f"ORDER BY (DATATYPE({variable.n3()}) = {literal.datatype.n3()})" if literal.datatype else ""
    rows = ask(f"SELECT {variable.n3()} WHERE {{ {pattern.text()} }} {order} LIMIT 1", graphs)
    value = rows[0][str(variable)] if rows else None
    return value if isinstance(value, NamedNode | Literal) else None


def cased(
    algebra: Any, giving: Giving, ask: Ask, graphs: Graphs, names: NamespaceManager
) -> list[Reason]:
    """Texts that a filter asks for with other capitals than the data has."""
    found = []
    for variable, literal in list(_equal_texts(algebra))[:MOST_HINTS]:
        if variable not in giving:
            continue
        text, value = RdflibLiteral(str(literal)).n3(), f"STR({variable.n3()})"
        near = f"FILTER(LCASE({value}) = LCASE({text})) {giving[variable].text()}"
        rows = ask(f"SELECT {variable.n3()} WHERE {{ {near} }} ORDER BY ({value} != {text}) LIMIT 1", graphs)
        if rows and rows[0][str(variable)].value != str(literal):
            has = in_words(rows[0][str(variable)], names)
            hint = f"Write it so, or compare LCASE({value})."
            says = f"The data has {has}, with other capitals than are asked for"
            found.append(Reason(says, f"{variable.n3()} = {written(literal, names)}", hint))
    return found


def _equal_texts(node: Any) -> Iterator[tuple[Variable, RdflibLiteral]]:
    """The texts to which filters hold a variable, or STR of it, to be equal."""
    if isinstance(node, CompValue):
        if node.name == "RelationalExpression" and node.op == "=":
            one = node.expr.arg if getattr(node.expr, "name", "") == "Builtin_STR" else node.expr
            if isinstance(one, Variable) and isinstance(node.other, RdflibLiteral):
                yield one, node.other
        for part in node.values():
            yield from _equal_texts(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _equal_texts(part)


def _comparisons(node: Any) -> Iterator[tuple[Variable, str, RdflibLiteral]]:
    """What filters compare: a variable, the sign, a literal, which may stand on either side."""
    if isinstance(node, CompValue):
        if node.name == "RelationalExpression":
            for one, other in ((node.expr, node.other), (node.other, node.expr)):
                listed = other if isinstance(other, list) else [other]  # ?x IN ("a", "b")
                for literal in listed if isinstance(one, Variable) else ():
                    if isinstance(literal, RdflibLiteral):
                        yield one, node.op, literal
        if node.name == "values":
            listed = [pair for row in node.res for pair in row.items()]
            yield from ((name, "in VALUES", one) for name, one in listed if isinstance(one, RdflibLiteral))
        for part in node.values():
            yield from _comparisons(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _comparisons(part)


def _kind(datatype: Any, language: str | None) -> str:
    if language:
        return "a text with a language"
    if str(datatype) in NUMBERS:
        return "a number"
    return "a text" if datatype is None or str(datatype) == PREFIXES["xsd"] + "string" else f"<{datatype}>"


def _mending(kind: str, held: Literal, variable: Variable, literal: RdflibLiteral) -> str:
    """How to write the comparison so that it can be true."""
    if kind == "a number":
        return f'A text is never like a number: write "{literal}", or xsd:decimal({variable.n3()}).'
    if held.datatype.value in NUMBERS:
        return "A number is never like a text: leave the quotes out."
    if held.language:
        return f'Write "{literal}"@{held.language}, or compare STR({variable.n3()}).'
    return f"Compare STR({variable.n3()}), or write a value of the same kind."
