"""A report as an HTML file that stands alone: nothing is loaded from elsewhere."""

from __future__ import annotations

from html import escape

from kg.publishing import Document, publish

STYLE = (
    "body{font:1.0625rem/1.5 Arial,sans-serif;color:#212b32;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "overflow-wrap:break-word}"
    "h1{color:#003087}h2,h3,h4{color:#005eb8}table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border:1px solid #aeb7bd;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f0f4f5}img{max-width:100%}code{overflow-wrap:anywhere}pre{white-space:pre-wrap}"
)


def page(document: Document) -> bytes:
    """The document as a whole HTML file in UTF-8."""
    head = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
    )
    text = publish(document, "html").decode()
    return f"{head}<body><main><h1>{escape(document.title)}</h1>\n{text}</main></body></html>\n".encode()
