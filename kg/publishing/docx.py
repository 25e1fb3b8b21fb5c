"""A document as DOCX: pandoc's file with NHS colours, a font that every office has, and its properties."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document as open_docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kg.publishing import pandoc
from kg.publishing.document import Document, readable
from kg.publishing.pictures import inside

FONT = "Arial"
BLUE, BLACK = RGBColor(0x00, 0x5E, 0xB8), RGBColor(0x21, 0x2B, 0x32)
SIZES = {"Title": 2.1, "Heading 1": 1.33, "Heading 2": 1.14, "Heading 3": 1.05}
"""How much larger than the text each style is."""
TEXT = {"": 10.5, "short": 9.5, "long": 8.75, "longest": 7.5}
"""Points of the text, by how much of a sheet it takes."""
LINE = "AEB7BD"
LANGUAGE = "en-GB"


def make(document: Document, tree: pandoc.Tree, pictures: dict[str, bytes]) -> bytes:
    """The file, with title, language and styles set and each table's heading row repeated on its pages."""
    title = {"t": "MetaInlines", "c": [{"t": "Str", "c": readable(document.title)}]}
    language = {"t": "MetaString", "c": LANGUAGE}
    whole = {**inside(tree, pictures, "image/png"), "meta": {"title": title, "lang": language}}
    opened = open_docx(io.BytesIO(pandoc.write(whole, "docx")))
    _styles(opened, document)
    _sheet(opened, document)
    for table in opened.tables:
        _table(table)
    _properties(opened, document)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _styles(opened: Any, document: Document) -> None:
    """One font everywhere; headings in NHS blue. A sheet is set closer."""
    text, close = TEXT[document.sheet], bool(document.sheet)
    apart = 1 if document.sheet == "longest" else 2
    for style in opened.styles:
        if style.type is not None and hasattr(style, "font") and style.element.rPr is not None:
            _font(style)
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        style = opened.styles[name]
        style.font.size, style.font.color.rgb = Pt(text), BLACK
        if close:
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(apart)
        _font(style)
    for name, larger in SIZES.items():
        style = opened.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(text * larger), True, BLUE
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 5 if close else 10)
        style.paragraph_format.space_after = Pt(2 if close else 4)
        style.paragraph_format.alignment = 0
        _font(style)


def _font(style: Any) -> None:
    """The font for every kind of script, in place of that of a theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _sheet(opened: Any, document: Document) -> None:
    """A4 with narrow margins, narrower for what is to stand on one page; the note at the foot."""
    note, narrow = readable(document.note), bool(document.sheet)
    for section in opened.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.4 if narrow else 2)
        section.top_margin = section.bottom_margin = Cm(1.1 if narrow else 1.8)
        # Word takes the room of a foot that stands higher than the margin from the text.
        section.header_distance = section.footer_distance = Cm(0.5 if narrow else 1)
        if note:
            section.footer.paragraphs[0].add_run(note).font.size = Pt(8.5)


def _table(table: Any) -> None:
    """Lines between the rows, and a heading row that is marked and repeated on each sheet."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    row = table.rows[0]._tr.get_or_add_trPr()
    if row.find(qn("w:tblHeader")) is None:
        row.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.bold = True


def _properties(opened: Any, document: Document) -> None:
    """What the file says of itself; no name of a person, and the document's own date."""
    made = datetime.fromisoformat(document.date or "2000-01-01").replace(tzinfo=UTC)
    core = opened.core_properties
    core.title, core.subject, core.language = document.title, document.description, LANGUAGE
    core.author, core.last_modified_by = "Safer Practice", "Safer Practice"
    core.created = core.modified = made
