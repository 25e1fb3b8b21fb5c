"""What a reader of the gaps chose, read from the address and checked against the release."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from kg.coverage import COLUMNS, DEFAULT, ROWS, Filters, Trust
from kg.things import asking
from kg.things.gaps import SLICED, Asked, choices
from web import release
from web.errors import Near, Refusal
from web.gaps.links import TRUST, with_value
from web.parameters import flag, one_of, only

LAID_OUT = ("rows", "columns", "deep", "weak", "weakest")
"""The parameters that say what is shown and how."""


@dataclass(frozen=True)
class Chosen:
    """What is asked of the gaps and how it is laid out.

    `rows` and `columns` are keys of ROWS and COLUMNS, or None: without columns the gaps are a list. `deep`
    is whether narrower concepts are columns too, `weakest` whether the weakest stand first.
    """

    asked: Asked
    rows: str | None = None
    columns: str | None = None
    deep: bool = False
    weakest: bool = False

    @property
    def is_map(self) -> bool:
        """Whether rows are crossed with columns."""
        return self.columns is not None


def chosen() -> Chosen:
    """What the address asks for. Raises a 400 that names the parameter and the nearest that it can be."""
    only(*LAID_OUT, "kind", "requirement", *SLICED, *TRUST)
    return Chosen(
        asked=asked(),
        rows=one_of("rows", tuple(ROWS)),
        columns=one_of("columns", tuple(COLUMNS)),
        deep=flag("deep"),
        weakest=flag("weakest"),
    )


def asked() -> Asked:
    """The slices, trust, date and requirement of the address. Raises a 400."""
    known = choices(release.current())
    return Asked(
        filters=Filters(**{name: one_of(name, known[name]) for name in SLICED}),
        trust=Trust(
            basis=one_of("trust", known["trust"]) or DEFAULT.basis,
            minor=not flag("without_minor"),
            inferred=not flag("without_inferred"),
            as_of=_as_of(),
        ),
        kind=one_of("kind", known["kind"]),
        requirement=one_of("requirement", known["requirement"]),
        weak=flag("weak"),
    )


def _as_of() -> str | None:
    """The date of the address. Raises a 400 with the nearest of the calendar."""
    try:
        return asking.date(request.args.get("as_of"))
    except asking.UnknownValue as error:
        raise Refusal(
            400,
            f"“{error.value}” is no date (parameter “as_of”). The nearest is “{error.nearest}”.",
            "Write a year, a month or a day: 2017, 2017-03 or 2017-03-31.",
            nearest=[Near(with_value("as_of", error.nearest), f"as_of: {error.nearest}")],
        ) from error
