"""The gap map of a release as somebody asked for it: which rows and columns stay, and in which order."""

from __future__ import annotations

from kg.coverage import COLUMNS, GapMap, gap_map
from kg.coverage.gap_map import rows_of
from kg.release import Release
from kg.things.gaps import Asked
from kg.things.standing import facts_of, policy_of


def drawn(
    release: Release, asked: Asked, rows: str, columns: str, deep: bool = False, weakest: bool = False
) -> GapMap:
    """The map of `rows` (a key of ROWS) against `columns` (a key of COLUMNS).

    What is asked for narrows the rows by their own state, all columns together. Without `deep` only the
    outermost concepts are columns, and those just below one that is asked for. With `weakest` the weakest
    rows stand first. Raises KeyError for a slice that the release does not have.
    """
    held = gap_map(facts_of(release), policy_of(release), asked.trust, asked.filters, rows, columns, deep)
    kept = [at for at, row in enumerate(held.rows) if asked.keeps(row.requirement, row.whole.state)]
    if weakest:
        kept.sort(key=lambda at: held.rows[at].whole.strength)
    return held.keep(kept)


def narrower(release: Release, columns: str) -> bool:
    """Whether some of the values of the columns stand below others."""
    slices = facts_of(release).slices.get(COLUMNS[columns], ())
    return any(one.wider for one in slices)


def requirements_in(release: Release, rows: str, as_of: str | None) -> set[str]:
    """The IRIs of the requirements that `rows` are as of a date."""
    return {one.iri for one in rows_of(facts_of(release), rows, as_of)}
