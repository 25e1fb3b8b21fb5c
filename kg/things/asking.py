"""What somebody asks of the gaps in words: slices, trust, date and requirement, checked against a release."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence

from kg.coverage import DEFAULT, Filters, Trust
from kg.namespaces import ID
from kg.release import Release
from kg.things.gaps import SLICED, Asked, choices
from kg.things.nearest import nearest_keys
from loaders.parts import DATE

FIRST_YEAR, USUAL_YEAR, LAST_YEAR = 1900, 2017, 2999
"""Years that a date may be of, and the one to offer where none can be read: that of the brochure."""
LISTED = 30
"""How many values a message lists; of more it says how many there are."""


class UnknownValue(Exception):
    """A value that the release does not have: of what, the nearest that there is, and all that there are."""

    def __init__(self, name: str, value: str, nearest: str, known: Sequence[str]) -> None:
        if name == "date":
            more = "Write a year, a month or a day."
        else:
            more = f"There are: {', '.join(known)}." if len(known) <= LISTED else f"There are {len(known)}."
        super().__init__(f"there is no {name} {value!r}; the nearest is {nearest!r}. {more}")
        self.name, self.value, self.nearest, self.known = name, value, nearest, known


def asked(
    release: Release,
    given: Mapping[str, str | None],
    minor: bool = True,
    inferred: bool = True,
    weak: bool = False,
) -> Asked:
    """What is asked, from the words for slices, `kind`, `requirement`, `trust`, `as_of`; None is not asked.

    Raises UnknownValue for a word that the release has no such thing for.
    """
    known = choices(release)
    said = {
        name: checked(name, value.strip(), known[name])
        for name, value in given.items()
        if value and name in known
    }
    return Asked(
        filters=Filters(**{name: said.get(name) for name in SLICED}),
        trust=Trust(said.get("trust", DEFAULT.basis), minor, inferred, date(given.get("as_of"))),
        kind=said.get("kind"),
        requirement=said.get("requirement"),
        weak=weak,
    )


def checked(name: str, value: str, known: Sequence[str]) -> str:
    """The value, where there is such a one; of a requirement its IRI may be given. Raises UnknownValue."""
    key = value.removeprefix(ID).casefold()
    if key not in known:
        raise UnknownValue(name, value, nearest_keys(key, known, 1)[0], known)
    return key


def date(value: str | None) -> str | None:
    """A year, month or day, where it is in the calendar. Raises UnknownValue with the nearest that is."""
    if not value or not value.strip():
        return None
    value = value.strip()
    if not DATE.match(value) or nearest_date(value) != value:
        raise UnknownValue("date", value, nearest_date(value), ())
    return value


def nearest_date(value: str) -> str:
    """The date of the calendar that is nearest to what was written: 2017-02-30 is 2017-02-28."""
    numbers = [int(one) for one in value.split("-")[:3] if one.isascii() and one.isdigit() and len(one) < 5]
    year = min(max(numbers[0] if numbers else USUAL_YEAR, FIRST_YEAR), LAST_YEAR)
    if len(numbers) < 2:
        return f"{year}"
    month = min(max(numbers[1], 1), 12)
    if len(numbers) < 3:
        return f"{year}-{month:02}"
    day = min(max(numbers[2], 1), calendar.monthrange(year, month)[1])
    return f"{year}-{month:02}-{day:02}"
