"""A document in its three forms: readable by machines that read aloud, and deaf to what text asks for."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.shared import Pt

from kg.publishing import Document, Picture, PublishingError, Slow, pandoc, pdf, plain, publish

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763606060000000"
    "040001f61738550000000049454e44ae426082"
)
PICTURE = Picture("chart.svg", SVG, PNG)
TEXT = """Opening words.

# First part

| What | How many |
| --- | --- |
| Falls | 12 |

![Falls went down by half](chart.svg)

### A deeper part

A note[^1].

[^1]: Its text.
"""
WHOLE = Document("A made title", TEXT, "What it says", "At the foot", "2017-05-01", (PICTURE,))


def value(of: Any, *names: str) -> Any:
    """What stands in a PDF under some names, one within the other."""
    for name in names:
        of = of[name]
    return of


def pdf_of(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(publish(document, "pdf")))


def words_in_pdf(document: Document) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf_of(document).pages).split())


def tags(element: object) -> list[str]:
    """The structure types of a PDF in reading order."""
    element = element.get_object() if isinstance(element, pypdf.generic.IndirectObject) else element
    if isinstance(element, list):
        return [tag for one in element for tag in tags(one)]
    if not isinstance(element, dict):
        return []
    return ([str(element["/S"])] if "/S" in element else []) + tags(element.get("/K"))


def test_the_pdf_is_tagged_and_says_its_title_and_language() -> None:
    read = pdf_of(WHOLE)
    root = value(read.trailer, "/Root")
    assert read.metadata and read.metadata.title == "A made title"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    found = tags(root["/StructTreeRoot"]["/K"])
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(found) | {"/Title"}
    assert found.index("/H1") < found.index("/Table") < found.index("/H2")


def test_the_pdf_needs_no_font_of_the_machine() -> None:
    used = value(pdf_of(WHOLE).pages[0], "/Resources", "/Font").values()
    fonts = {str(font.get_object()["/BaseFont"]) for font in used}
    assert fonts and all("SourceSansPro" in font for font in fonts)


def test_the_same_document_gives_the_same_pdf() -> None:
    first = publish(WHOLE, "pdf")
    publish.cache_clear()
    assert publish(WHOLE, "pdf") == first


def test_the_word_file_has_headings_language_and_a_marked_heading_row() -> None:
    opened = open_docx(io.BytesIO(publish(WHOLE, "docx")))
    styles = {one.style.name: one.text for one in opened.paragraphs if one.style}
    assert styles["Title"] == "A made title"
    assert styles["Heading 1"] == "First part"
    assert opened.core_properties.title == "A made title"
    assert opened.core_properties.language == "en-GB"
    assert opened.core_properties.author == "Safer Practice"
    assert opened.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert opened.sections[0].footer.paragraphs[0].text == "At the foot"
    files = zipfile.ZipFile(io.BytesIO(publish(WHOLE, "docx")))
    assert 'w:val="en-GB"' in files.read("word/styles.xml").decode()
    assert "Falls went down by half" in files.read("word/document.xml").decode()


def test_the_foot_of_a_sheet_takes_no_room_from_its_text() -> None:
    sheet = Document("A sheet", "Words.", note="At the foot", sheet="longest")
    section = open_docx(io.BytesIO(publish(sheet, "docx"))).sections[0]
    assert section.footer_distance is not None and section.bottom_margin is not None
    assert section.bottom_margin - section.footer_distance >= Pt(1.3 * 8.5)


def test_a_cell_of_the_page_says_its_heading_for_screens_without_room_for_a_table() -> None:
    table = '| What | "How" & many |\n| --- | ---: |\n| One | 2 |\n'
    page = publish(Document("A report", table), "html").decode()
    assert re.findall(r"<t[dh] [^>]*>", page) == [
        '<th role="columnheader" scope="col">',
        '<th role="columnheader" scope="col">',
        '<th role="rowheader" scope="row">',
        '<td role="cell" data-label="&quot;How&quot; &amp; many">',
    ]


def test_the_page_has_headings_below_its_own_and_headed_rows() -> None:
    html = publish(WHOLE, "html").decode()
    assert "<h2>First part</h2>" in html
    assert "<h3>A deeper part</h3>" in html
    assert '<th role="columnheader" scope="col">What</th>' in html
    assert '<th role="rowheader" scope="row">Falls</th>' in html
    assert 'alt="Falls went down by half"' in html
    assert "style=" not in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`x`{=typst}",
    "```{=typst}\n#panic()\n```",
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.2.2"',
    '**b**(panic("x"))',
    "**b**.func()",
    "*c*.fields().panic()",
    '[l](https://example.org)(panic("x"))',
    "`code`.len()",
    "``a`b\"c\\d``.len()",
    '`\\u{41}"), panic("x`',
    "<script>\n\n**b**(panic())",
    "![a](/etc/passwd)",
    "![a](https://example.org/x.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](http://[)",
    "$x^2$ \\input{/etc/passwd} \\write18{ls}",
    "@ref <label> ~ // comment /* more */",
    "= not a heading = ]]]] ((((( }}}}",
    "\x00\x07\x1b\ufffe nothing seen",
    "\u202e right to left שלום عربى",
    "日本語 😀 \U000e0001",
    "---\ntitle: other\n---",
    "> " * 90 + "deep",
    "| a |\n| --- |\n| #panic() |",
    "a[^1]\n\n[^1]: #panic()",
    "*" * 500,
    "[" * 300,
    "&#0; &lt;script&gt; &#x23;panic()",
]
AT_THE_START = [
    "1. one", "1986. A year", "12) twelve", "- item", "+ item", "# part", "===",
    "> said", ": means", "~~~", "--",
]  # fmt: skip
MARKED = [
    "http://x.org www.x.org a@b.org", "'one' \"two\"",
    "fish &amp chips &copy; R&D", "$x$ H~2~O x^2^", "{#id .class}",
]  # fmt: skip
"""What marks up in this or that kind of Markdown; words of records may look so."""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_hostile_text_is_shown_and_never_run(text: str, form: str) -> None:
    made = publish(Document("Title", f"# Part\n\n{plain(text)}\n\n{text}\n\nThe end."), form)
    if form == "html":
        html = made.decode()
        assert not re.search(r"<(script|img|iframe|style|form)\b|href=\"(javascript|data):", html)
        assert "The end." in html
    if form == "docx":
        assert any("The end." in one.text for one in open_docx(io.BytesIO(made)).paragraphs)


@pytest.mark.parametrize("text", [*HOSTILE, *AT_THE_START, *MARKED])
def test_plain_text_keeps_its_words(text: str) -> None:
    shown = open_docx(io.BytesIO(publish(Document("Title", plain(text)), "docx"))).paragraphs[1].text
    kept = "".join(re.sub(r"[\x00-\x1f\x7f\ufffe]", " ", text).split())
    assert "".join(shown.split()) == kept


def test_a_title_cannot_run_code() -> None:
    hostile = "#panic() <script> `x`{=typst} *a*"
    assert words_in_pdf(Document(hostile, "Text.")).startswith(hostile)


def test_a_character_that_no_font_has_is_told_and_the_pdf_is_made() -> None:
    assert "sum ?? of" in words_in_pdf(Document("Title", "sum 日本 of"))


def test_a_picture_without_words_for_it_is_refused_with_what_to_do() -> None:
    with pytest.raises(PublishingError, match="has no alternative text. Write what it shows"):
        publish(replace(WHOLE, text="![](chart.svg)"), "html")


def test_a_document_without_a_title_is_refused() -> None:
    with pytest.raises(PublishingError, match="needs a title"):
        publish(Document(" ", "Text."), "pdf")


def test_text_that_is_too_long_or_too_deep_is_refused() -> None:
    with pytest.raises(PublishingError, match="can be published at once"):
        publish(Document("Title", "a" * (pandoc.LONGEST + 1)), "html")
    with pytest.raises(PublishingError, match="nested too deep"):
        publish(Document("Title", "> " * 5000 + "a"), "html")


def test_work_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.0001)
    with pytest.raises(Slow, match="pandoc was stopped"):
        publish(Document("Title", "Slow pandoc."), "html")
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "SECONDS", 0.0001)
    with pytest.raises(Slow, match="Setting the PDF was stopped"):
        publish(Document("Title", "Slow typst."), "pdf")


def test_typst_reads_no_file_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text('#set document(title: "t")\n#read("/../../etc/hostname")')
    with pytest.raises(PublishingError, match="file not found|access denied|escape"):
        pdf._run(f'{{"folder": "{tmp_path}", "told": {{"date": ""}}}}')


def test_the_contents_of_a_pdf_say_on_which_page_each_part_stands() -> None:
    page = "\n\n".join(f"Paragraph {number}." for number in range(80))
    text = f"# First part\n\n{page}\n\n## Inside it\n\n### Too deep\n\n{page}\n\n# Last part\n\nThe end."
    made = pypdf.PdfReader(io.BytesIO(publish(Document("A report", text, contents=True), "pdf")))
    first, *others = [one.extract_text() for one in made.pages]
    for part in ("First part", "Inside it", "Last part"):
        found = re.search(rf"{part}[ .]*(\d+)\n", first)
        assert found and part in [first, *others][int(found[1]) - 1]
    assert "Too deep" not in first


def test_a_note_stands_once_at_the_end_of_a_pdf_and_each_of_its_marks_leads_to_it() -> None:
    text = "# Part\n\nOne[^a] two[^b] three[^a].\n\n[^a]: The first.\n\n[^b]: The second.\n\n    - its list\n"
    page = pdf_of(Document("Title", text)).pages[0]
    words = " ".join(page.extract_text().split())
    assert words.count("The first.") == 1
    assert words.partition("Notes ")[2].startswith("1. The first. 2. The second.")
    assert len(page.annotations or []) == 3
