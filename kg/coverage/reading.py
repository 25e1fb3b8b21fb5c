"""Reading the table of link facts from a release's graph."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from pyoxigraph import Store

from kg import query
from kg.coverage.facts import (
    BASES,
    COUNTS,
    EXTENTS,
    SLICES,
    Assessment,
    Document,
    Facts,
    Implementation,
    Links,
    Practices,
    Requirement,
    Slice,
    parts,
)
from kg.query import Row

Numbers = dict[str, int]
YEAR = re.compile(r"\d{4}")
"""How an edition that is named after a year begins: 2017-18."""


def facts(store: Store, practice_state: str) -> Facts:
    """The table of link facts of a graph.

    `practice_state` is the state of practice now (`loaders.state`): an assessment of another is not
    current.
    """
    practices = _practices(query.rows(store, "practice-facts"))
    requirements = _requirements(store)
    numbers = {iri: number for number, iri in enumerate(practices.iri)}
    readers = _Readers(store)
    return Facts(
        practices=practices,
        links=_links(store, numbers, {one.iri: at for at, one in enumerate(requirements)}, readers),
        requirements=requirements,
        slices=_slices(store, numbers),
        implementations=tuple(
            Implementation(
                row["via"], row["requirement"], _place(BASES, row["basis"]), readers.of(row, "assertion")
            )
            for row in query.asserted_rows(store, "implementations")
        ),
        assessments=_assessments(store, practice_state),
        documents={
            row["document"]: Document(row["title"], row.get("published", ""))
            for row in query.asserted_rows(store, "document-dates")
        },
    )


def _place(codes: tuple[str, ...], iri: str) -> int:
    return codes.index(parts(iri)[1])


def _practices(rows: list[Row]) -> Practices:
    once = list({row["practice"]: row for row in rows}.values())
    return Practices(
        iri=tuple(row["practice"] for row in once),
        reported=tuple(row.get("reported", "") for row in once),
        standing=tuple(map(_standing, once)),
        withdrawn=tuple(row.get("withdrawn", "") for row in once),
    )


def _standing(row: Row) -> str:
    """Why a practice never counts, or that it does. Practice that is being developed has begun: it counts."""
    if "scenario" in row:
        return "scenario"
    return "planned" if parts(row.get("maturity", ""))[1] == "planned" else COUNTS


class _Readers:
    """How many distinct roles stand behind each assertion."""

    def __init__(self, store: Store) -> None:
        self._reviews: dict[str, list[Row]] = defaultdict(list)
        for row in query.asserted_rows(store, "reviews"):
            self._reviews[row["assertion"]].append(row)

    def of(self, row: Row, name: str) -> int:
        """The roles: who asserts it and who agreed. 0 where one disagreed, whoever else agreed."""
        reviews = self._reviews.get(row[name])
        if not reviews:
            return 1
        verdicts = {parts(review["verdict"])[1] for review in reviews}
        agreed = {review["by"] for review in reviews if parts(review["verdict"])[1] == "agree"}
        return 0 if "disagree" in verdicts else len(agreed | {row["by"]})


def _links(store: Store, practices: Numbers, requirements: Numbers, readers: _Readers) -> Links:
    figures: dict[str, list[str]] = defaultdict(list)
    for row in query.asserted_rows(store, "link-figures"):
        figures[row["link"]].append(row["figure"])
    rows = sorted(query.asserted_rows(store, "link-facts"), key=itemgetter("link"))
    return Links(
        iri=tuple(row["link"] for row in rows),
        practice=tuple(practices[row["practice"]] for row in rows),
        requirement=tuple(requirements[row["requirement"]] for row in rows),
        extent=tuple(_place(EXTENTS, row["extent"]) for row in rows),
        basis=tuple(_place(BASES, row["basis"]) for row in rows),
        readers=tuple(readers.of(row, "link") for row in rows),
        asserted_on=tuple(row["on"] for row in rows),
        figures=tuple(tuple(sorted(figures.get(row["link"], ()))) for row in rows),
    )


def _requirements(store: Store) -> tuple[Requirement, ...]:
    progress: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in query.asserted_rows(store, "progress-states"):
        progress[row["requirement"]].append((row["on"], parts(row["state"])[1]))
    by_iri = {
        iri: list(rows)
        for iri, rows in groupby(query.rows(store, "requirements"), key=itemgetter("requirement"))
    }
    return tuple(_requirement(iri, by_iri, progress.get(iri, [])) for iri in by_iri)


def _requirement(iri: str, by_iri: dict[str, list[Row]], progress: list[tuple[str, str]]) -> Requirement:
    row = by_iri[iri][0]
    wholes = _wholes(iri, by_iri)
    line = [by_iri[one][0] for one in (iri, *wholes) if one in by_iri]
    outermost = by_iri[wholes[-1]] if wholes else by_iri[iri]
    return Requirement(
        iri=iri,
        type=parts(row["type"].replace("ontology#", "id/ontology/"))[1],
        number=row["number"],
        title=row["title"],
        answerable=parts(row["answerable"])[1],
        wholes=wholes,
        group=outermost[0].get("group", ""),
        workstreams=tuple(sorted({parts(one["workstream"])[1] for one in outermost if "workstream" in one})),
        edition=year[0] if (year := YEAR.match(outermost[0].get("edition", ""))) else "",
        superseded=next((one["superseded"] for one in line if "superseded" in one), ""),
        progress=tuple(progress),
    )


def _wholes(iri: str, by_iri: dict[str, list[Row]]) -> tuple[str, ...]:
    """What a requirement is part of, the innermost first: partOf is transitive in the graph."""
    named = {row["whole"] for row in by_iri.get(iri, ()) if "whole" in row}
    return tuple(sorted(named, key=lambda whole: -len({row.get("whole") for row in by_iri[whole]} - {None})))


def _slices(store: Store, practices: Numbers) -> dict[str, tuple[Slice, ...]]:
    naming: dict[str, set[int]] = defaultdict(set)
    for row in query.asserted_rows(store, "practice-slices"):
        if row["thing"] in practices:
            naming[row["value"]].add(practices[row["thing"]])
    wider: dict[str, list[str]] = defaultdict(list)
    rows = query.rows(store, "slices")
    for row in rows:
        wider[row["value"]] += [parts(row["wider"])[1]] if "wider" in row else []
    found: dict[str, dict[str, Slice]] = {facet: {} for facet in SLICES}
    for row in rows:
        iri, facet = row["value"], row["facet"]
        found[facet][iri] = Slice(
            key=parts(iri)[1],
            iri=iri,
            title=row["title"],
            number=row.get("number", ""),
            wider=tuple(wider[iri]),
            practices=tuple(sorted(naming.get(iri, ()))),
        )
    return {facet: tuple(values.values()) for facet, values in found.items()}


def _assessments(store: Store, practice_state: str) -> tuple[Assessment, ...]:
    rows = groupby(query.asserted_rows(store, "assessments"), key=itemgetter("assessment"))
    return tuple(_assessment(iri, list(many), practice_state) for iri, many in rows)


def _assessment(iri: str, rows: list[Row], practice_state: str) -> Assessment:
    def named(name: str) -> tuple[str, ...]:
        return tuple(row[name] for row in rows if name in row)

    return Assessment(
        iri=iri,
        requirement=rows[0]["requirement"],
        on=rows[0]["on"],
        current=rows[0]["state"] == practice_state,
        documents=named("document"),
        places=named("place"),
        kept=named("kept"),
    )
