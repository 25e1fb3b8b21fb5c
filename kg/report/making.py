"""Makes a report from a release: its Markdown, pictures, notes on every number, and the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kg.coverage.reasons import date as in_words
from kg.namespaces import thing
from kg.publishing import Document, plain
from kg.release import Release
from kg.report import since
from kg.report.asked import Entry, Log, day
from kg.report.model import Report, ReportError, find
from kg.report.template import Asking, render
from kg.report.words import Named, titled
from kg.things import Node, all_keys
from kg.things.nearest import nearest_keys
from kg.things.releases import UnknownRelease
from loaders.faults import Fault

SAME = "Each query once, with the values of its first line in the manifest; the values stand after VALUES."


@dataclass(frozen=True)
class Made:
    """A report that was made: the document to publish, and the questions that it asked."""

    report: Report
    document: Document
    entries: tuple[Entry, ...]
    chosen: tuple[tuple[str, str], ...]


def make(release: Release, name: str, given: Mapping[str, str] | None = None, site: str = "") -> Made:
    """Make a report of a release. `given` are the choices as KIND/KEY, by name, `since` and `as_of`.

    `site` is where the notes lead, such as `https://example.org`; without it they name no site.

    `since` is the earlier release to compare with: its name, the beginning of it, or `none`; without it,
    the release published before. `as_of` is for a report that has no date of its own.

    Raises UnknownReportError, and ReportError where a choice or the template is wrong.
    """
    report = find(release, name)
    asked = dict(given or {})
    earlier = _since(release, report, asked.pop("since", ""))
    own_day = report.front.as_of
    as_of = own_day or _date(report, asked.pop("as_of", ""))
    chosen = _chosen(release, report, asked)
    log = Log(release)
    asking = Asking(log, Named(release), [reference for _, reference in chosen])
    values: dict[str, Any] = {"as_of": as_of or "", "release": release.name, "since": earlier}
    values["as_of_in_words"] = in_words(as_of) if as_of else ""
    nodes = Node(release.store, "")
    for key, reference in chosen:
        node = nodes.other(thing(*reference.partition("/")[::2]))
        values[key] = {
            "ref": reference,
            "key": node.key,
            "number": node.number or "",
            "title": plain(titled(node)),
            "summary": plain(node.summary),
        }
    text = render(report, asking, values)
    entries = tuple(log.entries.values())
    title = report.front.title
    for key, reference in chosen:
        called = titled(nodes.other(thing(*reference.partition("/")[::2])))
        title = title.replace("{" + key + "}", called)
    given_day = {"as_of": as_of} if as_of and not own_day else {}
    of_report = asked_as(name, {"since": earlier} | given_day | dict(chosen))
    document = Document(
        title=title,
        text=f"{text.rstrip()}\n\n{_end(release, of_report, as_of, entries, site)}",
        description=report.front.summary,
        note=f"{title}. Release {release.name}.",
        date=as_of if as_of and len(as_of) == 10 else "",
        pictures=tuple(asking.pictures),
        contents=True,
    )
    return Made(report, document, entries, chosen)


def _since(release: Release, report: Report, given: str) -> str:
    """The earlier release to compare with."""
    try:
        return since.named(release, given) if given else since.earlier(release)
    except UnknownRelease as error:
        raise _refused(report, f"since: {str(error).rstrip('.')}") from error


def _date(report: Report, given: str) -> str | None:
    try:
        return day(given) if given else None
    except ValueError as error:
        raise _refused(report, str(error)) from error


def _chosen(release: Release, report: Report, given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Each choice of the report with what was given for it, or its default."""
    nodes = Node(release.store, "")
    chosen = []
    for key, choice in report.front.choices.items():
        reference = given.pop(key, choice.default)
        if "/" not in reference:
            reference = f"{choice.kind}/{reference}"
        kind, _, local = reference.partition("/")
        if kind != choice.kind or not nodes.other(thing(kind, local)).exists:
            raise _refused(report, f"{key}: {_none_such(release, choice.kind, local)}")
        chosen.append((key, reference))
    for key in given:
        known = ", ".join(report.front.choices)
        instead = f", but {known}" if known else ": it has nothing to choose"
        raise _refused(report, f"{key!r} cannot be chosen in this report{instead}")
    return tuple(chosen)


def _none_such(release: Release, kind: str, key: str) -> str:
    """That a release does not have a thing, and what it has."""
    keys = all_keys(release.store, kind)
    near = nearest_keys(key, keys, 1)
    instead = f". The nearest is {kind}/{near[0]}" if near else ": no thing is of that kind"
    return f"this release has no {kind} {key!r}{instead}"


def _refused(report: Report, what: str) -> ReportError:
    return ReportError(Fault(report.file, 0, f"{what}.", "See docs/reports.md."))


def asked_as(name: str, values: Mapping[str, str]) -> str:
    """A name and values in one word: `march-2017?since=none`."""
    return f"{name}?{urlencode(values, safe='/')}"


def _end(
    release: Release, of_report: str, day: str | None, entries: tuple[Entry, ...], site: str
) -> str:
    """The notes, and the manifest by which `report --verify` runs everything again."""
    mark = "<{}>" if site else "`{}`"
    notes = [
        f"[^{entry.number}]: {plain(entry.title)}. Release {release.name}. "
        f"Run it again: {mark.format(site + entry.address(release.name))}."
        for entry in entries
    ]
    at = f" at:{site}" if site else ""
    on = "" if site else (
        " The address in a note begins with `/`: it stands on any site that serves this release, "
        "such as the one that `make serve` starts."
    )
    as_of = f", as of {in_words(day)}" if day else ""
    lines = [
        "# Manifest",
        "",
        f"Made as `report:{of_report}{at} release:{release.name}`{as_of}. Every number and table above is "
        "the answer to one of these questions. Each line gives the question, how many rows it has and a hash "
        "of them. `saferpractice report --verify FILE` asks them all again, and compares the text."
        f"{on}",
        "",
        *(f"{entry.number}. `{line(entry)}`" for entry in entries),
        "",
    ]
    once = {entry.name: entry.text for entry in reversed(entries) if entry.text}
    texts = [f"**{plain(name)}**\n\n```sparql\n{text.strip()}\n```\n" for name, text in once.items()]
    return "\n".join([*lines, "# The queries", "", SAME, "", *texts[::-1], "", *notes, ""])


def line(entry: Entry) -> str:
    """One line of the manifest."""
    return f"query:{entry.asked} rows:{len(entry.rows)} sha256:{entry.hash}"
