"""Writes references: CSL-JSON is the data, BibTeX is made of it by pandoc, RIS and Markdown are short."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.publishing import pandoc, plain
from kg.things.references import Reference

FORMS = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "md": "text/markdown",
}
"""The suffix of a file -> its media type."""


def write(references: Sequence[Reference], suffix: str) -> bytes:
    """The references in a form of FORMS, in UTF-8. Raises KeyError for another form."""
    return {"ris": ris, "bib": bibtex, "csl": csl, "md": markdown}[suffix](references)


def csl(references: Sequence[Reference]) -> bytes:
    """CSL-JSON. https://docs.citationstyles.org/en/stable/specification.html"""
    return json.dumps([_csl(one) for one in references], ensure_ascii=False, indent=2).encode()


def _csl(one: Reference) -> dict[str, Any]:
    fields = {
        "id": one.key,
        "type": "webpage" if one.keywords or one.abstract else "report",
        "title": one.title,
        "author": [{"literal": name} for name in one.by],
        "issued": {"date-parts": [[int(part) for part in one.issued.split("-")]]} if one.issued else None,
        "edition": one.edition,
        "URL": one.url,
        "abstract": one.abstract,
        "keyword": ", ".join(one.keywords),
        "note": one.note,
    }
    return {name: value for name, value in fields.items() if value}


def bibtex(references: Sequence[Reference]) -> bytes:
    """BibTeX: pandoc escapes what LaTeX would read as a command. Raises as `pandoc.run`."""
    return pandoc.run(csl(references), "--from", "csljson", "--to", "bibtex", "--wrap", "none")


def ris(references: Sequence[Reference]) -> bytes:
    """RIS: a tag a line. Text is put on one line, so that none of it can begin a tag."""
    return "".join(f"{tag}  - {_line(text)}\r\n" for one in references for tag, text in _tags(one)).encode()


def _tags(one: Reference) -> Iterable[tuple[str, str]]:
    """The tags of a reference that have something to say, from TY to ER."""
    yield "TY", "ELEC" if one.abstract else "RPRT"
    many = {"AU": one.by, "KW": one.keywords}
    single = {
        "TI": one.title, "PY": one.issued[:4], "DA": one.issued.replace("-", "/"), "ET": one.edition,
        "UR": one.url, "AB": one.abstract, "N1": one.note, "ID": one.key,
    }  # fmt: skip
    for tag in ("AU", "TI", "PY", "DA", "ET", "UR", "AB", "KW", "N1", "ID"):
        values = many.get(tag) or ((single[tag],) if single.get(tag) else ())
        yield from ((tag, value) for value in values)
    yield "ER", ""


def _line(text: str) -> str:
    return " ".join(text.split())


def markdown(references: Sequence[Reference]) -> bytes:
    """A list in Markdown, with nothing in it that marks up."""
    lines = (f"- {plain(one.said)}" + (f" {plain(one.note)}" if one.note else "") for one in references)
    return "".join(f"{line}\n" for line in lines).encode()
