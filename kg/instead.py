"""What the data has where a pattern of a query fits nothing: another value, another step, another class."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode
from rdflib import RDF, BNode, URIRef, Variable
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import NamespaceManager
from rdflib.paths import Path, SequencePath

from kg.patterns import Ask, Graphs, Pattern, in_words, written

MOST_NAMED = 8
"""Properties or classes that one hint names."""
MOST_SHOWN, ENOUGH = 24, 200
"""Properties of what a variable stands for that one hint names; things that are looked at for them."""
EVERYTHING = "GRAPH {} {{ ?s ?p ?o }}"
"""All that stands in a graph of this name, or in any for a variable."""


def instead(ask: Ask, graphs: Graphs, pattern: Pattern, names: NamespaceManager) -> str:
    """What the property has instead of the value that the pattern asks for, or where its path ends."""
    _, predicate, value = pattern.triple
    if not isinstance(predicate, URIRef | Path) or predicate == RDF.type:
        return ""
    if turned := _turned(ask, graphs, pattern, names):
        return turned
    if isinstance(value, Variable | BNode):
        return _end(ask, graphs, pattern, names) if isinstance(predicate, SequencePath) else ""
    used = Pattern((Variable("s"), predicate, Variable("v")), pattern.graph).text()
    text = RdflibLiteral(str(value)).n3()
    ending = RdflibLiteral("/" + "-".join(str(value).casefold().split())).n3()
    holds = f"isLiteral(?v) && CONTAINS(LCASE(STR(?v)), LCASE({text}))"
    for saying, condition in (
        ("The data has it as", f"FILTER(STR(?v) = {text}) }} LIMIT 1"),
        ("The data has the thing", f"FILTER(isIRI(?v) && STRENDS(STR(?v), {ending})) }} LIMIT 1"),
        ("Near it the data has", f"FILTER({holds}) }} ORDER BY STRLEN(STR(?v)) LIMIT 1"),
        ("A value that the data has is", "} LIMIT 1"),
    ):
        if found := ask(f"SELECT ?v WHERE {{ {used} {condition}", graphs):
            return f"{saying} {in_words(found[0]['v'], names)}."
    if isinstance(predicate, SequencePath):
        return _end(ask, graphs, pattern, names)
    return ""


def no_graph(ask: Ask, graphs: Graphs, pattern: Pattern, names: NamespaceManager) -> str:
    """That the graph in which a pattern stands has nothing at all, and which graphs there are."""
    if not isinstance(pattern.graph, URIRef):
        return ""
    if ask(f"SELECT * {{ {EVERYTHING.format(pattern.graph.n3())} }} LIMIT 1", graphs):
        return ""
    rows = ask(f"SELECT DISTINCT ?g {{ {EVERYTHING.format('?g')} }} ORDER BY ?g LIMIT {MOST_NAMED}", graphs)
    others = ", ".join(in_words(row["g"], names) for row in rows)
    return f"Nothing is in {written(pattern.graph, names)}. Graphs that hold something are {others}."


def _turned(ask: Ask, graphs: Graphs, pattern: Pattern, names: NamespaceManager) -> str:
    """That the property goes the other way, where the pattern names a thing and would fit so."""
    subject, predicate, value = pattern.triple
    if not isinstance(predicate, URIRef) or isinstance(value, RdflibLiteral):
        return ""
    if not any(isinstance(one, URIRef) for one in (subject, value)):
        return ""
    other = Pattern((value, predicate, subject), pattern.graph)
    rows = ask(f"SELECT * WHERE {{ {other.text()} }} LIMIT 1", graphs)
    return f"It goes the other way: {other.shown(names)}" if rows else ""


def held(ask: Ask, graphs: Graphs, together: Sequence[Pattern], names: NamespaceManager) -> str:
    """What patterns that together fit nothing find in the place of the last text that they ask for."""
    texts = [one for one in together if isinstance(one.triple[2], RdflibLiteral)]
    for one in texts[-1:]:
        subject, predicate, value = one.triple
        others = [other for other in together if other != one]
        open_one = Pattern((subject, predicate, Variable("v")), one.graph)
        near = f"CONTAINS(LCASE(STR(?v)), LCASE({RdflibLiteral(str(value)).n3()}))"
        whole = " ".join(each.text() for each in (*others, open_one))
        rows = ask(f"SELECT ?v WHERE {{ {whole} }} ORDER BY DESC({near}) STRLEN(STR(?v)) LIMIT 1", graphs)
        if rows:
            asked = written(value, names)
            return f"Instead of {asked} the data has, with the rest, {in_words(rows[0]['v'], names)}. "
    return ""


def _end(ask: Ask, graphs: Graphs, pattern: Pattern, names: NamespaceManager) -> str:
    """The first step of a path that nothing fits, and what there is in its place."""
    steps = pattern.triple[1].args
    start, here, there = pattern.triple[0], Variable("here"), Variable("there")
    for rank in range(1, len(steps)):
        before = SequencePath(*steps[:rank]) if rank > 1 else steps[0]
        walked = Pattern((start, before, here), pattern.graph).text()
        onward = Pattern((here, steps[rank], there), pattern.graph).text()
        if ask(f"SELECT ?here WHERE {{ {walked} {onward} }} LIMIT 1", graphs):
            continue
        has = f"{walked} ?here ?p ?there FILTER(?p != {RDF.type.n3()})"
        rows = ask(f"SELECT DISTINCT ?p WHERE {{ {has} }} ORDER BY ?p LIMIT {MOST_NAMED}", graphs)
        if rows:
            others = ", ".join(in_words(row["p"], names) for row in rows)
            step = written(steps[rank], names)
            return f"What {written(before, names)} leads to has no {step}, but {others}."
    return ""


def has(
    ask: Ask, graphs: Graphs, pattern: Pattern, others: Sequence[Pattern], names: NamespaceManager
) -> str:
    """Which properties the subject of a pattern has that nothing fits: a thing, or some that others find."""
    subject, predicate, _ = pattern.triple
    about = [one for one in others if one != pattern and subject in (one.triple[0], one.triple[2])]
    if not isinstance(predicate, URIRef) or isinstance(subject, BNode) or predicate == RDF.type:
        return ""
    if isinstance(subject, Variable) and not about:
        return ""
    found = ""
    if about:
        patterns = " ".join(one.text() for one in about)
        found = f"{{ SELECT DISTINCT {subject.n3()} WHERE {{ {patterns} }} LIMIT {ENOUGH} }}"
    told = f"{found} {subject.n3()} ?property ?value FILTER(?property != {RDF.type.n3()})"
    counted = f"SELECT ?property (COUNT(*) AS ?times) WHERE {{ {told} }} GROUP BY ?property"
    rows = ask(f"{counted} ORDER BY DESC(?times) ?property LIMIT {MOST_SHOWN}", graphs)
    properties = ", ".join(sorted(in_words(row["property"], names) for row in rows))
    return f"{written(subject, names)} has {properties}." if properties else ""


def unused(pattern: Pattern, names: NamespaceManager) -> str:
    """That nothing has the property of a pattern, which nothing fits whatever the value."""
    _, predicate, value = pattern.triple
    if predicate == RDF.type or isinstance(value, Variable | BNode) or isinstance(predicate, Variable):
        return ""
    return f"Nothing has the property {written(predicate, names)}."


def bearers(ask: Ask, graphs: Graphs, pattern: Pattern, names: NamespaceManager) -> str:
    """Of which classes the things are that have the property of a pattern."""
    predicate = pattern.triple[1]
    if not isinstance(predicate, URIRef) or predicate == RDF.type:
        return ""
    used = Pattern((Variable("s"), predicate, Variable("v")), pattern.graph).text()
    asked = f"SELECT DISTINCT ?class WHERE {{ {used} ?s a ?class }} ORDER BY ?class LIMIT {MOST_NAMED}"
    rows = ask(asked, graphs)
    has = ", ".join(in_words(row["class"], names) for row in rows if isinstance(row["class"], NamedNode))
    return f"What has {written(predicate, names)} is of the class {has}. " if has else ""
