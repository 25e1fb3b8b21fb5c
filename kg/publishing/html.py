"""A document as HTML to stand inside a page: no head, no styles, no scripts, pictures within."""

from __future__ import annotations

import re

from kg.publishing import pandoc
from kg.publishing.pictures import inside

ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
"""Roles that tables have anyway, and lose in some browsers once a narrow screen shows them as blocks."""
TAG = re.compile(r"<(table|thead|tbody|tr|td|th)>")


def make(tree: pandoc.Tree, pictures: dict[str, bytes]) -> bytes:
    """The text below the title, its highest headings as H2, since the page's H1 is the title."""
    shown = inside(tree, pictures, "image/svg+xml")
    made = pandoc.write(shown, "html5", "--shift-heading-level-by=1").decode()
    head = re.compile(r"<thead>.*?</thead>", re.DOTALL)
    made = head.sub(lambda found: found[0].replace("<th>", '<th role="columnheader" scope="col">'), made)
    return TAG.sub(_with_role, made).encode()


def _with_role(tag: re.Match[str]) -> str:
    """A tag of a table with its role; a heading that is left is that of a row."""
    name = tag[1]
    return '<th role="rowheader" scope="row">' if name == "th" else f'<{name} role="{ROLES[name]}">'
