"""A teach-this pack as one document: Markdown that is published as page, DOCX and PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from kg.coverage.reasons import date
from kg.namespaces import thing
from kg.publishing import Document, plain
from kg.teaching.pack import Pack, Section
from kg.things.citing import Cited
from kg.things.later import Status
from kg.things.node import Node
from kg.things.practices import FigureRow, PracticeView

COLUMNS = {
    "What was measured": 24,
    "Kind": 9,
    "Figure, with its qualifier": 44,
    "Where it stands in the source": 23,
}
"""The columns of the figures, each with its share of the width in hundredths."""
LONG, LONGEST = 600, 770
"""So much text, in words, is set smaller on paper, and smaller still, to stand on one page of A4."""
ROW = 20
"""The white of a row of a table takes the room of so many words."""
SHOWN_UNITS = {"percent": "%", "GBP": "£"}
"""Units that a figure shows by a sign of its own."""
DRAWN = (
    "These questions are drawn by rule from the requirements that the practice is linked to. Nobody wrote "
    "them for this practice: choose, change or leave them."
)
NOT_OFFICIAL = (
    "This sheet is written in our own words. It is not the official wording of any standard, recommendation "
    "or report: read those in the documents named above."
)


def sheet(pack: Pack) -> Document:
    """The document of a pack. Its text has no heading above the first section but the title."""
    view = pack.view
    blocks = [
        *warning(view),
        plain(view.node.summary),
        plain(where(view.node)),
        "# What happened",
        *bodies(pack.happened, "The record tells no more than the summary above."),
        "# Why it was thought to work" if view.withdrawn else "# Why it may have worked",
        *why(pack),
        "# Figures",
        *figures(view),
        "# Questions to discuss",
        *(["No question is drawn from a practice that must not be used."] if view.withdrawn else asked(pack)),
        "# What became of it",
        *later(view),
        "# What the source does not say",
        *bodies(pack.unsaid, "The record names nothing that is missing from the source."),
        "# How to cite it",
        *cite(pack),
    ]
    text = "\n\n".join(filter(None, blocks))
    return Document(
        title=("Withdrawn, do not teach: " if view.withdrawn else "Teach this: ") + view.node.title,
        text=text,
        description=view.node.summary,
        note=f"Safer Practice, data release {pack.release}. Not the official wording of any standard.",
        date=full_date(view.node.text("reported") or ""),
        sheet=room(text),
    )


def room(text: str) -> Literal["short", "long", "longest"]:
    """How much of a page a text takes."""
    taken = len(re.findall(r"\w+", text)) + ROW * text.count("\n| ")
    return "longest" if taken > LONGEST else "long" if taken > LONG else "short"


def full_date(written: str) -> str:
    """A date as YYYY-MM-DD: the first day of a month or year that was given alone; "" of nothing."""
    return (written + "-01-01"[len(written) - 10 :])[:10] if written else ""


def warning(view: PracticeView) -> list[str]:
    """What stands first where a practice must not be used, or has not begun."""
    if view.status and view.withdrawn:
        return [f"**Do not use it or teach from it: {plain(told(view.status))}**", *successor(view.status)]
    if view.status:
        return [f"**{plain(told(view.status))}**", *successor(view.status)]
    if view.not_counted == "planned":
        return ["**It had not begun when it was reported.**"]
    return []


def told(status: Status) -> str:
    """What happened to it, when, and why."""
    return f"{status.node.nodes('state')[0].title}, {date(status.date)}. {status.note}"


def successor(status: Status) -> list[str]:
    """What took its place, and where that is said."""
    place = [f"In its place: {plain(status.successor.title)}."] if status.successor else []
    return [*place, f"Source: {sources(status.cited)}."]


def where(practice: Node) -> str:
    """Who led it, where and for whom, in one line."""
    named = {
        "Led by": practice.nodes("ledBy"),
        "Setting": practice.nodes("setting"),
        "For or by": practice.nodes("profession"),
        "Evidence": practice.nodes("evidence"),
    }
    parts = [f"{name}: {', '.join(one.title for one in many)}." for name, many in named.items() if many]
    return " ".join([*parts, f"Reported: {date(practice.text('reported') or '')}."])


def bodies(sections: Iterable[Section], none: str) -> list[str]:
    """The text of some parts of the record, or a sentence where there are none."""
    return [one.text for one in sections] or [none]


def why(pack: Pack) -> list[str]:
    """Why it may have worked, as far as a source says it."""
    if pack.why:
        return bodies(pack.why, "")
    if pack.reasons:
        return ["The sources say:", "\n".join(f"- {plain(one)}" for one in pack.reasons)]
    return ["The source does not say. Ask the group what they think, and how they would find out."]


def figures(view: PracticeView) -> list[str]:
    """A table of the figures, results before aims, or a sentence where there are none."""
    if not view.rows:
        return ["The source reports no figure of what came of it."]
    titles = list(dict.fromkeys(one.document.title for row in view.rows for one in row.cited))
    shared = shared_place([one.locator for row in view.rows for one in row.cited]) if len(titles) == 1 else []
    cells = [figure_cells(row, None if len(titles) > 1 else len(shared)) for row in view.rows]
    rows = [tuple(COLUMNS), tuple("-" * share for share in COLUMNS.values()), *cells]
    source = [f"Source of the figures: {plain(', '.join([titles[0], *shared]))}."] if len(titles) == 1 else []
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    aims = ["A target is what was aimed at. It is no result."] if view.targets else []
    return [*source, table, *aims]


def shared_place(locators: Sequence[str]) -> list[str]:
    """The parts with which all places in a document begin; each place keeps a part of its own."""
    split = [locator.split(", ") for locator in locators]
    most = min(map(len, split)) - 1
    first = split[0][:most]
    return [part for at, part in enumerate(first) if all(one[: at + 1] == first[: at + 1] for one in split)]


def figure_cells(row: FigureRow, known: int | None) -> tuple[str, ...]:
    """One figure in the columns of COLUMNS.

    Its document is named unless all have the same, which is said by `known`: how many parts of the place
    all have in common.
    """
    figure = row.figure
    by = "" if row.reported_by in {one.document.title for one in row.cited} else row.reported_by
    places = (", ".join(one.locator.split(", ")[known:]) for one in row.cited)
    place = sources(row.cited) if known is None else plain("; ".join(dict.fromkeys(places)))
    kind = Node(figure.node.store, thing("outcome-kind", figure.kind)).title
    details = [f"{name}: {text}." for name, text in figure.details if tells_more(name, text, figure.said)]
    return (
        plain(figure.measure),
        plain(kind),
        " ".join([f"**{plain(figure.said)}**.", *map(plain, details)]),
        f"{place}." + (f" Reported by: {plain(by)}." if by else ""),
    )


def tells_more(name: str, text: str, said: str) -> bool:
    """Whether a detail of a figure says what neither the figure itself nor another column says."""
    shown = name == "Counted in" and SHOWN_UNITS.get(text, text) in said
    return name != "Reported by" and not shown


def sources(cited: Iterable[Cited]) -> str:
    """Where something stands: documents with their places."""
    return plain("; ".join(dict.fromkeys(f"{one.document.title}, {one.locator}" for one in cited)))


def asked(pack: Pack) -> list[str]:
    """The questions, numbered, each under the requirement that it comes from."""
    if not pack.questions:
        return ["No requirement is linked to this practice, so no question is drawn from one."]
    listed = [
        f"{number}. **{plain(one.about)}.** {plain(one.text)}" for number, one in enumerate(pack.questions, 1)
    ]
    more = f"{pack.unasked} more linked requirements are on its page." if pack.unasked else ""
    return [f"*{DRAWN}*", "\n".join(listed), more]


def later(view: PracticeView) -> list[str]:
    """What it is now, and what was reported of it after its document."""
    status = [f"- {plain(told(view.status))} ({sources(view.status.cited)})"] if view.status else []
    facts = [f"- **{plain(date(one.date))}**: {plain(one.fact)} ({sources(one.cited)})" for one in view.later]
    return ["\n".join(status + facts) or "The sources that we have tell nothing later."]


def cite(pack: Pack) -> list[str]:
    """The documents first, then the record; and what this sheet is not."""
    cited = [*pack.documents, pack.record]
    return ["\n".join(f"- {plain(one.said)}" for one in cited), plain(NOT_OFFICIAL)]
