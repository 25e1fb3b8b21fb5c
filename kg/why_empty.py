"""Why an answer is empty: the triple pattern that nothing fits, alone or with others, or a comparison.

rdflib reads the query, for this explanation only. What it finds is tried out by asking the same data
again, through whatever runs queries from strangers, with the same limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import NamespaceManager
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.compared import MOST_HINTS, Reason, cased, unbound, unlike
from kg.instead import bearers, has, held, instead, no_graph, unused
from kg.namespaces import PREFIXES
from kg.patterns import Ask, Graphs, Pattern
from kg.sparql.lexer import Token, tokens

LONGEST, MOST_TOKENS, DEEPEST, MOST_PATTERNS = 4_000, 300, 30, 20
"""Characters, tokens, nested brackets and triple patterns of a query that is explained.

rdflib needs up to 0.7 ms for each token, during which pages wait for the interpreter: a fifth of a second
at most. The longest named query has 218.
"""


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
        unbound(query, algebra)
        or unlike(algebra, _giving(algebra), ask, graphs, names)
        or cased(algebra, _giving(algebra), ask, graphs, names)
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


def _giving(algebra: Any) -> dict[Any, Pattern]:
    """Variable -> a pattern that gives it its values: one with a property, or a path of them, before it."""
    return {one.triple[2]: one for one in _patterns(algebra) if isinstance(one.triple[1], URIRef | Path)}


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
