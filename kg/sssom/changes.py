"""One change that an import makes, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One change: the line of the table, the record file, what is changed, and whether it is new.

    `columns` holds the text of each changed column, before and after.
    """

    line: int
    file: str
    what: str
    new: bool
    columns: dict[str, tuple[str, str]]

    def __str__(self) -> str:
        lines = [f"line {self.line}: {self.what} ({self.file}){': new' if self.new else ''}"]
        for column, (before, after) in self.columns.items():
            if self.new:
                lines.append(f"    {column}: {after}")
            else:
                lines.append(f"    {column}: {before or 'nothing'} -> {after or 'nothing'}")
        return "\n".join(lines)
