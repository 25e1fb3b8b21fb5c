"""Source documents: the reader's copy is found by name, read as text, and looked into."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.corpus import load, text_of
from loaders.passages import Text, fingerprint
from loaders.sources import SourceError, Sources, look_up

SENTENCE = "Twelve teams met beside the kettle."
PASSAGE = fingerprint("twelve teams met beside the kettle".split())


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text a page, written by hand."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bulletin.txt", SENTENCE.encode()),
        ("bulletin.txt", b"\xef\xbb\xbf" + SENTENCE.encode()),
        ("bulletin.txt", SENTENCE.replace(" ", "\r\n").encode()),
        ("bulletin.md", b"# Bulletin\n\nTwelve *teams* met <br> beside the **kettle**."),
        ("bulletin.pdf", pdf("Title", SENTENCE)),
        ("bulletin.pdf", pdf("Twelve teams met", "beside the kettle.")),
    ],
)
def test_a_passage_is_found_in_each_kind_of_file(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert look_up(Sources(tmp_path).text("bulletin"), PASSAGE).state == "found"


def test_a_document_is_found_by_its_key_before_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text("one")
    (tmp_path / "file.txt").write_text("two")
    assert Sources(tmp_path).path("key", "file") == tmp_path / "key.txt"
    (tmp_path / "key.txt").unlink()
    assert Sources(tmp_path).path("key", "file") == tmp_path / "file.txt"


def test_the_record_of_a_document_names_the_file_of_the_copy(tmp_path: Path) -> None:
    made = Path(__file__).parent / "made"
    corpus = load(made / "corpus")
    (tmp_path / "made-plan.md").write_text("A plan.")
    assert text_of(corpus, Sources(made / "sources"), "made-bulletin") is not None
    assert text_of(corpus, Sources(made / "sources"), "made-plan") is None
    assert text_of(corpus, Sources(tmp_path), "made-plan") is not None


def test_a_document_is_absent_without_a_folder_and_without_a_file(tmp_path: Path) -> None:
    assert Sources().text("bulletin") is None
    assert Sources(tmp_path / "nowhere").text("bulletin") is None
    assert Sources(tmp_path).text("bulletin") is None


def test_a_copy_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "bulletin.txt").write_text(SENTENCE)
    sources = Sources(tmp_path)
    assert sources.text("bulletin") is sources.text("bulletin")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bulletin.txt", b"caf\xe9", "byte 3 is not UTF-8. Save the document as UTF-8 text."),
        ("bulletin.pdf", b"this is no PDF", "no text could be read from this PDF"),
        ("bulletin.pdf", pdf(""), "this PDF holds pictures and no text. Save its text as .txt."),
    ],
)
def test_a_copy_that_cannot_be_read_is_named(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=re.escape(message)) as caught:
        Sources(tmp_path).text("bulletin")
    assert str(tmp_path / name) in str(caught.value)


def test_a_folder_that_was_named_and_is_not_there_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAFER_SOURCES", str(tmp_path / "nowhere"))
    with pytest.raises(SourceError, match=r"SAFER_SOURCES.*no such folder"):
        Sources.from_environment()


def test_an_empty_setting_means_that_there_are_no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_SOURCES", "")
    assert Sources.from_environment().folder is None


@pytest.mark.parametrize(
    ("text", "state", "quotation"),
    [
        (f"Before. {SENTENCE} After.", "found", SENTENCE),
        ("Twelve teams met beside the lamp.", "not found", ""),
        (f"{SENTENCE} {SENTENCE}", "ambiguous", SENTENCE),
        (None, "not checked", ""),
    ],
)
def test_a_passage_is_found_not_found_ambiguous_or_not_checked(
    text: str | None, state: str, quotation: str
) -> None:
    finding = look_up(Text(text) if text is not None else None, PASSAGE)
    assert (finding.state, finding.quotation) == (state, quotation)
