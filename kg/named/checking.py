"""What is wrong with the text of a named query, found without data or held against it."""

from __future__ import annotations

import re

from pyoxigraph import QuerySolutions, Store

from kg.named.binding import blocks
from kg.named.model import NamedQuery, ParameterError
from kg.named.values import written
from kg.namespaces import PREFIXES
from kg.sparql.answers import QueryRefused
from kg.sparql.lexer import position, tokens
from kg.sparql.mistakes import explain
from kg.sparql.prefixes import expand
from kg.sparql.screen import screen
from kg.unknown import unknown_names
from loaders.faults import Fault

MOST_BYTES = 20_000
_BRACES = 50  # nested: far more crash the engine's parser, and the whole build with it


def fault_of_text(file: str, body: str, offset: int = 0) -> Fault | None:
    """The first fault of a query's text: it is no SELECT, or cannot be read. `offset`: lines above it."""
    try:
        screen(body, most_bytes=MOST_BYTES, prefixes=PREFIXES)
        _refuse_depth(body)
        found = Store().query(body, prefixes=PREFIXES)
    except QueryRefused as refused:
        return Fault(file, offset + (refused.line or 1), refused.message, refused.hint)
    except SyntaxError as error:
        told = explain(body, str(error), PREFIXES)
        return Fault(file, offset + (told.line or 1), told.message, told.hint)
    if not isinstance(found, QuerySolutions):
        return Fault(file, offset + 1, "this is no SELECT query.", "A named query gives a table.")
    return None


def faults_of_choices(file: str, text: str) -> list[Fault]:
    """The faults of a query that fills a drop-down: its columns are ?value and ?label."""
    wrong = fault_of_text(file, text)
    if wrong:
        return [wrong]
    found = Store().query(text, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    if [one.value for one in found.variables] == ["value", "label"]:
        return []
    return [Fault(file, 1, "a drop-down has the columns ?value and ?label.", "Write SELECT ?value ?label.")]


def faults_of_parameters(file: str, query: NamedQuery) -> list[Fault]:
    """Parameters whose default does not fit or does not stand in the query as VALUES."""
    faults = []
    for one in query.parameters:
        try:
            default = written(one, one.default)
        except ParameterError as error:
            faults.append(Fault(file, 1, f"the default of {one.name}: {error}"))
            continue
        places = [block for block in blocks(query.body) if block.variable == one.name]
        mend = f"Write “VALUES ?{one.name} {{ {default} }}” where its value counts."
        if not places:
            faults.append(Fault(file, query.above + 1, f"the parameter {one.name} has no VALUES.", mend))
        for block in places:
            line = query.above + position(query.body, block.start)[0]
            if not _same(query.body[block.start : block.end], default):
                faults.append(
                    Fault(file, line, f"VALUES ?{one.name} is not the default of the header.", mend)
                )
    return faults


def faults_of_names(store: Store, queries: dict[str, NamedQuery]) -> list[Fault]:
    """Classes, properties and things that a query names and the data does not have."""
    return [
        Fault(
            f"queries/{query.name}.rq",
            query.above + position(query.body, query.body.index(unknown.written))[0],
            f"the data has no {unknown.written}.",
            f"Did you mean {unknown.meant}?" if unknown.meant else "All terms are on the page /ontology.",
        )
        for query in queries.values()
        for unknown in unknown_names(store, query.body)
    ]


def _same(text: str, default: str) -> bool:
    """Whether what stands in VALUES means the default, however its spaces and prefixes are written."""
    parts = list(tokens(text))
    iri = expand(parts[0], PREFIXES) if len(parts) == 1 else None
    return re.sub(r"\s", "", text) == re.sub(r"\s", "", default) or (
        iri is not None and f"<{iri}>" == default
    )


def _refuse_depth(body: str) -> None:
    depth = 0
    for part in tokens(body):
        depth += {"{": 1, "}": -1, "(": 1, ")": -1}.get(part.text, 0)
        if depth > _BRACES:
            line, column = position(body, part.start)
            raise QueryRefused(400, "too many nested brackets.", "Make it simpler.", line=line, column=column)
