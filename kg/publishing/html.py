"""A document as HTML to stand inside a page: no head, no styles, no scripts, pictures within."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.publishing import pandoc
from kg.publishing.pictures import inside

ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
"""Roles that tables have anyway, and lose in some browsers once a narrow screen shows them as blocks."""
TAG = re.compile(r"<(table|thead|tbody|tr|td|th)>")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
HEADING = re.compile(r"<th>(.*?)</th>", re.DOTALL)


def make(tree: pandoc.Tree, pictures: dict[str, bytes]) -> bytes:
    """The text below the title, its highest headings as H2, since the page's H1 is the title."""
    shown = inside(tree, pictures, "image/svg+xml")
    made = pandoc.write(shown, "html5", "--shift-heading-level-by=1").decode()
    return TABLE.sub(_table, made).encode()


def _table(found: re.Match[str]) -> str:
    """A table whose cells say their role and, for a screen that shows no heading row, their heading."""
    head, end, body = found[0].rpartition("</thead>")
    labels = [re.sub("<[^>]*>", "", one).replace('"', "&quot;").strip() for one in HEADING.findall(head)]
    head = TAG.sub(lambda tag: _with_role(tag, 'role="columnheader" scope="col"'), head)
    return head + end + ROW.sub(lambda row: _row(row[0], iter(labels)), TAG.sub(_outside, body))


def _outside(tag: re.Match[str]) -> str:
    return tag[0] if tag[1] in ("tr", "td", "th") else _with_role(tag, "")


def _row(row: str, labels: Iterator[str]) -> str:
    def cell(tag: re.Match[str]) -> str:
        label = next(labels, "") if tag[1] in ("td", "th") else ""
        made = _with_role(tag, 'role="rowheader" scope="row"')
        return f'{made[:-1]} data-label="{label}">' if label and tag[1] == "td" else made

    return TAG.sub(cell, row)


def _with_role(tag: re.Match[str], heading: str) -> str:
    """A tag of a table with its role; that of a heading is given."""
    role = heading if tag[1] == "th" else f'role="{ROLES[tag[1]]}"'
    return f"<{tag[1]} {role}>"
