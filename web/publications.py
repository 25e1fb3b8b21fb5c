"""Published documents as answers: the HTML for a page, the files for download, or a plain refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Response
from markupsafe import Markup

from kg.publishing import FORMS, Document, PublishingError, Slow, publish
from web.errors import Refusal

FILES = {"docx": "Word document", "pdf": "PDF"}
"""The forms that are files, and what readers call them."""
FILE_RULE = "<any(docx, pdf):suffix>"
AT_ONCE = 2
"""So many documents are made at once; each takes a processor."""
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
turns = BoundedSemaphore(AT_ONCE)


def page_part(document: Document) -> Markup:
    """The text of a document to stand in a page below its H1. It is safe: kg.publishing lets nothing run."""
    with refusing():
        return Markup(publish(document, "html").decode())


def file(document: Document, suffix: str, name: str) -> Response:
    """A document as a file called NAME.SUFFIX. Raises a 503 where too many are being made."""
    with refusing():
        answer = Response(publish(document, suffix), content_type=FORMS[suffix])
    shown = "inline" if suffix == "pdf" else "attachment"
    answer.headers["Content-Disposition"] = f'{shown}; filename="{name}.{suffix}"'
    return answer


@contextmanager
def refusing() -> Iterator[None]:
    """Wait for a turn, and tell a reader plainly why a document cannot be had."""
    if not turns.acquire(timeout=PATIENCE):
        raise Refusal(503, "Many documents are being made just now.", "Try again in a minute.")
    try:
        yield
    except Slow as error:
        raise Refusal(504, str(error), "Use the page itself, and print that.") from error
    except PublishingError as error:
        raise Refusal(500, str(error), "Use another form of it, and tell whoever runs the site.") from error
    finally:
        turns.release()
