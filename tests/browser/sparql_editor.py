"""What tests do in the editor of /sparql."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def editor(page: Page) -> Locator:
    """The editor, once it completes terms."""
    expect(page.locator("#ask[data-ready]")).to_have_count(1)
    return page.get_by_label("Query", exact=True)


def write(page: Page, text: str, *, line: int | None = None, column: int = 0) -> Locator:
    """Put a text into the editor, with the cursor at a line and column, both from 0, or at its end."""
    box = editor(page)
    place = {"line": 10_000 if line is None else line, "ch": column}
    page.locator(".sparql-editor").evaluate(
        "(place, [text, at]) => { place.editor.setValue(text); place.editor.getDoc().setCursor(at); "
        "place.editor.focus(); }",
        [text, place],
    )
    return box
