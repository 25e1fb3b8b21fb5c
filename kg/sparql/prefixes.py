"""Prefix declarations: which a query has, which it uses without, and the well-known ones to add."""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from kg.namespaces import PREFIXES as WELL_KNOWN
from kg.sparql.lexer import Token, iri_text, tokens

__all__ = ["WELL_KNOWN", "declared", "expand", "likely", "undeclared", "with_prefixes"]


def declared(parts: Iterable[Token]) -> dict[str, str]:
    """The prefixes that a query declares, with their namespaces; "" is the empty prefix."""
    found: dict[str, str] = {}
    base, previous, before = "", None, None
    for token in parts:
        if token.kind == "iri" and previous is not None:
            if _is_word(previous, "BASE"):
                base = urljoin(base, iri_text(token))
            elif previous.kind == "name" and before is not None and _is_word(before, "PREFIX"):
                found[previous.prefix] = urljoin(base, iri_text(token))
        before, previous = previous, token
    return found


def undeclared(parts: Iterable[Token], known: Iterable[str]) -> list[Token]:
    """The prefixed names, in order, whose prefix is not among the known ones."""
    have, missing, previous = set(known), [], None
    for token in parts:
        declares = previous is not None and _is_word(previous, "PREFIX")
        if token.kind == "name" and not declares and token.prefix not in have:
            missing.append(token)
        previous = token
    return missing


def expand(token: Token, namespaces: Mapping[str, str]) -> str | None:
    """The IRI that an IRI or prefixed name stands for; None for other tokens and unknown prefixes."""
    if token.kind == "iri":
        return iri_text(token)
    if token.kind == "name" and token.prefix in namespaces:
        return namespaces[token.prefix] + token.text.partition(":")[2].replace("\\", "")
    return None


def likely(prefix: str) -> str | None:
    """The well-known prefix that was probably meant, if any."""
    near = difflib.get_close_matches(prefix.lower(), WELL_KNOWN, n=1, cutoff=0.6)
    return near[0] if near else None


def with_prefixes(query: str) -> str:
    """The query with the well-known prefixes declared that it uses and does not declare.

    They are put in front on the first line, so lines keep their numbers; columns of the first line
    move. To keep those too, give `prefixes=WELL_KNOWN` to `QueryPool.run` instead.
    """
    parts = list(tokens(query))
    names = dict.fromkeys(token.prefix for token in undeclared(parts, declared(parts)))
    return "".join(f"PREFIX {name}: <{WELL_KNOWN[name]}> " for name in names if name in WELL_KNOWN) + query


def _is_word(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
