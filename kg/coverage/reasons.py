"""Why a requirement has its state, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.coverage.facts import CONCEPTS
from kg.coverage.states import WITH_PRACTICE

if TYPE_CHECKING:
    from kg.coverage.measure import Coverage
    from kg.coverage.searched import Searched

MONTHS = ("January February March April May June July August September October November December").split()
NAMED = 2
"""Of how many documents a reason names every one; the assessment lists them whatever their number."""


def reason(cover: Coverage) -> str:
    """Why a requirement has its state, in one sentence."""
    said = _by_practice(cover) or _without(cover)
    if cover.state != "not-assessed" and cover.left_out:
        said += f"; {_count(cover.left_out, 'practice is', 'practices are')} left out at this level of trust"
    return said + "."


def _by_practice(cover: Coverage) -> str:
    if cover.state not in WITH_PRACTICE:
        return ""
    if practices := cover.number:
        figured = len(cover.with_figure)
        figures = (
            f"{_count(figured, 'has', 'have')} a figure that bears on it"
            if figured
            else "none has a figure that bears on it"
        )
        return f"{_count(practices, 'practice addresses', 'practices address')} it fully or partly; {figures}"
    touching = [
        _count(len(cover.minor), "practice touches it at the edge", "practices touch it at the edge"),
        _count(len(cover.inferred), "practice reaches it by inference", "practices reach it by inference"),
    ]
    said = [one for one in touching if not one.startswith("0 ")]
    return f"No practice addresses it fully or partly; {' and '.join(said)}"


def _without(cover: Coverage) -> str:
    if cover.state == "none-found":
        assert cover.searched is not None
        narrowed = any(not cover.asked.belongs(facet, key) for facet, key in cover.filters.given)
        here = " in this slice" if narrowed else ""
        return f"Looked for {_where(cover.searched)}, and none was found{here}"
    if cover.state == "not-for-practice":
        said = "Only an institution can answer it, so practice is not expected"
        if cover.searched is None or not cover.searched.found_none:
            return said
        return f"{said}; looked for {_where(cover.searched)}, and none was found"
    if cover.left_out:
        some = _count(cover.left_out, "practice is", "practices are")
        return f"Nothing is left at this level of trust: {some} left out, so no gap is claimed"
    if cover.silent:
        facet = next(facet for facet, _ in cover.filters.given if facet in CONCEPTS)
        some = _count(cover.silent, "practice for it does", "practices for it do")
        return f"{some} not name any {facet}, so nothing is claimed for this one"
    return _not_found_out(cover)


def _not_found_out(cover: Coverage) -> str:
    """Why nothing can be said although nothing is hidden."""
    search = cover.searched
    if cover.later:
        some = _count(cover.later, "practice was", "practices were")
        return f"{some} reported later, and nothing is known of {date(cover.trust.as_of or '')}"
    if search is None:
        return _nobody_looked(cover)
    if not search.assessment.current:
        return f"Looked for {on(search.assessment.on)}, but practice has been added or changed since"
    if search.kept:
        return f"Practice was found for it {on(search.assessment.on)}, but none that counts is linked"
    return f"Looked for {on(search.assessment.on)} only in documents that were published later"


def _nobody_looked(cover: Coverage) -> str:
    """That nobody looked: for this edition, for the whole, or at all."""
    asked, index, as_of = cover.asked, cover.measured.index, cover.trust.as_of
    if asked.asked_by(as_of) and not asked.in_force(as_of):
        since = date(asked.superseded)
        return f"Nobody has looked for practice, and another edition has taken its place since {since}"
    parts = [one for one in index.targets[asked.iri] if one != asked.iri]
    looked = sum(bool(index.assessments[one]) for one in parts)
    if looked and as_of is None:
        some = f"{looked} of its {len(parts)} parts"
        return f"Nobody has looked for it as a whole, and none is linked; somebody looked for {some}"
    return "Nobody has looked for practice yet, and none is linked"


def _where(search: Searched) -> str:
    """When and in which documents it was looked for; where they are many, how many, and who lists them."""
    if len(search.documents) > NAMED:
        listed = f"{len(search.documents)} documents, which its assessment lists"
    else:
        listed = " and ".join(f"“{document.title}”" for document in search.documents)
    return f"{on(search.assessment.on)} in {listed}"


def date(written: str) -> str:
    """A date as people write it: 22 November 2026, May 2017, 2016."""
    year, *rest = written.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def on(written: str) -> str:
    """A date with the word before it: on 22 November 2026, in May 2017, in 2016."""
    return f"{'on' if written.count('-') == 2 else 'in'} {date(written)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
