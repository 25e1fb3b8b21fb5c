"""A document as HTML to stand inside a page: no head, no styles, no scripts, pictures within."""

from __future__ import annotations

from kg.publishing import pandoc
from kg.publishing.pictures import inside


def make(tree: pandoc.Tree, pictures: dict[str, bytes]) -> bytes:
    """The text below the title, its highest headings as H2, since the page's H1 is the title."""
    return pandoc.write(inside(tree, pictures, "image/svg+xml"), "html5", "--shift-heading-level-by=1")
