"""What callers give and get: limits, a result, a refusal."""
from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import Literal as Choice

import pyoxigraph as ox

Kind = Choice["select", "ask", "graph"]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Limits:
    """How much one query may use, and how many may be under way.

    `memory_mb` is what a query may take beyond what the opened store itself needs. `rows` counts
    solutions of a SELECT and triples of a CONSTRUCT or DESCRIBE. A query waits for a free worker
    for twice `seconds` at most, then runs for `seconds` at most. A client may use `client_seconds` of
    work, of which it gets `client_share` back each second, and have `client_queries` under way.
    """

    seconds: float = 10
    rows: int = 10_000
    memory_mb: int = 1024
    workers: int = 2
    waiting: int = 16
    query_bytes: int = 100_000
    body_bytes: int = 50_000_000
    client_seconds: float = 30
    client_share: float = 0.5
    client_queries: int = 4

    @property
    def patience(self) -> float:
        """How long a query waits for a free worker, in seconds: longer than the query before it may take."""
        return 2 * self.seconds


class QueryRefused(Exception):
    """A query that gets no answer: why, and what its author can do.

    `status` is the HTTP status that fits: 400 the query is at fault (with `line` and `column`, from 1,
    where they are known), 406 the format does not fit, 413 query or result too large, 500 the engine
    failed, 429 the client's budget is used up, 503 too busy (both with `retry_after` in seconds), 504 out
    of time.
    """

    def __init__(self, status: int, message: str, hint: str = "", *, line: int | None = None,
                 column: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column
        self.retry_after = retry_after

    def __str__(self) -> str:
        place = f"Line {self.line}, column {self.column}: " if self.line else ""
        return f"{place}{self.message} {self.hint}".strip()


@dataclass(frozen=True)
class QueryResult:
    """An answer: `body` as it goes over the wire, with what a page says about it.

    `rows` counts solutions or triples in the body (1 for ASK); `truncated` says that there were more.
    `nothing` says that a SELECT has no rows, or one of zeros alone, as a count has that found nothing.
    `seconds` are those of the clock in the worker, `cpu_seconds` those of its processor.
    """

    kind: Kind
    variables: list[str]
    rows: int
    truncated: bool
    seconds: float
    cpu_seconds: float
    body: bytes
    media_type: str
    nothing: bool = False

    def as_python(self, most: int | None = None) -> list[dict[str, Term]] | bool | list[ox.Triple]:
        """The answer as values: a dictionary per solution (bound variables only), a truth value, or triples.

        No more than the first `most` solutions or triples are read. Raises ValueError for a SELECT or ASK
        that was not asked for as JSON.
        """
        media_type = self.media_type.partition(";")[0]
        if self.kind == "graph":
            syntax = ox.RdfFormat.from_media_type(media_type)
            return [quad.triple for quad in islice(ox.parse(self.body, format=syntax), most)]
        if media_type != "application/sparql-results+json":
            raise ValueError(f"only JSON results can be read back, not {media_type}: use accept='json'")
        if self.kind == "ask":
            return bool(json.loads(self.body)["boolean"])
        solutions = ox.parse_query_results(self.body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(solutions, ox.QuerySolutions)
        return [{name: row[name] for name in self.variables if row[name] is not None}
                for row in islice(solutions, most)]
