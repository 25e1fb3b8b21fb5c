"""What changed since an earlier release: new practice, reviewed links, new editions, withdrawals, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coverage import Trust
from kg.coverage.between import Side
from kg.coverage.dates import last_day
from kg.namespaces import ID
from kg.release import Home, Release, ReleaseError, open_release
from kg.things import of_class, releases
from kg.things.changes import changes
from kg.things.gaps import Asked
from kg.things.standing import facts_of, policy_of

COLUMNS = ("change", "thing", "says")
NONE = "none"
"""The value of `since` where there is no earlier release to compare with."""
TURNS = {"closed": "Gap closed", "opened": "Gap opened"}
Row = dict[str, str]


def home_of(release: Release) -> Home:
    """The folder of releases that a release is kept in."""
    return Home(release.path.parent.parent)


def earlier(release: Release) -> str:
    """The name of the release published before this one, or `none`."""
    found = releases.before(releases.kept(home_of(release)), release.name)
    return found.name if found else NONE


def named(release: Release, text: str) -> str:
    """The name of a kept release by its name or the beginning of it; `none` stays. Raises UnknownRelease."""
    return NONE if text == NONE else releases.named(releases.kept(home_of(release)), text).name


def since(release: Release, name: str, as_of: str | None = None) -> list[Row]:
    """What is otherwise in this release than in the one called `name`, one row a change, in a fixed order.

    With `as_of`, practice reported later is left out. No rows where `name` is `none`.
    Raises ValueError where that release is no longer kept or cannot be read.
    """
    if name == NONE:
        return []
    try:
        with open_release(home_of(release), name) as before:
            return list(_all(before, release, as_of))
    except ReleaseError as error:
        raise ValueError(str(error)) from error


def _all(before: Release, after: Release, as_of: str | None) -> Iterator[Row]:
    was, now = (Side(facts_of(one), policy_of(one)) for one in (before, after))
    known = {practice for side in (was, now) for practice in _reported(side, as_of)}
    yield from _practices(was, now, known)
    yield from _links(was, now, known)
    old, new = (_editions(one, as_of) for one in (before, after))
    yield from (_row("New edition", one, "Its edition is new here.") for one in sorted(new - old))
    for change in changes(before, after, Asked(trust=Trust(as_of=as_of))):
        if change.change.direction in TURNS:
            said = " ".join(cause.cause.says for cause in change.causes)
            yield _row(TURNS[change.change.direction], change.node.iri, said)


def _reported(side: Side, as_of: str | None) -> set[str]:
    many = side.facts.practices
    pairs = zip(many.iri, many.reported, strict=True)
    return {iri for iri, date in pairs if as_of is None or last_day(date) <= last_day(as_of)}


def _practices(was: Side, now: Side, known: set[str]) -> Iterator[Row]:
    for iri in sorted(known):
        if iri not in was.practices:
            yield _row("New practice", iri, "It is new here.")
        elif iri not in now.practices:
            yield _row("Withdrawal", iri, "It is no longer here.")
        elif now.practices[iri][1] and not was.practices[iri][1]:
            yield _row("Withdrawal", iri, "It is withdrawn, and counts no longer.")


def _links(was: Side, now: Side, known: set[str]) -> Iterator[Row]:
    for iri in sorted({*was.links, *now.links}):
        old, new = was.links.get(iri), now.links.get(iri)
        link = new or old
        if link is None or link.practice not in known or link.practice not in was.practices:
            continue
        if old is None:
            yield _row("New link", iri, f"A link to a practice known before, {link.extent}.")
        elif new is None:
            if link.practice in now.practices:
                yield _row("Withdrawal", iri, "The link was withdrawn or taken out.")
        elif old.readers != new.readers:
            yield _row("Reviewed link", iri, _read(new.readers))


def _read(readers: int) -> str:
    if readers == 0:
        return "A reader disagrees with it."
    return "It now has one reader." if readers == 1 else f"It now has {readers} readers."


def _editions(release: Release, as_of: str | None) -> set[str]:
    """The frameworks of a release that were out by a date; one whose edition is no year counts always."""
    found = ((one.iri, (one.text("edition") or "")[:4]) for one in of_class(release.store, "Framework"))
    return {iri for iri, year in found if as_of is None or not year.isdigit() or year <= as_of[:4]}


def _row(change: str, iri: str, says: str) -> Row:
    return {"change": change, "thing": iri.removeprefix(ID), "says": says}
