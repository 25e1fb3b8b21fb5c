"""Full-text search: an index of a release's graph, and questions to it. See docs/search.md."""

from kg.search.build import build_index
from kg.search.facets import FACETS, Facet
from kg.search.results import Addressed, FacetCount, Hit, Matched, Results, SearchError, Segment
from kg.search.search import Search

__all__ = [
    "FACETS",
    "Addressed",
    "Facet",
    "FacetCount",
    "Hit",
    "Matched",
    "Results",
    "Search",
    "SearchError",
    "Segment",
    "build_index",
]
