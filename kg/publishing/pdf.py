"""A document as tagged PDF that keeps PDF/UA-1: typst sets it and refuses what does not keep it.

https://typst.app/docs/reference/pdf/ · ISO 14289-1
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.publishing import pandoc
from kg.publishing.columns import shared
from kg.publishing.contents import DEPTH, HEADING
from kg.publishing.document import Document, PublishingError, Slow, readable
from kg.publishing.ends import ended
from kg.publishing.notes import at_the_end

STYLE = Path(__file__).with_name("style.typ")
SECONDS = 30
"""So long setting may take; a report of sixty pages takes three."""
SHORT = 6
"""Rows of a table that is kept on one page."""
FALLBACK = "?"
LACKING = re.compile(r"could not be displayed|no (?:suitable )?font|missing glyph|notdef", re.IGNORECASE)
BEYOND = re.compile(
    r"[^\u0000-\u024f\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]"
)
"""Characters that the fonts may lack: all but Latin, Greek, Cyrillic and punctuation."""


def make(document: Document, tree: pandoc.Tree, pictures: dict[str, bytes]) -> bytes:
    """The file. A character that no font here has is shown as "?", since PDF/UA allows no empty box.

    Raises PublishingError where it cannot be made so that it keeps PDF/UA-1, Slow where it takes too long.
    """
    blocks = at_the_end(_paged(tree["blocks"]) if document.contents else tree["blocks"])
    body = pandoc.write(ended({**tree, "blocks": _together(shared(blocks))}), "typst").decode()
    names = ("title", "description", "note", "date", "sheet")
    told = {name: readable(getattr(document, name)) for name in names}
    try:
        return _set(body, told, pictures)
    except PublishingError as error:
        if not LACKING.search(str(error)):
            raise
    told = {name: BEYOND.sub(FALLBACK, value) for name, value in told.items()}
    return _set(BEYOND.sub(FALLBACK, body), told, pictures)


def _paged(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, the list of parts that stands first written with the page of each."""
    if not blocks or blocks[0]["t"] != "Header" or blocks[0]["c"][1][0] != "contents":
        return blocks
    outline = f"#heading(level: 1, outlined: false)[{HEADING}]\n#outline(title: none, depth: {DEPTH})"
    return [_raw(outline), *blocks[2:]]


def _together(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, what heads a table or picture on the page where that begins, and each short table whole."""
    made = []
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else {}
        heads = block.get("t") == "Para" and block["c"][:1] and block["c"][0].get("t") == "Strong"
        if (heads and _is_picture(after)) or ((heads or _is_picture(block)) and after.get("t") == "Table"):
            made += [_raw("#block(sticky: true)["), block, _raw("]")]
        elif block.get("t") == "Table" and sum(len(body[3]) for body in block["c"][4]) <= SHORT:
            made += [_raw("#block(breakable: false)["), block, _raw("]")]
        else:
            made.append(block)
    return made


def _is_picture(block: dict[str, Any]) -> bool:
    return block.get("t") == "Para" and [one.get("t") for one in block["c"]] == ["Image"]


def _raw(text: str) -> dict[str, Any]:
    return {"t": "RawBlock", "c": ["typst", text]}


def _set(body: str, told: dict[str, str], pictures: dict[str, bytes]) -> bytes:
    """Typeset in a folder that holds nothing else, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(f"{STYLE.read_text(encoding='utf-8')}\n{body}", encoding="utf-8")
        for name, svg in pictures.items():
            (Path(folder) / name).write_bytes(svg)
        return _run(json.dumps({"folder": folder, "told": told}))


def _run(asked: str) -> bytes:
    command = [sys.executable, "-m", "kg.publishing.typeset"]
    # not this process's settings: only where modules are found
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=asked.encode(), capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Slow(f"Setting the PDF was stopped after {SECONDS} seconds. Shorten the text.") from error
    if done.returncode:
        raise PublishingError(f"The PDF could not be made: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
