"""/contents: everything here by kind, each with its number and a link to its list."""

from __future__ import annotations

from flask import Blueprint, render_template

from kg.things.contents import Entry, sections
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
OVERVIEWS = (
    (
        "/progress",
        "Progress",
        "How far each recommendation and action is, by what the sources say, beside the practice known.",
    ),
    ("/vocabularies/setting", "By setting", "Where care and learning take place, with the practice of each."),
    ("/vocabularies/topic", "By topic", "What practice is about, with the practice of each."),
    ("/organisations", "By collaborative", "Who led practice: collaboratives, offices, other organisations."),
    ("/recommendations", "By theme", "Themes, their recommendations, and the practice known for each."),
    ("/standards", "By framework", "Each framework as a tree of domains and standards."),
    ("/timeline", "Timeline", "Everything with a date, in order."),
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
        overviews=OVERVIEWS,
        sections=[
            (one.heading, [(words(entry), list_of(entry)) for entry in one.entries])
            for one in sections(release.current())
        ],
        breadcrumbs=[HOME],
    )


def words(entry: Entry) -> str:
    """A kind with its number: "12 recommendations"."""
    if entry.kind in WORDS:
        return f"{entry.number:,} {WORDS[entry.kind][entry.number != 1]}"
    return counted_kind(entry.number, entry.kind)


def list_of(entry: Entry) -> str:
    """Where the things of a kind are listed; empty where there is no list, or a filter would find none."""
    found = LISTS.get(entry.kind) or (f"/{FOLDERS[entry.kind]}" if entry.kind in FOLDERS else "")
    return "" if "?" in found and not entry.number else found
