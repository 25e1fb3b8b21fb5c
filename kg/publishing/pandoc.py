"""Runs pandoc: text in, text or file out, without files, network or scripts, for a limited time."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

from kg.publishing.document import PublishingError, Slow

READER = "commonmark-raw_html+pipe_tables+footnotes"
SECONDS = 20
"""So long a step of making a document may take; a report of sixty pages takes two."""
LONGEST = 2_000_000
"""Characters of a text, at most."""

Tree = dict[str, Any]


def parse(text: str) -> Tree:
    """Markdown as pandoc's tree. Raises PublishingError where it is too long, Slow as `run` does."""
    if len(text) > LONGEST:
        raise PublishingError(f"The text has {len(text):,} characters; {LONGEST:,} can be published at once.")
    tree: Tree = json.loads(run(text.encode(), "--from", READER, "--to", "json"))
    return tree


def write(tree: Tree, to: str, *options: str) -> bytes:
    """A tree in a format that pandoc writes. Raises as `parse` does."""
    return run(json.dumps(tree).encode(), "--from", "json", "--to", to, "--wrap", "none", *options)


def run(given: bytes, *options: str) -> bytes:
    """What pandoc makes of its input, with nothing else to read. Raises PublishingError or Slow."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--output", "-", *options]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Slow(f"pandoc was stopped after {SECONDS} seconds. Shorten the text.") from error
    if done.returncode:
        raise PublishingError(f"pandoc could not make the document: {done.stderr.decode(errors='replace')}")
    return done.stdout
