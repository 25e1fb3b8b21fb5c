"""Looks a query over before a worker gets it: refuses what can never be answered, chooses its graphs."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.namespaces import DEFAULT_GRAPHS, NEGATIVE, SUGGESTED
from kg.sparql.answers import QueryRefused
from kg.sparql.lexer import Token, position, tokens
from kg.sparql.prefixes import declared, expand, undeclared

APART = (SUGGESTED, NEGATIVE)
OWN_GRAPHS = (*DEFAULT_GRAPHS, *APART)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
SERVICE = "SERVICE asks another server, which is not done here."
SERVICE_HINT = "Run that part where its data is, and bring the results here with VALUES."


@dataclass(frozen=True)
class Screened:
    """A query a worker may have, and the graphs it sees; None leaves that to the query's own FROM."""

    text: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None


def screen(query: str | bytes, *, most_bytes: int, prefixes: Mapping[str, str] | None = None,
           default_graphs: Sequence[str] | None = None, named_graphs: Sequence[str] | None = None,
           graphs: Sequence[str] = OWN_GRAPHS) -> Screened:
    """The query with the graphs it sees: what the caller chose, else what it says FROM, else the usual ones.

    The usual default graph is the union of the release's graphs but `suggested` and `negative`; these
    two are there for GRAPH only where the query names them. `graphs` are those of the data: no other can
    be named. Raises QueryRefused (400, 413).
    """
    text = _decode(query, most_bytes)
    parts = list(tokens(text))
    namespaces = {**(prefixes or {}), **declared(parts)}
    _refuse_services_and_updates(text, parts)
    _refuse_run_together(text, undeclared(parts, namespaces))
    says_from = _check_from(text, parts, namespaces, graphs)
    if default_graphs is not None or named_graphs is not None:
        for graph in (*(default_graphs or ()), *(named_graphs or ())):
            _check_own(graph, graphs)
        return Screened(text, list(default_graphs or ()), list(named_graphs or ()))
    if says_from:
        return Screened(text, None, None)
    mentioned = {expand(part, namespaces) for part in parts}
    return Screened(text, list(DEFAULT_GRAPHS), [*DEFAULT_GRAPHS, *(g for g in APART if g in mentioned)])


def _decode(query: str | bytes, most_bytes: int) -> str:
    try:
        data = query.encode() if isinstance(query, str) else query
        text = data.decode()
    except UnicodeError:
        raise QueryRefused(400, "The query is not valid UTF-8 text.", "Save or send it as UTF-8.") from None
    if len(data) > most_bytes:
        raise QueryRefused(413, f"The query has {len(data):,} bytes; at most {most_bytes:,} are read.",
                           "Long VALUES lists can be split over several queries.")
    if "\0" in text:
        raise _refusal(text, text.index("\0"), "The query contains a NUL character.", "Remove it.")
    return text


def _refusal(text: str, offset: int, message: str, hint: str) -> QueryRefused:
    line, column = position(text, offset)
    return QueryRefused(400, message, hint, line=line, column=column)


def _refuse_services_and_updates(text: str, parts: list[Token]) -> None:
    for part in parts:
        word = part.text.upper() if part.kind == "word" else ""
        if "SERVICE" in word:
            raise _refusal(text, part.start, SERVICE, SERVICE_HINT)
        if word in _UPDATES:
            raise _refusal(text, part.start, f"{word} is for changing data, and this data is read-only.",
                           "SELECT, ASK, CONSTRUCT and DESCRIBE are answered.")


def _refuse_run_together(text: str, names: list[Token]) -> None:
    """The engine reads `SERVICEex:a` as SERVICE and `ex:a` where the first is no prefix of the query."""
    for name in names:
        for keyword in ("SERVICE", "FROM"):
            if keyword in name.prefix.upper():
                message = f"{name.prefix}: looks like {keyword} run together with a name."
                hint = f"Declare the prefix, or put a space after {keyword}."
                raise _refusal(text, name.start, message, hint)


def _check_from(text: str, parts: list[Token], namespaces: Mapping[str, str], graphs: Sequence[str]) -> bool:
    """Whether the query says FROM; refuses graphs that are not among these."""
    says_from, awaiting = False, False
    for part in parts:
        word = part.text.upper() if part.kind == "word" else ""
        if word in ("FROM", "FROMNAMED"):
            says_from = awaiting = True
        elif awaiting and word != "NAMED":
            graph = expand(part, namespaces)
            if graph is not None:
                _check_own(graph, graphs, *position(text, part.start))
            awaiting = False
    return says_from


def _check_own(graph: str, graphs: Sequence[str], line: int | None = None, column: int | None = None) -> None:
    if graph not in graphs:
        message = f"<{graph}> is not a graph of this data, and nothing is fetched from elsewhere."
        hint = "The graphs are " + ", ".join(f"<{own}>" for own in graphs) + "."
        raise QueryRefused(400, message, hint, line=line, column=column)
