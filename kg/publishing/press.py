"""Makes a document in one of its forms; the same document is made once and then kept ready."""

from __future__ import annotations

from functools import lru_cache

from kg.publishing import html, pandoc, tree
from kg.publishing.contents import with_contents
from kg.publishing.document import FORMS, Document, PublishingError, readable

KEPT = 128
"""Files kept ready: a PDF takes a second to make and 60 kB to keep."""


@lru_cache(maxsize=KEPT)
def publish(document: Document, form: str) -> bytes:
    """The document as a file of one of FORMS; HTML is UTF-8 and has no head.

    Raises PublishingError where that cannot be done (Slow where it takes too long), KeyError for another
    form.
    """
    if form not in FORMS:
        raise KeyError(form)
    if not document.title.strip():
        raise PublishingError("A document needs a title: screen readers read it first.")
    try:
        made = pandoc.parse(readable(document.text))
        made["blocks"] = tree.safe(made["blocks"], document.pictures)
        if document.contents:
            made["blocks"] = with_contents(made["blocks"])
    except RecursionError as error:
        raise PublishingError("The text is nested too deep: use fewer lists within lists.") from error
    if form == "html":
        return html.make(made, {one.name: one.svg for one in document.pictures})
    if form == "docx":
        from kg.publishing import docx  # python-docx takes a tenth of a second to import

        return docx.make(document, made, {one.name: one.png for one in document.pictures})
    from kg.publishing import pdf

    return pdf.make(document, made, {one.name: one.svg for one in document.pictures})
