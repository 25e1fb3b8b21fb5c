"""What a requirement lacks to be covered, in sentences."""

from __future__ import annotations

from kg.coverage import Coverage, Policy
from kg.things.node import Node, ordered

NOTHING = "Nothing is missing by these thresholds. More practice would still make it surer."
INSTITUTION = "Practice cannot close it: only an institution can answer it. See its progress notes."
NOBODY = "First somebody has to look for practice and write down where: an assessment."
AGAIN = "First somebody has to look again: practice was added or changed since the last search."


def needed(cover: Coverage, policy: Policy) -> list[str]:
    """What would make it covered: the steps in order, each a sentence."""
    if cover.asked.answerable == "institution":
        return [INSTITUTION]
    if cover.state == "covered":
        return [NOTHING]
    steps = [_look(cover)] if cover.state == "not-assessed" else []
    practices = policy.covered.practices - cover.number
    figures = policy.covered.with_figure - len(cover.with_figure)
    if practices > 0:
        some = _count(practices, cover.number)
        steps.append(f"{some} with a full or partial link to it, or to a part of it.")
    if figures > 0:
        steps.append(
            f"A figure that bears on it, for {figures} of its practices at least: the link has to name it."
        )
    return steps


def figures_at_hand(cover: Coverage, nodes: Node) -> list[Node]:
    """The practices that count and have figures, none of which is said to bear on the requirement.

    `nodes` is any thing of the release. Whether one of the figures bears on it is for a reader to judge.
    """
    without = set(cover.practices) - set(cover.with_figure)
    return ordered(one for iri in without if (one := nodes.other(iri)).nodes("outcome"))


def _look(cover: Coverage) -> str:
    return NOBODY if cover.searched is None else AGAIN


def _count(number: int, known: int) -> str:
    more = "more " if known else ""
    return f"1 {more}practice" if number == 1 else f"{number} {more}practices"
