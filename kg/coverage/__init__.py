"""Coverage: what practice is known for each requirement, from one pure function (docs/coverage.md).

`facts(store, state)` reads the table of link facts; `coverage(facts, policy, trust, filters)` measures;
`gap_map(facts, policy, trust, filters, rows, columns)` divides by two things at once.
"""

from kg.coverage.facts import SLICES, Facts, Requirement
from kg.coverage.gap_map import COLUMNS, ROWS, Cell, Column, GapMap, Row, gap_map, in_order
from kg.coverage.measure import Coverage, Measure, coverage
from kg.coverage.policy import Policy, PolicyError, read_policy
from kg.coverage.reading import facts
from kg.coverage.states import STATES, WEAK, is_weak
from kg.coverage.trust import DEFAULT, EVERYTHING, TRUSTED, Filters, Trust

__all__ = [
    "COLUMNS",
    "DEFAULT",
    "EVERYTHING",
    "ROWS",
    "SLICES",
    "STATES",
    "TRUSTED",
    "WEAK",
    "Cell",
    "Column",
    "Coverage",
    "Facts",
    "Filters",
    "GapMap",
    "Measure",
    "Policy",
    "PolicyError",
    "Requirement",
    "Row",
    "Trust",
    "coverage",
    "facts",
    "gap_map",
    "in_order",
    "is_weak",
    "read_policy",
]
