"""The bodies of records: Markdown to HTML that is safe to show, in the styles of the NHS.UK frontend.

Whoever contributes a record is not trusted. nh3 keeps only the tags, attributes, classes and kinds of
address named here, whatever the Markdown or the HTML within it asks for.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

HIGHEST = 2
"""A page has one H1, its title: the headings of a body begin below it."""
LOWEST = 6
SIZES = {2: "m", 3: "s"}
CLASSES = {
    "ul": "nhsuk-list nhsuk-list--bullet",
    "ol": "nhsuk-list nhsuk-list--number",
    "table": "nhsuk-table",
    "th": "nhsuk-table__header",
    "td": "nhsuk-table__cell",
    **{f"h{level}": f"nhsuk-heading-{SIZES.get(level, 'xs')}" for level in range(HIGHEST, LOWEST + 1)},
}
TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
EXTENSIONS = ("def_list", "sane_lists", "tables")
KEPT = 512
"""Bodies kept ready: making one takes a millisecond, and much longer where somebody meant it to."""
LEVELS = {f"h{level}": level for level in range(1, LOWEST + 1)}


class _Styles(Treeprocessor):
    """Moves headings below the page's own and gives elements the classes of the NHS.UK frontend."""

    def __init__(self, markdown: Markdown, top: int) -> None:
        super().__init__(markdown)
        self.top = top

    def run(self, root: Element) -> None:
        """Change the tree of one document in place."""
        headings = [element for element in root.iter() if element.tag in LEVELS]
        above = self.top - min((LEVELS[str(element.tag)] for element in headings), default=self.top)
        for element in headings:
            element.tag = f"h{min(LEVELS[str(element.tag)] + above, LOWEST)}"
        for element in root.iter():
            if element.tag in CLASSES:
                element.set("class", CLASSES[element.tag])


class _Ours(Extension):
    """Hangs `_Styles` into Python-Markdown."""

    def __init__(self, top: int) -> None:
        super().__init__()
        self.top = top

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after everything else that changes the tree."""
        md.treeprocessors.register(_Styles(md, self.top), "safer-styles", 0)


@lru_cache(maxsize=KEPT)
def render(text: str, top: int = HIGHEST) -> Markup:
    """A body in Markdown as HTML. Its highest headings become those of level `top` (2 to 6).

    Scripts, styles, images, forms, frames and addresses that run code are left out; their text stays
    where it is text. A body that is nested deeper than Python goes is shown as it is written.
    """
    try:
        made = Markdown(extensions=[*EXTENSIONS, _Ours(top)], output_format="html").convert(text)
    except RecursionError:
        made = f"<p>{escape(text)}</p>"
    return Markup(
        nh3.clean(
            made,
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes={tag: set(names.split()) for tag, names in CLASSES.items()},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer",
        )
    )
