"""What a check found: sections in a fixed order, as text and as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.text_table import table
from loaders.faults import Fault

Table = tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]
"""The names of columns and the rows."""


@dataclass(frozen=True)
class Section:
    """One part of a check.

    `detail` says in a few words what was looked at. A section that was skipped is no fault of its
    own: `detail` says why. `table` is shown below it, `rows` only stand in the JSON.
    """

    name: str
    detail: str
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0
    skipped: bool = False
    table: Table | None = None
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it found no fault."""
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        """The section as plain data."""
        data = {
            "name": self.name,
            "ok": self.ok,
            "skipped": self.skipped,
            "detail": self.detail,
            "seconds": round(self.seconds, 2),
            "faults": [fault.as_dict() for fault in self.faults],
        }
        return data | ({"rows": list(self.rows)} if self.rows else {})

    def __str__(self) -> str:
        word = "skipped" if self.skipped else "ok" if self.ok else f"{len(self.faults)} fault(s)"
        lines = [f"{self.name}: {word}. {self.detail}", *(f"  {fault}" for fault in self.faults)]
        if self.table and self.table[1]:
            lines += [f"  {line}" for line in table(*self.table).splitlines()]
        return "\n".join(lines)


@dataclass(frozen=True)
class Report:
    """All sections of a check."""

    sections: tuple[Section, ...]

    @property
    def ok(self) -> bool:
        """Whether no section found a fault."""
        return all(section.ok for section in self.sections)

    @property
    def faults(self) -> list[Fault]:
        """The faults of all sections."""
        return [fault for section in self.sections for fault in section.faults]

    def as_dict(self) -> dict[str, Any]:
        """The report as plain data, for `--json`."""
        return {"ok": self.ok, "sections": [section.as_dict() for section in self.sections]}

    def __str__(self) -> str:
        seconds = sum(section.seconds for section in self.sections)
        verdict = "No faults." if self.ok else f"{len(self.faults)} fault(s)."
        return "\n".join([*map(str, self.sections), f"{verdict} ({seconds:.1f} s)"])
