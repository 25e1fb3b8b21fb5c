"""A call for evidence: a letter to a collaborative or office, to be completed and sent by a person."""

from __future__ import annotations

from kg.closing.near import Near
from kg.coverage import DEFAULT, Coverage, Filters
from kg.coverage.reasons import date
from kg.release import Release
from kg.things.node import Node, ordered
from kg.things.standing import coverage_of, facts_of, policy_of

ASKED = ("collaborative", "office")
"""The kinds of organisation that practice comes from, and that a call may go to."""

LETTER = """\
Subject: Have you practice that answers {called}?

Dear colleagues{greeting},

We keep a public record of what is done in answer to the recommendations and standards for
patient-safety education. We are writing because of {called}, “{title}”.

What it asks for: {summary}

What we know. {reason} {searched}{theirs}

What would help. Work that you have done, or know of, which answers this in part or in full. It would
count if it
- has been carried out, and was not only planned;
- is described in something that others can read: a report, a poster, an evaluation, a page;
- says where, for whom and since when it was done.

{figure} If there is no figure, please send it all the same, and say so. What was
tried and did not work is welcome too. So is the answer that you know of nothing: then we can say that
you were asked.

Please send no details of patients, and no names of staff who have not agreed to it.

With thanks

[Your name, role and organisation]
[How to answer you, and by when]

Data release {release}.
"""


def addressees(release: Release, near: Near) -> tuple[Node, ...]:
    """The collaboratives and offices to whom a call may go: those behind the near misses first."""
    facts = facts_of(release)
    every = {Node(release.store, one.iri) for kind in ASKED for one in facts.slices[kind]}
    close = dict.fromkeys(one for miss in near.misses for one in leads(miss.practice) if one in every)
    return (*close, *ordered(every - close.keys()))


def leads(practice: Node) -> list[Node]:
    """The collaboratives and offices that led a practice or took part in it."""
    both = [*practice.nodes("ledBy"), *practice.nodes("partner")]
    return [one for one in both if one.kind in ASKED]


def call_for_evidence(release: Release, requirement: Node, to: Node | None) -> str:
    """The letter as plain text, a paragraph a line. `to` is a collaborative or office; None leaves it open.

    It says what was searched and when and what would count. Raises KeyError where the thing is no
    requirement.
    """
    cover = coverage_of(release)[requirement.iri]
    letter = LETTER.format(
        called=_called(requirement),
        greeting=f" of {_whom(to)}" if to else " of [the collaborative or office]",
        title=requirement.title,
        summary=requirement.summary,
        reason=_known(cover),
        searched=_searched(cover),
        theirs=_theirs(release, requirement, to) if to else "",
        figure=_figure(policy_of(release).covered.with_figure),
        release=release.name,
    )
    return _joined(letter)


def _called(requirement: Node) -> str:
    framework = next(
        (found for one in (requirement, *requirement.nodes("partOf")) if (found := one.node("groupedUnder"))),
        None,
    )
    edition = f" of {framework.title}" if framework and framework.kind == "framework" else ""
    return f"{requirement.kind} {requirement.number}{edition}" if requirement.number else requirement.title


def _whom(to: Node) -> str:
    return f"the {to.title} {'local office' if to.kind == 'office' else to.kind}"


def _known(cover: Coverage) -> str:
    """What is known, in a sentence; where nothing was found, what was searched says the rest."""
    return "No practice that we know of answers it." if cover.state == "none-found" else cover.reason


def _searched(cover: Coverage) -> str:
    """When and where it was looked for, in full; or that nobody has looked."""
    index = cover.measured.index
    search = next(iter(index.assessments[cover.requirement]), None)
    if search is None:
        return "We have not searched for it yet."
    documents = ", ".join(f"“{index.facts.documents[iri].title}”" for iri in search.documents)
    return f"We searched on {date(search.on)} in {documents}, and nowhere else."


def _theirs(release: Release, requirement: Node, to: Node) -> str:
    """What is known of their own work."""
    cover = coverage_of(release, DEFAULT, Filters(**{to.kind: to.key}))[requirement.iri]
    index = cover.measured.index
    held = (index.slices[to.kind][to.key] & index.counting(None)).bit_count()
    if not held:
        return " Of your own work we hold nothing yet."
    if held == 1:
        counted = "and it counts" if cover.number else "which does not count"
        return f" Of your own work we hold 1 practice, {counted} for this."
    return f" Of your own work we hold {held} practices; {cover.number or 'none'} of them counts for this."


def _figure(asked: int) -> str:
    best = "Best would be a figure" if asked else "A figure helps"
    return f"{best} for what changed: what was counted, over what time, and what it was before."


def _joined(letter: str) -> str:
    """Each paragraph and each point of a list on one line, so that a mail program may wrap it."""
    lines: list[str] = []
    for line in letter.split("\n"):
        own = not line or line.startswith(("- ", "[", "Data release")) or not lines or not lines[-1]
        if own:
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return "\n".join(lines)
