"""The smallest set: the fewest practices that together address what was chosen, and other sets of that size.

Set cover as an integer programme, solved by HiGHS (scipy.optimize.milp), which proves that fewer will not do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

SECONDS = 5.0
"""So long the solver may take; the best that it has by then is not proven to be the smallest. It may take as
long again for the best of that size, and for others."""
SETS = 10
"""So many sets are given at most."""
CHOSEN = 0.5
"""The solver gives 0 and 1 as decimals that are almost that."""

Covers = Mapping[str, frozenset[str]]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Smallest:
    """The fewest practices that cover the requirements, each set sorted.

    `sets` are all of one size, those with the most figures first; none where no requirement has practice.
    `uncovered` are the requirements that no practice covers. `exact` is whether it is proven that fewer will
    not do; `more` whether there are more sets of that size than those given.
    """

    sets: tuple[tuple[str, ...], ...]
    uncovered: tuple[str, ...]
    exact: bool
    more: bool

    @property
    def size(self) -> int:
        """How many practices are needed."""
        return len(self.sets[0]) if self.sets else 0


def smallest_set(covers: Covers, figured: Covers | None = None, seconds: float = SECONDS) -> Smallest:
    """The smallest set for requirements, each given with the practices that cover it.

    `figured` gives those of them that have a figure which bears on it: of sets of one size the one with the
    most comes first.
    """
    asked = {iri: practices for iri, practices in covers.items() if practices}
    uncovered = tuple(sorted(covers.keys() - asked.keys()))
    if not asked:
        return Smallest((), uncovered, True, False)
    names = sorted(frozenset().union(*asked.values()))
    matrix = np.array([[name in practices for name in names] for practices in asked.values()], dtype=float)
    first, exact = _fewest(matrix, seconds)
    bearing = _bearing(names, figured or {})
    best = _best(matrix, first, bearing, seconds)
    found = [best, *_others(matrix, best, seconds)]
    sets = [tuple(names[at] for at in one) for one in found]
    sets.sort(key=lambda one: (-sum(bearing[names.index(name)] for name in one), one))
    return Smallest(tuple(sets[:SETS]), uncovered, exact, len(sets) > SETS)


def _fewest(matrix: Matrix, seconds: float) -> tuple[list[int], bool]:
    """The fewest columns that together have a 1 in every row, and whether it is proven that they are."""
    answer = _solve(np.ones(matrix.shape[1]), [LinearConstraint(matrix, lb=1)], seconds)
    if answer.x is None:
        return _greedily(matrix), False
    return _chosen(answer.x), answer.status == 0


def _best(matrix: Matrix, first: list[int], bearing: Matrix, seconds: float) -> list[int]:
    """Of the sets of the size of the first, one with the most figures; the first where the time is up."""
    rules = [LinearConstraint(matrix, lb=1), LinearConstraint(np.ones(len(bearing)), ub=len(first))]
    answer = _solve(-bearing, rules, seconds)
    return first if answer.x is None else _chosen(answer.x)


def _bearing(names: list[str], figured: Covers) -> Matrix:
    """For how many of the requirements each practice has a figure."""
    return np.array([sum(name in many for many in figured.values()) for name in names], dtype=float)


def _others(matrix: Matrix, first: list[int], seconds: float) -> Iterator[list[int]]:
    """Other sets of the size of the first, at most SETS, as long as the time lasts."""
    columns, end = matrix.shape[1], time.monotonic() + seconds
    rules = [LinearConstraint(matrix, lb=1), LinearConstraint(np.ones(columns), ub=len(first))]
    last = first
    for _ in range(SETS):
        rules.append(LinearConstraint(_row(columns, last), ub=len(last) - 1))
        left = end - time.monotonic()
        answer = _solve(np.zeros(columns), rules, left) if left > 0 else None
        if answer is None or answer.x is None:
            return
        last = _chosen(answer.x)
        yield last


def _solve(weights: Matrix, rules: list[LinearConstraint], seconds: float) -> Any:
    """What HiGHS finds: `x` is None where there is nothing, `status` 0 where it is proven to be the best."""
    whole = np.ones(len(weights))
    options = {"time_limit": seconds}
    return milp(weights, integrality=whole, bounds=Bounds(0, 1), constraints=rules, options=options)


def _chosen(values: Matrix) -> list[int]:
    return [int(at) for at in np.flatnonzero(values > CHOSEN)]


def _row(columns: int, chosen: list[int]) -> Matrix:
    row = np.zeros(columns)
    row[chosen] = 1
    return row


def _greedily(matrix: Matrix) -> list[int]:
    """A set that covers every row, each time by the column that covers most of what is left."""
    left, chosen = matrix, list[int]()
    while left.any():
        chosen.append(int(left.sum(axis=0).argmax()))
        left = left[left[:, chosen[-1]] == 0]
    return sorted(chosen)
