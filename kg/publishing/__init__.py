"""Documents from one Markdown text: HTML for a page, DOCX to change, tagged PDF to send (docs/teaching.md).

`publish(document, form)` is the whole of it. Text that comes from records goes through `plain` first.
"""

from kg.publishing.document import FORMS, Document, Picture, PublishingError, Slow, plain
from kg.publishing.press import publish

__all__ = ["FORMS", "Document", "Picture", "PublishingError", "Slow", "plain", "publish"]
