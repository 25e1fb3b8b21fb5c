"""/contents: everything here by kind, each with its number and a link to its list."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.things.contents import sections
from web import release
from web.addresses import FOLDERS
from web.filters import counted_kind
from web.trails import HOME

blueprint = Blueprint("contents", __name__)

LISTS = {
    "theme": "/recommendations",
    "action": "/gaps?kind=action",
    "framework": "/standards",
    "domain": "/gaps?kind=domain",
    "principle": "/gaps?kind=principle",
    "priority": "/gaps?kind=priority",
    "objective": "/gaps?kind=objective",
    "programme": "/resources",
    "collaborative": "/organisations",
    "office": "/organisations",
    "region": "/organisations",
    "correspondence": "/editions",
    "discrepancy": "/about/discrepancies",
}
"""Where the things of a KIND are listed, where that is not at the folder of their addresses."""
WORDS = {
    "implementation": (
        "assertion that one requirement carries out another",
        "assertions that one requirement carries out another",
    ),
    "likeness": (
        "assertion that two requirements ask for the same",
        "assertions that two requirements ask for the same",
    ),
    "correspondence": ("correspondence between editions", "correspondences between editions"),
}
"""Kinds of record that are assertions: what one and many are called."""
BROWSE = (
    ("/recommendations", "Theme", "Themes, their recommendations, and the practice known for each."),
    ("/standards", "Framework", "Each framework as a tree of domains and standards."),
    ("/organisations", "Collaborative", "Who led practice: collaboratives, offices, other organisations."),
    ("/vocabularies/setting", "Setting", "Where care and learning take place, with the practice of each."),
    ("/vocabularies/topic", "Topic", "What practice is about, with the practice of each."),
    ("/timeline", "Time", "Everything with a date, in order."),
)
"""Ways to browse: address, name and what is there. The home page has them too."""
OVERVIEWS = (
    (
        "/progress",
        "Progress",
        "How far each recommendation and action is, by what the sources say, beside the practice known.",
    ),
    ("/governance", "Governance", "Who reports to whom."),
    ("/editions", "Editions side by side", "The standards of each edition, and what corresponds to what."),
    ("/about/discrepancies", "Where the sources differ", "Each side with its place, and how it is read."),
    ("/threads", "What became of it", "Bodies, surveys and agreements followed from name to name."),
    ("/glossary", "Glossary", "Terms and abbreviations, from A to Z."),
    ("/vocabularies", "Vocabularies", "The words by which practice is sorted, and the codes."),
    ("/queries", "Questions to the data", "What people ask, each with a form and an answer to take away."),
    ("/assessments", "Searches for practice", "Where somebody looked, and what was weighed."),
)
"""Pages that bring records of several kinds together: address, name and what is there."""


@blueprint.get("/contents")
def page() -> str:
    """Every kind of thing with its number, and the pages that bring several together."""
    return render_template(
        "records/contents.html",
        overviews={"Browse by": BROWSE, "Overviews": OVERVIEWS},
        sections=[
            (heading, [(words(kind, number), list_of(kind, number)) for kind, number in counts.items()])
            for heading, counts in sections(release.current()).items()
        ],
        breadcrumbs=[HOME],
    )


def words(kind: str, number: int) -> str:
    """A kind with its number: "12 recommendations"."""
    return f"{number:,} {WORDS[kind][number != 1]}" if kind in WORDS else counted_kind(number, kind)


def list_of(kind: str, number: int) -> str:
    """Where the things of a kind are listed; empty where there is no list, or a filter would find none."""
    found = LISTS.get(kind) or (f"/{FOLDERS[kind]}" if kind in FOLDERS else "")
    return "" if "?" in found and not number else found
