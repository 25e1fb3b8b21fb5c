"""What was chosen and by what the gaps were measured, in words: on the page and in every file of it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.coverage import STATES, Coverage, Policy, Trust
from kg.release import Release
from kg.things.gaps import Asked
from kg.things.standing import facts_of, policy_of
from web.filters import counted, label, meaning, readable_date
from web.gaps.choices import title_of

BASIS = {
    "stated": "only links that the source itself states",
    "curated": "links that the source states and links that an editor judged",
    "read-by-two": "only links that two independent readers stand behind",
}
HANGS = "hangs on one link"
"""The mark of a state that would fall with one link that one editor judged and nobody else has read."""
HANGS_MEANS = (
    "The state would fall if one link went, which one editor judged and nobody else has read. "
    "Read that link before you rely on it."
)
OUTSIDE_MEANS = (
    "The recommendation or action does not belong to the column; its practice also serves something there."
)
SILENT = (
    "In one setting, profession, topic or method it also stands where practice is known for the requirement "
    "that names none of these: of that practice nothing is claimed."
)
METHOD = (
    "A practice counts once for a requirement, with a full or partial link to it or to a part of it. "
    "Planned and withdrawn practice and examples for teaching never count."
)


def trust(chosen: Trust) -> str:
    """How much is trusted, as a phrase that follows "Counted:"."""
    minor = "with" if chosen.minor else "without"
    inferred = "with" if chosen.inferred else "without"
    return f"{BASIS[chosen.basis]}; {minor} minor links; {inferred} what is only inferred"


def slices(asked: Asked) -> str:
    """The slices that are asked for: "workstream 2: Human Factors and Culture; setting: Hospital"."""
    return "; ".join(f"{facet}: {title_of(facet, key)}" for facet, key in asked.filters.given)


def thresholds(policy: Policy) -> str:
    """What is enough for a requirement to be covered."""
    enough, figured = counted(policy.covered.practices, "practice"), policy.covered.with_figure
    return f"covered is {enough} or more, at least {figured} with a figure that bears on it"


def data_to(release: Release, as_of: str | None) -> str:
    """Up to when practice was reported, and when it was last looked for."""
    facts = facts_of(release)
    reported = facts.index.reported_to(as_of)
    looked = max((one.on for one in facts.assessments), default="")
    said = f"practice reported to {readable_date(reported)}" if reported else "no practice reported by then"
    return f"{said}; last looked for on {readable_date(looked)}" if looked else said


def looked_for(covers: Iterable[Coverage]) -> str:
    """When and in which documents it was looked for where none was found; empty where there is no such."""
    found = [one.searched for one in covers if one.state == "none-found" and one.searched]
    if not found:
        return ""
    days = sorted({one.assessment.on for one in found})
    when = " to ".join(map(readable_date, dict.fromkeys((days[0], days[-1]))))
    documents = sorted({document.title for one in found for document in one.documents})
    return f"{when}, in {'; '.join(documents)}."


def measured_by(release: Release, asked: Asked) -> list[tuple[str, str]]:
    """Data to, method, thresholds, trust, slices, as of and release: pairs of name and words."""
    told = [
        ("Data to", data_to(release, asked.trust.as_of)),
        ("Method", METHOD),
        ("Thresholds", thresholds(policy_of(release))),
        ("Counted", trust(asked.trust)),
        ("Slices", slices(asked) or "all practice"),
        ("As of", readable_date(asked.trust.as_of) or "now"),
    ]
    return [*((name, words[0].upper() + words[1:]) for name, words in told), ("Release", release.name)]


def definitions() -> list[tuple[str, str]]:
    """Each state as readers call it, with what it means in plain words."""
    return [(label(state, "coverage-state"), meaning(state, "coverage-state")) for state in STATES]
