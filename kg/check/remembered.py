"""What became of looking for passages, kept between builds: most copies and citations stay as they are."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from pydantic import TypeAdapter

from loaders import passages
from loaders.sources import look_up

METHOD = Path(passages.__file__)
"""Where passages are looked for: when it changes, nothing is remembered."""
STATES = TypeAdapter(dict[str, dict[str, str]])
"""What the file holds: by digest of a text, by passage, its state."""


class Remembered:
    """The states of passages in texts, each text known by a hash of all its words and of METHOD.

    The file is a cache: one that is not there or does not parse is begun anew.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Raises OSError where the file is there and cannot be read."""
        self.file = file
        self._before = _read(file) if file else {}
        self._now: dict[str, dict[str, str]] = {}
        self._method = hashlib.sha256(METHOD.read_bytes()).hexdigest()[:16]

    def state(self, text: passages.Text | None, passage: str) -> str:
        """The `Finding.state` of a passage in a text (None: the reader has no copy)."""
        if text is None or self.file is None:
            return look_up(text, passage).state
        known = f"{self._method} {text.digest}"
        found = self._before.get(known, {}).get(passage) or look_up(text, passage).state
        self._now.setdefault(known, {})[passage] = found
        return found

    def save(self) -> None:
        """Write what was asked for since the file was read. Raises OSError where it cannot be written."""
        if self.file is None or self._now == self._before:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=self.file.parent, prefix=".passages-", delete=False, encoding="utf-8"
        ) as beside:
            json.dump(self._now, beside)
        os.replace(beside.name, self.file)


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        return STATES.validate_json(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
