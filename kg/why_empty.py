"""Why an answer is empty: the triple pattern that nothing fits, or a comparison of values of unlike kinds.

rdflib reads the query, for this explanation only. What it finds is tried out by asking the same data
again, through whatever runs queries from strangers, with the same limits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode
from rdflib import Graph, URIRef, Variable
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import NamespaceManager
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.instead import bearers, has, held, instead, no_graph, unused
from kg.namespaces import PREFIXES
from kg.patterns import NUMBERS, Ask, Graphs, Pattern, in_words, written
from kg.sparql.lexer import Token, tokens

LONGEST, MOST_TOKENS, DEEPEST, MOST_PATTERNS, MOST_HINTS = 4_000, 300, 30, 20, 3
"""Characters, tokens, nested brackets and triple patterns of a query that is explained; values looked up.

rdflib needs up to 0.7 ms for each token, during which pages wait for the interpreter: a fifth of a second
at most. The longest named query has 218.
"""


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


def why_empty(query: str, ask: Ask, *, counted: bool = False) -> list[Reason]:
    """The reasons that can be found for the empty answer to a query; none for one too long or odd to explain.

    `counted` is for an answer of zeros: it is explained where the query counts. Raises what `ask` raises.
    """
    read = _read(query)
    if read is None:
        return []
    algebra, names, graphs = read
    if counted and not _aggregates(algebra):
        return []
    patterns = list(_patterns(algebra))[:MOST_PATTERNS]
    if not patterns:
        return []
    alone = _fits(ask, graphs, [[one] for one in patterns])
    dead = _dead(algebra, {one for one, fits in zip(patterns, alone, strict=True) if not fits})
    if dead:
        alive = [one for one in patterns if one not in dead]
        hints = [
            no_graph(ask, graphs, one, names)
            or instead(ask, graphs, one, names)
            or has(ask, graphs, one, alive, names)
            or unused(one, names)
            for one in dead[:MOST_HINTS]
        ] + [""] * len(dead)
        return [Reason("No statement fits", one.shown(names), hints[rank]) for rank, one in enumerate(dead)]
    found = (
        _unbound(query, algebra)
        or _unlike(algebra, ask, graphs, names)
        or _cased(algebra, ask, graphs, names)
        or _together(algebra, ask, graphs, names)
    )
    return [one for one in found if one.part or not counted]  # a 0 may be what an OPTIONAL truly counts


def _aggregates(node: Any) -> bool:
    """Whether a query counts, or makes another aggregate, anywhere."""
    if isinstance(node, CompValue):
        return node.name == "AggregateJoin" or any(map(_aggregates, node.values()))
    return False


def _read(query: str) -> tuple[Any, NamespaceManager, Graphs] | None:
    """The algebra of a query, names for showing its terms, and the graphs it chooses."""
    if len(query) > LONGEST:
        return None
    parts = list(tokens(query))
    if len(parts) > MOST_TOKENS or _depth(parts) > DEEPEST:
        return None
    try:
        whole = translateQuery(parseQuery(query), initNs=PREFIXES)
    except Exception:  # noqa: BLE001 rdflib fails on valid queries in many ways; then there is no explanation
        return None
    names = NamespaceManager(Graph(), bind_namespaces="none")
    for prefix, namespace in (*PREFIXES.items(), *whole.prologue.namespace_manager.namespaces()):
        names.bind(prefix, namespace, override=True)
    return whole.algebra, names, _graphs(whole.algebra)


def _depth(parts: Sequence[Token]) -> int:
    depth = deepest = 0
    for token in parts:
        depth += (token.text in "{([") - (token.text in "})]")
        deepest = max(deepest, depth)
    return deepest


def _graphs(algebra: Any) -> Graphs:
    clauses = algebra.datasetClause or []
    if not clauses:
        return Graphs()
    default = tuple(str(one.default) for one in clauses if one.default)
    named = tuple(str(one.named) for one in clauses if one.named)
    return Graphs(default, named)


def _patterns(node: Any, graph: Any = None) -> Iterator[Pattern]:
    """The triple patterns without which there is no answer, each once; those of a UNION as well."""
    seen: set[Pattern] = set()
    for one in _walk(node, graph):
        if one not in seen:
            seen.add(one)
            yield one


def _walk(node: Any, graph: Any) -> Iterator[Pattern]:
    if not isinstance(node, CompValue):
        return
    if node.name == "BGP":
        yield from (Pattern(tuple(triple), graph) for triple in node.triples)
        return
    inside = node.term if node.name == "Graph" else graph
    for name in ("p1",) if node.name in ("LeftJoin", "Minus") else ("p", "p1", "p2"):
        yield from _walk(node.get(name), inside)


def _dead(node: Any, without: set[Pattern], graph: Any = None) -> list[Pattern]:
    """Of the patterns that nothing fits, those that empty the answer: a UNION needs one on each side."""
    if not isinstance(node, CompValue):
        return []
    if node.name == "BGP":
        return [one for triple in node.triples if (one := Pattern(tuple(triple), graph)) in without]
    inside = node.term if node.name == "Graph" else graph
    parts = [_dead(node.get(name), without, inside) for name in ("p", "p1", "p2")]
    if node.name in ("LeftJoin", "Minus"):
        return parts[1]
    if node.name == "Union" and not (parts[1] and parts[2]):
        return []
    return list(dict.fromkeys(one for part in parts for one in part))


def _fits(ask: Ask, graphs: Graphs, groups: Sequence[Sequence[Pattern]]) -> list[bool]:
    """For each group of patterns, whether something fits them all."""
    tried = " ".join(
        f"(EXISTS {{ {' '.join(one.text() for one in group)} }} AS ?fits{rank})"
        for rank, group in enumerate(groups)
    )
    (row,) = ask(f"SELECT {tried} WHERE {{}}", graphs)
    return [row[f"fits{rank}"].value == "true" for rank in range(len(groups))]


def _unbound(query: str, algebra: Any) -> list[Reason]:
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


def _unlike(algebra: Any, ask: Ask, graphs: Graphs, names: NamespaceManager) -> list[Reason]:
    """Comparisons of a variable with a literal of a kind that its property never has."""
    properties = _giving(algebra)
    found: dict[Variable, Reason] = {}  # one of a variable is enough: IN and VALUES compare it with many
    for variable, sign, literal in list(_comparisons(algebra))[:MOST_HINTS]:
        if variable not in properties:
            continue
        value, kind = properties[variable], _kind(literal.datatype, literal.language)
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


def _giving(algebra: Any) -> dict[Any, Pattern]:
    """Variable -> a pattern that gives it its values: one with a property, or a path of them, before it."""
    return {one.triple[2]: one for one in _patterns(algebra) if isinstance(one.triple[1], URIRef | Path)}


def _one_held(
    ask: Ask, graphs: Graphs, pattern: Pattern, variable: Variable, literal: RdflibLiteral
) -> NamedNode | Literal | None:
    """A value that a variable holds; of dates written in several ways one that is not as the literal is."""
    order = f"ORDER BY (DATATYPE({variable.n3()}) = {literal.datatype.n3()})" if literal.datatype else ""
    rows = ask(f"SELECT {variable.n3()} WHERE {{ {pattern.text()} }} {order} LIMIT 1", graphs)
    value = rows[0][str(variable)] if rows else None
    return value if isinstance(value, NamedNode | Literal) else None


def _cased(algebra: Any, ask: Ask, graphs: Graphs, names: NamespaceManager) -> list[Reason]:
    """Texts that a filter asks for with other capitals than the data has."""
    properties = _giving(algebra)
    found = []
    for variable, literal in list(_equal_texts(algebra))[:MOST_HINTS]:
        if variable not in properties:
            continue
        text, value = RdflibLiteral(str(literal)).n3(), f"STR({variable.n3()})"
        near = f"FILTER(LCASE({value}) = LCASE({text})) {properties[variable].text()}"
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


def _together(algebra: Any, ask: Ask, graphs: Graphs, names: NamespaceManager) -> list[Reason]:
    """The first pattern that nothing fits together with those before it, else that it is a condition."""
    joined = list(_joined(algebra))[:MOST_PATTERNS]
    fits = _fits(ask, graphs, [joined[: rank + 1] for rank in range(len(joined))]) if joined else []
    if False in fits:
        together = joined[: fits.index(False) + 1]
        one = together[-1]
        return [
            Reason(
                "Each pattern fits something by itself; nothing fits this one together with those before it",
                one.shown(names),
                (
                    held(ask, graphs, together, names)
                    or bearers(ask, graphs, one, names)
                    + f"{has(ask, graphs, one, together, names)} ".lstrip()
                )
                + "Make it OPTIONAL, or look at what its variables hold without it.",
            )
        ]
    return [
        Reason("Something fits every pattern; a FILTER, MINUS, VALUES or HAVING leaves none of it", "",
               "Take these conditions away one by one.")
    ]  # fmt: skip


def _joined(node: Any, graph: Any = None) -> Iterator[Pattern]:
    """The patterns that every answer has to fit together, in order; what is inside a UNION is left out."""
    if isinstance(node, CompValue) and node.name not in ("Union", "ToMultiSet"):
        if node.name == "BGP":
            yield from (Pattern(tuple(triple), graph) for triple in node.triples)
            return
        inside = node.term if node.name == "Graph" else graph
        for name in ("p1",) if node.name in ("LeftJoin", "Minus") else ("p", "p1", "p2"):
            yield from _joined(node.get(name), inside)
