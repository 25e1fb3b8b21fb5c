"""Queries from strangers: run in worker processes that can do nothing but answer them.

What the boundary is and what was measured: docs/sparql-safety.md.
"""
from kg.sparql.answers import Limits, QueryRefused, QueryResult
from kg.sparql.pool import FORMATS, QueryPool
from kg.sparql.prefixes import WELL_KNOWN, with_prefixes
from kg.sparql.screen import OWN_GRAPHS

__all__ = ["FORMATS", "OWN_GRAPHS", "WELL_KNOWN", "Limits", "QueryPool", "QueryRefused", "QueryResult",
           "with_prefixes"]
