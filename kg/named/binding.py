"""Values put into a query: what stands in the VALUES block of each parameter is replaced by a term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.named.model import NamedQuery
from kg.named.values import written
from kg.sparql.lexer import tokens


@dataclass(frozen=True)
class Block:
    """`VALUES ?name { … }`: where what is between the braces starts and ends."""

    variable: str
    start: int
    end: int


def blocks(body: str) -> list[Block]:
    """The VALUES blocks of one variable in a query, in their order."""
    parts = list(tokens(body))
    found = []
    for at, part in enumerate(parts[:-2]):
        variable, brace = parts[at + 1], parts[at + 2]
        if part.kind == "word" and part.text.upper() == "VALUES" and variable.kind == "variable":
            end = next((one.start for one in parts[at + 3 :] if one.text == "}"), None)
            if brace.text == "{" and end is not None:
                found.append(Block(variable.text[1:], brace.start + 1, end))
    return found


def fill(query: NamedQuery, values: Mapping[str, str] | None = None) -> str:
    """The whole text of a query with these values, written as readers write them; others have their default.

    Only whole RDF terms get into the text. Raises ParameterError for a parameter that there is not, or a
    value that does not fit.
    """
    chosen = {query.parameter(name).name: value for name, value in (values or {}).items()}
    terms = {one.name: written(one, chosen.get(one.name, one.default)) for one in query.parameters}
    body = query.body
    for block in reversed(blocks(body)):
        if block.variable in terms:
            body = f"{body[: block.start]} {terms[block.variable]} {body[block.end :]}"
    return query.whole(body)
