"""How the cells of a table name things: `id:action/6.1`, the whole address, or `action/6.1`."""

from __future__ import annotations

import re

from kg.namespaces import PREFIXES, SP, kind_and_key
from loaders.sssom.columns import NO_TERM

OTHERS = {"semapv": "https://w3id.org/semapv/vocab/", "sssom": "https://w3id.org/sssom/"}
CURIE = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(.*)", re.DOTALL)
BARE = re.compile(r"[a-z-]+/\S+")


def expanded(cell: str, prefixes: dict[str, str]) -> str:
    """The whole address that a cell names, where its prefix is known; else the cell."""
    found = CURIE.fullmatch(cell)
    space = found and {**PREFIXES, **OTHERS, **prefixes}.get(found[1])
    return space + found[2] if found and space else cell


def reference(cell: str, prefixes: dict[str, str]) -> str | None:
    """`KIND/KEY` of the thing that a cell names, or None where it names none."""
    named = kind_and_key(expanded(cell, prefixes))
    if named:
        return "/".join(named)
    return cell if BARE.fullmatch(cell) else None


def predicate(cell: str, prefixes: dict[str, str]) -> str:
    """The local name of the property of our ontology that a cell names; else the cell."""
    return expanded(cell, prefixes).removeprefix(SP)


def is_no_term(cell: str, prefixes: dict[str, str]) -> bool:
    """Whether a cell says that there is no such thing."""
    return expanded(cell, prefixes) == expanded(NO_TERM, {})
