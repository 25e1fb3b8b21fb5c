"""Near misses: practice that does not count for a requirement and might, each with why it is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.coverage import Coverage
from kg.release import Release
from kg.search import Search
from kg.things.editions import matches_of
from kg.things.linking import view_of, ways
from kg.things.node import Node
from kg.things.records import candidates
from kg.things.requirements import alike
from kg.things.standing import coverage_of, facts_of
from kg.things.wording import segments

WAYS = ("unpublished", "minor", "edition", "weighed", "implements", "sibling", "inferred", "words")
"""The ways of being near, the nearest first."""
ALIKE_IN_WORDS = 5
"""So many practices whose text matches the requirement's are looked at, the best first."""

TELLING = ("its topic is", "the words")
"""How the reasons of a hit begin that rest on its topics and text, not on its links or one word."""

Says = tuple[str | Node, ...]


@dataclass(frozen=True)
class Why:
    """Why something is near: one of WAYS, a sentence cut into text and things, the record that says so."""

    way: str
    says: Says
    record: Node | None = None


@dataclass(frozen=True)
class NearMiss:
    """A practice that is near, with every reason, the nearest first.

    `link` is its link to the requirement where there is one already, of whatever extent and status, else a
    minor one to a part of it.
    """

    practice: Node
    why: tuple[Why, ...]
    link: Node | None


@dataclass(frozen=True)
class SetAside:
    """A thing other than practice that was weighed in an assessment and not kept, and why."""

    thing: Node
    because: str
    assessment: Node


@dataclass(frozen=True)
class Near:
    """What is near to a requirement: practice to look at again, and what else was weighed."""

    misses: tuple[NearMiss, ...]
    set_aside: tuple[SetAside, ...]


Found = Iterator[tuple[Node, Why]]


def near_misses(release: Release, search: Search, requirement: Node) -> Near:
    """The near misses of a requirement, the nearest first; practice that counts for it is none.

    Raises KeyError where the thing is no requirement.
    """
    covers = coverage_of(release)
    cover = covers[requirement.iri]
    counting, number = cover.measured.index.counting(None), cover.measured.index.number
    reasons: dict[Node, list[Why]] = defaultdict(list)
    looks = (look(release, requirement, cover) for look in LOOKS)
    words = () if cover.asked.answerable == "institution" else _by_words(search, requirement)
    for practice, why in chain(*looks, words):
        reasons[practice].append(why)
    kept = set(cover.practices)
    near = {
        one: why
        for one, why in reasons.items()
        if one.iri in number and counting >> number[one.iri] & 1 and one.iri not in kept
    }
    links = {one.node("subject"): one for one in requirement.incoming("object") if view_of(one)}
    found = [
        NearMiss(one, tuple(sorted(why, key=_rank)), links.get(one) or _minor_link(why))
        for one, why in near.items()
    ]
    return Near(
        tuple(sorted(found, key=lambda one: (_rank(one.why[0]), -len(one.why), one.practice.title))),
        tuple(_set_aside(requirement)),
    )


def _minor_link(reasons: list[Why]) -> Node | None:
    return next((why.record for why in reasons if why.way == "minor"), None)


def _rank(why: Why) -> int:
    return WAYS.index(why.way)


def _minor(release: Release, requirement: Node, cover: Coverage) -> Found:
    """Practice that touches it or a part of it at the edge."""
    links = facts_of(release).links
    minor = set(cover.minor)
    for number in cover.links:
        link = view_of(requirement.other(links.iri[number]))
        if link and link.practice.iri in minor:
            says: Says = ("It touches ", link.requirement, f" at the edge. {link.rationale}")
            yield link.practice, Why("minor", says, link.assertion)


def _unpublished(_release: Release, requirement: Node, _cover: Coverage) -> Found:
    """Practice with a link to it that is a draft or was withdrawn."""
    for assertion in requirement.incoming("object"):
        link, because = view_of(assertion), assertion.text("withdrawnBecause")
        if link and assertion.code("assertionStatus") != "published":
            says = (
                f"A link to it was withdrawn: {because}" if because else "A link to it is there as a draft."
            )
            yield link.practice, Why("unpublished", (says,), assertion)


def _inferred(release: Release, requirement: Node, cover: Coverage) -> Found:
    """Practice that reaches it by inference."""
    for iri in cover.inferred:
        practice = requirement.other(iri)
        for way in ways(release.store, practice, requirement):
            yield practice, Why("inferred", tuple(segments(way, subject="It")))


def _other_editions(release: Release, requirement: Node, _cover: Coverage) -> Found:
    """Practice that counts for what says the same in another edition or framework."""
    for match in matches_of(requirement):
        other = match.target if match.subject == requirement else match.subject
        if other is not None:
            yield from _counted(release, other, "edition", (", which corresponds to this",), match.assertion)
    for one in alike(requirement):
        yield from _counted(release, one.other, "edition", (", which asks for the same",), one.assertion)


def _weighed(_release: Release, requirement: Node, _cover: Coverage) -> Found:
    """Practice that was weighed in its assessment and not kept."""
    for assessment in requirement.incoming("assessmentOf"):
        for one in candidates(assessment):
            if not one.kept and one.weighed and one.weighed.kind == "practice":
                yield one.weighed, Why("weighed", (f"Weighed and not kept: {one.because}",), assessment)


def _set_aside(requirement: Node) -> Iterator[SetAside]:
    for assessment in requirement.incoming("assessmentOf"):
        for one in candidates(assessment):
            if not one.kept and one.weighed and one.weighed.kind != "practice":
                yield SetAside(one.weighed, one.because, assessment)


def _implementing(release: Release, requirement: Node, cover: Coverage) -> Found:
    """Practice that counts for what carries out its recommendation, or for what it carries out itself."""
    asked = cover.asked
    for one in facts_of(release).implementations:
        via, target = requirement.other(one.via), requirement.other(one.requirement)
        if one.requirement in asked.wholes:
            says: Says = (", which carries out ", target, ", of which this is a part")
            yield from _counted(release, via, "implements", says)
        if one.via in (asked.iri, *asked.wholes):
            yield from _counted(release, target, "implements", (", which this helps to carry out",))


def _siblings(release: Release, requirement: Node, cover: Coverage) -> Found:
    """Practice that counts for another part of the same whole."""
    if not cover.asked.wholes:
        return
    whole = requirement.other(cover.asked.wholes[0])
    for part in whole.nodes("hasPart"):
        if part != requirement and requirement not in part.nodes("partOf"):
            yield from _counted(release, part, "sibling", (", its neighbour under ", whole))


def _counted(release: Release, other: Node, way: str, rest: Says, record: Node | None = None) -> Found:
    """The practice that counts for another requirement, with how that one stands to this."""
    for iri in coverage_of(release)[other.iri].practices:
        yield other.other(iri), Why(way, ("It addresses ", other, *rest, "."), record)


def _by_words(search: Search, requirement: Node) -> Found:
    """Practice whose text matches what the requirement asks for."""
    words = f"{requirement.title}. {requirement.summary}"
    for hit in search.search(words, kinds=["practice"], per_page=ALIKE_IN_WORDS).hits:
        firsts = (next((one for one in hit.why if one.startswith(start)), "") for start in TELLING)
        matching = [one for one in firsts if one]
        if matching:
            says = f"Its record matches what is asked for: {'; '.join(matching)}."
            yield requirement.other(hit.id), Why("words", (says,))


LOOKS: tuple[Callable[[Release, Node, Coverage], Found], ...] = (
    _unpublished,
    _minor,
    _inferred,
    _other_editions,
    _weighed,
    _implementing,
    _siblings,
)
