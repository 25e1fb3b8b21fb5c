"""What changed between two open releases, as rows: gaps closed and opened, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.coverage import DEFAULT, Trust
from kg.coverage.between import Cause, Change, Side, between
from kg.coverage.facts import REQUIREMENT_SLICES
from kg.namespaces import ID
from kg.release import Release
from kg.things.gaps import Asked
from kg.things.node import Node
from kg.things.standing import facts_of, policy_of

COLUMNS = (
    "change",
    "requirement",
    "number",
    "title",
    "state_before",
    "state",
    "practices_before",
    "practices",
    "causes",
    "caused_by",
    "reason",
)
"""The columns of the changes as data. `causes` are kinds and `caused_by` IRIs; "" where it is not there."""


@dataclass(frozen=True)
class CauseView:
    """A cause with the thing that changed, as the release that is shown has it, and what it is called."""

    cause: Cause
    node: Node | None

    @property
    def linked(self) -> bool:
        """Whether the release that is shown has the thing, and so a page for it."""
        return self.node is not None and self.node.exists


@dataclass(frozen=True)
class ChangeView:
    """A change with the requirement and the causes as readers see them."""

    change: Change
    node: Node
    causes: tuple[CauseView, ...]

    @property
    def outdated(self) -> bool:
        """Whether all that changed is that the search for it went out of date."""
        now = self.change.after
        searched = now is not None and now.state == "not-assessed" and now.searched is not None
        return searched and {one.cause.kind for one in self.causes} == {"assessment"}

    def as_dict(self) -> dict[str, Any]:
        """The change as plain values, one for each of COLUMNS."""
        was, now = self.change.before, self.change.after
        return {
            "change": self.change.direction,
            "requirement": self.change.asked.iri,
            "number": self.change.asked.number,
            "title": self.change.asked.title,
            "state_before": was.state if was else "",
            "state": now.state if now else "",
            "practices_before": was.number if was else "",
            "practices": now.number if now else "",
            "causes": [one.cause.kind.replace(" ", "-") for one in self.causes],
            "caused_by": [one.cause.thing for one in self.causes if one.cause.thing],
            "reason": " ".join(_said(one) for one in self.causes),
        }


def _said(view: CauseView) -> str:
    name = view.cause.thing.removeprefix(ID)
    return f"{name}: {view.cause.says}" if name else view.cause.says


def changes(
    before: Release, after: Release, asked: Asked | None = None, shown: Release | None = None
) -> list[ChangeView]:
    """What changed from one release to another. Of `asked` count workstream, theme, kind,
    requirement, trust and weak; both sides are all practice.
    The things are those of `shown`, which has to stay open longer than the views; else of `after`.

    Nothing changed where both are the same release.
    """
    trust: Trust = asked.trust if asked else DEFAULT
    sides = [Side(facts_of(one), policy_of(one)) for one in (before, after)]
    nodes = Node((shown or after).store, "")
    return [
        ChangeView(one, nodes.other(one.asked.iri), tuple(_view(nodes, cause) for cause in one.causes))
        for one in between(sides[0], sides[1], trust)
        if asked is None or _stays(one, asked)
    ]


def _view(nodes: Node, cause: Cause) -> CauseView:
    return CauseView(cause, nodes.other(cause.thing) if cause.thing else None)


def _stays(change: Change, asked: Asked) -> bool:
    one, state = change.asked, change.after.state if change.after else ""
    groups = [(facet, key) for facet, key in asked.filters.given if facet in REQUIREMENT_SLICES]
    return all(one.belongs(facet, key) for facet, key in groups) and asked.keeps(one, state)
