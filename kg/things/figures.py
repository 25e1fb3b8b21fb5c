"""A figure in words: what was measured, its value with unit and hedge, for whom, when, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from kg.things.node import Node

SHARE = "relative: a share of the value before"
CHANGES = {"increase": "an increase", "decrease": "a decrease"}


@dataclass(frozen=True)
class Figure:
    """A figure of a practice as a reader sees it; nothing is left out that the source gives.

    `kind` is a key of the code list outcome-kind. `said` is the value as the source prints and hedges
    it: "from 55% to 84%", "potentially 2,439 falls", "a decrease of 8.5%". `details` are pairs of
    label and text.
    """

    node: Node
    measure: str
    kind: str
    said: str
    details: tuple[tuple[str, str], ...]

    @property
    def line(self) -> str:
        """The figure as one line: `Falls avoided: potentially 2,439 falls`."""
        return f"{self.measure}: {self.said}"

    @property
    def anchor(self) -> str:
        """The fragment of the practice's page at which it stands."""
        return f"outcome-{self.node.key.rpartition('/')[2]}"


def figure(outcome: Node) -> Figure:
    """The words for an outcome."""
    unit = outcome.text("unit") or ""
    said = _said(outcome, unit)
    details = [
        ("Counted in", None if unit in said else unit),
        ("Change", SHARE if outcome.code("changeIs") == "relative" else None),
        ("Period", outcome.text("period")),
        ("Of whom or what", outcome.text("population")),
        ("Reported by", outcome.text("reportedBy")),
    ]
    return Figure(
        node=outcome,
        measure=outcome.text("measure") or outcome.title,
        kind=outcome.code("outcomeKind") or "",
        said=said,
        details=tuple((name, text) for name, text in details if text),
    )


def changed(outcome: Node, unit: str = "") -> str:
    """How a figure changed, as far as the source says: "a decrease of 8.5%", "an increase", or nothing.

    Where a source prints no change, only the direction is told: no difference is worked out here.
    """
    way = CHANGES.get(outcome.code("direction") or "", "")
    printed = outcome.text("changePrinted")
    return f"{way or 'a change'} of {_counted(printed, unit)}" if printed else way


def _said(outcome: Node, unit: str) -> str:
    """The value: what it is, or what it was and became, or how it changed."""
    before, after = (outcome.text(f"{name}Printed") for name in ("baseline", "result"))
    hedge = outcome.text("qualifier")
    if not before and not after:
        return _hedged_change(changed(outcome, unit), hedge)
    change = f" ({changed(outcome, unit)})" if outcome.text("changePrinted") else ""
    if before and after:
        return f"from {before} to {_counted(after, unit)}{change}" + (f" (“{hedge}”)" if hedge else "")
    return hedged(_counted(after or before or "", unit), hedge) + ("" if after else ", before") + change


def _hedged_change(change: str, hedge: str | None) -> str:
    """A change with the source's hedge before its value: `a decrease of about 55%`."""
    way, of, value = change.partition(" of ")
    return f"{way}{of}{hedged(value, hedge)}" if of else hedged(change, hedge)


def _counted(printed: str, unit: str) -> str:
    """A printed value with its unit, unless a sign of the unit is printed with it."""
    return printed if "%" in printed or "£" in printed else f"{printed} {unit}"


def hedged(value: str, qualifier: str | None) -> str:
    """A value with the source's hedge: a word or two ("over", "more than") before it, any other behind."""
    if not qualifier:
        return value
    short = qualifier.replace(" ", "").isalpha() and len(qualifier.split()) <= 2
    return f"{qualifier} {value}" if short else f"{value} (“{qualifier}”)"
