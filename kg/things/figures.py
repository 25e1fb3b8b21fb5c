"""A figure in words: what was measured, its value with unit and hedge, for whom, when, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from kg.things.node import Node

SHARE = "relative: a share of the value before"
CHANGES = {"increase": "an increase of", "decrease": "a decrease of"}


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


def _said(outcome: Node, unit: str) -> str:
    """The value: what it is, or what it was and became, or how it changed."""
    before, after, change = (outcome.text(f"{name}Printed") for name in ("baseline", "result", "change"))
    hedge = outcome.text("qualifier")
    way = CHANGES.get(outcome.code("direction") or "", "a change of")
    if not before and not after:
        return f"{way} {hedged(_counted(change or '', unit), hedge)}"
    changed = f" ({way} {_counted(change, unit)})" if change else ""
    if before and after:
        return f"from {before} to {_counted(after, unit)}{changed}" + (f" (“{hedge}”)" if hedge else "")
    return hedged(_counted(after or before or "", unit), hedge) + ("" if after else ", before") + changed


def _counted(printed: str, unit: str) -> str:
    """A printed value with its unit, unless a sign of the unit is printed with it."""
    return printed if "%" in printed or "£" in printed else f"{printed} {unit}"


def hedged(value: str, qualifier: str | None) -> str:
    """A value with the source's hedge: a word or two ("over", "more than") before it, any other behind."""
    if not qualifier:
        return value
    short = qualifier.replace(" ", "").isalpha() and len(qualifier.split()) <= 2
    return f"{qualifier} {value}" if short else f"{value} (“{qualifier}”)"
