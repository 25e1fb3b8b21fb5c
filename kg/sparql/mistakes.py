"""Explains what is wrong with a query that the engine cannot read, and what to do about it."""
from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from rdflib.namespace import DC, DCAT, FOAF, TIME, VOID

from kg.sparql.answers import QueryRefused
from kg.sparql.lexer import Token, position, tokens
from kg.sparql.prefixes import WELL_KNOWN, declared, likely, undeclared

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[[^\]]*\](?:, )?")
_QUERY_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_MOST_ALTERNATIVES = 4
_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE")
_OTHERWISE = {
    "LIKE": 'There is no LIKE: write CONTAINS(LCASE(STR(?x)), "text"), or REGEX(?x, "text", "i").',
    "AND": "There is no AND: write && inside a FILTER, and a full stop between patterns.",
    "OR": "There is no OR: write || inside a FILTER, and UNION between patterns.",
    "NULL": "There is no NULL: what has no value is found with FILTER NOT EXISTS or !BOUND(?x).",
    "JOIN": "There is no JOIN: patterns that share a variable are joined.",
}
"""Words of SQL -> what SPARQL has instead."""
_NOT_ASKED = ("LATERAL", "SERVICE")  # named wherever a group may go on; neither is answered here

OTHERS = {
    name: str(namespace)
    for name, namespace in (("foaf", FOAF), ("dc", DC), ("dcat", DCAT), ("void", VOID), ("time", TIME))
}
"""Namespaces that people know and of which the data has few terms."""
LOOK = ("Look at what stands just before this place: a part of a statement, a full stop, bracket or quote"
        " may be missing.")
_SAYINGS = {
    "IRI parsing failed": ("An IRI cannot be read: it is not a whole one, such as <https://example.org/x>.",
                           "Write it in full, or declare a BASE for it."),
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped by nor inside an aggregate.",
        "Add it to GROUP BY, or wrap it, for example (SAMPLE(?x) AS ?one)."),
    "The SELECT contains an expression with a variable that is unbound": (
        "SELECT works something out of a variable that is neither grouped by nor inside an aggregate.",
        "Name it where it is grouped, for example GROUP BY (LANG(?x) AS ?language), and SELECT that name."),
    "Duplicated variable name in SELECT": ("SELECT names the same variable twice.", "Leave one of them out."),
}


def explain(query: str, engine_says: str, prefixes: Mapping[str, str]) -> QueryRefused:
    """The refusal for a query with a mistake in it: place, what the engine says, a hint."""
    parts = list(tokens(query))
    place = _PLACE.match(engine_says)
    if place is None:
        return QueryRefused(400, f"The engine says: {engine_says}.".replace("..", "."), _hint(query, parts))
    line, column, expected = int(place[1]), int(place[2]), place[3]
    for saying, (message, hint) in _SAYINGS.items():
        if saying in expected:
            return QueryRefused(400, message, hint, line=line, column=column)
    names = undeclared(parts, {**prefixes, **declared(parts)})
    if names and names[0].start <= _offset(query, line, column):
        line, column = position(query, names[0].start)
        return QueryRefused(400, f"The prefix {names[0].prefix}: is not declared.",
                            _declaration(names[0].prefix), line=line, column=column)
    hint = _mend(query, parts)
    return QueryRefused(400, _not_read(query, parts, line, column, "" if hint else expected), hint or LOOK,
                        line=line, column=column)


def _offset(query: str, line: int, column: int) -> int:
    return sum(len(before) + 1 for before in query.split("\n")[:line - 1]) + column - 1


def _declaration(prefix: str) -> str:
    if prefix in OTHERS:
        return f"Start the query with PREFIX {prefix}: <{OTHERS[prefix]}>. The data has hardly a term of it."
    known = prefix if prefix in WELL_KNOWN else likely(prefix)
    if known is None:
        return f"Start the query with PREFIX {prefix}: <its namespace>."
    meant = "" if known == prefix else f"Did you mean {known}: ? "
    return f"{meant}Start the query with PREFIX {known}: <{WELL_KNOWN[known]}>."


def _not_read(query: str, parts: list[Token], line: int, column: int, expected: str) -> str:
    """One sentence from the engine's words, without its lists of characters."""
    place = _offset(query, line, column)
    found = next((part for part in parts if part.start >= place), None)
    where = "The query cannot be read " + (f'at "{found.text[:30]}"' if found else "to its end")
    words = [word.strip() for word in _CHARACTERS.sub("", expected).replace("\n", " ").split(", ")]
    wanted = [word for word in words if word and word not in _NOT_ASKED]
    if not wanted or len(wanted) > _MOST_ALTERNATIVES:
        return where + "."
    return f"{where}: the engine expected {' or '.join(wanted)}."


def _hint(query: str, parts: list[Token]) -> str:
    return _mend(query, parts) or LOOK


def _mend(query: str, parts: list[Token]) -> str:
    """What is plainly wrong, where that can be seen."""
    return (_unclosed_string(query, parts) or _misspelt_form(parts) or _brackets(query, parts)
            or _slashed(parts) or _as_in_sql(parts))


def _unclosed_string(query: str, parts: list[Token]) -> str:
    for part in parts:
        if part.kind == "open":
            line, column = position(query, part.start)
            return (f"The text that starts at line {line}, column {column} has no closing quote"
                    " (a text over several lines needs three).")
    return ""


def _misspelt_form(parts: list[Token]) -> str:
    """The query's first word, where it is near one that queries start with."""
    if not parts:
        return "The query is empty: it starts with SELECT, ASK, CONSTRUCT or DESCRIBE."
    first = parts[0].text.upper()
    near = difflib.get_close_matches(first, _QUERY_FORMS, n=1)
    return f"Did you mean {near[0]}?" if near and parts[0].kind == "word" and near[0] != first else ""


def _slashed(parts: list[Token]) -> str:
    """A thing written as id:KIND/KEY: the / ends a prefixed name unless a backslash stands before it."""
    for name, sign, key in zip(parts, parts[1:], parts[2:], strict=False):
        if name.prefix == "id" and sign.text == "/" and sign.start == name.start + len(name.text):
            kind = name.text.partition(":")[2]
            whole = f"<{WELL_KNOWN['id']}{kind}/{key.text}>"
            return f"A / in a name needs a backslash before it: {name.text}\\/{key.text}. Or write {whole}."
    return ""


def _as_in_sql(parts: list[Token]) -> str:
    """What is written as in SQL, and how SPARQL has it."""
    kinds = [part.kind for part in parts]
    words = [part.text.upper() if part.kind == "word" else part.text for part in parts]
    for at, (word, kind) in enumerate(zip(words, kinds, strict=True)):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        if kind == "word" and word in _OTHERWISE:
            return _OTHERWISE[word]
        if word == "," and "{" not in words[:at] and kinds[at - 1] == "variable":
            return "Variables after SELECT have spaces between them, and no commas."
        if word in _AGGREGATES and before != "(" and "{" not in words[:at]:
            return f"Put it into brackets, with a name: ({word}(?x) AS ?result)."
        if word in ("LIMIT", "OFFSET") and not after.isdigit():
            return f"{word} takes a whole number."
        if word == after == "=":
            return "One = compares."
    return ""


def _astray(query: str, opened: Token | None, closing: Token, around: list[Token]) -> str:
    """A closing bracket that does not fit: the one before it is still open, or it is one too many."""
    line, column = position(query, closing.start)
    here = f"The {closing.text} at line {line}, column {column}"
    if opened is None or closing.text not in {_CLOSING[one.text] for one in around}:
        return f"{here} closes nothing."
    line, column = position(query, opened.start)
    return f"The {opened.text} at line {line}, column {column} is still open at the {closing.text}."


def _brackets(query: str, parts: list[Token]) -> str:
    still_open: list[Token] = []
    closing = set(_CLOSING.values())
    for part in parts:
        if part.text in _CLOSING:
            still_open.append(part)
        elif part.text in closing:
            opened = still_open.pop() if still_open else None
            if opened is None or _CLOSING[opened.text] != part.text:
                return _astray(query, opened, part, still_open)
    if not still_open:
        return ""
    line, column = position(query, still_open[-1].start)
    return f"The {still_open[-1].text} at line {line}, column {column} is never closed."
